/** The privacy agreement of this phone: WeChat asks here, and the sheet of the page in front asks the person. */
import { createGate, type Resolve } from './core/privacy';

export const privacy = createGate((ms, run) => {
  setTimeout(run, ms);
});

const isResolve = (value: unknown): value is Resolve => typeof value === 'function';

/**
 * Registers for WeChat's question; the last registration wins, so it is made once, when the app starts. WeChat hands over
 * two values where its typings know one.
 */
export function watchPrivacy(): void {
  wx.onNeedPrivacyAuthorization((...given: unknown[]) => {
    const [resolve, info] = given;
    const { referrer } = (info ?? {}) as { referrer?: string };
    if (isResolve(resolve)) privacy.need(resolve, referrer ?? '');
  });
}

/** Asks again after a refusal; answers whether the person agrees now. */
export function askPrivacyAgain(): Promise<boolean> {
  privacy.reconsider();
  return new Promise((done) => {
    wx.requirePrivacyAuthorize({ success: () => done(true), fail: () => done(false) });
  });
}

/** Opens the whole text that the plant declared to WeChat. */
export function openContract(): void {
  wx.openPrivacyContract({ fail: () => undefined });
}
