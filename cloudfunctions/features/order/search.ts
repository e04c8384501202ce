/** Finding orders again: by number or the end of one, by words, by area, by person; only what this person may see. */
import type { Routes, SearchInput } from '../../../typings/api';
import type { PersonRef } from '../../../typings/domain';
import { DAY, dayStamp } from '../../../miniprogram/shared/time';
import { decodeCursor, encodeCursor } from '../../platform/cursor';
import { idsOf, type Actor } from '../people/identify';
import { plant } from '../plant/current';
import { operators as _, scanOrders, type OrderRow } from './store';
import { cards } from './view';
import { mayKnowReporter, maySee, seesPlant } from './visibility';

const PAGE = 20;

/** Orders one call looks at, at most; the cursor goes on after the last of them, so that a rare word is still found. */
const READS = 200;

/** The end of a number is looked for on this many days, today first. */
const NUMBER_DAYS = 92;

/** What the text of a search speaks of. */
export type Aim =
  | { by: 'number'; numbers: string[] }
  | { by: 'person'; ids: string[] }
  /** In lower case. */
  | { by: 'words'; words: string[] };

const NUMBER = /^(?:YH-?)?(?:(?<day>\d{8})-?)?(?<end>\d{1,6})$/i;

const numberOf = (day: string, end: string): string => `YH-${day}-${end.padStart(4, '0')}`;

/** Reads a text: a number, else the name of somebody, else words. @param text - not blank */
export function aimOf(text: string, people: readonly PersonRef[], now: number): Aim {
  const { day, end } = NUMBER.exec(text.replace(/\s/g, ''))?.groups ?? {};
  if (end !== undefined) {
    const days = Array.from({ length: NUMBER_DAYS }, (_none, back) => dayStamp(now - back * DAY));
    return { by: 'number', numbers: (day === undefined ? days : [day]).map((each) => numberOf(each, end)) };
  }
  const ids = people.filter(({ name }) => name === text.trim()).map(({ id }) => id);
  if (ids.length > 0) return { by: 'person', ids };
  return { by: 'words', words: text.toLowerCase().split(/\s+/).filter(Boolean) };
}

/** Whether one of these people has a hand in an order, as far as this person may know. */
function involves(order: OrderRow, ids: readonly string[], actor: Actor): boolean {
  const { next, rectifier, fixer, reporter } = order;
  const hidden = mayKnowReporter(order, actor) ? null : reporter.id;
  return [next?.owner, rectifier, fixer, reporter].some(
    (one) => one != null && one.id !== hidden && ids.includes(one.id),
  );
}

/** Whether all words stand in the title or the place. */
function reads({ title, place }: OrderRow, words: readonly string[]): boolean {
  const text = `${title} ${place.areaName} ${place.pointNo ?? ''} ${place.pointName ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function fits(
  order: OrderRow,
  aim: Aim | null,
  { areaId, personId, open }: SearchInput,
  actor: Actor,
): boolean {
  if (areaId !== undefined && order.place.areaId !== areaId) return false;
  if (open !== undefined && order.open !== open) return false;
  if (personId !== undefined && !involves(order, [personId], actor)) return false;
  switch (aim?.by) {
    case undefined:
      return true;
    case 'number':
      return aim.numbers.includes(order.number);
    case 'person':
      return involves(order, aim.ids, actor);
    case 'words':
      return reads(order, aim.words);
  }
}

const handsOf = (ids: string[], reporterIds: string[] = ids): Record<string, unknown>[] => [
  { 'next.owner.id': _.in(ids) },
  { 'reporter.id': _.in(reporterIds) },
  { 'rectifier.id': _.in(ids) },
  { 'fixer.id': _.in(ids) },
];

/**
 * What is read: for a number just those; for who oversees the plant what they look for; for everybody else their own
 * and their department's. Each part has an index that ends with the time, so that the limit bounds what is looked at.
 */
function readFrom(aim: Aim | null, { areaId, personId, open }: SearchInput, actor: Actor): object {
  if (aim?.by === 'number') return { number: _.in(aim.numbers) };
  if (!seesPlant(actor)) {
    const own = handsOf([actor.id], idsOf(actor));
    const { departmentId } = actor;
    const isSupervisor = actor.roles.includes('supervisor') && departmentId !== null;
    return _.or(isSupervisor ? [...own, { 'place.departmentId': departmentId }] : own);
  }
  const ids = personId === undefined ? (aim?.by === 'person' ? aim.ids : null) : [personId];
  if (ids !== null) return _.or(handsOf(ids));
  return {
    ...(areaId === undefined ? {} : { 'place.areaId': areaId }),
    ...(open === undefined ? {} : { open }),
  };
}

/**
 * A page of what was looked for, newest first; a page may be short, or empty, while its cursor leads on. One database
 * call and one for the pictures.
 * @param input - at least a text, an area or a person
 */
export async function search(
  actor: Actor,
  input: SearchInput,
  now: number,
): Promise<Routes['orders.search']['output']> {
  const cursor = decodeCursor(input.cursor);
  const inForce = await plant(now);
  const text = (input.text ?? '').trim();
  const aim = text === '' ? null : aimOf(text, inForce.people, now);
  const read = await scanOrders(readFrom(aim, input, actor), cursor, READS + 1);
  const looked = read.slice(0, READS);
  const found = looked.filter(
    (order) => fits(order, aim, input, actor) && maySee(order, actor, inForce, now),
  );
  const shown = found.slice(0, PAGE);
  const last = found.length > PAGE ? shown.at(-1) : read.length > READS ? looked.at(-1) : undefined;
  return {
    orders: await cards(shown, actor, inForce, now),
    cursor: last === undefined ? null : encodeCursor({ at: last.reportedAt, id: last._id }),
  };
}
