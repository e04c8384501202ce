/** Documents that are counted, made and changed by the rules and the stores of the product, as people and the clock would. */
import { WANG as LEADER, made as meetingOf } from '../unit/engine/briefing/fixtures';
import { answer, LI, made as roundOf } from '../unit/engine/inspection/fixtures';
import { training } from '../unit/engine/training/fixtures';
import {
  changeBriefing,
  changeCertificate,
  changePermit,
  changeTask,
  changeTraining,
} from './counted-changes';
import { changeOrder, makeOrder } from './counted-orders';
import { ask } from './hot-work';
import type { Chance } from './chance';
import { addBriefing } from '../../cloudfunctions/features/briefing/store';
import { addCertificate } from '../../cloudfunctions/features/certificates/store';
import { addTask } from '../../cloudfunctions/features/inspection/store';
import { addPermit } from '../../cloudfunctions/features/permits/store';
import { addTraining } from '../../cloudfunctions/features/training/store';
import { counted } from '../../cloudfunctions/platform/counted';
import { DAY, isoDay, startOfDay } from '../../miniprogram/shared/time';
import type { Certificate } from '../../typings/certificate';

export const COLLECTIONS = ['tasks', 'trainings', 'briefings', 'permits', 'certificates', 'orders'] as const;
export type Collected = (typeof COLLECTIONS)[number];

const certificate = (id: string, now: number, chance: Chance): Certificate => ({
  ...{ _id: id, schema: 1, rev: 1, holder: { kind: 'person', ...LI }, kindId: 'weld', kindName: '焊接' },
  ...{ number: '1', issuedAt: '2020-01-01', validUntil: isoDay(now), reviewDue: null },
  endsAt: startOfDay(now) + chance.below(5) * DAY,
  ...{ retired: null, evidence: {}, reminded: [], pending: false, nextDueAt: null },
  ...{ savedBy: LI.id, savedAt: now, requestId: 'r', inputHash: 'h' },
});

/** Makes a document. Its id may have been there before: then nothing happens, or it comes back after it was deleted. */
async function make(name: Collected, n: number, now: number, chance: Chance): Promise<void> {
  const date = isoDay(now);
  switch (name) {
    case 'tasks': {
      const kind = chance.of(['spotCheck', 'patrol'] as const);
      const stops = ['a-1', ...(kind === 'patrol' ? ['b-1'] : [])];
      const route = stops.map((pointId) => ({ pointId, checklistId: 'list' }));
      const task = roundOf({ id: `plan-${n % 3}`, title: `点检 ${n % 4}`, kind, route }, date);
      const beforeUse =
        kind === 'spotCheck' && chance.is(0.2) ? { beforeUse: true as const, shiftId: '' } : {};
      await addTask({ ...task, ...beforeUse, ...(chance.is(0.3) ? { areaId: 'yard' } : {}) });
      return;
    }
    case 'trainings':
      await addTraining({
        ...training({ createdAt: now, dueAt: now + chance.below(6) * DAY }),
        _id: `p-${n}@new:x`,
      });
      return;
    case 'briefings': {
      const meeting = meetingOf(chance.is(0.2) ? { expected: [] } : {});
      const startsAt = startOfDay(now) + (meeting.startsAt - startOfDay(meeting.startsAt));
      const shift = startsAt - meeting.startsAt;
      const { opensAt, dueAt, endsAt } = meeting;
      const times = { startsAt, opensAt: opensAt + shift, dueAt: dueAt + shift, endsAt: endsAt + shift };
      await addBriefing({
        ...meeting,
        ...times,
        _id: `team-${n}@${date}:day`,
        teamId: `team-${n % 2}`,
        date,
      });
      return;
    }
    case 'orders':
      return makeOrder(`order-${n}`, now, chance);
    case 'permits':
      await addPermit({ ...ask({ at: now }).ticket, _id: `permit-${n}` });
      return;
    case 'certificates':
      await addCertificate(certificate(`certificate-${n}`, now, chance));
  }
}

/** One thing that happens at an instant. */
export async function happen(
  ids: ReadonlyMap<Collected, readonly string[]>,
  now: number,
  chance: Chance,
): Promise<void> {
  const name = chance.of(COLLECTIONS);
  const known = ids.get(name) ?? [];
  if (known.length === 0 || chance.is(0.25)) return make(name, chance.below(5), now, chance);
  const id = chance.of(known);
  if (chance.is(0.08)) {
    const { rows } = counted(name);
    await (chance.is(0.5) ? rows.remove(id) : rows.removeAll({ _id: id }));
    return;
  }
  switch (name) {
    case 'tasks':
      return changeTask(id, now, chance, answer);
    case 'trainings':
      return changeTraining(id, now, chance);
    case 'briefings':
      return changeBriefing(id, now, chance, LEADER);
    case 'orders':
      // It takes several people, one after the other, until one ends.
      for (let times = 1 + chance.below(6); times > 0; times -= 1) await changeOrder(id, now, chance);
      return;
    case 'permits':
      return changePermit(id, now, chance);
    case 'certificates':
      return changeCertificate(id, now, chance);
  }
}
