/** Who reports and what is used and kept of them: the privacy sheet, a phone of a team, a phone nobody bound, the record. */
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { MINUTE } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import {
  CAMERA,
  HOME,
  KEPT,
  LABEL,
  ME,
  MINE,
  ORDER,
  ORDERS,
  RESULT,
  tap,
  unanswered,
  type Screen,
} from './screen';

const AT_POINT = { point: 'b-05' };

/** The design lets the place be cut at 320. */
const PLACE = '[class*="place-where"]';

/** A phone whose person did not agree to anything yet. */
const unasked = async (phone: Phone): Promise<void> => {
  await share(phone, false);
  await phone.page.evaluate(() => __phone.setPrivacyAgreed(false));
  await phone.go(CAMERA, AT_POINT);
  await phone.see(TEXT.privacy.refuse);
};

/** Says whether a team shares the phone; what the app was asking for before is over. */
async function share(phone: Phone, on: boolean): Promise<void> {
  await phone.page.evaluate(() => __phone.setPrivacyAgreed(true));
  await phone.restart();
  await phone.page.evaluate((is) => {
    const keep = __phone.wx.setStorageSync as (key: string, value: unknown) => void;
    keep('sharedPhone.v1', { on: is, recent: [] });
  }, on);
}

/** A phone that a team shares, at a page. */
const sharedAt =
  (page: string, query: Record<string, string> = {}) =>
  async (phone: Phone): Promise<void> => {
    await share(phone, true);
    await phone.go(page, query);
  };

/** The sheet of colleagues on a shared phone, at home. */
const choosing = async (phone: Phone): Promise<void> => {
  await sharedAt(HOME)(phone);
  await phone.tap(TEXT.sharedPhone.choose);
};

/** 谢小刚 of the same team says that it is him. */
const helping = async (phone: Phone): Promise<void> => {
  await sharedAt(CAMERA, AT_POINT)(phone);
  await phone.tap(COLLEAGUE);
};

const COLLEAGUE = '谢小刚';

/** A report of a phone that nobody bound. */
const reported = async (phone: Phone): Promise<void> => {
  await phone.tap(TEXT.report.noPhoto);
  await phone.press('.tile');
  await phone.see('css:.what');
  await phone.page.evaluate((ms) => __phone.setClockOffset(ms), MINUTE);
};

export const person: Screen[] = [
  {
    page: CAMERA,
    state: 'privacy',
    who: 'sharer',
    query: AT_POINT,
    make: unasked,
    sign: TEXT.privacy.agree,
    main: true,
  },
  {
    page: CAMERA,
    state: 'privacy-refused',
    who: 'sharer',
    query: AT_POINT,
    make: async (phone) => {
      await unasked(phone);
      await phone.tap(TEXT.privacy.refuse);
    },
    sign: TEXT.report.openSettings,
    mayCut: PLACE,
  },
  {
    page: CAMERA,
    state: 'reporter',
    who: 'sharer',
    make: sharedAt(CAMERA, AT_POINT),
    sign: COLLEAGUE,
    main: true,
  },
  {
    page: CAMERA,
    state: 'helping',
    who: 'sharer',
    make: helping,
    sign: fill(TEXT.reporter.helping, { name: COLLEAGUE }),
    mayCut: PLACE,
  },
  { page: HOME, state: 'shared', who: 'sharer', make: sharedAt(HOME), sign: TEXT.sharedPhone.choose },
  {
    page: HOME,
    state: 'shared-choose',
    who: 'sharer',
    make: choosing,
    sign: COLLEAGUE,
  },
  {
    page: HOME,
    state: 'shared-chosen',
    who: 'sharer',
    make: async (phone) => {
      await choosing(phone);
      await phone.tap(COLLEAGUE);
    },
    sign: TEXT.sharedPhone.change,
  },
  { page: ORDERS, state: 'shared', who: 'sharer', make: sharedAt(ORDERS), sign: TEXT.sharedPhone.covered },
  { page: ME, state: 'shared', who: 'sharer', make: sharedAt(ME), sign: TEXT.sharedPhone.covered },
  { page: MINE, state: 'shared', who: 'sharer', make: sharedAt(MINE), sign: TEXT.sharedPhone.covered },
  {
    page: ORDER,
    state: 'shared',
    who: 'sharer',
    make: sharedAt(ORDER, { id: 'somebody-elses' }),
    sign: TEXT.sharedPhone.covered,
  },
  { page: KEPT, state: 'filled', who: 'worker', sign: TEXT.kept.anonymous, main: true },
  { page: KEPT, state: 'guest', who: 'guest', sign: TEXT.kept.anonymous },
  { page: KEPT, state: 'dark', who: 'worker', dark: true, sign: TEXT.kept.anonymous },
  ...unanswered({ page: KEPT, who: 'worker' }),
  { page: KEPT, state: 'offline', who: 'worker', wire: 'none', sign: TEXT.kept.anonymous },
  {
    page: LABEL,
    state: 'guest',
    who: 'guest',
    query: { no: 'B-05' },
    make: tap(TEXT.label.other),
    sign: TEXT.guest.first,
  },
  {
    page: RESULT,
    from: CAMERA,
    state: 'guest',
    who: 'guest',
    query: AT_POINT,
    make: reported,
    sign: TEXT.guest.after,
  },
];
