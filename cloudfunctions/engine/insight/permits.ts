/** What a ticket and a certificate add to the days on which something became of them: docs/measures.md, Tickets, Certificates. */
import { isoDay } from '../../../miniprogram/shared/time';
import type { Certificate } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import type { CountsByDay } from '../../../typings/insight';
import type { Permit, PermitState } from '../../../typings/permit';
import { Tally } from './cells';

const ENDS: readonly PermitState[] = ['closed', 'refused', 'withdrawn', 'expired'];

export function countPermit(permit: Permit): CountsByDay {
  const { place, level, askedAt, approvals, startedAt, pauses, ended, state } = permit;
  const tally = new Tally({
    area: { [place.areaId]: place.areaName },
    level: { [level.inForce]: level.name },
  });
  const by = { level: level.inForce, area: place.areaId };
  const cell = (at: Millis, name: string): void =>
    tally.add(isoDay(at), { of: 'permit', by, n: { [name]: 1 } });
  cell(askedAt, 'asked');
  const signed = approvals.flatMap((each) => each.signed?.at ?? []);
  if (signed.length > 0 && signed.length === approvals.length) cell(Math.max(...signed), 'approved');
  if (startedAt !== null) cell(startedAt, 'started');
  for (const { at } of pauses) cell(at, 'stopped');
  if (ended !== null && ENDS.includes(state)) cell(ended.at, state);
  return tally.counts();
}

/** Each first day on which it did not count any more; one that was taken out of use before does not expire. */
export function countCertificate({
  endsAt,
  lapsed = [],
  retired,
  kindId,
  kindName,
}: Certificate): CountsByDay {
  const tally = new Tally({ kind: { [kindId]: kindName } });
  const ends = new Set([...lapsed, ...(retired === null || retired.at >= endsAt ? [endsAt] : [])]);
  for (const end of ends)
    tally.add(isoDay(end), { of: 'certificate', by: { kind: kindId }, n: { expired: 1 } });
  return tally.counts();
}
