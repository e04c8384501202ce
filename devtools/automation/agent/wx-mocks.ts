/** Functions of `wx` that a test replaces, and how they are put back. */
import { asynchronous, WxFailure } from '../../simulator/phone/wx/api';
import { isRecord, type Bridge } from './protocol';

type Function = (this: unknown, ...args: unknown[]) => unknown;

/** Functions that answer at once although their names do not end in Sync. */
const SYNCHRONOUS = new Set(
  (
    'arrayBufferToBase64 base64ToArrayBuffer canIUse getAppAuthorizeSetting getAppBaseInfo getDeviceInfo ' +
    'getMenuButtonBoundingClientRect getPerformance getSystemSetting getWindowInfo nextTick reportEvent ' +
    'reportPerformance'
  ).split(' '),
);

function isSynchronous(name: string): boolean {
  return SYNCHRONOUS.has(name) || /Sync$|Manager$|^(?:create|on|off)[A-Z]/.test(name);
}

export class WxMocks {
  readonly #phone: () => Bridge;
  readonly #originals = new Map<string, unknown>();

  constructor(phone: () => Bridge) {
    this.#phone = phone;
  }

  /**
   * Lets the app get other answers. The mock is called with the app's arguments and then `args`; `this.origin` is
   * the function of the phone.
   * @throws Error when `wx` has no such function
   */
  replace(name: string, mock: Function, args: readonly unknown[]): void {
    const { wx } = this.#phone();
    const original = this.#originals.get(name) ?? wx[name];
    if (typeof original !== 'function') throw new Error(`wx.${name} is not a function`);
    this.#originals.set(name, original);
    const scope = { origin: (...given: unknown[]) => (original as Function).apply(wx, given) };
    wx[name] = isSynchronous(name)
      ? (...given: unknown[]) => mock.apply(scope, [...given, ...args])
      : asynchronous(name, async (options) => {
          const result = await mock.apply(scope, [options, ...args]);
          failIfToldTo(name, result);
          return result;
        });
  }

  /** Puts the phone's own function back; nothing happens when it was not replaced. */
  restore(name: string): void {
    const { wx } = this.#phone();
    if (typeof wx[name] !== 'function') throw new Error(`wx.${name} is not a function`);
    const original = this.#originals.get(name);
    if (original !== undefined) wx[name] = original;
    this.#originals.delete(name);
  }
}

/** A result whose errMsg does not say `<name>:ok` is a failure. */
function failIfToldTo(name: string, result: unknown): void {
  if (!isRecord(result) || typeof result.errMsg !== 'string' || result.errMsg.includes(`${name}:ok`)) return;
  throw new WxFailure(result.errMsg.replace(`${name}:fail `, ''), result);
}
