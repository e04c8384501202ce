/** A week of 400 reports on nine supervisors, with refusals, busy far sides and outages: what rings, at whom, how often. */
import { accountStore } from '../../cloudfunctions/features/accounts/store';
import type { Channel } from '../../cloudfunctions/features/notices/channels';
import { digest } from '../../cloudfunctions/features/notices/digest';
import { createHours } from '../../cloudfunctions/features/notices/hours';
import { createRingCount } from '../../cloudfunctions/features/notices/ring-count';
import { recordGranted, reminders } from '../../cloudfunctions/features/notices/reminders';
import { deliver, type Addressee } from '../../cloudfunctions/features/notices/send';
import { deliveryStore } from '../../cloudfunctions/features/notices/store';
import { parseConfig } from '../../cloudfunctions/config/schema';
import noticesBody from '../../cloudfunctions/config/notices.json';
import type { Granted } from '../../typings/api';
import type { Account, Delivery, Reached, Urgency } from '../../typings/domain';
import { chance } from '../support/chance';
import { SHIFTS } from '../unit/notices/fixtures';
import { memory } from '../unit/notices/memory';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-11-23T00:00:00+08:00');
const WEEK_END = MONDAY + 7 * DAY;

const REPORTS = 400;
const SEEDS = process.env['TEST_LONG'] === '1' ? Array.from({ length: 20 }, (_, n) => n + 1) : [1];

const notices = parseConfig('notices', noticesBody);
const hours = createHours(SHIFTS, notices);

/** Nine supervisors, three a shift, each with two days off; those who lead, and those who report. */
const SUPERVISORS = SHIFTS.flatMap(({ id }) =>
  [0, 1, 2].map((n) => ({ id: `s-${id}-${n}`, shift: id, off: n })),
);
const WORKERS = Array.from({ length: 30 }, (_, n) => `w-${n}`);
const MANAGER = 'manager';
const LEADERS = SHIFTS.map(({ id }) => `leader-${id}`);
const TEMPLATES = notices.templates.map(({ key, templateId }) => ({ key, templateId }));

/** The supervisors of the turn that an instant falls into. */
function onDuty(at: number): string[] {
  const shift = hours.slot(at).slice(11);
  const day = Math.floor((hours.slotStart(at) - MONDAY) / DAY);
  const there = SUPERVISORS.filter((one) => one.shift === shift && (day + one.off * 2) % 7 > 1);
  return there.map(({ id }) => id);
}

const leaderAt = (at: number): string => `leader-${hours.slot(at).slice(11)}`;
const isThere = (id: string, at: number): boolean => onDuty(at).includes(id) || leaderAt(at) === id;

/** A message that a far side took. */
interface Rang {
  to: string;
  at: number;
  /** Names the message; of a digest, its person and instant. */
  what: string;
  by: string;
}

interface Sent {
  what: string;
  to: string;
  notice: string;
  urgency: Urgency;
  isGrave: boolean;
  at: number;
  result: Reached['result'];
}

/** The week as it went. */
interface Week {
  rang: Rang[];
  sent: Map<string, Sent>;
  rows: Delivery[];
  /** Everything that was ever left of a template for anybody, and everything stored as left. */
  budgets: number[];
}

async function liveThrough(seed: number): Promise<Week> {
  const luck = chance(seed);
  const rows = memory<Delivery>();
  const accounts = memory<Account>();
  const stores = { deliveries: deliveryStore(rows), accounts: accountStore(accounts) };
  const rang: Rang[] = [];
  const sent = new Map<string, Sent>();
  const budgets: number[] = [];
  /** What WeChat would really still take, by person and template id; nobody can ask for it. */
  const quota = new Map<string, number>();
  let now = MONDAY;

  const outages = Array.from({ length: 6 }, () => MONDAY + luck.below(7 * 24 * 60) * MINUTE);
  const isOut = (): boolean => outages.some((from) => now >= from && now < from + 40 * MINUTE);
  const ring = (to: string, what: string, by: string): void => {
    rang.push({ to, at: now, what, by });
  };
  const whatOf = (number: string, title: string, to: string): string =>
    /条消息|今天有/.test(title) ? `digest ${to} ${now}` : number;

  const wechat: Channel = {
    id: 'subscription',
    send({ to, subscription, number, text }) {
      const person = (to.openid ?? '').slice(2);
      const key = `${person} ${subscription?.templateId ?? ''}`;
      if (isOut()) return Promise.reject(new Error('ETIMEDOUT'));
      if (luck.is(0.04)) return Promise.resolve({ result: 'failed', errCode: luck.of([-1, 45009]) });
      // Somebody turned it off in the settings: WeChat says so with the next message.
      if (luck.is(0.01)) quota.set(key, 0);
      const left = quota.get(key) ?? 0;
      if (left < 1) return Promise.resolve({ result: 'refused', errCode: 43101 });
      quota.set(key, left - 1);
      ring(person, whatOf(number, text.title, person), 'subscription');
      return Promise.resolve({ result: 'delivered', errCode: 0 });
    },
  };
  const sms: Channel = {
    id: 'sms',
    send({ to, number, text }) {
      if (to.phone === '') return Promise.resolve({ result: 'notConfigured', errCode: null });
      if (luck.is(0.1)) return Promise.resolve({ result: 'failed', errCode: null });
      if (luck.is(0.3)) return Promise.resolve({ result: 'notConfigured', errCode: null });
      ring(to.phone, whatOf(number, text.title, to.phone), 'sms');
      return Promise.resolve({ result: 'delivered', errCode: 0 });
    },
  };
  const ports = { ...stores, channels: [wechat, sms], rings: createRingCount(stores.deliveries) };

  const addressee = (id: string): Addressee => ({
    openid: `o-${id}`,
    // Workers have no number that may be rung.
    phone: id.startsWith('w-') ? '' : id,
    isOnDuty: isThere(id, now),
    isManager: id === MANAGER,
  });

  /** What is to happen, by minute. */
  const agenda = new Map<number, (() => Promise<unknown>)[]>();
  const plan = (at: number, what: () => Promise<unknown>): void => {
    const minute = Math.max(now + MINUTE, Math.ceil(at / MINUTE) * MINUTE);
    agenda.set(minute, [...(agenda.get(minute) ?? []), what]);
  };

  async function tell(to: string, notice: string, order: Report, again?: string): Promise<Reached['result']> {
    const what = again ?? `${order.number}-${notice}-${to}-${sent.size}`;
    const { urgency, isGrave } = order;
    const { reached, retryAt } = await deliver(
      {
        order: { _id: order.number, number: what },
        key: what,
        effect: {
          kind: 'notice',
          notice,
          to: { id: to, name: to },
          urgency,
          facts: { title: '护栏松动', dueAt: now + HOUR },
        },
        addressee: addressee(to),
        isGrave,
        hours,
        notices,
        now,
        again: again !== undefined,
      },
      ports,
    );
    const first = sent.get(what)?.at ?? now;
    sent.set(what, { what, to, notice, urgency, isGrave, at: first, result: reached.result });
    if (retryAt !== null) {
      // The timer comes, comes late, or comes twice.
      const due = retryAt + luck.below(3) * MINUTE;
      for (let times = luck.is(0.2) ? 2 : 1; times > 0; times -= 1)
        plan(due, () => tell(to, notice, order, what));
    }
    return reached.result;
  }

  interface Report {
    number: string;
    urgency: Urgency;
    isGrave: boolean;
  }

  /** One hazard from report to close; what goes wrong climbs. */
  async function report(n: number): Promise<void> {
    const isGrave = luck.is(0.01);
    const urgency: Urgency = isGrave || luck.is(0.05) ? 'high' : luck.is(0.6) ? 'medium' : 'low';
    const order: Report = { number: `YH-${n}`, urgency, isGrave };
    const owner = luck.of(onDuty(now));
    const reporter = luck.of(WORKERS);
    const limit = urgency === 'high' ? 2 * HOUR : 8 * HOUR;
    if (isGrave) {
      for (const to of [MANAGER, leaderAt(now)]) await tell(to, 'suspectedMajor', order);
    }
    const first = await tell(owner, 'assigned', order);
    if (first !== 'delivered' && first !== 'held') await tell(leaderAt(now), 'escalated', order);
    const isSlow = luck.is(0.2);
    const answered = now + (isSlow ? limit + luck.below(120) * MINUTE : luck.below(90) * MINUTE);
    if (isSlow) {
      plan(now + limit / 2, () => tell(owner, 'reminder', order));
      plan(now + limit, async () => {
        await tell(owner, 'overdue', order);
        await tell(leaderAt(now), 'escalated', order);
        if (luck.is(0.3)) await tell(MANAGER, 'escalated', order);
      });
    }
    plan(answered, async () => {
      await tell(reporter, 'responded', order);
      if (luck.is(0.1)) await tell(luck.of(onDuty(now)), 'transferred', order);
    });
    plan(answered + 2 * HOUR, () => tell(reporter, 'fixed', order));
    if (luck.is(0.1)) plan(answered + 3 * HOUR, () => tell(owner, 'sentBack', order));
    plan(answered + 4 * HOUR, () => tell(reporter, 'closed', order));
  }

  /** 接班 · 开启提醒: three templates are accepted, and sometimes the answer never arrives here. */
  async function takeOver(person: string): Promise<void> {
    const results: Record<string, Granted> = {};
    for (const { key, templateId } of TEMPLATES.slice(0, 3)) {
      const isAccepted = luck.is(0.9);
      results[key] = isAccepted ? 'accept' : 'reject';
      if (isAccepted) quota.set(`${person} ${templateId}`, (quota.get(`${person} ${templateId}`) ?? 0) + 1);
    }
    if (luck.is(0.9))
      await recordGranted(person, results, `${person}-${now}-${luck.below(1e9)}`, notices, now, stores);
  }

  for (let n = 0; n < REPORTS; n += 1) {
    plan(MONDAY + MINUTE + luck.below(7 * 24 * 60 - 1) * MINUTE, () => report(n));
  }
  for (let slot = MONDAY; slot < WEEK_END; slot += 8 * HOUR) {
    for (const person of [...onDuty(slot), leaderAt(slot)]) {
      for (let taps = luck.below(5); taps > 0; taps -= 1)
        plan(slot + luck.below(60) * MINUTE, () => takeOver(person));
    }
    for (let n = 0; n < 12; n += 1)
      plan(slot + luck.below(400) * MINUTE, () => takeOver(luck.of([...WORKERS, MANAGER])));
  }

  let look = MONDAY;
  const world = { notices, hours, addressee };
  // One day more, so that whatever was held on Sunday has had its digest.
  for (; now < WEEK_END + 2 * DAY; now += MINUTE) {
    for (const happens of agenda.get(now) ?? []) await happens();
    agenda.delete(now);
    // A timer that is late now and then, and comes twice now and then.
    if (now < look || luck.is(0.1)) continue;
    const { more } = await digest(now, world, ports);
    if (luck.is(0.1)) await digest(now, world, ports);
    look = more ? now + MINUTE : hours.nextRelease(now);
    const person = luck.of([...SUPERVISORS.map(({ id }) => id), ...LEADERS]);
    budgets.push(...(await reminders(person, notices, stores)).map(({ left }) => left));
    budgets.push(...[...accounts.rows.values()].flatMap((account) => Object.values(account.reminders)));
  }
  return { rang, sent, rows: [...rows.rows.values()], budgets };
}

beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterAll(() => jest.restoreAllMocks());

describe.each(SEEDS)('week %d', (seed) => {
  let week: Week;

  beforeAll(async () => {
    week = await liveThrough(seed);
  });

  const isPressing = ({ what }: Rang): boolean => {
    const { urgency, isGrave } = week.sent.get(what) ?? {};
    return urgency === 'high' || isGrave === true;
  };

  /** What rang at each supervisor in each turn, in its order. */
  function turns(): Rang[][] {
    const bySlot = new Map<string, Rang[]>();
    for (const one of week.rang) {
      if (!one.to.startsWith('s-')) continue;
      const key = `${one.to} ${hours.slot(one.at)}`;
      bySlot.set(key, [...(bySlot.get(key) ?? []), one]);
    }
    return [...bySlot.values()];
  }

  it('is a busy one', () => {
    const results = [...week.sent.values()].map(({ result }) => result);
    expect(week.sent.size).toBeGreaterThan(3 * REPORTS);
    for (const result of ['delivered', 'refused', 'held', 'failed']) expect(results).toContain(result);
    expect(week.rang.filter(({ what }) => what.startsWith('digest')).length).toBeGreaterThan(50);
    expect(week.rang.some(({ by }) => by === 'sms')).toBe(true);
  });

  it('rings at most six times at a supervisor in a turn, and more often for 疑似重大 alone', () => {
    const further = turns().flatMap((turn) => turn.slice(6));
    expect(further.filter(({ what }) => week.sent.get(what)?.isGrave !== true)).toEqual([]);
    expect(turns().some((turn) => turn.length >= 5)).toBe(true);
  });

  it('rings at the general manager once a day at most, outside 疑似重大', () => {
    const days = week.rang
      .filter(({ to, what }) => to === MANAGER && week.sent.get(what)?.isGrave !== true)
      .map(({ at }) => Math.floor((at - MONDAY) / DAY));
    expect(days.length).toBeGreaterThan(0);
    expect(new Set(days).size).toBe(days.length);
  });

  it('rings for everything of high urgency before half time, or the order says that it did not reach its owner', () => {
    const pressing = [...week.sent.values()].filter(
      ({ urgency, isGrave, notice }) => (urgency === 'high' || isGrave) && notice === 'assigned',
    );
    expect(pressing.length).toBeGreaterThan(5);
    for (const { what, at, result } of pressing) {
      const inTime = week.rang.some((one) => one.what === what && one.at - at < HOUR);
      expect({ what, inTime, result }).toEqual({
        what,
        inTime,
        result: inTime ? 'delivered' : (expect.stringMatching(/refused|failed|notConfigured/) as string),
      });
    }
  });

  it('sends no message twice', () => {
    const named = week.rang.map(({ what }) => what);
    expect(named.filter((what, index) => named.indexOf(what) !== index)).toEqual([]);
  });

  it('never counts a budget below zero', () => {
    expect(week.budgets.length).toBeGreaterThan(100);
    expect(week.budgets.filter((left) => left < 0)).toEqual([]);
  });

  it('wakes nobody who is off duty but for what never waits', () => {
    const woken = week.rang.filter(
      (one) => hours.isQuiet(one.at) && !isThere(one.to, one.at) && !isPressing(one),
    );
    const always = new Set(notices.notices.filter(({ rings }) => rings === 'always').map(({ id }) => id));
    expect(woken.filter(({ what }) => !always.has(week.sent.get(what)?.notice ?? ''))).toEqual([]);
  });

  it('leaves nothing waiting for ever', () => {
    expect(week.rows.filter(({ digestAt }) => digestAt !== null && digestAt < WEEK_END + DAY)).toEqual([]);
    expect(week.rows.length).toBeGreaterThanOrEqual(week.sent.size);
  });
});
