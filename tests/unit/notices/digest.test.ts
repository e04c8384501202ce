/** Digests: one message per person, the most urgent named, none twice, none lost while channels are busy. */
import { digest, type DigestWorld } from '../../../cloudfunctions/features/notices/digest';
import { createHours } from '../../../cloudfunctions/features/notices/hours';
import type { Answer, Message } from '../../../cloudfunctions/features/notices/channels';
import { createRingCount } from '../../../cloudfunctions/features/notices/ring-count';
import type { Addressee } from '../../../cloudfunctions/features/notices/send';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import type { Notices } from '../../../typings/config';
import type { Delivery } from '../../../typings/domain';
import { NOTICES, row, SHIFTS } from './fixtures';
import { memory } from './memory';

const at = (clock: string): number => Date.parse(`2026-11-22T${clock}:00+08:00`);
const NOON = at('12:00');
const MINUTE = 60_000;

const notices: Notices = {
  ...NOTICES,
  notices: [
    ...NOTICES.notices,
    {
      id: 'digest',
      title: '有 {count} 条消息等你看',
      lines: ['先看：{text}'],
      template: 'task',
      mustReach: false,
    },
    {
      id: 'dailyDigest',
      title: '今天有 {count} 条',
      lines: ['先看：{text}'],
      template: 'task',
      mustReach: false,
    },
  ],
};

const ZHANG: Addressee = { openid: 'o-zhang', phone: '', isOnDuty: true, isManager: false };
const PEOPLE: Record<string, Addressee> = {
  'p-zhang': ZHANG,
  'p-li': { ...ZHANG, openid: 'o-li' },
  'p-boss': { ...ZHANG, openid: 'o-boss', isManager: true },
};

const world: DigestWorld = {
  notices,
  hours: createHours(SHIFTS, notices),
  addressee: (id) => PEOPLE[id] ?? null,
};

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

const held = (id: string, changes: Partial<Delivery> = {}): Delivery =>
  row(id, {
    channels: { result: 'held', tried: {}, attempts: 0 },
    digestAt: NOON,
    at: at('09:00'),
    ...changes,
  });

function plant(rows: Delivery[], ...answers: Answer[]) {
  const collection = memory<Delivery>(rows);
  const sent: Message[] = [];
  const channel = {
    id: 'subscription' as const,
    send(message: Message): Promise<Answer> {
      sent.push(message);
      return Promise.resolve(
        answers[Math.min(sent.length, answers.length) - 1] ?? { result: 'delivered', errCode: 0 },
      );
    },
  };
  const deliveries = deliveryStore(collection);
  const ports = { deliveries, channels: [channel], rings: createRingCount(deliveries) };
  return {
    sent,
    collection,
    run: (now = NOON) => digest(now, world, ports),
    row: (id: string) => collection.rows.get(id),
  };
}

it('sends each person one message that counts theirs and names the most urgent', async () => {
  const {
    sent,
    run,
    row: stored,
  } = plant([
    held('a', { urgency: 'low', title: '低的一单' }),
    held('b', { urgency: 'medium', dueAt: at('18:00'), title: '晚的一单' }),
    held('c', {
      urgency: 'medium',
      dueAt: at('14:00'),
      title: '早的一单',
      orderNumber: 'YH-C',
      orderId: 'o-c',
    }),
    held('d', { to: 'p-li' }),
  ]);
  expect(await run()).toEqual({ sent: 2, more: false });
  expect(sent.map(({ to, text }) => [to.openid, text])).toEqual([
    ['o-zhang', { title: '有 3 条消息等你看', lines: ['先看：早的一单'] }],
    ['o-li', { title: '有 1 条消息等你看', lines: ['先看：有一单请你处理'] }],
  ]);
  expect(sent[0]?.subscription).toMatchObject({
    page: 'packages/order/detail/index?id=o-c',
    data: { character_string1: { value: 'YH-C' }, thing2: { value: '3 条消息等你看' } },
  });
  expect(stored('a')).toMatchObject({ digestAt: null, channels: { result: 'delivered', tried: {} } });
  expect(stored(`digest:p-zhang:${NOON}`)).toMatchObject({ notice: 'digest', readAt: NOON });
});

it('costs one call when nothing is due, and looks at nothing that is not', async () => {
  const { collection, run, row: stored } = plant([held('a', { digestAt: NOON + 1 }), row('sent')]);
  expect(await run()).toEqual({ sent: 0, more: false });
  expect(collection.calls).toEqual({ find: 1 });
  expect(stored('a')?.channels.result).toBe('held');
});

it('sends none twice, whether the timer comes again or two runs meet', async () => {
  const { sent, run } = plant([held('a'), held('b')]);
  await Promise.all([run(), run(), run()]);
  await run(NOON + MINUTE);
  expect(sent).toHaveLength(1);
});

it('tries again while the channel is busy, and lets the rows wait until then', async () => {
  const {
    sent,
    run,
    row: stored,
  } = plant([held('a')], { result: 'failed', errCode: -1 }, { result: 'delivered', errCode: 0 });
  expect(await run()).toEqual({ sent: 0, more: true });
  expect(stored('a')?.digestAt).toBe(NOON);
  expect(await run(NOON + MINUTE)).toEqual({ sent: 1, more: false });
  expect([sent.length, stored('a')?.channels.result]).toEqual([2, 'delivered']);
});

it('says of the rows what became of the digest', async () => {
  const { run, row: stored } = plant([held('a')], { result: 'refused', errCode: 43101 });
  expect(await run()).toEqual({ sent: 0, more: false });
  expect(stored('a')).toMatchObject({ digestAt: null, channels: { result: 'refused' } });
});

it('goes on where a run ended in between', async () => {
  const { sent, run, row: stored, collection } = plant([held('a')]);
  await run();
  // As if that run had ended before it let the rows go.
  collection.rows.set('a', held('a'));
  await run(NOON + MINUTE);
  expect([sent.length, stored('a')?.digestAt]).toEqual([1, null]);
});

it('takes over a digest that was begun and never sent', async () => {
  const begun = held(`digest:p-zhang:${NOON}`, { digestAt: null, at: NOON, notice: 'digest' });
  const { sent, run } = plant([held('a'), begun]);
  expect(await run(NOON + MINUTE)).toEqual({ sent: 0, more: true });
  expect(await run(NOON + 2 * MINUTE)).toEqual({ sent: 1, more: false });
  expect(sent).toHaveLength(1);
});

it('writes to the manager under a name of its own', async () => {
  const { sent, run } = plant([held('a', { to: 'p-boss' })]);
  await run();
  expect(sent[0]?.text.title).toBe('今天有 1 条');
});

it('waits for the next one when six messages rang in this turn', async () => {
  const rung = Array.from({ length: 6 }, (_, n) => row(`rung-${n}`, { at: at('09:00') }));
  const { sent, run, row: stored } = plant([held('a'), ...rung]);
  expect(await run()).toEqual({ sent: 0, more: false });
  expect([sent.length, stored('a')?.digestAt]).toEqual([0, at('16:30')]);
});

it('leaves in the inbox what is for nobody who can be rung', async () => {
  const { sent, run, row: stored } = plant([held('a', { to: 'g-guest' })]);
  await run();
  expect([sent.length, stored('a')?.digestAt, stored('a')?.channels.result]).toEqual([
    0,
    null,
    'notConfigured',
  ]);
});
