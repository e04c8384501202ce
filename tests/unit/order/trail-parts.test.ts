/** Parts of a long trail: of two who move it on at the same moment, neither may leave the other's part short. */
import type { Order, TrailEntry } from '../../../typings/domain';
import type { Happening } from '../../../typings/flow';
import { commit } from '../../../cloudfunctions/features/order/commit';
import type { TrailPart } from '../../../cloudfunctions/features/order/store';

const parts: TrailPart[] = [];

jest.mock('../../../cloudfunctions/features/order/store', () => ({
  operators: { push: () => null, inc: () => null },
  putTrailPart: (part: TrailPart) => Promise.resolve(parts.push(part)),
  writeAct: () => Promise.resolve(true),
}));

const happening: Happening = { action: 'climbed', from: 'rectifying', to: 'rectifying', detail: {} };
const origin = {
  actor: { kind: 'system', id: 'system', name: '系统', role: 'system' },
  requestId: null,
  inputHash: null,
  now: 1,
} as const;

const entry = (seq: number): TrailEntry => ({
  ...origin,
  ...happening,
  at: 1,
  seq,
  prev: '00',
  mac: String(seq).padStart(4, '0'),
});

/** An order with so many entries; nothing else of it is looked at. */
const orderWith = (entries: number): Order =>
  ({
    _id: 'o',
    rev: entries,
    trail: Array.from({ length: entries }, (_none, index) => entry(index + 1)),
    trailParts: 0,
    outbox: {},
    outboxDueAt: null,
    outboxSeq: 0,
  }) as Partial<Order> as Order;

beforeAll(() => {
  process.env['SAFELOOP_SECRET'] = 'a secret of at least thirty-two characters';
});

it('writes the same part from whichever revision the limit is passed', async () => {
  for (const [entries, added] of [
    [199, 2],
    [200, 1],
    [198, 5],
  ] as const) {
    const order = orderWith(entries);
    const happenings = Array.from({ length: added }, () => happening);
    await commit(order, { order, happenings, effects: {} }, origin);
  }
  expect(parts).toHaveLength(3);
  expect(new Set(parts.map((part) => JSON.stringify(part))).size).toBe(1);
  expect(parts[0]?.entries.map(({ seq }) => seq)).toEqual(
    Array.from({ length: parts[0]?.entries.length ?? 0 }, (_none, index) => index + 1),
  );
});
