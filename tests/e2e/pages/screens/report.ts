/** 上报 from the camera to the result, its sheets, and what waits in the phone. */
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { HOME, CAMERA, RESULT, UNSENT, tap, type Screen } from './screen';

/** Takes a picture. */
export const shoot = async (phone: Phone): Promise<void> => {
  await phone.see('css:wx-camera img');
  await phone.press('[aria-label="拍照"]');
  await phone.see(fill(TEXT.report.taken, { count: 1 }));
};

/** Mended on the spot: the next picture shows it. */
const mended = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.mended);
};

/** For the app no time goes by, so that it may be taken back as long as one looks. */
const held = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.direct, -HOUR);
};

/** What others reported here looks the same: a question, as long as one looks. */
const same = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.direct, -2 * MINUTE);
  await phone.see(TEXT.same.ask);
  await phone.arrived();
};

/** The five seconds pass at once. */
const sent = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.direct, MINUTE);
  await phone.setWire('good');
};

/** Offline, a report stays on the phone. */
const kept = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.setWire('none');
  await phone.tap(TEXT.report.direct, -HOUR);
  await phone.see(TEXT.result.keptTitle);
};

/** A report lies in the phone, and its person is at that page. */
const keptAndAt =
  (page: string) =>
  async (phone: Phone): Promise<void> => {
    await kept(phone);
    await phone.go(page);
  };

/** A shed without light. */
const dim = async (phone: Phone): Promise<void> => {
  await phone.setPictures([DARKNESS]);
  await phone.go(CAMERA, AT_POINT);
};

const DARKNESS = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#121614"/></svg>',
)}`;

/** Opens the sheet of places and looks around from a position. */
const locateFrom =
  (longitude: number, latitude: number) =>
  async (phone: Phone): Promise<void> => {
    await phone.tap(TEXT.report.change);
    await phone.setPosition({ longitude, latitude, accuracy: 12 });
    await phone.tap(TEXT.places.locate);
  };

/** In 总装区, above which is 质检实验室. */
const locate = locateFrom(121.47336, 31.23006);
const locateAbroad = locateFrom(-0.1276, 51.5072);

const typeNumber = async (phone: Phone): Promise<void> => {
  await phone.tap(TEXT.report.change);
  await phone.see('css:.places-field input');
  await phone.page.type('.places-field input', 'c07');
};

const AT_POINT = { point: 'b-05' };
/** The camera, opened by the code on a wall. */
const AIMED = { page: CAMERA, who: 'worker', query: AT_POINT } as const;
/** Where it leads to. */
const REPORTED = { ...AIMED, from: CAMERA } as const;
/** The design lets the place be cut at 320. */
const PLACE = '[class*="place-where"]';

export const camera: Screen[] = [
  { ...AIMED, state: 'filled', sign: TEXT.report.more, mayCut: PLACE, main: true },
  { ...AIMED, state: 'taken', make: shoot, sign: TEXT.report.change, mayCut: PLACE },
  { ...AIMED, state: 'mended', make: mended, sign: TEXT.report.mendedNeeds, mayCut: PLACE },
  {
    ...AIMED,
    state: 'mended-taken',
    make: async (phone) => {
      await mended(phone);
      await phone.press('[aria-label="拍照"]');
      await phone.see(fill(TEXT.report.mendedTaken, { count: 1 }));
    },
    sign: TEXT.report.mendedGoes,
    mayCut: PLACE,
  },
  {
    ...AIMED,
    state: 'stop',
    query: { ...AT_POINT, stop: '1' },
    sign: TEXT.report.stopGoes,
    mayCut: PLACE,
  },
  { ...AIMED, state: 'dark', dark: true, make: shoot, sign: TEXT.report.change, mayCut: PLACE },
  { ...AIMED, state: 'dim', make: dim, sign: TEXT.report.dark, mayCut: PLACE, byDay: true },
  {
    ...AIMED,
    state: 'dim-chosen',
    make: async (phone) => {
      await dim(phone);
      await phone.tap(TEXT.report.dark);
    },
    sign: 'css:.app.dark',
    mayCut: PLACE,
    byDay: true,
  },
  { ...AIMED, state: 'noPhoto', make: tap(TEXT.report.noPhoto), sign: TEXT.report.withPhoto, mayCut: PLACE },
  {
    page: CAMERA,
    state: 'phoneFree',
    who: 'worker',
    query: { point: 'd-08' },
    sign: TEXT.report.phoneFree,
    mayCut: PLACE,
  },
  {
    page: CAMERA,
    state: 'refused',
    who: 'fixer',
    query: AT_POINT,
    make: async (phone) => {
      await phone.setPermission('scope.camera', false);
      await phone.press('[aria-label="拍照"]');
    },
    sign: TEXT.report.openSettings,
    mayCut: PLACE,
  },
  { page: CAMERA, state: 'noPlace', who: 'supervisor', sign: TEXT.report.choosePlace, mayCut: PLACE },
  {
    page: CAMERA,
    state: 'use',
    who: 'worker',
    query: { point: 'c-12', use: '1' },
    sign: TEXT.shots.useFirst,
    mayCut: PLACE,
  },
  { ...AIMED, state: 'offline', wire: 'none', sign: TEXT.report.more, mayCut: PLACE },
  { ...AIMED, state: 'places', make: tap(TEXT.report.change), sign: TEXT.report.placeHint },
  { ...AIMED, state: 'places-near', make: locate, sign: TEXT.places.near },
  { ...AIMED, state: 'places-outside', make: locateAbroad, sign: TEXT.places.outside },
  { ...AIMED, state: 'places-typed', make: typeNumber, sign: '「c07」' },
  { ...AIMED, state: 'templates', make: tap(TEXT.report.more), sign: TEXT.report.allTemplates },
  { ...AIMED, state: 'write', make: tap(TEXT.voice.hold), sign: TEXT.report.writeDone },
  { ...AIMED, state: 'emergency', make: tap(TEXT.home.emergency), sign: TEXT.emergency.say, main: true },
  { ...AIMED, state: 'emergency-dark', dark: true, make: tap(TEXT.home.emergency), sign: TEXT.emergency.say },
];

export const result: Screen[] = [
  { page: RESULT, state: 'gone', who: 'worker', query: { id: 'none' }, sign: TEXT.result.goneTitle },
  // Where nobody reported anything: elsewhere the page would ask whether it is the same.
  {
    ...{ ...REPORTED, page: RESULT, state: 'held', make: held, sign: TEXT.result.submittedHint },
    query: { point: 'c-12' },
  },
  { ...REPORTED, page: RESULT, state: 'same', make: same, sign: TEXT.same.yes, main: true },
  { ...REPORTED, page: RESULT, state: 'same-dark', dark: true, make: same, sign: TEXT.same.yes },
  { ...REPORTED, page: RESULT, state: 'kept', make: kept, sign: TEXT.result.keptTitle, main: true },
  { ...REPORTED, page: RESULT, state: 'sent', make: sent, sign: TEXT.result.received, main: true },
];

export const unsent: Screen[] = [
  { page: UNSENT, state: 'empty', who: 'worker', sign: TEXT.unsent.empty },
  { ...REPORTED, page: UNSENT, state: 'filled', make: keptAndAt(UNSENT), sign: TEXT.unsent.drop },
  { ...REPORTED, page: HOME, state: 'unsent', make: keptAndAt(HOME), sign: TEXT.common.see },
];
