/** Who is who on a ticket, and who may sign it: never whoever asked, watches or works. */
import type { DutyBook } from '../../../typings/flow';
import type { Millis, PersonRef, Role } from '../../../typings/domain';
import type { Permit, PermitApprover } from '../../../typings/permit';

/** Whoever acts, as the engine sees them. */
export interface PermitActor extends PersonRef {
  roles: readonly Role[];
}

/** What the engine may ask of the plant. */
export interface PermitWorld {
  now: Millis;
  duty: Pick<DutyBook, 'siteKeeper' | 'dutyLeader' | 'safety' | 'manager' | 'headOf' | 'bossOf' | 'active'>;
}

/** What somebody has to do with a ticket. */
export type Party =
  | 'applicant'
  /** Named as 监护人. */
  | 'watcher'
  /** Signed in and watches. */
  | 'onWatch'
  | 'approver'
  | 'siteKeeper'
  | 'safety'
  | 'dutyLeader'
  /** May read it. */
  | 'reader';

const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });

/** Who watches at this moment; null: nobody. */
export const onWatch = ({ watches }: Pick<Permit, 'watches'>): PersonRef | null =>
  watches.find(({ out }) => out === null)?.by ?? null;

export const works = ({ workers }: Pick<Permit, 'workers'>, personId: string): boolean =>
  workers.some((worker) => worker.personId === personId);

/** The step whose signature is next; undefined: all have signed. */
export const nextApproval = ({
  approvals,
}: Pick<Permit, 'approvals'>): Permit['approvals'][number] | undefined =>
  approvals.find(({ signed }) => signed === null);

/** Whether somebody has so much to do with the work that they must not approve it. */
const isBiased = (
  ticket: Pick<Permit, 'applicant' | 'watcher' | 'watches' | 'workers'>,
  personId: string,
): boolean =>
  ticket.applicant.id === personId ||
  ticket.watcher.id === personId ||
  ticket.watches.some(({ by }) => by.id === personId) ||
  works(ticket, personId);

export const hasSigned = ({ approvals }: Pick<Permit, 'approvals'>, personId: string): boolean =>
  approvals.some(({ signed }) => signed?.by.id === personId);

/** A person and everybody above them. */
function line(first: PersonRef, { duty }: PermitWorld): PersonRef[] {
  const found = new Map([[first.id, refOf(first)]]);
  for (let boss = duty.bossOf(first.id); boss !== null; boss = duty.bossOf(boss.id)) {
    if (found.has(boss.id)) break;
    found.set(boss.id, refOf(boss));
  }
  return [...found.values()];
}

type Signable = Pick<Permit, 'place' | 'applicant' | 'watcher' | 'watches' | 'workers' | 'approvals'>;

function dutyOf(by: PermitApprover, { place }: Pick<Permit, 'place'>, { duty, now }: PermitWorld): PersonRef {
  switch (by) {
    case 'siteKeeper':
      return duty.siteKeeper(place.areaId, now);
    case 'departmentHead':
      return duty.headOf(place.departmentId) ?? duty.siteKeeper(place.areaId, now);
    case 'safety':
      return duty.safety(now);
    case 'dutyLeader':
      return duty.dutyLeader(now);
    case 'manager':
      return duty.manager();
  }
}

/**
 * Who signs: whoever has the duty now, else the next one up who is free to, else along the line of the duty leader, which
 * always exists. Each signature is another person's, as long as there is one.
 * @returns null when everybody asked, watches or works
 */
export function approverFor(ticket: Signable, by: PermitApprover, world: PermitWorld): PersonRef | null {
  const { duty, now } = world;
  const candidates = [
    ...line(dutyOf(by, ticket, world), world),
    ...line(duty.dutyLeader(now), world),
    refOf(duty.manager()),
  ].filter(({ id }) => !isBiased(ticket, id));
  return candidates.find(({ id }) => !hasSigned(ticket, id)) ?? candidates[0] ?? null;
}

/** Whether this person may give the signature that is asked for: as asked, as pushed up to, or on duty now. */
function maySign(ticket: Permit, personId: string, world: PermitWorld): boolean {
  const step = nextApproval(ticket);
  if (step === undefined || ticket.next === null || isBiased(ticket, personId)) return false;
  const { owner, since } = ticket.next;
  const isRaisedTo = ticket.raised.some(
    ({ because, to, at }) => because === 'approval' && to.id === personId && at >= since,
  );
  if (owner.id === personId || isRaisedTo) return true;
  return approverFor(ticket, step.by, world)?.id === personId;
}

/** What somebody is on a ticket that they may read. */
export function partiesOf(ticket: Permit, { id, roles }: PermitActor, world: PermitWorld): Set<Party> {
  const { duty, now } = world;
  const found = new Set<Party>(['reader']);
  if (ticket.applicant.id === id) found.add('applicant');
  if (ticket.watcher.id === id) found.add('watcher');
  if (onWatch(ticket)?.id === id) found.add('onWatch');
  if (roles.includes('safety')) found.add('safety');
  if (duty.dutyLeader(now).id === id) found.add('dutyLeader');
  if (duty.siteKeeper(ticket.place.areaId, now).id === id) found.add('siteKeeper');
  if (ticket.state === 'asked' && maySign(ticket, id, world)) found.add('approver');
  return found;
}

/** Everybody whom the work concerns and who can be told, each once. */
export function everybodyOn(ticket: Permit, world: PermitWorld): PersonRef[] {
  const workers = ticket.workers.flatMap(({ personId, name }) =>
    personId === null ? [] : [{ id: personId, name }],
  );
  const watcher = onWatch(ticket) ?? ticket.watcher;
  const keeper = world.duty.siteKeeper(ticket.place.areaId, world.now);
  const all = [ticket.applicant, watcher, ...workers, keeper].map(refOf);
  return all.filter(({ id }, index) => all.findIndex((each) => each.id === id) === index);
}
