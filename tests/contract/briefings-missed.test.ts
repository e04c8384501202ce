/** A 班前会 that was not held: recorded as a miss, told upwards, open until its leader says why. */
import type { BriefingView } from '../../typings/api';
import { HOUR, MINUTE } from '../../miniprogram/shared/time';
import { ALONE, briefingStored, groupPhoto, LEADER, meet, nextMorning } from './support/briefings';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { unsigned } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const NO_MEETING = 'nothing@2026-11-25:day';
const REASON = '设备突发故障，全班抢修';

beforeAll(() => meet(cloud(), ALONE));

/** The messages about a meeting. */
const told = async (id: string): Promise<string[]> =>
  (await cloud().dump('deliveries'))
    .filter(({ _id }) => String(_id).startsWith(`briefing-${id}-`))
    .map(({ notice, to }) => `${String(notice)} ${String(to)}`)
    .sort();

/** A meeting whose time is over, as the timer left it. */
async function missedBriefing(): Promise<BriefingView> {
  const { id, dueAt } = await nextMorning(cloud());
  await cloud().clock({ set: dueAt + 5_000 });
  await cloud().runTimer('jobs');
  return cloud().callOk(LEADER, 'briefings.get', { id });
}

contractOf('briefings.explain', {
  valid() {
    it('ends a miss with its reason, and leaves it a miss', async () => {
      const { id } = await missedBriefing();
      const view = await cloud().callOk(LEADER, 'briefings.explain', { id, reason: REASON });
      expect(view).toMatchObject({ state: 'missed', open: false, isMissed: true, miss: { reason: REASON } });
    });
  },
  edge() {
    it('is not needed when the meeting is held late after all, which stays a miss', async () => {
      const { id } = await missedBriefing();
      await cloud().callOk(LEADER, 'briefings.open', { id });
      const input = { id, photo: await groupPhoto(cloud()) };
      const held = await cloud().callOk(LEADER, 'briefings.close', input);
      expect(held).toMatchObject({ state: 'held', open: false, isMissed: true, miss: { reason: null } });
      await refused(cloud(), 'BRIEFING_OVER', LEADER, 'briefings.explain', { id, reason: REASON });
    });

    it('is told to leader and superior, and a day later one person up, each once', async () => {
      const { id, dueAt } = await nextMorning(cloud());
      const at = async (instant: number): Promise<string[]> => {
        await cloud().clock({ set: instant });
        await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
        await cloud().runTimer('jobs');
        return told(id);
      };
      const ready = [`briefingReady ${CAST.keeper}`];
      expect(await at(dueAt - MINUTE)).toEqual(ready);
      const missed = [`briefingMissed ${CAST.keeper}`, `briefingMissedUp ${CAST.boss}`, ...ready];
      expect(await at(dueAt + 5_000)).toEqual(missed);
      expect(await at(dueAt + 25 * HOUR)).toEqual([...missed, `briefingMissedUp ${CAST.manager}`].sort());
      const { open, miss } = await briefingStored(cloud(), id);
      expect([open, miss?.raisedTo.length]).toEqual([true, 2]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, LEADER, 'briefings.explain', misshapen({ id: NO_MEETING, reason: REASON }));

    it('refuses a meeting that is no miss', async () => {
      const { id } = await nextMorning(cloud());
      await refused(cloud(), 'BRIEFING_OVER', LEADER, 'briefings.explain', { id, reason: REASON });
    });
  },
  forbidden() {
    it('is for its leader', async () => {
      const { id } = await missedBriefing();
      const input = { id, reason: REASON };
      for (const part of ['safety', 'boss', 'reporter'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'briefings.explain', input);
      await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), 'briefings.explain', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.explain', input);
    });
    itRefusesNobody(cloud, 'briefings.explain', { id: NO_MEETING, reason: REASON });
  },
  replay() {
    it('is said once; the same again is no failure, other words are refused', async () => {
      const { id } = await missedBriefing();
      const send = () => cloud().callOk(LEADER, 'briefings.explain', { id, reason: REASON });
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect(unsigned(await send())).toEqual(unsigned(first));
      expect(await stored(cloud())).toEqual(after);
      await refused(cloud(), 'BRIEFING_OVER', LEADER, 'briefings.explain', { id, reason: '忘了' });
    });
  },
});
