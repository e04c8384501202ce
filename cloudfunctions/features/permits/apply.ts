/** Asking for a ticket: one document with its own number, however often the phone sends it. */
import type { PermitInput, PermitView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { HotWorkRules, Permit, PermitPlace, PermitWorker } from '../../../typings/permit';
import { AppError } from '../../../miniprogram/shared/errors';
import { asked } from '../../engine/permit';
import { canonical, keyed } from '../../platform/canonical';
import { certificatesById, type CertificateRow } from '../certificates/read';
import { permitNumber } from '../order/number';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { calendarWarnings, createDaysOff } from '../routing/calendar';
import { tellOf } from './notices';
import { addPermit, getPermit } from './store';
import { recorded } from './trail';
import { permitView } from './view';
import { lookAt, settled, worldOf } from './world';

const mend = (field: string, message: string): AppError =>
  new AppError('BAD_REQUEST', {}, { [field]: message });

/** @throws AppError PLACE_UNKNOWN; BAD_REQUEST when nothing says where in the area */
function placeOf({ areaId, pointId, words }: PermitInput, { areaById, pointById }: Plant): PermitPlace {
  const area = areaById.get(areaId);
  const point = pointId === null ? null : (pointById.get(pointId) ?? null);
  if (area === undefined || (pointId !== null && point?.areaId !== area.id))
    throw new AppError('PLACE_UNKNOWN');
  if (point === null && words.trim() === '') throw mend('words', '请写清在哪个位置');
  return {
    areaId: area.id,
    areaName: area.name,
    departmentId: area.departmentId,
    riskColor: point?.riskColor ?? area.riskColor,
    pointId: point?.id ?? null,
    pointNo: point?.no ?? null,
    pointName: point?.name ?? null,
    words: words.trim(),
  };
}

function byOf({ by }: PermitInput, { places }: Plant): Permit['by'] {
  if (by.kind === 'contractor') return { kind: 'contractor', company: by.company.trim() };
  const department = places.departments.find(({ id }) => id === by.departmentId);
  if (department === undefined) throw mend('by.departmentId', '没有这个部门，请重新选');
  return { kind: 'department', id: department.id, name: department.name };
}

/** @throws AppError BAD_REQUEST for a certificate that is not there, and for one person twice */
function workersOf({ certificateIds }: PermitInput, found: readonly CertificateRow[]): PermitWorker[] {
  const byId = new Map(found.map((each) => [each._id, each]));
  const seen = new Set<string>();
  return certificateIds.map((id, index) => {
    const certificate = byId.get(id);
    if (certificate === undefined) throw mend(`certificateIds.${index}`, '没找到这本证，请重新选');
    const { holder, kindId, kindName, validUntil, endsAt, retired } = certificate;
    const who = holder.kind === 'person' ? holder.id : `${holder.company} ${holder.name}`;
    if (seen.has(who)) throw mend(`certificateIds.${index}`, `${holder.name}选了两次`);
    seen.add(who);
    return {
      personId: holder.kind === 'person' ? holder.id : null,
      name: holder.name,
      company: holder.kind === 'person' ? null : holder.company,
      certificate: { id, kindId, kindName, validUntil, endsAt, isRetired: retired !== null },
    };
  });
}

/** @throws AppError PERMITS_NOT_SET */
function rulesOf({ permits }: Plant): { rules: HotWorkRules; certificateKind: { id: string; name: string } } {
  const { hotWork: rules, certificateKinds } = permits;
  const certificateKind = certificateKinds.find(({ id }) => id === rules?.certificateKindId);
  if (rules === null || certificateKind === undefined) throw new AppError('PERMITS_NOT_SET');
  return { rules, certificateKind };
}

/** The ticket of the same draft. @throws AppError REPLAY_… */
function replayOf(known: Permit, actor: Actor, inputHash: string): Permit {
  if (known.applicant.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.trail[0]?.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return known;
}

/**
 * Asks for a ticket; whoever signs first is told. Four database calls with those of the caller, and those of the message:
 * the number of a draft is always the same, so that nobody has to ask first whether there is a ticket of it.
 * @throws AppError PERMITS_NOT_SET; PLACE_UNKNOWN; PERSON_UNKNOWN; BAD_REQUEST, see {@link asked}; SIGNER_MISSING; REPLAY_…
 */
export async function apply(
  actor: Actor,
  input: PermitInput,
  requestId: string,
  now: Millis,
): Promise<PermitView> {
  const inForce = await plant(now);
  const inputHash = keyed('input', canonical(input));
  const { rules, certificateKind } = rulesOf(inForce);
  const place = placeOf(input, inForce);
  const by = byOf(input, inForce);
  if (!rules.methods.includes(input.method)) throw mend('method', '请从给出的动火方式里选');
  const watcher = inForce.personById.get(input.watcherId);
  if (watcher?.status !== 'active')
    throw new AppError('PERSON_UNKNOWN', {}, { watcherId: '请另选一位监护人' });
  const workers = workersOf(input, await certificatesById(input.certificateIds));
  const daysOff = createDaysOff(inForce.roster);
  const facts = {
    applicant: { id: actor.id, name: actor.name },
    ...{ place, by, workers, rules, certificateKind },
    watcher: { id: watcher.id, name: watcher.name },
    version: inForce.versions.permits,
    isHoliday: (day: string) => daysOff.isHoliday(day),
    warnings: calendarWarnings(inForce.roster, input.from, Math.max(input.from, input.until)),
  };
  const made = asked(input, facts, worldOf(inForce, now));
  const number = await permitNumber(input.id, now);
  const ticket = recorded({ ...made.ticket, number }, made.happenings, now, { requestId, inputHash });
  const permit = { ...ticket, nextDueAt: lookAt(ticket, now) };
  if ((await addPermit(permit)) === 'exists') {
    const first = await getPermit(input.id);
    if (first === null) throw new Error('a ticket vanished');
    const known = settled(replayOf(first, actor, inputHash), inForce, now).ticket;
    return permitView(known, actor, inForce, now);
  }
  await tellOf(permit, made.tell, inForce, now);
  return permitView(permit, actor, inForce, now);
}
