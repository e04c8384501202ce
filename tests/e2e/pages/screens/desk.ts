/** Safety's desk, the duty leader's night card, the manager's decisions, 督办指令, and what a label says. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Phone } from '../support/phone';
import {
  DECISIONS,
  DESK,
  DIRECTIVES,
  downTo,
  LABEL,
  NIGHT,
  SHEET,
  tap,
  unanswered,
  type Screen,
} from './screen';

/** Opens the sheet of a directive about the first order. */
const direct = (phone: Phone): Promise<void> => phone.press('.pile-plain');

const STOPPED = { page: LABEL, who: 'worker', query: { no: 'B-06' } } as const;

export const desk: Screen[] = [
  { page: DESK, state: 'filled', who: 'safety', sign: TEXT.desk.directives, main: true },
  { page: DESK, state: 'dark', who: 'safety', dark: true, sign: TEXT.desk.directives },
  {
    page: DESK,
    state: 'reviews',
    who: 'safety',
    make: downTo(TEXT.desk.reviewsHint),
    sign: TEXT.desk.reviewsHint,
  },
  {
    page: DESK,
    state: 'unscreened',
    who: 'safety',
    make: downTo(TEXT.screening.bare),
    sign: TEXT.screening.bare,
  },
  { page: DESK, state: 'refused', who: 'worker', sign: 'css:[class*="state-ico"]' },
  ...unanswered({ page: DESK, who: 'safety' }),
  { page: DESK, state: 'offline', who: 'safety', wire: 'none', sign: TEXT.failure.reading },

  { page: NIGHT, state: 'filled', who: 'leader', sign: TEXT.night.people, main: true },
  { page: NIGHT, state: 'dark', who: 'leader', dark: true, sign: TEXT.night.people },
  { page: NIGHT, state: 'notMine', who: 'safety', sign: TEXT.night.people },
  ...unanswered({ page: NIGHT, who: 'leader' }),
  { page: NIGHT, state: 'offline', who: 'leader', wire: 'none', sign: TEXT.failure.reading },

  { page: DECISIONS, state: 'filled', who: 'manager', sign: TEXT.decisions.approvals, main: true },
  { page: DECISIONS, state: 'direct', who: 'manager', make: direct, sign: TEXT.directives.to },
  {
    page: DECISIONS,
    state: 'whom',
    who: 'manager',
    make: tap(TEXT.directives.issue),
    sign: TEXT.form.onDuty,
  },
  ...unanswered({ page: DECISIONS, who: 'manager' }),
  { page: DECISIONS, state: 'offline', who: 'manager', wire: 'none', sign: TEXT.failure.reading },

  { page: DIRECTIVES, state: 'filled', who: 'safety', sign: TEXT.directives.waitsForYou, main: true },
  {
    page: DIRECTIVES,
    state: 'answer',
    who: 'safety',
    make: tap(TEXT.directives.answer),
    sign: TEXT.directives.answerHint,
  },
  { page: DIRECTIVES, state: 'empty', who: 'worker', sign: TEXT.directives.empty },
  ...unanswered({ page: DIRECTIVES, who: 'safety' }),
  { page: DIRECTIVES, state: 'offline', who: 'safety', wire: 'none', sign: TEXT.failure.reading },
];

export const label: Screen[] = [
  { ...STOPPED, state: 'stopped', sign: TEXT.label.stopped, main: true },
  { ...STOPPED, state: 'offline', wire: 'none', sign: TEXT.label.offline },
  { ...STOPPED, state: 'failed', wire: 'failing', sign: TEXT.label.failed },
  { ...STOPPED, state: 'loading', wire: 'slow', sign: 'css:[class*="state-bone"]' },
  { page: LABEL, state: 'open', who: 'worker', query: { no: 'B-05' }, sign: TEXT.label.open },
  { page: LABEL, state: 'beforeUse', who: 'worker', query: { no: 'C-12' }, sign: TEXT.label.useBegin },
  {
    page: LABEL,
    state: 'useOffline',
    who: 'worker',
    wire: 'none',
    query: { no: 'C-12' },
    sign: TEXT.label.useNeedsNet,
  },
  {
    page: LABEL,
    state: 'useGoesOn',
    who: 'electrician',
    wire: 'none',
    query: { no: 'D-03' },
    sign: TEXT.label.useGoesOn,
  },
  { page: LABEL, state: 'none', who: 'guest', query: { scene: 'p%3DD-08' }, sign: TEXT.label.none },
  { page: LABEL, state: 'enter', who: 'worker', sign: TEXT.label.scan },
  { page: LABEL, state: 'foreign', who: 'worker', query: { unread: '1' }, sign: TEXT.home.unreadable },
  { page: LABEL, state: 'retired', who: 'worker', query: { scene: 'p%3DZ-99' }, sign: 'Z-99' },
  {
    page: LABEL,
    state: 'entrance',
    who: 'worker',
    query: { scene: 'a%3Dpaint-room' },
    sign: TEXT.label.entrance,
  },
];

/** Opens an area and chooses one of its points. */
const choose = async (phone: Phone): Promise<void> => {
  await phone.press('.sheet-more');
  await phone.press('.sheet-point');
};

/** All points of an area that fit on a page. */
const made = async (phone: Phone): Promise<void> => {
  await phone.press('.sheet-pick');
  await phone.tap(TEXT.sheet.make);
  await phone.see(TEXT.sheet.doneHint);
  await phone.page.click('.phone-document button');
};

export const sheet: Screen[] = [
  { page: SHEET, state: 'filled', who: 'safety', make: choose, sign: 'css:.sheet-on', main: true },
  { page: SHEET, state: 'dark', who: 'safety', dark: true, make: choose, sign: 'css:.sheet-on' },
  { page: SHEET, state: 'made', who: 'safety', make: made, sign: TEXT.sheet.doneHint, main: true },
  {
    page: SHEET,
    state: 'undrawn',
    who: 'safety',
    make: async (phone) => {
      await phone.press('.sheet-pick');
      await phone.setWire('none');
      await phone.tap(TEXT.sheet.make);
    },
    sign: TEXT.failure.sending,
  },
  { page: SHEET, state: 'notMine', who: 'worker', sign: TEXT.sheet.notMine },
];
