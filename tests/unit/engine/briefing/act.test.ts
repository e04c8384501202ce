/** What people do with a meeting: each thing in its time, by whom it is for, and once. */
import {
  actsOf,
  closed,
  explained,
  namedBy,
  opened,
  said,
  signature,
  tick,
  withSignature,
} from '../../../../cloudfunctions/engine/briefing';
import { AppError, type ErrorCode } from '../../../../miniprogram/shared/errors';
import type { Briefing } from '../../../../typings/briefing';
import { DUE, END, LI, made, OPENS, START, WANG } from './fixtures';

const BOSS = { id: 'p-boss', name: '赵海峰' };
const REASON = '全班抢修';
const scanned = { means: 'scanned', named: null } as const;

const open = (briefing: Briefing, now: number, by = WANG): Briefing =>
  opened(briefing, by, { secret: '012345', hash: 'told', now });

const missed = (): Briefing => tick(made(), DUE, () => BOSS)!.briefing;

function codeOf(work: () => unknown): ErrorCode | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a meeting', () => {
  it('is begun by whoever leads it, in its time; they are the first on its list', () => {
    expect(codeOf(() => open(made(), OPENS - 1))).toBe('BRIEFING_EARLY');
    expect(codeOf(() => open(made(), START, LI))).toBe('NOT_FOR_YOU');
    expect(codeOf(() => open(made(), END))).toBe('BRIEFING_OVER');
    const running = open(made(), OPENS);
    expect(running).toMatchObject({
      ...{ state: 'running', secret: '012345', hash: 'told', nextDueAt: DUE },
      signatures: { [WANG.id]: { means: 'led', late: false, hash: 'told' } },
      counts: { signed: 1, late: 0, extra: 0 },
    });
    expect(open(running, START)).toBe(running);
    expect(open(made(), DUE).nextDueAt).toBe(END);
  });

  it('has words until it begins', () => {
    const words = said(made(), WANG, { text: '小心', now: OPENS });
    expect(words.words).toEqual({ text: '小心', by: WANG, at: OPENS });
    expect(said(words, WANG, { text: '小心', now: START })).toBe(words);
    expect(said(words, WANG, { text: '', now: START }).words).toBeNull();
    expect(codeOf(() => said(made(), LI, { text: '小心', now: START }))).toBe('NOT_FOR_YOU');
    const late = (): unknown => said(open(made(), OPENS), WANG, { text: '小心', now: START });
    expect(codeOf(late)).toBe('BRIEFING_BEGUN');
  });

  it('is signed from its beginning to the end of the shift, late after its end', () => {
    expect(codeOf(() => signature(made(), LI, { ...scanned, now: START }))).toBe('BRIEFING_SHUT');
    const running = open(made(), OPENS);
    expect(signature(running, LI, { ...scanned, now: DUE })).toMatchObject({ late: false, hash: 'told' });
    const held = closed(running, WANG, 'photo', DUE);
    expect(signature(held, LI, { ...scanned, now: END - 1 }).late).toBe(true);
    expect(codeOf(() => signature(held, LI, { ...scanned, now: END }))).toBe('BRIEFING_OVER');
    const named = namedBy(held, WANG, { person: LI, reason: '没电', now: DUE });
    expect(named).toMatchObject({ by: LI, means: 'named', named: { by: WANG, reason: '没电' } });
    expect(codeOf(() => namedBy(held, LI, { person: LI, reason: '', now: DUE }))).toBe('NOT_FOR_YOU');
  });

  it('counts who was awaited, who was not, and who came late', () => {
    const held = closed(open(made(), OPENS), WANG, 'photo', START);
    const guest = withSignature(held, signature(held, BOSS, { ...scanned, now: DUE }));
    const all = withSignature(guest, signature(guest, LI, { ...scanned, now: DUE }));
    expect(all.counts).toEqual({ signed: 2, late: 2, extra: 1 });
  });

  it('is ended once, with a photo; after the shift it is a miss all the same', () => {
    const running = open(made(), OPENS);
    const held = closed(running, WANG, 'photo', START);
    expect(held).toMatchObject({ state: 'held', open: false, isMissed: false, miss: null });
    expect(closed(held, WANG, 'other', START + 1)).toBe(held);
    expect(codeOf(() => closed(made(), WANG, 'photo', START))).toBe('BRIEFING_SHUT');
    expect(codeOf(() => closed(running, LI, 'photo', START))).toBe('NOT_FOR_YOU');
    expect(closed(running, WANG, 'photo', END)).toMatchObject({ isMissed: true, miss: { reason: null } });
  });

  it('that was missed is over with its reason', () => {
    const why = explained(missed(), WANG, REASON, DUE + 1);
    expect(why).toMatchObject({ open: false, nextDueAt: null, miss: { reason: REASON, by: WANG } });
    expect(explained(why, WANG, REASON, DUE + 2)).toBe(why);
    expect(codeOf(() => explained(why, WANG, '忘了', DUE + 2))).toBe('BRIEFING_OVER');
    expect(codeOf(() => explained(made(), WANG, REASON, OPENS))).toBe('BRIEFING_OVER');
    expect(codeOf(() => explained(missed(), LI, REASON, DUE))).toBe('NOT_FOR_YOU');
  });
});

describe('what may be done', () => {
  const running = open(made(), OPENS);
  const held = closed(running, WANG, 'photo', START);

  it.each<[string, Briefing, typeof WANG, number, string[]]>([
    ['its leader, long before', made(), WANG, OPENS - 1, ['say']],
    ['its leader, in time', made(), WANG, OPENS, ['open', 'say', 'answer']],
    ['its leader, while it runs', running, WANG, START, ['answer', 'name', 'close']],
    ['its leader, after it', held, WANG, START, ['answer', 'name']],
    ['its leader, after a miss', missed(), WANG, DUE, ['open', 'say', 'answer', 'explain']],
    ['its leader, the day after a miss', missed(), WANG, END, ['explain']],
    ['others, before it', made(), LI, OPENS, ['answer']],
    ['others, while it runs', running, LI, START, ['sign', 'answer']],
    ['others, after the shift', held, LI, END, []],
    ['anybody, of a shift without people', made({ expected: [] }), WANG, START, []],
  ])('by %s', (_, briefing, who, now, acts) => {
    expect(actsOf(briefing, who, false, now)).toEqual(acts);
  });

  it('is no second answer to the quiz', () => {
    expect(actsOf(running, LI, true, START)).toEqual(['sign']);
  });
});
