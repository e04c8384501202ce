/**
 * Random tickets, clocks, certificates, holidays and people: fire may be used exactly when somebody says so who only keeps a
 * list of what was done; never without certificates, a watcher or a fresh measurement, and never outside its time.
 */
import fc from 'fast-check';
import { dueAt, isValid, settle } from '../../cloudfunctions/engine/permit';
import { AppError } from '../../miniprogram/shared/errors';
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import type { Permit, PermitLevelId } from '../../typings/permit';
import type { PermitAction } from '../../typings/permit-views';
import {
  allChecks,
  ask,
  doIt,
  FAR,
  PLAYERS,
  PLAYER_IDS,
  RULES,
  worker,
  worldAt,
  type PlayerId,
} from '../support/hot-work';
import { BEFORE, DAYS, FIRST, midnight } from '../support/plan-days';

const RUNS = process.env.TEST_LONG === '1' ? 20_000 : 800;

const LEVELS: PermitLevelId[] = ['special', 'first', 'second'];
const HOLIDAYS = new Set(DAYS.filter(({ isHoliday }) => isHoliday).map(({ date }) => date));

/** Around holidays mostly. */
const NEAR = DAYS.slice(BEFORE + 3, -6).filter(({ isHoliday }) => isHoliday);
const start = fc.oneof(
  fc
    .tuple(fc.constantFrom(...NEAR), fc.integer({ min: -48 * 60, max: 24 * 60 }))
    .map(([day, minutes]) => day.start + minutes * MINUTE),
  fc.integer({ min: 1, max: 900 }).map((days) => FIRST + days * DAY + 9 * HOUR),
);

const wish = fc.record({
  start,
  level: fc.constantFrom(...LEVELS),
  riskColor: fc.constantFrom('red' as const, 'yellow' as const),
  areaId: fc.constantFrom('yard', 'yard', 'gas-manifold'),
  delay: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 120 })),
  length: fc.oneof(fc.integer({ min: 60, max: 8 * 60 }), fc.integer({ min: -10, max: 75 * 60 })),
  /** When the certificates end, in minutes after the start; of the last ones nobody sees the end. */
  ends: fc.array(fc.oneof(fc.integer({ min: -60, max: 24 * 60 }), fc.constant(1e7)), {
    minLength: 1,
    maxLength: 2,
  }),
});

const ACTIONS: PermitAction[] = [
  ...(['check', 'gasTest', 'watchIn', 'watchOut', 'start', 'pause', 'resume'] as const),
  ...(['approve', 'finish', 'endWatch', 'appoint', 'withdraw'] as const),
];

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 600 }),
);

const stepOf = (action: fc.Arbitrary<PermitAction>, after: fc.Arbitrary<number>) =>
  fc.record({
    action,
    /** Null: whoever usually does it. */
    who: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom<PlayerId>(...PLAYER_IDS)),
    after,
    isBad: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    timer: fc.boolean(),
  });

/** The usual way to the fire, of which a step is left out now and then. */
const WAY: PermitAction[] = ['approve', 'approve', 'approve', 'check', 'gasTest', 'watchIn', 'start'];
const way = fc
  .tuple(
    ...WAY.map((action) =>
      fc.tuple(fc.integer({ min: 0, max: 24 }), stepOf(fc.constant(action), fc.integer({ min: 0, max: 9 }))),
    ),
  )
  .map((all) => all.flatMap(([chance, step]) => (chance === 0 ? [] : [{ ...step, who: null }])));

/** A break about as long as that after which the air is measured again, which it is now and then. */
const pause = fc
  .tuple(
    stepOf(fc.constant<PermitAction>('pause'), fc.integer({ min: 0, max: 40 })),
    fc.option(stepOf(fc.constant<PermitAction>('gasTest'), fc.integer({ min: 0, max: 60 }))),
    stepOf(fc.constant<PermitAction>('resume'), fc.integer({ min: 0, max: 90 })),
  )
  .map((all) => all.flatMap((step) => (step === null ? [] : [{ ...step, who: null }])));

const any = stepOf(fc.constantFrom(...ACTIONS, 'resume' as const, 'gasTest' as const), minutes);

const steps = fc
  .tuple(
    way,
    fc.array(
      fc.oneof(
        pause,
        any.map((step) => [step]),
      ),
      { maxLength: 14 },
    ),
  )
  .map(([first, rest]) => [...first, ...rest.flat()]);

/** What somebody wrote down who looked on, and nothing of how the product keeps it. */
class Onlooker {
  signers = new Set<string>();
  checked = false;
  watcher: string | null = null;
  air: { at: number; ok: boolean }[] = [];
  begun: number | null = null;
  burning = false;
  stops: { from: number; to: number | null }[] = [];
  badAirAt: number | null = null;

  constructor(
    readonly level: PermitLevelId,
    readonly measured: boolean,
    readonly from: number,
    readonly until: number,
    readonly ends: number[],
    readonly workers: string[],
  ) {}

  note(action: PermitAction, who: PlayerId, now: number, isBad: boolean): void {
    if (action === 'approve') this.signers.add(who);
    if (action === 'check') this.checked = true;
    if (action === 'watchIn') this.watcher = who;
    if (action === 'gasTest') {
      this.air.push({ at: now, ok: !isBad });
      if (isBad) this.stop(now);
      if (isBad) this.badAirAt = now;
    }
    if (action === 'start') [this.begun, this.burning] = [now, true];
    if (action === 'resume') {
      this.burning = true;
      this.stops.at(-1)!.to = now;
    }
    if (action === 'pause' || action === 'finish') this.stop(now);
    if (action === 'watchOut') {
      this.watcher = null;
      this.stop(now);
    }
  }

  stop(now: number): void {
    if (this.burning) this.stops.push({ from: now, to: null });
    this.burning = false;
  }

  /** Good air at most so many minutes before, and not before another instant. */
  hadGoodAir(at: number, since: number): boolean {
    return this.air.some((one) => one.ok && one.at <= at && one.at >= since && at - one.at <= 30 * MINUTE);
  }

  mayBurn(now: number): boolean {
    const signatures = { special: 3, first: 2, second: 1 }[this.level];
    if (this.signers.size < signatures || !this.checked || this.begun === null || !this.burning) return false;
    if (now < this.from || now >= this.until) return false;
    if (this.watcher === null || this.workers.includes(this.watcher)) return false;
    if (this.ends.some((end) => now >= end)) return false;
    if (!this.measured) return true;
    if (this.air.at(-1)?.ok !== true || !this.hadGoodAir(this.begun, 0)) return false;
    return this.stops.every(({ from, to }) => {
      const isForAir = this.badAirAt !== null && this.badAirAt === from;
      return to === null || (!isForAir && to - from <= 60 * MINUTE) || this.hadGoodAir(to, from);
    });
  }
}

/** The level and the longest time as somebody finds them with a calendar on the wall; null: it is refused. */
function expected(
  { level, areaId, riskColor }: { level: PermitLevelId; areaId: string; riskColor: string },
  from: number,
  until: number,
): PermitLevelId | null {
  let rank = LEVELS.indexOf(level);
  if (riskColor === 'red') rank = Math.min(rank, 1);
  if (areaId === 'gas-manifold') rank = 0;
  let covers = false;
  for (const { date } of DAYS) {
    const begins = midnight(date);
    if (HOLIDAYS.has(date) && begins < until && begins + DAY > from) covers = true;
  }
  if (covers) rank = Math.max(0, rank - 1);
  const hours = rank === 2 ? 72 : 8;
  return from >= until || until - from > hours * HOUR ? null : LEVELS[rank]!;
}

/** Whom a step is for: nobody random, whoever would do it. */
function usual(action: PermitAction, ticket: Permit): PlayerId {
  if (action === 'approve') return (ticket.next?.owner.id ?? 'keeper') as PlayerId;
  if (['watchIn', 'watchOut', 'endWatch'].includes(action)) return ticket.watcher.id as PlayerId;
  return 'applicant';
}

let burnt = 0;
let refused = 0;

it('burns exactly when somebody who kept a list says that it may', () => {
  fc.assert(
    fc.property(wish, steps, (plan, acts) => {
      const from = plan.start + plan.delay * MINUTE;
      const until = from + plan.length * MINUTE;
      const workers = plan.ends.map((end, index) =>
        worker(index === 0 ? PLAYERS.welder : PLAYERS.other, end > 1e6 ? FAR : plan.start + end * MINUTE),
      );
      const ends = workers.map(({ certificate }) => certificate.endsAt);
      const level = expected(plan, from, until);
      const mayAsk =
        level !== null && until > plan.start && ends.every((end) => end > Math.max(from, plan.start));
      let ticket: Permit;
      try {
        ({ ticket } = ask({
          at: plan.start,
          areaId: plan.areaId,
          riskColor: plan.riskColor,
          workers,
          input: { level: plan.level, from, until },
          isHoliday: (day) => HOLIDAYS.has(day),
        }));
        expect(mayAsk).toBe(true);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(mayAsk).toBe(false);
        refused += 1;
        return;
      }
      expect(ticket.level.inForce).toBe(level);
      const measured = level !== 'second' || plan.riskColor === 'red';
      const onlooker = new Onlooker(
        level!,
        measured,
        from,
        until,
        ends,
        workers.map(({ personId }) => personId!),
      );
      let now = plan.start;
      for (const { action, who, after, isBad, timer } of acts) {
        now += after * MINUTE;
        if (timer) ticket = settle(ticket, worldAt(now)).ticket;
        // Once it was put out by the clock, somebody has to begin again.
        if (now >= until || ends.some((end) => now >= end)) onlooker.stop(now);
        const before = settle(ticket, worldAt(now)).ticket;
        expect(isValid(before, now)).toBe(onlooker.mayBurn(now));
        expect(isValid(ticket, now)).toBe(onlooker.mayBurn(now));
        const actor = who ?? usual(action, before);
        const given = {
          ...(action === 'gasTest' ? { values: isBad ? { lel: 50, o2: 20 } : { lel: 1, o2: 20 } } : {}),
          ...(action === 'check' ? { checks: allChecks(before) } : {}),
          ...(action === 'appoint' ? { person: PLAYERS[isBad ? 'keeper' : 'other'] } : {}),
          ...(action === 'endWatch' ? { photos: ['last'] } : {}),
          reason: '原因',
        };
        try {
          ticket = doIt(before, actor, action, now, given).ticket;
          onlooker.note(action, actor, now, isBad);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
        const may = onlooker.mayBurn(now);
        expect(isValid(ticket, now)).toBe(may);
        burnt += Number(may);
        // What is open has one person, one deadline, and an instant at which the clock looks.
        expect(ticket.next !== null).toBe(ticket.open);
        if (ticket.state === 'running') expect(dueAt(ticket)).toBeLessThanOrEqual(Math.min(until, ...ends));
        if (ticket.next?.step === 'approve')
          expect([ticket.applicant.id, ticket.watcher.id, 'welder']).not.toContain(ticket.next.owner.id);
      }
      // Between what people do nothing gets better by itself.
      for (const later of [1, 30, 600]) {
        const at = now + later * MINUTE;
        if (at >= until || ends.some((end) => at >= end)) onlooker.stop(at);
        expect(isValid(settle(ticket, worldAt(at)).ticket, at)).toBe(onlooker.mayBurn(at));
      }
    }),
    { numRuns: RUNS },
  );
});

it('met tickets that burnt, and wishes that were refused', () => {
  expect(burnt).toBeGreaterThan(RUNS / 10);
  expect(refused).toBeGreaterThan(RUNS / 20);
  expect(RULES.gas.within).toBe(30);
});
