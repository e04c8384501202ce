/** What people and the clock do to a document that is counted: decided by the engine, written by the store. */
import * as meetings from '../../cloudfunctions/engine/briefing';
import * as rounds from '../../cloudfunctions/engine/inspection';
import * as trainings from '../../cloudfunctions/engine/training';
import { getBriefing, writeBriefing, writeSignature } from '../../cloudfunctions/features/briefing/store';
import { getCertificate, writeCertificate } from '../../cloudfunctions/features/certificates/store';
import { getTask, writeTask } from '../../cloudfunctions/features/inspection/store';
import { getPermit, writePermit } from '../../cloudfunctions/features/permits/store';
import { getTraining, wake, writeTraining } from '../../cloudfunctions/features/training/store';
import { AppError } from '../../miniprogram/shared/errors';
import { DAY, isoDay, MINUTE } from '../../miniprogram/shared/time';
import type { PersonRef } from '../../typings/domain';
import type { Task } from '../../typings/inspection';
import type { PermitAction } from '../../typings/permit-views';
import type { Chance } from './chance';
import { CREW } from '../unit/engine/briefing/fixtures';
import { LI, WANG } from '../unit/engine/inspection/fixtures';
import { doIt, PLAYER_IDS, worldAt, type PlayerId } from './hot-work';
import { settle } from '../../cloudfunctions/engine/permit';

/** What the rules refuse at that moment does not happen. */
async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

type Answer = (id: string, patch?: Partial<rounds.Arriving>) => rounds.Arriving;

function walked(task: Task, now: number, chance: Chance, answer: Answer): Task {
  const result = chance.of(['ok', 'ok', 'notOk'] as const);
  const orderId = result === 'notOk' && chance.is(0.7) ? 'order' : null;
  const joined = orderId !== null && chance.is(0.5) ? { joined: true as const } : {};
  const given = rounds.itemsOf(task).map(({ id }, index) => ({
    ...answer('', {
      number: 20,
      text: '好',
      result,
      orderId,
      ...joined,
      at: now + index * chance.below(3) * MINUTE,
    }),
    ...{ id: `${id} ${now}`, itemId: id },
  }));
  const some = chance.is(0.7) ? given : given.slice(0, 1);
  return rounds.finish(rounds.merged(task, some, WANG, now), WANG, now).task;
}

export async function changeTask(id: string, now: number, chance: Chance, answer: Answer): Promise<void> {
  const task = await getTask(id);
  if (task === null) return;
  const around = { isThere: () => true, bossOf: () => LI };
  const handover = { from: task.owner, to: LI, by: WANG, at: now, reason: '开会' };
  const explained = { ...rounds.newMiss(now), reason: '停着', by: task.owner };
  if (task.isMissed && task.open && chance.is(0.4)) {
    await writeTask(task, { ...task, state: 'missed', open: false, miss: explained });
    return;
  }
  const next = chance.of<() => Task>([
    () => walked(rounds.revived(task, now), now, chance, answer),
    () => rounds.tick({ ...task, nextDueAt: task.open ? now : null }, now, around)?.task ?? task,
    () => ({ ...task, owner: LI, handovers: [...task.handovers, handover] }),
    () => (rounds.isUntouched(task) ? rounds.dropped(task, now) : task),
  ])();
  await writeTask(task, next);
}

export async function changeTraining(id: string, now: number, chance: Chance): Promise<void> {
  const known = await getTraining(id);
  if (known === null) return;
  if (chance.is(0.1)) {
    await wake(id, now);
    return;
  }
  const around = { isFor: () => chance.is(0.9), bossOf: () => LI, safety: WANG };
  const attended = { minutes: 90, at: now, how: 'scanned', trainer: WANG } as const;
  const tried = { id: `try ${now}`, at: now, answers: {}, right: 3, passed: true };
  const part = trainings.partInTurn(known);
  const explain = () =>
    known.open
      ? trainings.explained(known, { reason: '病假', by: LI, until: isoDay(now + DAY) }, now)
      : known;
  const next = chance.of([
    ...(known.misses.length > 0 ? [explain, explain, explain] : []),
    () => trainings.withRead(known, 'fire', ['one', 'two'], now),
    () => trainings.withAttendance(known, 'class', new Map([['law', attended]]), now),
    () => trainings.withTry(known, 'law', tried, now),
    () =>
      known.open && part !== undefined && trainings.isToSign(part)
        ? trainings.withSignature(known, part.level, { at: now, evidenceId: 'e', recordHash: 'h' }, now)
        : known,
    () => trainings.tickTraining({ ...known, remindAt: now }, now, around)?.training ?? known,
    explain,
    () => (known.open && chance.is(0.3) ? trainings.waived(known, WANG, '有记录', now) : known),
  ])();
  await writeTraining(known, next);
}

/** Somebody signs: one of the crew, or somebody on loan. */
async function sign(id: string, now: number, chance: Chance): Promise<void> {
  const known = await getBriefing(id);
  if (known === null) return;
  await unlessRefused(async () => {
    const by = chance.of([...CREW, { id: 'p-x', name: '外' }]);
    const entry = meetings.signature(known, by, { means: 'scanned', named: null, now });
    await writeSignature(id, entry, meetings.countsOf(known, entry), false);
  });
}

export async function changeBriefing(
  id: string,
  now: number,
  chance: Chance,
  leader: PersonRef,
): Promise<void> {
  const known = await getBriefing(id);
  if (known === null) return;
  const at = Math.max(now, known.opensAt);
  await unlessRefused(() =>
    chance.of([
      () => writeBriefing(known, meetings.opened(known, leader, { secret: '1', hash: 'h', now: at })),
      () => writeBriefing(known, meetings.closed(known, leader, 'photo', now)),
      // Begun and ended at once, so that others sign late.
      async () => {
        const begun = meetings.opened(known, leader, { secret: '1', hash: 'h', now: at });
        return writeBriefing(known, meetings.closed(begun, leader, 'photo', at));
      },
      () => writeBriefing(known, meetings.explained(known, leader, '没电', now)),
      () => {
        const ticked = meetings.tick({ ...known, nextDueAt: known.open ? now : null }, now, () => LI);
        return writeBriefing(known, ticked?.briefing ?? known);
      },
    ])(),
  );
  for (let count = chance.below(4); count > 0; count -= 1) await sign(id, now, chance);
}

/** The way of a ticket without trouble: who does what, one after the other. */
const STORY: readonly { who: PlayerId | 'owner'; action: PermitAction }[] = [
  { who: 'owner', action: 'approve' },
  { who: 'owner', action: 'approve' },
  { who: 'owner', action: 'approve' },
  { who: 'applicant', action: 'check' },
  { who: 'applicant', action: 'gasTest' },
  { who: 'watcher', action: 'watchIn' },
  { who: 'applicant', action: 'start' },
  { who: 'other', action: 'pause' },
  { who: 'applicant', action: 'resume' },
  { who: 'applicant', action: 'finish' },
  { who: 'watcher', action: 'endWatch' },
];

const TROUBLE: readonly PermitAction[] = ['refuse', 'withdraw', 'watchOut'];

/** Several steps at once, as in the hour before the fire; what is refused is left out. */
export async function changePermit(id: string, now: number, chance: Chance): Promise<void> {
  const trouble = [{ who: chance.of(['owner', 'applicant'] as const), action: chance.of(TROUBLE) }];
  const steps = chance.is(0.5) ? trouble : STORY.slice(0, chance.below(STORY.length + 4) + 1);
  for (const { who, action } of steps) {
    const known = await getPermit(id);
    if (known === null) return;
    await unlessRefused(async () => {
      const { ticket } = settle(known, worldAt(now));
      const by = PLAYER_IDS.find((each) => each === (who === 'owner' ? ticket.next?.owner.id : who));
      await writePermit(known, by === undefined ? ticket : doIt(ticket, by, action, now).ticket);
    });
  }
}

export async function changeCertificate(id: string, now: number, chance: Chance): Promise<void> {
  const known = await getCertificate(id);
  if (known === null) return;
  const retired = { at: now, by: 'p-1', reason: '调走' };
  const renewed = {
    endsAt: known.endsAt + (chance.below(5) - 2) * DAY,
    ...(chance.is(0.3) ? { lapsed: [...(known.lapsed ?? []), known.endsAt] } : {}),
  };
  const change = chance.is(0.3) ? { retired } : renewed;
  await writeCertificate({ ...known, ...change, rev: known.rev + 1 }, {});
}
