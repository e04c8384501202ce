/** A month of one team’s meetings under a timer that is doubled, late and missing: each once, held or missed as people did, and told once. */
import { createHash } from 'node:crypto';
import { readSignIn } from '../../miniprogram/shared/sign-in';
import { DAY, HOUR, MINUTE } from '../../miniprogram/shared/time';
import type { Briefing, Briefings } from '../../typings/briefing';
import type { Roster } from '../../typings/config';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { takePhoto } from '../support/evidence';
import { midnight, walk } from '../support/plan-days';
import { withoutRounds } from '../support/rounds';

/** October 2026. */
const MONTH = '2026-10';
const FIRST = midnight('2026-10-01');
const LAST = midnight('2026-11-01');

const SAFETY = 'o-demo-p-010';
const ADMIN = 'o-demo-p-029';

/** Of so many meetings one is held; all others are left to become misses. */
const HELD = 4;

/** Always the same number for the same text, from 0 to below `below`. */
const drawn = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE() % below;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const openidOf = (personId: string): string => `o-demo-${personId}`;

let cloud: TestCloud;
/** Meeting → the start of its shift. */
let expected: Map<string, number>;
let starts: number[];

const stored = async (): Promise<Map<string, Briefing>> =>
  new Map(
    ((await cloud.dump('briefings')) as (Record<string, unknown> & Briefing)[]).map((one) => [one._id, one]),
  );

async function inForce<T>(kind: 'briefings' | 'roster'): Promise<T> {
  return (await cloud.callOk(ADMIN, 'config.get', { kind })).body as T;
}

beforeAll(async () => {
  cloud = await startTestCloud();
  // Before the timer of a minute finds today, and with it all of the month behind.
  await cloud.clock({ set: FIRST - DAY });
  const { teams: all, notice } = await inForce<Briefings>('briefings');
  const teams = all.slice(0, 1);
  const roster = await inForce<Roster>('roster');
  await withoutRounds(cloud);
  const { version } = await cloud.callOk(ADMIN, 'config.get', { kind: 'briefings' });
  const body = { notice, teams };
  await cloud.callOk(ADMIN, 'config.publish', { kind: 'briefings', body, basedOn: version, note: '排上' });
  const shifts = roster.shifts.map(({ id, start }) => ({ id, start: minutes(start) }));
  const every = { kind: 'shift', shiftIds: shifts.map(({ id }) => id) } as const;
  const slots = walk({ every, holidays: 'run' }, shifts, FIRST, LAST).map((slot) => {
    const [date = '', shiftId = ''] = slot.split(':');
    const start = shifts.find(({ id }) => id === shiftId)?.start ?? 0;
    return { slot, shiftId, startsAt: midnight(date) + start * MINUTE };
  });
  starts = slots.map(({ startsAt }) => startsAt).sort((a, b) => a - b);
  expected = new Map(
    teams.flatMap(({ id, shiftIds }) =>
      slots
        .filter(({ shiftId }) => shiftIds.includes(shiftId))
        .map(({ slot, startsAt }) => [`${id}@${slot}`, startsAt] as const),
    ),
  );
});

afterAll(() => cloud.stop());

/** How often the timer runs in a shift, and how long after its start: mostly once, sometimes late, twice, or not at all. */
function runsIn(startsAt: number): { at: number; times: number }[] {
  const day = Math.floor((startsAt - FIRST) / DAY);
  // Two and a half days without any.
  if (day >= 12 && startsAt < FIRST + 14 * DAY + 12 * HOUR) return [];
  const how = drawn(`runs ${startsAt}`, 6);
  if (how === 0) return [];
  if (how === 1) return [{ at: startsAt + 5 * HOUR, times: 1 }];
  return [{ at: startsAt + 5_000, times: how === 2 ? 3 : 1 }];
}

/** The leader opens it, somebody signs, and it ends with a photo. @returns whether there was anybody to meet */
async function hold(id: string): Promise<boolean> {
  const briefing = (await stored()).get(id);
  if (briefing === undefined || briefing.state === 'dropped') return false;
  const leader = openidOf(briefing.owner.id);
  const { code } = await cloud.callOk(leader, 'briefings.open', { id });
  const secret = readSignIn(code?.text ?? '')?.secret ?? '';
  for (const person of briefing.expected.slice(0, 2))
    await cloud.callOk(openidOf(person.id), 'briefings.sign', { id, secret, means: 'scanned' });
  await cloud.callOk(leader, 'briefings.close', { id, photo: await takePhoto(cloud, leader) });
  return true;
}

it('makes each meeting once, and counts what people did', async () => {
  type Event = { at: number; times: number } | { at: number; id: string };
  const events: Event[] = [
    ...starts.flatMap(runsIn),
    ...[...expected].flatMap(([id, startsAt]): Event[] =>
      drawn(`held ${id}`, HELD) === 0 ? [{ at: startsAt + 10 * MINUTE, id }] : [],
    ),
  ].sort((a, b) => a.at - b.at);
  await cloud.clock({ set: FIRST - HOUR });
  await cloud.runTimer('jobs');
  const held = new Set<string>();
  for (const event of events) {
    await cloud.clock({ set: event.at });
    if ('times' in event)
      await Promise.all(Array.from({ length: event.times }, () => cloud.runTimer('jobs')));
    else if (await hold(event.id)) held.add(event.id);
  }
  await cloud.clock({ set: LAST + 2 * DAY });
  for (let run = 0; run < 20; run += 1) {
    await cloud.runTimer('jobs');
    await cloud.clock({ advance: 15 * MINUTE, coalesce: true });
  }

  const all = [...(await stored()).values()].filter(({ date }) => date.startsWith(MONTH));
  expect(all.map(({ _id }) => _id).sort()).toEqual([...expected.keys()].sort());
  expect(held.size).toBeGreaterThan(10);
  const ofState = (state: Briefing['state']): string[] =>
    all.filter((one) => one.state === state).map(({ _id }) => _id);
  expect(ofState('held').sort()).toEqual([...held].sort());
  expect(ofState('missed')).toHaveLength(all.length - held.size - ofState('dropped').length);
  expect([...ofState('due'), ...ofState('running')]).toEqual([]);
  for (const { nextDueAt } of all) expect(nextDueAt === null || nextDueAt > LAST).toBe(true);

  const { month } = await cloud.callOk(SAFETY, 'briefings.list', { month: MONTH });
  expect(month).toMatchObject({ held: held.size, dropped: ofState('dropped').length });
  expect(month.signed).toBe(all.reduce((sum, { counts }) => sum + counts.signed, 0));
}, 120_000);

it('leaves every miss open until somebody says why, and tells of it once', async () => {
  const missed = [...(await stored()).values()].filter(({ state }) => state === 'missed');
  const told = (await cloud.dump('deliveries')).map(({ _id }) => String(_id));
  expect(new Set(told).size).toBe(told.length);
  for (const { _id, open, miss, owner } of missed) {
    expect({ open, reason: miss?.reason }).toEqual({ open: true, reason: null });
    expect(told).toContain(`briefing-${_id}-briefingMissed-${owner.id}`);
  }
});
