/** Tickets as people look them up: one, those of a list, what the form needs, and the line of the day. */
import type { DayLine, PermitForm, PermitView, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { counts } from '../../engine/certificate';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { certified, type CertificateRow } from '../certificates/read';
import type { DirectoryPerson } from '../people/directory';
import type { Actor } from '../people/identify';
import { forWork } from '../people/untrained';
import { plant, type Plant } from '../plant/current';
import { isOutside, maySee, seesAll } from './rights';
import { burning, getPermit, inHandsOf, listPermits, naming, toApprove } from './store';
import { permitCard, permitLine, permitView } from './view';
import { settled } from './world';

const PAGE = 20;

/** More who may do hot work are not to be chosen from. */
const CERTIFIED = 300;

/** Whose certificate ended so lately is still shown, so that somebody notices. */
const LATELY = 90 * DAY;

/** Those that count, and those that ended lately of whoever has none that counts. */
function choices(rows: readonly CertificateRow[], now: Millis): CertificateRow[] {
  const nameOf = ({ holder }: CertificateRow): string =>
    holder.kind === 'person' ? holder.id : `${holder.company} ${holder.name}`;
  const counting = rows.filter((row) => counts(row, now));
  const named = new Set(counting.map(nameOf));
  return [...counting, ...rows.filter((row) => now >= row.endsAt && !named.has(nameOf(row)))];
}

/** One ticket. One database call; one more for whoever may sign it. @throws AppError PERMIT_UNKNOWN, alike for one that is not theirs to see */
export async function readPermit(actor: Actor, permitId: string, now: Millis): Promise<PermitView> {
  const [inForce, permit] = await Promise.all([plant(now), getPermit(permitId)]);
  if (permit === null || !maySee(permit, actor)) throw new AppError('PERMIT_UNKNOWN');
  return permitView(settled(permit, inForce, now).ticket, actor, inForce, now);
}

type ListInput = Routes['permits.list']['input'];

/** What a list is of. @throws AppError BAD_REQUEST without an area, PLACE_UNKNOWN for one that is not there or not theirs to see */
function whereOf(
  { tab, areaId }: ListInput,
  actor: Actor,
  departmentOf: (areaId: string) => string | undefined,
): object {
  switch (tab) {
    case 'mine':
      return naming(actor.id);
    case 'approve':
      return toApprove(actor.id);
    case 'running':
      // 相关方 find the tickets that name them among their own.
      return burning(seesAll(actor) ? null : isOutside(actor) ? [] : [actor.departmentId ?? '']);
    case 'area': {
      if (areaId === undefined) throw new AppError('BAD_REQUEST', {}, { areaId: '请选一个区域' });
      const departmentId = departmentOf(areaId);
      const isTheirs = seesAll(actor) || (departmentId === actor.departmentId && !isOutside(actor));
      if (departmentId === undefined || !isTheirs) throw new AppError('PLACE_UNKNOWN');
      return { 'place.areaId': areaId };
    }
  }
}

/** A page of a list, newest first. One database call. */
export async function listPage(
  actor: Actor,
  input: ListInput,
  now: Millis,
): Promise<Routes['permits.list']['output']> {
  const inForce = await plant(now);
  const where = whereOf(input, actor, (areaId) => inForce.areaById.get(areaId)?.departmentId);
  const read = await listPermits(where, decodeCursor(input.cursor), PAGE + 1);
  const { rows, cursor } = pageOf(read, PAGE, ({ askedAt }) => askedAt);
  const cards = rows.map((row) =>
    permitCard(settled({ ...row, evidence: {}, trail: [] }, inForce, now).ticket, now),
  );
  return { permits: cards, cursor };
}

/**
 * What the form needs, to be filled in without a network: 相关方 are told of their hosts and of people from outside alone.
 * One database call.
 */
export async function form(actor: Actor, now: Millis): Promise<PermitForm> {
  const { permits, versions, people, personById, places } = await plant(now);
  const { hotWork: rules, certificateKinds } = permits;
  const certificateKind = certificateKinds.find(({ id }) => id === rules?.certificateKindId) ?? null;
  const rows = certificateKind === null ? [] : await certified(certificateKind.id, now - LATELY, CERTIFIED);
  const isTheirs = (departmentId: string | undefined): boolean =>
    !isOutside(actor) || departmentId === undefined || departmentId === actor.departmentId;
  const known = ({ holder }: CertificateRow): DirectoryPerson | undefined =>
    holder.kind === 'person' ? personById.get(holder.id) : undefined;
  const departments = new Map(places.departments.map(({ id, name }) => [id, name]));
  return {
    version: versions.permits,
    rules,
    certificateKind,
    certified: choices(rows, now)
      .filter((row) => isTheirs(known(row)?.departmentId))
      .map((row) => ({
        certificateId: row._id,
        personId: row.holder.kind === 'person' ? row.holder.id : null,
        name: row.holder.name,
        company: row.holder.kind === 'person' ? null : row.holder.company,
        validUntil: row.validUntil,
        endsAt: row.endsAt,
        ...forWork(known(row) ?? {}),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    people: people
      .filter(({ status, departmentId }) => status === 'active' && isTheirs(departmentId))
      .map((person) => ({
        id: person.id,
        name: person.name,
        post: person.post,
        departmentName: departments.get(person.departmentId) ?? '',
        ...forWork(person),
      })),
    departments: places.departments.map(({ id, name }) => ({ id, name })),
  };
}

/** Nobody answers for more tickets at a time. */
const HANDS = 20;

/** Open tickets that somebody answers for, or is to watch, soonest first. One database call. */
export async function permitLines(
  { id }: Pick<Actor, 'id'>,
  inForce: Plant,
  now: Millis,
): Promise<DayLine[]> {
  const rows = await inHandsOf(id, HANDS);
  return rows
    .map((row) => settled({ ...row, evidence: {}, trail: [] }, inForce, now).ticket)
    .flatMap((permit) => permitLine(permit, id, now) ?? []);
}
