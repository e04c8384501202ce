/** What became of a report, in one sentence for every state of every flow. */
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { reportSentence, type Standing } from '../../../miniprogram/shared/report-words';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import { wordFaults } from '../../support/words';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');

const turn = (change: Partial<NonNullable<Standing['turn']>> = {}): NonNullable<Standing['turn']> => ({
  owner: '张工',
  yours: false,
  since: NOW - HOUR,
  dueAt: NOW + 4 * HOUR,
  escalatedTo: null,
  ...change,
});

const standing = (state: string, change: Partial<Standing> = {}): Standing => ({
  state,
  label: '别的',
  turn: turn(),
  round: 1,
  endedAt: NOW - HOUR,
  endedBy: '李工',
  into: null,
  ...change,
});

const said = (state: string, change: Partial<Standing> = {}): string =>
  reportSentence(standing(state, change), NOW);

const states = parseConfig('flows', shippedFlows).flows.flatMap((flow) => flow.states);

describe('every state that ships', () => {
  it.each([...new Map(states.map((state) => [state.id, state])).values()].map((state) => [state.id, state]))(
    '%s is told in plain words',
    (_id, { id, label, end }) => {
      const sentence = said(id, { label, turn: end ? null : turn() });
      expect(wordFaults(sentence)).toEqual([]);
      expect(sentence).not.toMatch(/[{}]|。$/);
      // Nobody reads 挂账 or 裁决 here, and every turn names its person and its hour.
      expect(sentence).not.toMatch(/挂账|裁决|暂缓/);
      if (!end) expect(sentence).toMatch(/张工.*14:00/);
    },
  );

  it('has a sentence of its own for each of them that waits for somebody', () => {
    const unknown = said('nobody-knows');
    for (const { id, end } of states) if (!end) expect(said(id)).not.toBe(unknown);
  });
});

it.each<[string, string, Partial<Standing>, string]>([
  ['whose turn it is since when', 'rectifying', {}, '张工从 09:00 起在改，14:00 前改好'],
  ['that it was sent back', 'rectifying', { round: 2 }, '没修好退回了，张工从 09:00 起在改，14:00 前改好'],
  [
    'how late it is',
    'rectifying',
    { turn: turn({ dueAt: NOW - 20 * MINUTE, escalatedTo: '王厂长' }) },
    '张工从 09:00 起在改，已经晚了 20 分钟，已报王厂长',
  ],
  [
    'how late it is while nobody was told',
    'awaitingResponse',
    { turn: turn({ dueAt: NOW }) },
    '09:00 交给张工，等答复，已经晚了 1 分钟',
  ],
  [
    'that it is up to the reader',
    'awaitingVerification',
    { turn: turn({ yours: true, owner: '你' }) },
    '改好了，轮到你看看修好没有，14:00 前看',
  ],
  ['who looked', 'closed', { turn: null }, '09:00 改好了，李工看过'],
  ['an end that nobody brought about', 'closed', { turn: null, endedBy: '' }, '09:00 改好了'],
  ['who found no hazard', 'notHazard', { turn: null }, '李工 09:00 看过，不属于隐患'],
  [
    'that nobody is known to have found one',
    'notHazard',
    { turn: null, endedBy: '' },
    '09:00 看过，不属于隐患',
  ],
  [
    'what it goes on with',
    'merged',
    { turn: null, into: 'YH-20261122-0007' },
    '和 YH-20261122-0007 是同一件，跟着那一单改，进展照样告诉你',
  ],
  ['the name of an end that no sentence knows', 'sold', { turn: null, label: '已卖掉' }, '已卖掉，09:00'],
])('tells %s', (_what, state, change, sentence) => {
  expect(said(state, change)).toBe(sentence);
});
