/** Delivery of one notice: results told apart, one row, few calls, and what happens when it is done again. */
import type { Channel, Message } from '../../../cloudfunctions/features/notices/channels';
import { SEND_CEILING } from '../../../cloudfunctions/features/notices/ring';
import { deliver, type Delivering } from '../../../cloudfunctions/features/notices/send';
import { MINUTE } from '../../../miniprogram/shared/time';
import type { ChannelId, Delivery } from '../../../typings/domain';
import { ID, input, plant, reached, unbound, withNotice } from './delivering';
import { bySubscription, DUE, NOTICES, NOW, ORDER, OWNER } from './fixtures';

/** Another channel with these answers. */
function channel(id: ChannelId, ...answers: (Awaited<ReturnType<Channel['send']>> | Error)[]) {
  const sent: Message[] = [];
  const send = (message: Message) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)]!;
    sent.push(message);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { id, sent, send };
}

const TAKEN = { result: 'delivered', errCode: 0 } as const;
const LIMITED = { result: 'failed', errCode: 45009 } as const;
const UNSET = { result: 'notConfigured', errCode: null } as const;

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
      channels: bySubscription('delivered', 0),
      digestAt: null,
      urgency: 'medium',
      dueAt: DUE,
    });
    // What rang in this turn is read once a minute, whoever is rung.
    expect(rows.calls).toEqual({ add: 1, find: 1 });
    for (const key of ['b', 'c']) await deliver(input({ key }), ports);
    expect(rows.calls).toEqual({ add: 3, find: 1 });
  });

  it('records a refusal in as few', async () => {
    const { rows, ports, row } = plant(43101);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('refused'), retryAt: null });
    expect(rows.calls).toEqual({ add: 1, find: 1 });
    expect(row()?.channels).toEqual(bySubscription('refused', 43101));
  });

  it.each([40003, 40037, 41030, 47003, -604101])(
    'tells %d as not configured and raises an alarm',
    async (errCode) => {
      const warned = jest.spyOn(console, 'warn');
      const { ports, row } = plant(errCode);
      expect(await deliver(input(), ports)).toEqual({ reached: reached('notConfigured'), retryAt: null });
      expect(row()?.channels).toEqual(bySubscription('notConfigured', errCode));
      expect(warned).toHaveBeenCalledWith(expect.stringContaining('notice.notConfigured'));
    },
  );

  it.each<[string, Partial<Delivering>, Delivery['channels']['tried']]>([
    ['nobody bound a phone', unbound, { subscription: UNSET }],
    ['no template carries it', withNotice('points'), {}],
    ['its template cannot be filled', withNotice('odd'), {}],
  ])('writes the inbox row alone when %s', async (_, changes, tried) => {
    const { rows, sent, ports, row } = plant(0);
    const { reached: result, retryAt } = await deliver(input(changes), ports);
    expect([result.result, retryAt, sent.length]).toEqual(['notConfigured', null, 0]);
    expect(row()?.channels).toEqual({ result: 'notConfigured', tried, attempts: 1 });
    expect(rows.calls).toEqual({ add: 1 });
  });

  it.each([
    ['busy', -1, -1],
    ['rate limited', 45009, 45009],
    ['cut off', new Error('socket hang up'), null],
  ])('keeps the row and asks for another attempt when WeChat is %s', async (_, answer, errCode) => {
    const { ports, row } = plant(answer);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('failed'), retryAt: NOW + MINUTE });
    expect(row()).toMatchObject({ title: '有一单请你处理', channels: bySubscription('failed', errCode) });
  });

  it('does not repeat what failed for an unknown reason', async () => {
    const { ports } = plant(99999);
    expect(await deliver(input(), ports)).toEqual({ reached: reached('failed'), retryAt: null });
  });

  it('tells of something that is no order', async () => {
    const { rows, ports } = plant(0);
    await deliver(input({ order: null, key: 'directive-1:directive' }), ports);
    expect(rows.rows.get('directive-1:directive')).toMatchObject({ orderId: null, orderNumber: null });
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

describe('deliver by other channels', () => {
  const listed = { ...NOTICES, channels: ['wecomApp', 'wecomRobot', 'sms'] as const };
  const withChannels = (changes: Partial<Delivering> = {}) =>
    input({ notices: { ...listed, channels: [...listed.channels] }, ...changes });

  it.each([43101, -1, 40037, 99999])('moves on in the same delivery after %d', async (errCode) => {
    const { ports, row } = plant(errCode);
    const sms = channel('sms', TAKEN);
    const { reached: result, retryAt } = await deliver(withChannels(), {
      ...ports,
      channels: [...ports.channels, channel('wecomApp', UNSET), sms],
    });
    expect([result.result, retryAt]).toEqual(['delivered', null]);
    expect(sms.sent).toMatchObject([{ to: { phone: '13800000000' }, number: ORDER.number }]);
    expect(row()?.channels).toMatchObject({
      result: 'delivered',
      tried: { subscription: { errCode }, wecomApp: UNSET, sms: TAKEN },
    });
  });

  it('asks no further one once the message was taken', async () => {
    const { ports } = plant(43101);
    const [app, robot] = [channel('wecomApp', TAKEN), channel('wecomRobot', TAKEN)];
    await deliver(withChannels(), { ...ports, channels: [...ports.channels, app, robot] });
    expect([app.sent.length, robot.sent.length]).toEqual([1, 0]);
  });

  it('asks none that the plant does not list', async () => {
    const { ports, row } = plant(43101);
    const employee = channel('employee', TAKEN);
    const { reached: result } = await deliver(withChannels(), {
      ...ports,
      channels: [...ports.channels, employee],
    });
    expect([result.result, employee.sent.length]).toEqual(['refused', 0]);
    expect(Object.keys(row()?.channels.tried ?? {})).toEqual(['subscription']);
  });

  it('rings at somebody who bound no phone', async () => {
    const { ports } = plant(0);
    const sms = channel('sms', TAKEN);
    const addressee = { openid: null, phone: '13800000000', isOnDuty: true, isManager: false };
    const { reached: result } = await deliver(withChannels({ addressee }), {
      ...ports,
      channels: [...ports.channels, sms],
    });
    expect([result.result, sms.sent.length]).toEqual(['delivered', 1]);
  });

  it('asks again only those that were busy', async () => {
    const { sent, ports, row } = plant(43101);
    const robot = channel('wecomRobot', LIMITED, TAKEN);
    const all = { ...ports, channels: [...ports.channels, robot] };
    expect(await deliver(withChannels(), all)).toMatchObject({ retryAt: NOW + MINUTE });
    expect(await deliver(withChannels({ again: true, now: NOW + MINUTE }), all)).toMatchObject({
      reached: { result: 'delivered' },
      retryAt: null,
    });
    expect([sent.length, robot.sent.length]).toEqual([1, 2]);
    expect(row()?.channels).toMatchObject({ result: 'delivered', attempts: 2 });
  });

  it('takes a channel that breaks for one that is busy', async () => {
    const { ports } = plant(43101);
    const broken = channel('sms', new Error('ECONNREFUSED'));
    expect(await deliver(withChannels(), { ...ports, channels: [...ports.channels, broken] })).toMatchObject({
      reached: { result: 'failed' },
      retryAt: NOW + MINUTE,
    });
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
    expect(row()).toMatchObject({ at: NOW, channels: bySubscription('delivered', 0, 2) });
  });

  it('gives up after the third attempt', async () => {
    const { sent, ports, row } = plant(-1);
    expect((await deliver(input(), ports)).retryAt).toBe(NOW + MINUTE);
    expect((await deliver(again(1), ports)).retryAt).toBe(NOW + 6 * MINUTE);
    expect((await deliver(again(6), ports)).retryAt).toBeNull();
    expect((await deliver(again(7), ports)).retryAt).toBeNull();
    expect(sent).toHaveLength(3);
    expect(row()?.channels).toEqual(bySubscription('failed', -1, 3));
  });

  it('sends when the first worker died before it wrote anything', async () => {
    const { rows, sent, ports, row } = plant(0);
    expect((await deliver(again(1), ports)).reached.result).toBe('delivered');
    expect([sent.length, row()?.channels.attempts]).toEqual([1, 1]);
    expect(rows.calls).toEqual({ get: 1, add: 1, find: 1 });
  });

  it('lets stand what another worker delivered meanwhile', async () => {
    const { rows, ports, row } = plant(0, 43101);
    await deliver(input(), ports);
    expect((await deliver(input(), ports)).reached.result).toBe('delivered');
    expect(row()?.channels).toEqual(bySubscription('delivered', 0));
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
    expect(row()?.channels).toEqual(bySubscription('failed', null));

    answer(0);
    await jest.advanceTimersByTimeAsync(0);
    expect(row()?.channels).toEqual(bySubscription('delivered', 0));
    expect((await deliver(input({ again: true }), ports)).reached.result).toBe('delivered');
    expect(sent).toHaveLength(1);
  });

  it('asks no further channel once the ceiling is past', async () => {
    let answer: (errCode: number) => void = () => undefined;
    const { ports } = plant(new Promise<number>((resolve) => (answer = resolve)));
    const sms = channel('sms', TAKEN);
    const notices = { ...NOTICES, channels: ['sms' as const] };
    const delivering = deliver(input({ notices }), { ...ports, channels: [...ports.channels, sms] });
    await jest.advanceTimersByTimeAsync(SEND_CEILING);
    await delivering;
    answer(43101);
    await jest.advanceTimersByTimeAsync(0);
    expect(sms.sent).toEqual([]);
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
      expect(row()?.channels.result).toBe('failed');
    }
    expect(defects).toHaveBeenCalledTimes(1);
  });
});
