/** Who is told, in which words, and under which keys. */
import { HOUR } from '../../../miniprogram/shared/time';
import type { Effect, Reporter } from '../../../typings/domain';
import { act, born, NINE, orderIn, told } from './plant';

const HIDDEN: Reporter = { kind: 'person', id: 'rep', name: '小李', visibility: 'safetyOnly' };

function noticeAmong(effects: Record<string, Effect>): Extract<Effect, { kind: 'notice' }> {
  const found = Object.values(effects).find((effect) => effect.kind === 'notice');
  if (found?.kind !== 'notice') throw new Error('nobody is told');
  return found;
}

it('tells the owner of a new order all they need to go there', () => {
  const { effects } = born();
  expect(Object.keys(effects)).toEqual(['notice-1-assigned-elec']);
  expect(noticeAmong(effects)).toEqual({
    kind: 'notice',
    notice: 'assigned',
    to: { id: 'elec', name: '电工班长' },
    urgency: 'high',
    facts: {
      number: 'YH-20261122-0007',
      title: '配电箱门没关',
      place: '焊接车间 C-07',
      owner: '电工班长',
      due: '11:00',
      dueAt: NINE + 2 * HOUR,
      reason: '',
      round: 1,
      reporter: '小李',
      rectifier: '',
      fixer: '',
    },
  });
});

it('tells the general manager of a new order only when it may be major', () => {
  expect(told(born())).toEqual(['assigned → elec']);
  expect(told(born({ suspectedMajor: true, level: 'undetermined' }))).toEqual([
    'determine → safe',
    'suspectedMajor → gm',
    'determine → keep',
  ]);
});

it.each([
  ['awaitingResponse', 'respond', 'elec', ['fixerNamed → fixy', 'responded → rep']],
  ['awaitingResponse', 'assign', 'elec', ['fixerNamed → other', 'responded → rep']],
  ['awaitingResponse', 'transfer', 'elec', ['transferred → chief']],
  ['awaitingResponse', 'notHazard', 'elec', ['notHazard → rep']],
  ['awaitingResponse', 'correctUrgency', 'elec', ['urgencyChanged → safe']],
  ['awaitingResponse', 'correctUrgency', 'safe', ['urgencyChanged → elec']],
  ['rectifying', 'assign', 'elec', ['fixerNamed → other']],
  ['rectifying', 'fix', 'fixy', ['fixed → rep']],
  ['awaitingVerification', 'verify', 'rep', []],
  ['awaitingVerification', 'sendBack', 'rep', ['sentBack → fixy', 'sentBack → elec']],
  ['closed', 'reopen', 'safe', ['reopened → fixy', 'reopened → elec']],
  ['notHazard', 'reopen', 'rep', ['reopened → safe']],
] as const)('%s: %s by %s tells %j', (state, action, by, expected) => {
  expect(told(act(orderIn(state), action, by, NINE + 3 * HOUR))).toEqual(expected);
});

it('tells a guest what became of their report', () => {
  const guest: Reporter = { kind: 'guest', id: 'g.1$', name: '未绑定同事', visibility: 'named' };
  const { effects } = act(born({ reporter: guest }).order, 'notHazard', 'elec', NINE);
  expect(Object.keys(effects)).toEqual(['notice-2-notHazard-g~2e1~24']);
  expect(noticeAmong(effects).to).toEqual({ id: 'g.1$', name: '未绑定同事' });
});

it('keeps keys apart that differ only in what keys cannot hold', () => {
  const ids = ['a.b', 'a~2eb', 'a$b', 'a~b'];
  const keys = ids.map(
    (id) =>
      Object.keys(
        act(born({ reporter: { ...HIDDEN, kind: 'guest', id } }).order, 'notHazard', 'elec', NINE).effects,
      )[0],
  );
  expect(new Set(keys).size).toBe(ids.length);
  expect(keys.join()).not.toMatch(/[.$]/);
});

it('does not name a reporter who asked to be known to safety only', () => {
  const verify = act(orderIn('rectifying', { reporter: HIDDEN }), 'fix', 'fixy', NINE + 2 * HOUR);
  expect(noticeAmong(verify.effects).facts).toMatchObject({ reporter: '上报人', owner: '上报人' });
  expect(JSON.stringify(noticeAmong(born({ reporter: HIDDEN }).effects))).not.toContain('小李');
});

it('gives the same keys for the same act, so that doing it twice has one effect', () => {
  const once = act(orderIn('awaitingVerification'), 'sendBack', 'rep', NINE + 3 * HOUR);
  expect(act(orderIn('awaitingVerification'), 'sendBack', 'rep', NINE + 3 * HOUR)).toEqual(once);
});
