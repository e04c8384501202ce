/** What the app learns about the phone and about how it was opened. */
import { type Phone } from '../runtime/phone';
import { PhoneIntersectionObserver, type IntersectionOptions } from '../runtime/intersection';
import { currentInstance } from '../runtime/phone';
import { type Instance } from '../runtime/framework';
import { SelectorQuery } from '../runtime/query';
import { Signal } from '../runtime/signal';
import { Animation } from './animation';
import { allAsynchronous } from './api';
import { type Permissions } from './permissions';

/** The lowest base library of project.config.json is older; DevTools runs a current one. */
const SDK_VERSION = '3.8.12';

/** As many random bytes as were asked for; WeChat gives up to 1 MiB at once. */
function randomValues({ length }: { length?: unknown }): { randomValues: ArrayBuffer } {
  if (!Number.isInteger(length) || Number(length) < 1 || Number(length) > 1_048_576) {
    throw new Error('length must be 1–1048576');
  }
  const bytes = new Uint8Array(Number(length));
  // The browser gives 64 KiB at once.
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return { randomValues: bytes.buffer };
}

export function systemApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const resized = new Signal<{ size: unknown }>();
  window.addEventListener('resize', () => resized.emit({ size: windowInfo() }));
  const themeChanged = new Signal<{ theme: string }>();
  const windowInfo = (): Record<string, unknown> => {
    const { statusBar, bottom } = phone.shell.insets;
    const { top, height } = phone.shell.windowOf(phone.stack.current);
    const screenWidth = window.innerWidth;
    const screenHeight = window.innerHeight;
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth,
      screenHeight,
      windowWidth: screenWidth,
      windowHeight: height,
      statusBarHeight: statusBar,
      screenTop: top,
      safeArea: {
        left: 0,
        right: screenWidth,
        top: statusBar,
        bottom: screenHeight - bottom,
        width: screenWidth,
        height: screenHeight - bottom - statusBar,
      },
    };
  };
  const deviceInfo = (): Record<string, unknown> => ({
    abi: 'arm64-v8a',
    deviceAbi: 'arm64-v8a',
    benchmarkLevel: 50,
    brand: 'devtools',
    model: phone.shell.insets.bottom > 0 ? 'iPhone X' : 'iPhone SE',
    system: 'iOS 16.0',
    platform: 'devtools',
    cpuType: 'unknown',
    memorySize: '4096',
  });
  const baseInfo = (): Record<string, unknown> => ({
    SDKVersion: SDK_VERSION,
    enableDebug: false,
    language: 'zh_CN',
    version: '8.0.50',
    theme: theme(),
    fontSizeScaleFactor: 1,
    fontSizeSetting: 16,
    host: { env: 'WeChat', appId: '', version: 0 },
  });
  const settings = (): Record<string, unknown> => ({
    albumAuthorized: permissions.systemAllows('album') ? 'authorized' : 'denied',
    cameraAuthorized: permissions.systemAllows('camera') ? 'authorized' : 'denied',
    locationAuthorized: phone.position === null ? 'denied' : 'authorized',
    microphoneAuthorized: permissions.systemAllows('microphone') ? 'authorized' : 'denied',
    notificationAuthorized: 'authorized',
    bluetoothAuthorized: 'not determined',
    phoneCalendarAuthorized: 'not determined',
    locationReducedAccuracy: false,
  });
  const systemSetting = (): Record<string, unknown> => ({
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  });
  const all = (): Record<string, unknown> => ({
    ...settings(),
    ...systemSetting(),
    ...deviceInfo(),
    ...baseInfo(),
    ...windowInfo(),
  });
  return {
    ...allAsynchronous({ getSystemInfo: all, getSystemInfoAsync: all, getRandomValues: randomValues }),
    getSystemInfoSync: all,
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: baseInfo,
    getAppAuthorizeSetting: settings,
    getSystemSetting: systemSetting,
    getSkylineInfoSync: () => ({ isSupported: false, version: '', reason: 'client not supported' }),
    getLaunchOptionsSync: () => phone.launched,
    getEnterOptionsSync: () => phone.entered,
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' },
      plugin: {},
    }),
    getUpdateManager: () => ({
      onCheckForUpdate: (callback: (answer: { hasUpdate: boolean }) => void) =>
        setTimeout(() => callback({ hasUpdate: false }), 0),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    nextTick: (callback: () => void) => setTimeout(callback, 0),
    createAnimation: (timing?: ConstructorParameters<typeof Animation>[0]) => new Animation(timing),
    createSelectorQuery: () => new SelectorQuery(topComponent(phone)),
    createIntersectionObserver: (scope: Instance, options: IntersectionOptions = {}) =>
      new PhoneIntersectionObserver(scope._$, options),
    onThemeChange: (listener: (value: { theme: string }) => void) => {
      if (themeChanged.size === 0) watchTheme(() => themeChanged.emit({ theme: theme() }));
      themeChanged.on(listener);
    },
    offThemeChange: (listener?: (value: { theme: string }) => void) => themeChanged.off(listener),
    onWindowResize: (listener: (value: { size: unknown }) => void) => resized.on(listener),
    offWindowResize: (listener?: (value: { size: unknown }) => void) => resized.off(listener),
    getPerformance: () => ({
      now: () => performance.now(),
      mark: () => undefined,
      createObserver: () => ({ observe: () => undefined }),
    }),
    getRealtimeLogManager: () => console,
    getLogManager: () => console,
    getBatteryInfoSync: () => ({ level: 80, isCharging: false }),
    reportEvent: () => undefined,
    reportPerformance: () => undefined,
    arrayBufferToBase64: (buffer: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
    base64ToArrayBuffer: (text: string) =>
      Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer,
  };
}

function topComponent(phone: Phone): Instance['_$'] {
  const top = currentInstance(phone);
  if (top === null) throw new Error('createSelectorQuery needs an open page');
  return top._$;
}

const DARK = '(prefers-color-scheme: dark)';

function theme(): 'light' | 'dark' {
  return typeof window.matchMedia === 'function' && window.matchMedia(DARK).matches ? 'dark' : 'light';
}

function watchTheme(changed: () => void): void {
  if (typeof window.matchMedia === 'function') window.matchMedia(DARK).addEventListener('change', changed);
}
