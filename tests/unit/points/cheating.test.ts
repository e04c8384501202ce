/** Twelve ways to make points without making the plant safer: the most that each pays one person in a month. */
import rewardsBody from '../../../cloudfunctions/config/rewards.json';
import { awardsFor } from '../../../cloudfunctions/engine/effects';
import { roomUnder, takenOver } from '../../../cloudfunctions/engine/points/book';
import { earnedBeside } from '../../../cloudfunctions/engine/points/earned';
import { mostOf, type PayFacts } from '../../../cloudfunctions/engine/points/tariff';
import { award, clawBack } from '../../../cloudfunctions/features/points/award';
import { book } from '../../../cloudfunctions/features/points/booking';
import { ledgerStore } from '../../../cloudfunctions/features/points/store';
import type { Rewards } from '../../../typings/config';
import type { Account, LedgerEntry, OrderCore } from '../../../typings/domain';
import type { World } from '../../../typings/flow';
import { atomically, memory } from '../notices/memory';

const REWARDS = rewardsBody as Rewards;
const CAPS = REWARDS.caps!;
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-11-01T08:00:00+08:00');
const DAYS = 30;
/** Tries a day: more than anybody could type. */
const TRIES = 40;
const ME = 'p-1';

/** A bank with nothing in it. */
function bank() {
  const rows = new Map<string, Record<string, unknown>>();
  const run = atomically(rows);
  const entries = (): LedgerEntry[] =>
    [...rows].flatMap(([key, row]) =>
      key.startsWith('ledger/') ? [row as Record<string, unknown> & LedgerEntry] : [],
    );
  const store = {
    ...ledgerStore(memory<LedgerEntry>()),
    ofOrder: (personId: string, orderId: string) =>
      Promise.resolve(entries().filter((each) => each.personId === personId && each.orderId === orderId)),
  };
  return {
    pay: (id: string, rule: string, now: number, facts: PayFacts = {}, time = 0, personId = ME) =>
      award({ order: { _id: id, number: id }, rule, personId, time, rewards: REWARDS, facts, now }, run),
    join: (id: string, now: number) =>
      award(
        {
          order: { _id: id, number: id },
          rule: 'joined',
          personId: ME,
          time: 0,
          each: true,
          rewards: REWARDS,
          now,
        },
        run,
      ),
    back: (id: string, time: number, now: number) =>
      clawBack({ order: { _id: id, number: id }, personId: ME, time, now }, store, run),
    /** Points by hand up to the limit: whole, or not at all. */
    give: (id: string, now: number) =>
      run((transaction) =>
        book(transaction, { id, personId: ME, at: now }, (standing) => {
          const points = REWARDS.byHand!.limit;
          if (roomUnder(standing.book, REWARDS.caps, now) < points) return null;
          const about = {
            schema: 1,
            kind: 'grant',
            rule: 'grant',
            orderId: null,
            orderNumber: null,
          } as const;
          return { _id: id, ...about, personId: ME, points, reason: '好样的', at: now, counted: points };
        }),
      ),
    mine: (): number => {
      const account = rows.get(`accounts/${ME}`) as (Record<string, unknown> & Account) | undefined;
      return account?.balance ?? 0;
    },
  };
}

type Bank = ReturnType<typeof bank>;

/** Something tried again and again, all month long. */
const allMonth =
  (attempt: (bank: Bank, id: string, at: number, no: number) => Promise<unknown>) =>
  async (bank: Bank): Promise<void> => {
    for (let day = 0; day < DAYS; day += 1)
      for (let no = 0; no < TRIES; no += 1)
        await attempt(bank, `o-${day}-${no}`, BEGIN + day * DAY + no * 60_000, day * TRIES + no);
  };

const FIRST = { urgency: 'high', level: 'general', templateId: 't', sinceSame: Infinity } as const;
const PLAIN = { urgency: 'low', level: 'general' } as const;

const world = { duty: { active: (id: string) => ({ id, name: id }) }, now: BEGIN } as unknown;

const STRATEGIES: Record<string, { most: number; play: (bank: Bank) => Promise<void> }> = {
  'split one hazard into many reports': {
    most: CAPS.month,
    play: allMonth((bank, id, at) => bank.pay(id, 'valid-hazard', at, PLAIN)),
  },
  'make a hazard, report it and mend it': {
    most: CAPS.month,
    play: allMonth((bank, id, at) =>
      bank.pay(id, 'valid-hazard', at, { ...PLAIN, selfFixed: true, ownArea: true }),
    ),
  },
  'swap with a partner: one reports, the other mends': {
    most: CAPS.month,
    play: allMonth((bank, id, at, no) =>
      bank.pay(id, no % 2 === 0 ? 'valid-hazard' : 'fixed-in-time', at, PLAIN),
    ),
  },
  'reopen and close the same order in a ring': {
    most: 10,
    async play(bank) {
      await bank.pay('o', 'valid-hazard', BEGIN, PLAIN);
      for (let time = 0; time < 100; time += 1) {
        await bank.back('o', time, BEGIN + time * 60_000);
        await bank.pay('o', 'valid-hazard', BEGIN + time * 60_000, PLAIN, time + 1);
      }
    },
  },
  'tap 「我也遇到」 on everything': {
    most: CAPS.month,
    play: allMonth((bank, id, at) => bank.join(id, at)),
  },
  'tap 「我也遇到」 on one order again and again': {
    most: 1,
    play: allMonth((bank, _id, at) => bank.join('o', at)),
  },
  'report only the own area for the bonus': {
    most: CAPS.month,
    play: allMonth((bank, id, at) => bank.pay(id, 'valid-hazard', at, { ...FIRST, ownArea: true })),
  },
  'hop from template to template to be the first': {
    most: CAPS.month,
    play: allMonth((bank, id, at, no) =>
      bank.pay(id, 'valid-hazard', at, { ...FIRST, templateId: `t-${no}` }),
    ),
  },
  'fill the cap before and after midnight': {
    most: 2 * CAPS.day,
    async play(bank) {
      const midnight = Date.parse('2026-11-10T00:00:00+08:00');
      for (let no = 0; no < 100; no += 1) await bank.pay(`o-${no}`, 'valid-hazard', midnight - 1, FIRST);
      // Those that the cap cut to nothing are tried again on the new day, and new ones with them.
      for (let no = 0; no < 200; no += 1) await bank.pay(`o-${no}`, 'valid-hazard', midnight, FIRST);
    },
  },
  'be paid when it is put off, then let it end as none': {
    most: 0,
    play: allMonth(async (bank, id, at) => {
      await bank.pay(id, 'valid-hazard', at, PLAIN);
      await bank.back(id, 0, at);
    }),
  },
  'report as a guest, then bind the phone': {
    most: 0,
    async play(bank) {
      const order = { reporter: { kind: 'guest', id: 'g-1', name: '' }, reopened: 0 } as unknown;
      const effects = awardsFor(
        [{ to: 'reporter', rule: 'valid-hazard' }],
        order as OrderCore,
        world as World,
      );
      for (const key of Object.keys(effects)) await bank.pay(key, 'valid-hazard', BEGIN);
    },
  },
  'report doubles and have them merged': {
    most: 0,
    async play(bank) {
      const bare: unknown = {
        ...{ open: true, reopened: 0, rounds: [], approval: null, deferral: null, next: null },
        reporter: { kind: 'person', id: ME, name: ME },
      };
      const open = bare as OrderCore;
      const effects = earnedBeside(open, { ...open, open: false }, {}, false, REWARDS, world as World);
      for (const key of Object.keys(effects)) await bank.pay(key, 'valid-hazard', BEGIN);
    },
  },
  'give each other small sums by hand': {
    most: CAPS.month,
    play: allMonth((bank, id, at) => bank.give(`grant:${id}`, at)),
  },
};

const paid = new Map<string, number>();

it.each(Object.entries(STRATEGIES))('%s', async (name, { most, play }) => {
  const own = bank();
  await play(own);
  paid.set(name, own.mine());
  expect(own.mine()).toBeGreaterThanOrEqual(0);
  expect(own.mine()).toBeLessThanOrEqual(most);
  expect(most).toBeLessThanOrEqual(CAPS.month);
});

afterAll(() => {
  const lines = [...paid].map(([name, points]) => `${String(points).padStart(5)}  ${name}`);
  process.stdout.write(`\nmost points of one person in a month\n${lines.join('\n')}\n`);
});

it('costs the fund no more than a capped month, whatever is tried at once', async () => {
  const own = bank();
  for (const { play } of Object.values(STRATEGIES)) await play(own);
  expect(own.mine()).toBeLessThanOrEqual(CAPS.month);
});

it('lets an honest report through whole: nothing that pays once is above the cap of a day', () => {
  for (const { id, on } of REWARDS.rules)
    if (on === undefined) expect(mostOf(REWARDS, id)).toBeLessThanOrEqual(CAPS.day);
  expect(roomUnder(takenOver(0, BEGIN).book, CAPS, BEGIN)).toBe(CAPS.day);
});
