/** A test per component of a folder, on the phone's own runtime in jsdom; a component that has none fails its folder's suite. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHarness, type Harness, type MountedComponent } from '../../../devtools/simulator/harness';
import { miniProgramOf, ownFiles } from '../../../scripts/lib/miniprogram/project';
import { root as project } from '../../support/process';
import { wordFaults } from '../../support/words';

const program = miniProgramOf(project);

type Properties = Record<string, unknown>;

export type Mount = (properties?: Properties) => Promise<MountedComponent>;

/** What a component is given: as on most days, at the edge of what may come, and what should never come. */
export interface Given {
  typical: Properties;
  edge: Properties;
  faulty: Properties;
}

export interface Suite {
  /** The phone; open while tests run. */
  phone: () => Harness;
  /**
   * Describes one component: it mounts with everything it may be given, and does what `tests` say.
   * @param name - of its folder
   */
  component: (name: string, given: Given, tests: (mount: Mount) => void) => void;
  /** Fails for every component of the list that was not described. */
  coversAll: () => void;
}

/** Own components below a folder of the mini-program, by name. */
export function componentsIn(folder: string): string[] {
  return readdirSync(join(program.root, folder)).filter((name) =>
    existsSync(join(program.root, folder, name, `${name}.json`)),
  );
}

/** The form of an action and its parts: a suite of their own among the shared components. */
export const FORM_PARTS: readonly string[] = ['act-sheet', 'action-form', 'shot-row'];

/** Who reports and what is used of them: a suite of their own as well. */
export const PERSON_PARTS: readonly string[] = ['privacy-sheet', 'reporter-sheet', 'shared-bar'];

/** What all pages show as a sign. */
export const SIGNS: readonly string[] = [
  'icon',
  'loop-ring',
  'place-line',
  'risk-plate',
  'sign-code',
  'state-pill',
];

/** What comes from below: sheets, and the bar that opens one. */
export const SHEETS: readonly string[] = ['act-bar', 'bottom-sheet', 'choice-sheet', 'typed-sheet'];

/** Evidence among the components of the order page. */
export const EVIDENCE_PARTS: readonly string[] = ['photo-pair', 'held-card', 'technical-card', 'alike-card'];

/** How an order stands, on its page: a suite of their own too. */
export const STANDING_PARTS: readonly string[] = ['record-card', 'turn-card'];

/** The sheet of places: a suite of its own among the shared components. */
export const PLACES = 'place-sheet';

/** The folders of the mini-program that hold components. */
export function componentFolders(): string[] {
  const shared = ['components'];
  const ofPackages = readdirSync(join(program.root, 'packages'))
    .map((name) => `packages/${name}/components`)
    .filter((folder) => existsSync(join(program.root, folder)));
  return [...shared, ...ofPackages];
}

/** TDesign's components that pages and components of the product name. */
export function tdesignInUse(): string[] {
  const names = ownFiles(program.root, '.json').flatMap((file) => {
    const { usingComponents = {} } = JSON.parse(readFileSync(join(program.root, file), 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    return Object.values(usingComponents).flatMap(
      (path) => /^tdesign-miniprogram\/([\w-]+)\//.exec(path)?.[1] ?? [],
    );
  });
  return [...new Set(names)].sort();
}

/**
 * Opens a phone for the tests of a folder.
 * @param folder - of the mini-program, e.g. `components`
 * @param names - of its components
 * @param prepare - sets the phone up before the first component runs
 */
export function suiteOf(
  folder: string,
  names: readonly string[],
  prepare: (phone: Harness) => void = () => undefined,
): Suite {
  const described = new Set<string>();
  const mounted: MountedComponent[] = [];
  let phone: Harness;

  beforeAll(async () => {
    phone = await openHarness({
      project,
      ...program,
      components: names.map((name) => `${folder}/${name}/${name}`),
    });
    prepare(phone);
  });

  afterEach(() => {
    for (const component of mounted.splice(0)) component.unmount();
  });

  afterAll(() => phone.close());

  return {
    phone: () => phone,
    component(name, given, tests) {
      described.add(name);
      const mount: Mount = async (properties = given.typical) => {
        const component = await phone.mount(`${folder}/${name}/${name}`, properties);
        mounted.push(component);
        return component;
      };
      describe(name, () => {
        it.each(Object.entries(given))('mounts with %s properties', async (_, properties: Properties) => {
          const before = phone.exceptions().length;
          const component = await mount(properties);
          expect(phone.exceptions().slice(before)).toEqual([]);
          // What was not given leaves no trace of the machine.
          expect(component.text()).not.toMatch(/undefined|null|NaN|\[object|\{\w*\}/);
          expect(wordFaults(component.text())).toEqual([]);
        });
        tests(mount);
      });
    },
    coversAll() {
      it.each(names)('has a test of %s', (name) => expect([...described]).toContain(name));
      it('tests nothing that is not there', () => expect([...described].sort()).toEqual([...names].sort()));
    },
  };
}
