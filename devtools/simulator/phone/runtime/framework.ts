/** Registers pages, components and behaviors with glass-easel, each when it is first needed. */
import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import { MiniProgramEnv, component as adapter } from 'glass-easel-miniprogram-adapter';
import { BUILTIN_TAGS } from '../../tags';
import { defineBuiltins } from '../builtins';
import { PhoneBackend } from './backend';
import { type Component } from './dom';
import { PhoneIntersectionObserver, type IntersectionOptions } from './intersection';
import { ModuleRegistry, type Program } from './program';
import { SelectorQuery } from './query';
import { noteSetData } from './work';
import { wxsGlobals } from './wxs';

/** `this` of a page or component, as its code sees it. */
export interface Instance {
  readonly _$: Component;
  is: string;
  data: Record<string, unknown>;
  setData(data: Record<string, unknown>, callback?: () => void): void;
  triggerEvent(name: string, detail: unknown, options: Record<string, boolean>): void;
  [member: string]: unknown;
}

/** What is handed to `Component()`, `Behavior()` or `Page()`. */
interface Definition {
  behaviors?: unknown[];
  options?: { styleIsolation?: string; addGlobalClass?: boolean; virtualHost?: boolean };
  properties?: Record<string, unknown>;
  [member: string]: unknown;
}

type Root = ReturnType<ReturnType<MiniProgramEnv['associateBackend']>['createRoot']>;

/** A page that was created but is not yet on screen. */
export interface CreatedPage {
  root: Root;
  instance: Instance;
  /** Style sheets that apply while it is on screen. */
  sheets: string[];
}

const SCOPE = /__scope__/g;

export class Framework {
  readonly backend: PhoneBackend;
  readonly modules: ModuleRegistry;
  readonly #program: Program;
  readonly #env = new MiniProgramEnv();
  readonly #space: ReturnType<MiniProgramEnv['createCodeSpace']>;
  readonly #templates: Record<string, unknown>;
  readonly #known = new Set<string>();
  readonly #formBehaviors: Record<string, unknown>;
  readonly #ready: Component[] = [];
  /** The component that is being created without a page. */
  #alone: string | null = null;
  /** The unit whose script is running: `Component()` belongs to it. */
  #running: string | null = null;

  /**
   * @param globals - what modules see besides `Component`, `Page` and `Behavior`
   */
  constructor(program: Program, globals: () => Record<string, unknown>) {
    this.#program = program;
    this.#templates = program.templates(...wxsGlobals());
    const tags = new Set<string>(['page', ...BUILTIN_TAGS]);
    for (const { usingComponents, componentGenerics = {} } of Object.values(program.manifest.units)) {
      for (const tag of [...Object.keys(usingComponents), ...Object.keys(componentGenerics)]) tags.add(tag);
    }
    this.backend = new PhoneBackend(tags);
    this.#space = this.#env.createCodeSpace('app', true);
    this.#space.getComponentSpace().updateComponentOptions({ writeFieldsToNode: false, writeIdToDOM: true });
    defineBuiltins(this.#space.getComponentSpace());
    this.#observeReady();
    this.#formBehaviors = this.#namedBehaviors();
    this.#addStyle('app', '');
    this.modules = new ModuleRegistry(program, () => ({
      ...globals(),
      Page: (definition: Definition) => this.#definePage(definition),
      Component: (definition: Definition) => this.#defineComponent(definition),
      Behavior: (definition: Definition) => this.#defineBehavior(definition),
    }));
    extendInstances();
  }

  /** Creates a page with the components that it can use; its `created` lifetimes run. */
  createPage(path: string, search: string): CreatedPage {
    this.#register(path);
    const associated = this.#env.associateBackend(this.backend);
    const { root, sheets } = this.backend.collectSheets(() =>
      associated.createRoot('page', this.#space, search === '' ? path : `${path}?${search}`),
    );
    const instance: unknown = root.get();
    return { root, instance: instance as Instance, sheets };
  }

  /** Creates a component without a page around it; it gets an element of its own even with a virtual host. */
  createAlone(path: string): CreatedPage {
    this.#known.delete(path);
    this.modules.forget(this.modules.entry(path));
    this.#alone = path;
    try {
      return this.createPage(path, '');
    } finally {
      this.#alone = null;
    }
  }

  /** Name and value of a component with the behavior wx://form-field. */
  formField(component: Component): { name: string; value: unknown } | null {
    const field = this.#formBehaviors['wx://form-field'] as { _$: glassEasel.GeneralBehavior };
    if (!component.hasBehavior(field._$)) return null;
    const { name, value } = component.data as { name?: unknown; value?: unknown };
    return { name: typeof name === 'string' ? name : '', value };
  }

  /** Runs the `ready` lifetimes of everything that was attached, inner components first. */
  flushReady(): void {
    for (const component of this.#ready.splice(0).reverse()) component.triggerLifetime('ready', []);
  }

  #register(path: string): void {
    if (this.#known.has(path)) return;
    this.#known.add(path);
    const config = this.#program.manifest.units[path];
    if (config === undefined) throw new Error(`"${path}" is not part of the app`);
    const generics = Object.values(config.componentGenerics ?? {}).flatMap((generic) =>
      typeof generic === 'object' && generic.default !== undefined ? [generic.default] : [],
    );
    for (const used of [...Object.values(config.usingComponents), ...generics]) this.#register(used.slice(1));
    const before = this.#running;
    this.#running = path;
    try {
      this.modules.require(this.modules.entry(path));
      // Nobody called Component() or Page() while it ran: it was required as a plain module before.
      if (this.#isRunning()) throw new Error(`${path} calls neither Page() nor Component()`);
    } finally {
      this.#running = before;
    }
  }

  #isRunning(): boolean {
    return this.#running !== null;
  }

  /** Gives the framework all it needs about the unit that is being defined. */
  #prepare(definition: Definition): string {
    const path = this.#running;
    if (path === null) throw new Error('Component() or Page() was called outside the script of a component');
    this.#running = null;
    const config = this.#program.manifest.units[path];
    const { styleIsolation, addGlobalClass } = definition.options ?? {};
    const isolation = styleIsolation ?? (addGlobalClass === true ? 'apply-shared' : undefined);
    const merged: Record<string, unknown> = { ...config };
    if (isolation !== undefined && config?.styleIsolation === undefined) merged.styleIsolation = isolation;
    this.#space.addComponentStaticConfig(path, merged);
    const shared = config?.component !== true && merged.styleIsolation === undefined;
    const scope = shared || /^(?:page-)?shared$/.test(String(merged.styleIsolation)) ? '' : scopeOf(path);
    this.#addStyle(path, scope);
    const content = this.#templates[path];
    const template = { groupList: this.#templates, content };
    this.#space.addCompiledTemplate(path, template as glassEasel.template.ComponentTemplate);
    return path;
  }

  #addStyle(path: string, scope: string): void {
    const css = this.#program.styles[path];
    if (css === undefined && path !== 'app') {
      if (scope !== '') this.#space.addStyleSheet(path, undefined, scope);
      return;
    }
    const scoped = (css ?? '')
      .replaceAll('__scope__--', scope === '' ? '' : `${scope}--`)
      .replace(SCOPE, scope);
    this.backend.registerStyleSheetContent(path, scoped);
    this.#space.addStyleSheet(path, path, scope === '' ? undefined : scope);
  }

  #definePage(definition: Definition): void {
    const path = this.#prepare(definition);
    const builder = this.#space.component(path);
    builder.pageDefinition({ ...definition, behaviors: this.#behaviors(definition) } as never).register();
  }

  #defineComponent(definition: Definition): void {
    const path = this.#prepare(definition);
    const alone = path === this.#alone;
    const solid = alone ? { options: { ...definition.options, virtualHost: false } } : {};
    this.#space
      .component(path)
      .definition(this.#normalize({ ...definition, ...solid }))
      .register();
  }

  #defineBehavior(definition: Definition): unknown {
    return this.#space.behavior().definition(this.#normalize(definition)).register();
  }

  #normalize(definition: Definition): never {
    const properties = Object.entries(definition.properties ?? {}).map(([name, property]) => {
      const observer: unknown =
        typeof property === 'object' && property !== null ? Reflect.get(property, 'observer') : null;
      if (typeof observer !== 'string') return [name, property];
      const call = function (this: Instance, ...values: unknown[]): unknown {
        return (this[observer] as (...given: unknown[]) => unknown)(...values);
      };
      return [name, { ...(property as object), observer: call }];
    });
    const normal: unknown = {
      ...definition,
      ...(definition.properties === undefined
        ? {}
        : { properties: Object.fromEntries(properties) as unknown }),
      behaviors: this.#behaviors(definition),
    };
    return normal as never;
  }

  /** `wx://` names are behaviors of WeChat's own. */
  #behaviors({ behaviors = [] }: Definition): unknown[] {
    return behaviors.map((behavior) => {
      if (typeof behavior !== 'string') return behavior;
      const own = this.#formBehaviors[behavior];
      if (own === undefined) throw new Error(`NotEmulated: behavior ${behavior}`);
      return own;
    });
  }

  #namedBehaviors(): Record<string, unknown> {
    const behavior = (definition: unknown): unknown =>
      this.#space
        .behavior()
        .definition(definition as never)
        .register();
    const field = behavior({ properties: { name: { type: String }, value: { type: null } } });
    return {
      'wx://form-field': field,
      'wx://form-field-group': behavior({}),
      'wx://form-field-button': behavior({}),
      'wx://component-export': behavior({}),
      'wx://proxy-scroll-view': behavior({}),
    };
  }

  #observeReady(): void {
    const attached = (component: Component): void => {
      if (this.#ready.push(component) === 1) setTimeout(() => this.flushReady(), 0);
    };
    const overall = this.#space.getComponentSpace().defineBehavior({
      lifetimes: {
        attached(this: unknown) {
          attached((this as Instance)._$);
        },
      },
    });
    this.#space.setOverallBehavior(overall.general());
  }
}

const setData: unknown = Reflect.get(adapter.ComponentCaller.prototype, 'setData');

/** Members of `this` that the adapter does not bring, and a count of the one that costs most. */
function extendInstances(): void {
  const members = {
    setData(this: Instance, data: Record<string, unknown>, callback?: () => void) {
      noteSetData(this.is, data);
      Reflect.apply(setData as () => void, this, [data, callback]);
    },
    createSelectorQuery(this: Instance) {
      return new SelectorQuery(this._$);
    },
    createIntersectionObserver(this: Instance, options: IntersectionOptions = {}) {
      return new PhoneIntersectionObserver(this._$, options);
    },
  };
  Object.assign(adapter.ComponentCaller.prototype, members);
}

/** A short name for the classes of a component that no other component has. */
function scopeOf(path: string): string {
  let hash = 5381;
  for (const letter of path) hash = ((hash * 33) ^ letter.charCodeAt(0)) >>> 0;
  const name = path.split('/').at(-1) ?? '';
  return `${name}-${hash.toString(36)}`;
}
