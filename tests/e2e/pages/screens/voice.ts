/** What is said instead of written: while somebody talks, before it is sent, and on the order. */
import { TEXT } from '../../../../miniprogram/shared/text';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { CAMERA, ORDER, RESULT, UNSENT, type Screen } from './screen';

const t = TEXT.voice;
const TALK = 'hold-to-talk';
const AIMED = { page: CAMERA, who: 'worker', query: { point: 'b-05' } } as const;
/** The voice of the draft on the page. */
const SPOKEN = 'css:[class*="voice-name"]';
const PLACE = '[class*="place-where"]';

/** Something that a person sees for seconds, as long as one looks. */
const seen =
  (data: Record<string, unknown>) =>
  async (phone: Phone): Promise<void> => {
    await phone.see(t.hold);
    await phone.put(TALK, data);
  };

const LISTENING = { phase: 'listening', left: '还能说 12 秒', spent: 20 };

/** Says something. */
async function speak(phone: Phone): Promise<void> {
  await phone.rest(t.hold);
  await phone.see(t.listening);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await phone.lift();
  await phone.see(SPOKEN);
}

/** Offline, it stays on the phone. */
async function kept(phone: Phone): Promise<void> {
  await speak(phone);
  await phone.setWire('none');
  await phone.tap(TEXT.report.direct, -HOUR);
  await phone.see(TEXT.result.keptTitle);
}

export const voice: Screen[] = [
  { ...AIMED, state: 'talking', make: seen(LISTENING), sign: t.listening, mayCut: PLACE, main: true },
  {
    ...AIMED,
    state: 'talking-dark',
    dark: true,
    make: seen(LISTENING),
    sign: t.listening,
    mayCut: PLACE,
  },
  {
    ...AIMED,
    state: 'talking-away',
    make: seen({ ...LISTENING, away: true }),
    sign: t.letGoAway,
    mayCut: PLACE,
  },
  { ...AIMED, state: 'talking-refused', make: seen({ phase: 'refused' }), sign: t.refused, mayCut: PLACE },
  { ...AIMED, state: 'talking-withheld', make: seen({ phase: 'withheld' }), sign: t.withheld, mayCut: PLACE },
  { ...AIMED, state: 'spoken', make: speak, sign: SPOKEN, mayCut: PLACE, main: true },
  { ...AIMED, state: 'spoken-dark', dark: true, make: speak, sign: SPOKEN, mayCut: PLACE },
  { ...AIMED, from: CAMERA, page: RESULT, state: 'spoken', make: kept, sign: '一段语音' },
  {
    ...AIMED,
    from: CAMERA,
    page: UNSENT,
    state: 'spoken',
    make: async (phone) => {
      await kept(phone);
      await phone.go(UNSENT);
    },
    sign: '一段语音',
  },
  { page: ORDER, state: 'spoken', who: 'owner', order: 'spoken', sign: t.play, main: true },
];
