/** Boxes and small things: view, label, navigator, icon, progress, page-meta, root-portal. */
import { glassEasel } from 'glass-easel-miniprogram-adapter';
import { make } from '../runtime/dom';
import { fields, type Builtin, type Part } from './define';
import { services } from './services';

const view: Builtin = {};

const label: Builtin = {
  properties: { for: '' },
  create(part) {
    part.on('tap', () => labelled(part)?.activate?.());
    return {};
  },
};

/** The control of a label: named by `for`, else the first inside it. */
function labelled(part: Part): { activate?: () => void } | undefined {
  const id = part.text('for');
  const root = part.component.ownerShadowRoot;
  const named = id === '' ? null : root?.querySelector(`#${id}`)?.getBackendElement();
  const inside = [...part.element.querySelectorAll('*')].find((element) => fields.has(element));
  const target = named instanceof Element ? named : inside;
  return target === undefined ? undefined : fields.get(target);
}

const navigator: Builtin = {
  properties: {
    url: '',
    openType: 'navigate',
    delta: 1,
    target: 'self',
    appId: '',
    path: '',
    extraData: null,
  },
  create(part) {
    part.on('tap', () => {
      const { text } = { text: (name: string) => part.text(name) };
      services.navigate(text('openType'), text('url'), part.number('delta')).then(
        () => part.emit('success'),
        (error: unknown) => part.emit('fail', error),
      );
      part.emit('complete');
    });
    return {};
  },
};

/** The signs of WeChat's icons; shapes are close, colours are WeChat's. */
const ICONS: Readonly<Record<string, { sign: string; color: string }>> = {
  success: { sign: '✓', color: '#07c160' },
  success_no_circle: { sign: '✓', color: '#07c160' },
  info: { sign: 'i', color: '#10aeff' },
  warn: { sign: '!', color: '#fa5151' },
  waiting: { sign: '…', color: '#10aeff' },
  cancel: { sign: '×', color: '#fa5151' },
  download: { sign: '↓', color: '#07c160' },
  search: { sign: '⌕', color: '#b2b2b2' },
  clear: { sign: '×', color: '#b2b2b2' },
  circle: { sign: '○', color: '#c9c9c9' },
};

const icon: Builtin = {
  properties: { type: '', size: 23, color: '' },
  create: (part) => ({
    update: () => {
      const { sign, color } = ICONS[part.text('type')] ?? { sign: '', color: '' };
      const size = `${part.number('size')}px`;
      Object.assign(part.element.style, { width: size, height: size, lineHeight: size, fontSize: size });
      part.element.style.color = part.text('color') || color;
      part.element.textContent = sign;
    },
  }),
};

const progress: Builtin = {
  properties: {
    percent: 0,
    showInfo: false,
    borderRadius: 0,
    fontSize: 16,
    strokeWidth: 6,
    color: '',
    activeColor: '#09bb07',
    backgroundColor: '#ebebeb',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  create(part) {
    const fill = make('div');
    const bar = make('div', 'bar', fill);
    const info = make('span');
    part.element.append(bar, info);
    return {
      update: () => {
        const percent = Math.min(Math.max(part.number('percent'), 0), 100);
        bar.style.height = `${part.number('strokeWidth')}px`;
        bar.style.borderRadius = `${part.number('borderRadius')}px`;
        bar.style.background = part.text('backgroundColor');
        fill.style.width = `${percent}%`;
        fill.style.background = part.text('color') || part.text('activeColor');
        info.textContent = part.flag('showInfo') ? `${percent}%` : '';
        info.style.fontSize = `${part.number('fontSize')}px`;
      },
    };
  },
};

const pageMeta: Builtin = {
  properties: {
    pageStyle: '',
    rootFontSize: '',
    pageFontSize: '',
    backgroundColor: '',
    backgroundTextStyle: '',
    rootBackgroundColor: '',
    scrollTop: '',
    scrollDuration: 300,
    pageOrientation: '',
  },
  create: (part) => ({
    update: () => {
      const names = ['pageStyle', 'rootFontSize', 'pageFontSize', 'backgroundColor', 'scrollTop'];
      services.pageMeta(Object.fromEntries(names.map((name) => [name, part.value(name)])), part.component);
    },
  }),
};

const navigationBar: Builtin = {
  properties: { title: '', loading: false, frontColor: '', backgroundColor: '', colorAnimationDuration: 0 },
  create: (part) => ({
    update: () => {
      const names = ['title', 'loading', 'frontColor', 'backgroundColor'];
      services.navigationBar(Object.fromEntries(names.map((name) => [name, part.value(name)])));
    },
  }),
};

/** Its children leave the flow of the page: a layer of the page's own size, above everything. */
const rootPortal: Builtin = {
  properties: { enable: true },
  create(part) {
    const home = document.createComment('root-portal');
    const place = (): void => {
      const { element } = part;
      if (!element.isConnected && !home.isConnected) return;
      const page = (home.isConnected ? home.parentElement : element)?.closest('.phone-page');
      if (part.flag('enable') && page) {
        if (!home.isConnected) element.before(home);
        page.append(element);
      } else if (home.isConnected) home.replaceWith(element);
    };
    return {
      update: place,
      attached: () => setTimeout(place, 0),
      detached: () => {
        home.remove();
        part.element.remove();
      },
    };
  },
};

const button: Builtin = {
  properties: {
    size: 'default',
    type: 'default',
    plain: false,
    disabled: false,
    loading: false,
    formType: '',
    openType: '',
    hoverClass: 'button-hover',
    hoverStartTime: 20,
    hoverStayTime: 70,
    lang: 'en',
    sessionFrom: '',
    sendMessageTitle: '',
    sendMessagePath: '',
    sendMessageImg: '',
    appParameter: '',
    showMessageCard: false,
    phoneNumberNoQuotaToast: true,
    createliveactivity: null,
  },
  create(part) {
    const { element } = part;
    const spinner = make('i', 'wx-spinner');
    part.on('tap', () => void press(part));
    return {
      update: () => {
        for (const name of ['size', 'type']) element.setAttribute(name, part.text(name));
        for (const name of ['plain', 'loading']) element.toggleAttribute(name, part.flag(name));
        element.setAttribute('aria-disabled', String(part.flag('disabled')));
        if (part.flag('loading')) element.prepend(spinner);
        else spinner.remove();
      },
      field: {
        name: () => '',
        value: () => undefined,
        reset: () => undefined,
        activate: () => void press(part),
      },
    };
  },
};

/** Forms by their element. */
export const forms = new WeakMap<Element, { submit: () => void; reset: () => void }>();

async function press(part: Part): Promise<void> {
  if (part.flag('disabled')) return;
  const formType = part.text('formType');
  const form = formType === '' ? null : part.element.closest('wx-form');
  const owner = form === null ? undefined : forms.get(form);
  if (formType === 'submit') owner?.submit();
  if (formType === 'reset') owner?.reset();
  if (part.text('openType') === '') return;
  try {
    const answer = await services.openType(part.text('openType'), part.component.id);
    if (answer !== null) part.emit(answer.event, answer.detail);
  } catch (error) {
    glassEasel.dispatchError(error, 'open-type', part.component);
  }
}

export const basics = {
  view,
  'cover-view': view,
  label,
  navigator,
  icon,
  progress,
  'page-meta': pageMeta,
  'navigation-bar': navigationBar,
  'root-portal': rootPortal,
  button,
};
