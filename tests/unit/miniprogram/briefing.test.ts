/** A 班前会 as its page tells it, and the lines of the month. */
import { cardOf } from '../../../miniprogram/packages/briefing/card/view';
import { monthBeside, monthOf, rowOf } from '../../../miniprogram/packages/briefing/list/rows';
import { recordNumber } from '../../../miniprogram/shared/briefing';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { BriefingRow, BriefingView } from '../../../typings/api';
import { wordFaults } from '../../support/words';

const t = TEXT.briefing;

const START = Date.parse('2026-11-25T08:00:00+08:00');
const WANG = { id: 'p-1', name: '王大勇' };

const VIEW: BriefingView = {
  ...{ id: 'steel@2026-11-25:day', rev: 1, title: '焊接班', date: '2026-11-25', shiftName: '白班' },
  ...{ startsAt: START, opensAt: START - 20 * MINUTE, dueAt: START + 20 * MINUTE, endsAt: START + 8 * HOUR },
  owner: WANG,
  notice: { title: '告知', basis: '本厂制度', text: '已告知' },
  ...{ words: null, state: 'due', open: true, opened: null, isMissed: false, miss: null, dropped: null },
  counts: { signed: 0, late: 0, extra: 0 },
  card: {
    hazards: [{ orderId: 'o-1', title: '气瓶没固定', place: '厂房', open: false, measure: '装了链条' }],
    ...{ moreHazards: 2, standing: [], moreStanding: 0, rounds: [], moreRounds: 0, permits: [] },
  },
  quiz: {
    ...{ photo: null, place: '厂房', told: null },
    options: ['a', 'b', 'c'].map((id) => ({ id, title: id.replace(/./, '选项') })),
  },
  ...{ mine: false, awaited: true, expected: 4, signature: null, may: [], code: null, roll: null },
  ...{ closed: null, answers: { answered: 0, right: 0 }, hash: null },
};

const shown = (change: Partial<BriefingView> = {}, now = START - MINUTE, chosen = '') =>
  cardOf({ ...VIEW, ...change }, chosen, now);

describe('the card', () => {
  it('tells hazards and rounds, and of tickets only when there are any', () => {
    expect(shown().blocks).toMatchObject([
      {
        key: 'hazards',
        lines: [{ tag: t.hazardDone, text: '装了链条' }],
        more: fill(t.moreHazards, { count: 2 }),
      },
      { key: 'rounds', lines: [], none: t.roundsNone },
    ]);
    const permit = { id: 'x', title: '二级动火', place: '厂房', from: START, to: START + HOUR };
    const { blocks } = shown({ card: { ...VIEW.card, permits: [permit], hazards: null, rounds: null } });
    expect(blocks).toMatchObject([{ key: 'permits', lines: [{ title: '二级动火' }] }]);
  });

  it('tells what is left from before with how long it waits, and nothing where nothing is', () => {
    const left = {
      orderId: 'o-2',
      title: '护栏缺口',
      place: '厂房',
      open: true,
      measure: '',
      since: '2026-11-20',
    };
    const { blocks } = shown({ card: { ...VIEW.card, standing: [left], moreStanding: 3 } });
    expect(blocks[1]).toMatchObject({
      key: 'standing',
      lines: [{ title: '厂房　护栏缺口', tag: fill(t.standingDays, { days: 5 }) }],
      more: fill(t.moreHazards, { count: 3 }),
    });
    expect(shown().blocks.map(({ key }) => key)).toEqual(['hazards', 'rounds']);
  });

  it.each<[string, Partial<BriefingView>, number, string]>([
    ['long before', {}, START - HOUR, fill(t.from, { time: '07:40' })],
    ['to the team', {}, START, fill(t.due, { name: '王大勇' })],
    ['to its leader', { mine: true }, START, fill(t.dueMine, { time: '08:20' })],
    ['while it runs', { state: 'running' }, START, fill(t.running, { signed: 0, expected: 4 })],
    ['after it', { state: 'held' }, START, fill(t.held, { signed: 0, expected: 4 })],
    ['held late', { state: 'held', isMissed: true }, START, fill(t.heldLate, { signed: 0, expected: 4 })],
    ['missed', { state: 'missed' }, START, t.missed],
    [
      'explained',
      { state: 'missed', miss: { at: START, reason: '抢修', by: WANG, raisedTo: [] } },
      START,
      fill(t.explained, { reason: '抢修' }),
    ],
    [
      'for nobody',
      { state: 'dropped', dropped: { at: 1, reason: '没有人' } },
      START,
      fill(t.dropped, { reason: '没有人' }),
    ],
  ])('says how it stands: %s', (_, change, now, said) => {
    const { state } = shown(change, now);
    expect(state).toBe(said);
    expect(wordFaults(state)).toEqual([]);
  });

  it.each<[BriefingView['may'], string]>([
    [['sign', 'answer'], 'sign'],
    [['open', 'say', 'answer'], 'open'],
    [['say'], 'say'],
    [['name', 'close'], 'close'],
    [['open', 'say', 'explain'], 'explain'],
    [['answer'], 'none'],
  ])('has one thing to do of %j', (may, bar) => expect(shown({ may }).bar).toBe(bar));

  it('does not ask whoever oversees it to come', () => {
    const roll = { signed: [], missing: [] };
    expect(shown({ may: ['sign'], awaited: false, roll }).bar).toBe('none');
    expect(shown({ may: ['sign'], awaited: true, roll }).bar).toBe('sign');
    expect(shown({ may: ['sign'], awaited: false }).bar).toBe('sign');
  });

  it('tells after the answer what was right and what was done', () => {
    const told = { rightId: 'b', measure: '装了链条' };
    const quiz = { ...VIEW.quiz!, told };
    const answers = { answered: 3, right: 2 };
    expect(shown().quiz).toMatchObject({ told: false, verdict: '', count: '' });
    expect(shown({ quiz, answers }, START, 'b').quiz).toMatchObject({
      ...{ verdict: t.right, measure: fill(t.measure, { measure: '装了链条' }) },
      count: fill(t.quizCount, answers),
      options: [{ mark: '' }, { mark: 'right' }, { mark: '' }],
    });
    const wrong = shown({ quiz }, START, 'a').quiz;
    expect(wrong?.options.map(({ mark }) => mark)).toEqual(['wrong', 'right', '']);
    // Opened again, the page does not know any more what was tapped.
    expect(shown({ quiz }, START).quiz?.verdict).toBe('');
  });

  it('lists who signed, when and how, once it began', () => {
    const at = START;
    const one = { by: WANG, at, late: false, named: null, expected: true };
    const roll: BriefingView['roll'] = {
      signed: [
        { ...one, means: 'led' },
        { ...one, means: 'named', named: { by: WANG, reason: '没电' }, late: true, expected: false },
      ],
      missing: [],
    };
    expect(shown({ roll }).roll).toBeNull();
    expect(shown({ roll, opened: { at, by: WANG }, state: 'running' }).roll).toMatchObject({
      signed: [
        { how: '08:00 带班', tag: '' },
        {
          how: '08:00 王大勇替签：没电',
          tag: '会后 · 不在名单上',
        },
      ],
      missing: t.all,
    });
  });

  it('numbers its record in digits, another one for another hash', () => {
    expect(recordNumber('25b068eb64ce')).toMatch(/^\d{4}-\d{4}-\d{4}$/);
    expect(recordNumber('0'.repeat(64))).toBe('0000-0000-0000');
    expect(recordNumber('25b068eb64')).not.toBe(recordNumber('25b068eb65'));
  });
});

describe('the month', () => {
  const ROW: BriefingRow = {
    ...{ id: VIEW.id, title: '焊接班', date: '2026-11-25', shiftName: '白班', startsAt: START, owner: WANG },
    ...{ state: 'held', counts: { signed: 3, late: 1, extra: 0 }, expected: 4 },
    ...{ isMissed: false, miss: null, dropped: null },
  };

  it('says of each meeting how many signed of how many, and what nobody explained', () => {
    expect(rowOf(ROW, START + HOUR)).toMatchObject({
      under: fill(t.row, { day: '11月25日', shift: '白班', name: '王大勇' }),
      ...{
        state: fill(t.held, { signed: 3, expected: 4 }),
        tag: fill(t.rowLate, { count: 1 }),
        isBad: false,
      },
    });
    const missed = { ...ROW, state: 'missed' as const, isMissed: true };
    expect(rowOf(missed, START).isBad).toBe(true);
    const why = { at: START, reason: '抢修', by: WANG, raisedTo: [] };
    expect(rowOf({ ...missed, miss: why }, START)).toMatchObject({ isBad: false, state: '没开，原因：抢修' });
  });

  it('is summed up, and lies beside others', () => {
    const sum = monthOf({ month: '2026-01', held: 3, missed: 1, dropped: 0, signed: 9, expected: 12 });
    expect(sum.title).toBe('2026年1月');
    for (const text of Object.values(sum)) expect(wordFaults(text)).toEqual([]);
    expect([monthBeside('2026-01', -1), monthBeside('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
  });
});
