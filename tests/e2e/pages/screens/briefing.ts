/** A 班前会 card for those who come, lead and oversee, and the list of the month. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Phone } from '../support/phone';
import { BRIEFING, BRIEFINGS, downTo, tap, unanswered, type Screen } from './screen';

const t = TEXT.briefing;

const HELD = { id: 'coat@2026-11-23:day' };

/** Somebody who comes to the meeting that goes on, and who leads it. */
const comer = { page: BRIEFING, who: 'electrician' } as const;
const chair = { page: BRIEFING, who: 'chair' } as const;
const misser = { page: BRIEFING, who: 'supervisor' } as const;

const RIGHT = 'css:[class*="quiz-right"]';

const answer = async (phone: Phone): Promise<void> => {
  await phone.press('[class*="quiz-option"]');
  await downTo(RIGHT)(phone);
};
const name = async (phone: Phone): Promise<void> => {
  await downTo(t.missingHint)(phone);
  await phone.press('[class*="roll-tap"]');
};

export const briefing: Screen[] = [
  { ...comer, state: 'running', sign: t.scan, main: true },
  { ...comer, state: 'quiz', make: downTo(t.quizAsk), sign: t.quizAsk },
  { ...comer, state: 'typing', make: tap(t.type), sign: t.typeSubmit },
  { ...chair, state: 'leading', sign: t.close, main: true },
  { ...chair, state: 'roll', make: downTo(t.missingHint), sign: t.missingHint },
  { ...chair, state: 'naming', make: name, sign: 'css:[class*="sheet-head"]' },
  { ...misser, state: 'missed', sign: t.explain },
  { ...misser, state: 'why', make: tap(t.explain), sign: t.whySubmit },
  { page: BRIEFING, state: 'record', who: 'safety', query: HELD, sign: t.sheet },
  { page: BRIEFING, state: 'soon', who: 'fixer', sign: 'css:[class*="notice"]' },
  { page: BRIEFING, state: 'saying', who: 'nextChair', make: tap(t.say), sign: t.saySubmit },
  { page: BRIEFING, state: 'empty', who: 'manager', sign: t.none },
  // Last, since it is answered for good.
  { ...comer, state: 'answered', make: answer, sign: RIGHT },
  ...unanswered({ page: BRIEFING, who: 'leader' }),
  { ...comer, state: 'offline', wire: 'none', sign: TEXT.failure.reading },
];

export const briefings: Screen[] = [
  { page: BRIEFINGS, state: 'filled', who: 'safety', sign: 'css:[class*="line-state"]', main: true },
  {
    page: BRIEFINGS,
    state: 'empty',
    who: 'safety',
    make: (phone) => phone.press('[class*="month-turn"]'),
    sign: t.listNone,
  },
  ...unanswered({ page: BRIEFINGS, who: 'safety' }),
  { page: BRIEFINGS, state: 'offline', who: 'safety', wire: 'none', sign: TEXT.failure.reading },
];
