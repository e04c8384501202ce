/** 匿名: in whose name a report goes, and where one without a name is followed. */
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { MINUTE } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { shoot } from './report';
import { CAMERA, FOLLOWED, ORDER, ORDERS, RESULT, tap, type Screen } from './screen';

const t = TEXT.nameless;

/** The sheet in which one is chosen. */
const choosing = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.voice.hold);
  await phone.see(t.anonymousHint);
};

const chosen = async (phone: Phone): Promise<void> => {
  await choosing(phone);
  await phone.tap(t.anonymous);
  await phone.see('css:.who-row.on:last-child');
};

/** Who mended it alone cannot stay without a name. */
const named = async (phone: Phone): Promise<void> => {
  await shoot(phone);
  await phone.tap(TEXT.report.mended);
  await phone.tap(TEXT.voice.hold);
};

/** The five seconds pass at once. */
const sent = async (phone: Phone): Promise<void> => {
  await chosen(phone);
  await phone.tap(TEXT.report.writeDone);
  await phone.settle();
  await phone.tap(TEXT.report.direct, MINUTE);
  await phone.setWire('good');
  await phone.see(t.afterSend);
};

const followed = async (phone: Phone): Promise<void> => {
  await sent(phone);
  await phone.go(FOLLOWED);
  // What became of it was read.
  await phone.see('css:.report-head [class*="pill"]');
};

const opened = async (phone: Phone): Promise<void> => {
  await followed(phone);
  await phone.press('.report-head');
  await phone.see(t.banner);
};

/** Where nobody reported anything: elsewhere the phone would ask whether it is the same. */
const QUIET = { from: CAMERA, who: 'worker', query: { point: 'c-12' } } as const;

export const nameless: Screen[] = [
  { ...QUIET, page: CAMERA, state: 'who', make: chosen, sign: TEXT.report.writeDone, main: true },
  { ...QUIET, page: CAMERA, state: 'who-dark', dark: true, make: chosen, sign: TEXT.report.writeDone },
  { ...QUIET, page: CAMERA, state: 'who-named', make: named, sign: t.notMended },
  { ...QUIET, page: RESULT, state: 'nameless', make: sent, sign: t.afterSend, main: true },
  { page: FOLLOWED, state: 'empty', who: 'manager', sign: t.empty },
  { ...QUIET, page: FOLLOWED, state: 'filled', make: followed, sign: t.onlyHere, main: true },
  { ...QUIET, page: FOLLOWED, state: 'dark', dark: true, make: followed, sign: t.onlyHere },
  { ...QUIET, page: ORDER, state: 'followed', make: opened, sign: t.banner, main: true },
  {
    ...QUIET,
    page: ORDER,
    state: 'followed-reply',
    make: async (phone) => {
      await opened(phone);
      await phone.tap(TEXT.order.comment);
    },
    sign: t.replyHint,
  },
  {
    ...QUIET,
    page: ORDERS,
    state: 'reported-followed',
    make: async (phone) => {
      await sent(phone);
      await phone.go(ORDERS);
      await tap(TEXT.orders.reported)(phone);
    },
    sign: fill(t.entry, { count: 1 }),
  },
];
