/** Hazards that came back in words, and what a root needs before it goes. */
import type { RepeatStage } from '../../../typings/repeat';
import {
  dueChoices,
  EMPTY_ROOT,
  missingIn,
  repeatPage,
  repeatRow,
  rootInput,
} from '../../../miniprogram/packages/insight/repeat/lists';
import { DAY } from '../../../miniprogram/shared/time';
import { NOW } from './insight';
import { CARDS, VIEW } from './repeats';

const rows = CARDS.map((card) => repeatRow(card, NOW));

it.each<[RepeatStage, RegExp]>([
  ['asks', /^王大勇写根源，\d+月\d+日前$/],
  ['measured', /^王大勇落实，\d+月\d+日前 · 过了期限$/],
  ['watching', /^看到 \d+月\d+日$/],
  ['held', /^90 天没再出现$/],
  ['withdrawn', /^后来看过，不算$/],
])('says of what is %s whose turn it is', (stage, line) => {
  const index = CARDS.findIndex((card) => card.stage === stage);
  expect(rows[index]?.line).toMatch(line);
});

it('says that a measure failed while something is to be done about it', () => {
  expect(rows.map(({ failure }) => failure !== '')).toEqual([true, false, false, false, false]);
});

it('finds late what was kept on the phone until it was', () => {
  const [first] = CARDS;
  if (first === undefined) throw new Error('no card');
  expect(repeatRow(first, NOW + 4 * DAY)).toMatchObject({ late: true });
});

it('tells each round with what was said', () => {
  const { rounds, may, no } = repeatPage(VIEW, NOW);
  expect({ may, no }).toEqual({ may: 'answer', no: 2 });
  expect(rounds[0]).toMatchObject({ failure: '办法落实以后又出现了', facts: [] });
  expect(rounds[1]?.facts.map(({ label }) => label)).toEqual([
    '根源',
    '为什么',
    '为什么',
    '为什么',
    '长久办法',
    '谁落实',
    '怎么落实的',
  ]);
});

describe('a root', () => {
  const whole = {
    ...{
      cause: 'thing' as const,
      whys: [' 旧了 ', ' '],
      measure: ' 换新 ',
      ownerId: 'p-1',
      dueAt: NOW + DAY,
    },
  };

  it.each([
    ['先选根源在哪', { cause: '' as const }],
    ['写一句为什么', { whys: [' ', '旧了'] }],
    ['写一条长久办法', { measure: ' ' }],
    ['选一个人去落实', { ownerId: '' }],
  ])('says %s', (lack, change) => {
    expect(missingIn({ ...whole, ...change })).toBe(lack);
    expect(rootInput({ ...whole, ...change }, 'a', 1)).toBeNull();
  });

  it('goes without the questions that were left empty', () => {
    expect(missingIn(EMPTY_ROOT)).not.toBeNull();
    expect(rootInput(whole, 'a', 1)).toMatchObject({ whys: ['旧了'], measure: '换新', no: 1 });
  });

  it('is due in the evening of a day to come', () => {
    const choices = dueChoices(NOW);
    expect(choices.map(({ dueAt }) => Math.round((dueAt - NOW) / DAY))).toEqual([7, 14, 30]);
  });
});
