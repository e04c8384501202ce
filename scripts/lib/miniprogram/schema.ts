/** The keys and values that WeChat knows in app.json, in the JSON of a page and in that of a component; anything else is a slip. */
import * as v from 'valibot';

const text = v.string();
const flag = v.boolean();
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, 'a colour is #rrggbb'));
const components = v.record(v.string(), v.string());

/** What app.json gives to all pages and a page may say for itself. */
const WINDOW = {
  navigationBarBackgroundColor: colour,
  navigationBarTextStyle: v.picklist(['black', 'white']),
  navigationBarTitleText: text,
  navigationStyle: v.picklist(['default', 'custom']),
  homeButton: flag,
  backgroundColor: colour,
  backgroundColorContent: colour,
  backgroundTextStyle: v.picklist(['dark', 'light']),
  backgroundColorTop: colour,
  backgroundColorBottom: colour,
  enablePullDownRefresh: flag,
  onReachBottomDistance: v.number(),
  pageOrientation: v.picklist(['portrait', 'auto', 'landscape']),
  restartStrategy: v.picklist(['homePage', 'homePageAndLatestPage']),
  initialRenderingCache: v.picklist(['static', 'dynamic']),
  visualEffectInBackground: v.picklist(['none', 'hidden']),
  handleWebviewPreload: v.picklist(['static', 'manual', 'auto']),
};

/** What page and component share. */
const UNIT = {
  usingComponents: components,
  componentPlaceholder: components,
  componentGenerics: v.record(v.string(), v.union([v.literal(true), v.strictObject({ default: text })])),
  styleIsolation: v.picklist([
    'isolated',
    'apply-shared',
    'shared',
    'page-isolated',
    'page-apply-shared',
    'page-shared',
  ]),
  componentFramework: v.picklist(['exparser', 'glass-easel']),
  renderer: v.picklist(['webview', 'skyline']),
};

/** The JSON of a page. */
export const PAGE = v.partial(
  v.strictObject({ ...WINDOW, ...UNIT, disableScroll: flag, singlePage: v.looseObject({}) }),
);

/** The JSON of a component. */
export const COMPONENT = v.strictObject({
  component: v.literal(true),
  ...v.partial(v.strictObject(UNIT)).entries,
});

const SUBPACKAGES = v.array(
  v.strictObject({
    root: text,
    name: v.optional(text),
    pages: v.array(text),
    independent: v.optional(flag),
    entry: v.optional(text),
    plugins: v.optional(v.looseObject({})),
  }),
);

const TAB = v.strictObject({
  pagePath: text,
  text,
  iconPath: v.optional(text),
  selectedIconPath: v.optional(text),
});

/**
 * app.json.
 * @see https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html
 */
export const APP = v.strictObject({
  pages: v.pipe(v.array(text), v.minLength(1)),
  ...v.partial(
    v.strictObject({
      entryPagePath: text,
      subPackages: SUBPACKAGES,
      subpackages: SUBPACKAGES,
      preloadRule: v.record(
        v.string(),
        v.strictObject({ network: v.optional(v.picklist(['all', 'wifi'])), packages: v.array(text) }),
      ),
      window: v.partial(v.strictObject(WINDOW)),
      tabBar: v.strictObject({
        color: colour,
        selectedColor: colour,
        backgroundColor: colour,
        borderStyle: v.optional(v.picklist(['black', 'white'])),
        position: v.optional(v.picklist(['bottom', 'top'])),
        custom: v.optional(flag),
        list: v.pipe(v.array(TAB), v.minLength(2), v.maxLength(5)),
      }),
      networkTimeout: v.partial(
        v.strictObject({
          request: v.number(),
          connectSocket: v.number(),
          uploadFile: v.number(),
          downloadFile: v.number(),
        }),
      ),
      permission: v.record(v.string(), v.strictObject({ desc: text })),
      requiredPrivateInfos: v.array(
        v.picklist([
          'getFuzzyLocation',
          'getLocation',
          'onLocationChange',
          'startLocationUpdate',
          'startLocationUpdateBackground',
          'chooseLocation',
          'choosePoi',
          'chooseAddress',
        ]),
      ),
      requiredBackgroundModes: v.array(v.picklist(['audio', 'location', 'bluetooth'])),
      usingComponents: components,
      plugins: v.looseObject({}),
      useExtendedLib: v.looseObject({}),
      entranceDeclare: v.looseObject({}),
      singlePage: v.looseObject({}),
      rendererOptions: v.looseObject({}),
      appBar: v.looseObject({}),
      convertRpxToVw: flag,
      halfPage: v.looseObject({}),
      lazyCodeLoading: v.literal('requiredComponents'),
      componentFramework: v.picklist(['exparser', 'glass-easel']),
      renderer: v.picklist(['webview', 'skyline']),
      style: v.literal('v2'),
      darkmode: flag,
      themeLocation: text,
      sitemapLocation: text,
      workers: v.union([text, v.looseObject({})]),
      resizable: flag,
      debug: v.literal(false, 'a debug app is not shipped'),
      __usePrivacyCheck__: flag,
    }),
  ).entries,
});

export type App = v.InferOutput<typeof APP>;
