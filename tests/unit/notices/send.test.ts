/** Delivery of one notice: results told apart, one row, one write, and what happens when it is done again. */
import { deliver, SEND_CEILING, type Delivering } from '../../../cloudfunctions/features/notices/send';
import { deliveryStore } from '../../../cloudfunctions/features/notices/store';
import type { SubscribeMessage } from '../../../cloudfunctions/platform/sdk';
import type { Delivery } from '../../../typings/domain';
import { DUE, NOTICES, NOW, ORDER, OWNER } from './fixtures';
import { memory } from './memory';

const MINUTE = 60_000;
const ID = `${ORDER._id}:notice-3-owner`;

const input = (changes: Partial<Delivering> = {}): Delivering => ({
  order: ORDER,
  key: 'notice-3-owner',
  effect: {
    kind: 'notice',
    notice: 'assigned',
    to: OWNER,
    facts: { title: '护栏松动', place: '一车间', due: '14:30', dueAt: DUE },
  },
  openid: 'o-zhang',
  notices: NOTICES,
  now: NOW,
  again: false,
  ...changes,
});

const withNotice = (notice: string): Partial<Delivering> => ({ effect: { ...input().effect, notice } });

type Answer = number | Error | Promise<number>;

/** A plant where WeChat gives these answers, one a message; the last one is repeated. */
function plant(...answers: Answer[]) {
  const rows = memory<Delivery>();
  const sent: SubscribeMessage[] = [];
  const ports = {
    deliveries: deliveryStore(rows),
    async send(message: SubscribeMessage) {
      const answer = answers[Math.min(sent.length, answers.length - 1)] ?? 0;
      sent.push(message);
      if (answer instanceof Error) throw answer;
      const errCode = await answer;
      return { errCode, errMsg: errCode === 0 ? 'ok' : 'fail' };
    },
  };
  return { rows, sent, ports, row: () => rows.rows.get(ID) };
}

const reached = (result: string, at = NOW) => ({ to: OWNER, notice: 'assigned', at, result });

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => jest.restoreAllMocks());

describe('deliver', () => {
  it('sends the message and writes the inbox row with the result, in one database call', async () => {
    const { rows, sent, ports, row } = plant(0);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('delivered'), retryAt: null });
    expect(sent).toEqual([
      {
        touser: 'o-zhang',
        templateId: 'tmpl-task',
        page: `packages/order/detail/index?id=${ORDER._id}`,
        miniprogramState: 'trial',
        data: {
          character_string1: { value: ORDER.number },
          thing2: { value: '护栏松动' },
          thing3: { value: '一车间' },
          time4: { value: '2026年11月22日 14:30' },
        },
      },
    ]);
    expect(row()).toEqual({
      _id: ID,
      schema: 1,
      to: OWNER.id,
      orderId: ORDER._id,
      orderNumber: ORDER.number,
      notice: 'assigned',
      title: '有一单请你处理',
      lines: [`${ORDER.number} 护栏松动`, '地点：一车间', '请在 11月22日 14:30 前回复'],
      at: NOW,
      readAt: null,
      channels: { subscription: 'delivered', errCode: 0, attempts: 1 },
    });
    expect(rows.calls).toEqual({ add: 1 });
  });

  it('records a refusal in one write', async () => {
    const { rows, ports, row } = plant(43101);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('refused'), retryAt: null });
    expect(rows.calls).toEqual({ add: 1 });
    expect(row()?.channels).toEqual({ subscription: 'refused', errCode: 43101, attempts: 1 });
  });

  it.each([40003, 40037, 41030, 47003, -604101])(
    'tells %d as not configured and raises an alarm',
    async (errCode) => {
      const warned = jest.spyOn(console, 'warn');
      const { ports, row } = plant(errCode);
      expect(await deliver(input(), ports)).toEqual({ reached: reached('notConfigured'), retryAt: null });
      expect(row()?.channels).toEqual({ subscription: 'notConfigured', errCode, attempts: 1 });
      expect(warned).toHaveBeenCalledWith(expect.stringContaining('notice.notConfigured'));
    },
  );

  it.each([
    ['nobody bound a phone', { openid: null }],
    ['no template carries it', withNotice('points')],
    ['its template cannot be filled', withNotice('odd')],
  ])('writes the inbox row alone when %s', async (_, changes) => {
    const { rows, sent, ports, row } = plant(0);
    const { reached: result, retryAt } = await deliver(input(changes), ports);
    expect([result.result, retryAt, sent.length]).toEqual(['notConfigured', null, 0]);
    expect(row()?.channels).toEqual({ subscription: 'notConfigured', errCode: null, attempts: 1 });
    expect(rows.calls).toEqual({ add: 1 });
  });

  it.each([
    ['busy', -1, -1],
    ['rate limited', 45009, 45009],
    ['cut off', new Error('socket hang up'), null],
  ])('keeps the row and asks for another attempt when WeChat is %s', async (_, answer, errCode) => {
    const { ports, row } = plant(answer);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('failed'), retryAt: NOW + MINUTE });
    expect(row()).toMatchObject({
      title: '有一单请你处理',
      channels: { subscription: 'failed', errCode, attempts: 1 },
    });
  });

  it('does not repeat what failed for an unknown reason', async () => {
    const { ports } = plant(99999);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('failed'), retryAt: null });
  });

  it('fails loudly for a notice that is not configured, with nothing sent or written', async () => {
    const { rows, sent, ports } = plant(0);
    await expect(deliver(input(withNotice('nowhere')), ports)).rejects.toThrow('not configured');
    expect([rows.rows.size, sent.length]).toEqual([0, 0]);
  });

  it('passes on that the row could not be written', async () => {
    const { ports } = plant(0);
    const add = () => Promise.reject(new Error('DATABASE_REQUEST_FAILED'));
    await expect(deliver(input(), { ...ports, deliveries: { ...ports.deliveries, add } })).rejects.toThrow(
      'DATABASE_REQUEST_FAILED',
    );
  });
});

describe('deliver again', () => {
  const again = (minutes: number) => input({ again: true, now: NOW + minutes * MINUTE });

  it.each([
    [0, 'delivered'],
    [43101, 'refused'],
    [47003, 'notConfigured'],
    [99999, 'failed'],
  ])('sends nothing after %d', async (errCode, result) => {
    const { rows, sent, ports } = plant(errCode);
    await deliver(input(), ports);
    expect(await deliver(again(1), ports)).toEqual({ reached: reached(result), retryAt: null });
    expect([sent.length, rows.rows.size]).toEqual([1, 1]);
  });

  it('mends the row that a busy WeChat left, and adds none', async () => {
    const { rows, sent, ports, row } = plant(-1, 0);
    await deliver(input(), ports);
    expect(await deliver(again(1), ports)).toEqual({
      reached: reached('delivered', NOW + MINUTE),
      retryAt: null,
    });
    expect([sent.length, rows.rows.size]).toEqual([2, 1]);
    expect(row()).toMatchObject({
      at: NOW,
      channels: { subscription: 'delivered', errCode: 0, attempts: 2 },
    });
  });

  it('gives up after the third attempt', async () => {
    const { sent, ports, row } = plant(-1);
    expect((await deliver(input(), ports)).retryAt).toBe(NOW + MINUTE);
    expect((await deliver(again(1), ports)).retryAt).toBe(NOW + 6 * MINUTE);
    expect((await deliver(again(6), ports)).retryAt).toBeNull();
    expect((await deliver(again(7), ports)).retryAt).toBeNull();
    expect(sent).toHaveLength(3);
    expect(row()?.channels).toEqual({ subscription: 'failed', errCode: -1, attempts: 3 });
  });

  it('sends when the first worker died before it wrote anything', async () => {
    const { rows, sent, ports, row } = plant(0);
    expect((await deliver(again(1), ports)).reached.result).toBe('delivered');
    expect([sent.length, row()?.channels.attempts]).toEqual([1, 1]);
    expect(rows.calls).toEqual({ get: 1, add: 1 });
  });

  it('lets stand what another worker delivered meanwhile', async () => {
    const { rows, ports, row } = plant(0, 43101);
    await deliver(input(), ports);
    expect((await deliver(input(), ports)).reached.result).toBe('delivered');
    expect(row()?.channels).toEqual({ subscription: 'delivered', errCode: 0, attempts: 1 });
    expect(rows.rows.size).toBe(1);
  });
});

describe('deliver past the ceiling', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('answers at the ceiling, and a late success spares the person the second message', async () => {
    let answer: (errCode: number) => void = () => undefined;
    const { sent, ports, row } = plant(new Promise<number>((resolve) => (answer = resolve)), 0);
    const delivering = deliver(input(), ports);
    await jest.advanceTimersByTimeAsync(SEND_CEILING - 1);
    expect(row()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(await delivering).toEqual({ reached: reached('failed'), retryAt: NOW + MINUTE });
    expect(row()?.channels).toEqual({ subscription: 'failed', errCode: null, attempts: 1 });

    answer(0);
    await jest.advanceTimersByTimeAsync(0);
    expect(row()?.channels).toEqual({ subscription: 'delivered', errCode: 0, attempts: 1 });
    expect((await deliver(input({ again: true }), ports)).reached.result).toBe('delivered');
    expect(sent).toHaveLength(1);
  });

  it('survives a late failure, and a late success that cannot be recorded', async () => {
    const defects = jest.spyOn(console, 'error');
    for (const late of [Promise.reject(new Error('ECONNRESET')), Promise.resolve(0)]) {
      const { ports, row } = plant(new Promise<number>((resolve) => setTimeout(() => resolve(late), 9_000)));
      const settle = () => Promise.reject(new Error('DATABASE_REQUEST_FAILED'));
      const delivering = deliver(input(), { ...ports, deliveries: { ...ports.deliveries, settle } });
      late.catch(() => undefined);
      await jest.advanceTimersByTimeAsync(10_000);
      expect((await delivering).reached.result).toBe('failed');
      expect(row()?.channels.subscription).toBe('failed');
    }
    expect(defects).toHaveBeenCalledTimes(1);
  });
});
