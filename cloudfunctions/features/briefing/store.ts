/** The only file that knows the collection `briefings`. */
import type { Briefing, BriefingSignature } from '../../../typings/briefing';
import type { Evidence, Millis } from '../../../typings/domain';
import { counted } from '../../platform/counted';
import { _ } from '../../platform/sdk';

const { rows: briefings, changes } = counted<Briefing>('briefings');

/** What the counting asks of it. */
export { changes };

/** The most the database answers at once. */
const PAGE = 1_000;

export const getBriefing = (id: string): Promise<Briefing | null> => briefings.get(id);

export const addBriefing = (briefing: Briefing): Promise<'added' | 'exists'> => briefings.add(briefing);

/** What others write meanwhile, entry by entry. */
const BESIDE: readonly (keyof Briefing)[] = ['signatures', 'tries', 'answers', 'counts', 'evidence'];

/** The entries that a map has got, as paths, so that entries written meanwhile by others stay. */
const added = (path: 'evidence' | 'signatures', before: Briefing, after: Briefing): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(after[path])
      .filter(([key]) => before[path][key] === undefined)
      .map(([key, value]) => [`${path}.${key}`, value]),
  );

const isSame = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The one write of a change of state: what differs between the meeting that was read and the one that shall be. Of
 * evidence and signatures it adds what is new; counts change here before anybody can sign.
 * @param where - further conditions
 * @returns the meeting as written, or null when somebody else was first
 */
export async function writeBriefing(
  before: Briefing,
  changed: Briefing,
  where: Record<string, unknown> = {},
): Promise<Briefing | null> {
  const next: Briefing = { ...changed, rev: before.rev + 1 };
  const keys = (Object.keys(next) as (keyof Briefing)[]).filter(
    (key) => !BESIDE.includes(key) && next[key] !== before[key],
  );
  const isWritten = await briefings.updateIf(
    { ...where, _id: before._id, rev: before.rev },
    {
      ...Object.fromEntries(keys.map((key) => [key, next[key]])),
      ...added('evidence', before, next),
      ...added('signatures', before, next),
      ...(isSame(before.counts, next.counts) ? {} : { counts: next.counts }),
    },
  );
  return isWritten ? next : null;
}

/** Holds only while nobody answered the quiz. */
export const UNANSWERED = { 'answers.answered': 0 };

/**
 * Counts one try of a person before it is judged, and reads the meeting.
 * @returns null when there is none that takes signatures
 */
export const takeTry = (id: string, personId: string, now: Millis): Promise<Briefing | null> =>
  briefings.updateAndReturn(
    id,
    { [`tries.${personId}`]: _.inc(1) },
    { opened: _.neq(null), endsAt: _.gt(now) },
  );

/**
 * Puts a signature on the list, once for each person.
 * @param counts - what it adds
 * @param tried - whether a try is given back
 * @returns whether it was written
 */
export const writeSignature = (
  id: string,
  signature: BriefingSignature,
  counts: Briefing['counts'],
  tried: boolean,
): Promise<boolean> => {
  const path = `signatures.${signature.by.id}`;
  return briefings.updateIf(
    { _id: id, [path]: _.exists(false) },
    {
      [path]: signature,
      'counts.signed': _.inc(counts.signed),
      'counts.late': _.inc(counts.late),
      'counts.extra': _.inc(counts.extra),
      ...(tried ? { [`tries.${signature.by.id}`]: _.inc(-1) } : {}),
    },
  );
};

/** Counts an answer to the quiz, once for each key. @returns whether it was counted */
export const writeAnswer = (id: string, key: string, right: boolean): Promise<boolean> =>
  briefings.updateIf(
    { _id: id, [`answers.by.${key}`]: _.exists(false) },
    {
      [`answers.by.${key}`]: true,
      'answers.answered': _.inc(1),
      'answers.right': _.inc(right ? 1 : 0),
    },
  );

/** Records what became of the photo, beside the state. */
export async function writeSealed(
  id: string,
  evidence: Record<string, Evidence>,
  nextDueAt: Millis | null,
): Promise<void> {
  const files = Object.fromEntries(Object.entries(evidence).map(([key, one]) => [`evidence.${key}`, one]));
  await briefings.updateIf({ _id: id }, { ...files, nextDueAt });
}

/** Meetings that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextBriefings = (past: Millis, limit: number): Promise<Briefing[]> =>
  briefings.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** When the last shift starts for which meetings were made; null before the first. */
export async function lastMade(): Promise<Millis | null> {
  const newest = await briefings.find({}, { orderBy: [['startsAt', 'desc']], limit: 1, pick: ['startsAt'] });
  return newest[0]?.startsAt ?? null;
}

/** The meetings before shifts that start from then on. */
export const madeSince = (from: Millis): Promise<Briefing[]> =>
  briefings.find({ startsAt: _.gte(from) }, { orderBy: [['startsAt', 'asc']], limit: PAGE });

/** These meetings, and those that a person still has to hold or to explain. @param ids - may be empty */
export const briefingsOf = (ids: readonly string[], personId: string): Promise<Briefing[]> =>
  briefings.find(_.or([{ _id: _.in([...ids]) }, { 'owner.id': personId, open: true }]), {
    orderBy: [['startsAt', 'asc']],
    limit: PAGE,
  });

/** What is listed of a meeting. */
export type ListedBriefing = Pick<
  Briefing,
  | '_id'
  | 'title'
  | 'date'
  | 'shiftName'
  | 'departmentIds'
  | 'startsAt'
  | 'owner'
  | 'expected'
  | 'state'
  | 'counts'
  | 'isMissed'
  | 'miss'
  | 'dropped'
>;

const LISTED = [
  ...['title', 'date', 'shiftName', 'departmentIds', 'startsAt', 'owner', 'expected'],
  ...['state', 'counts', 'isMissed', 'miss', 'dropped'],
];

/** Every meeting of a month (`yyyy-mm`), by the day: one database call per started thousand. */
export async function briefingsOfMonth(month: string): Promise<ListedBriefing[]> {
  const found: ListedBriefing[] = [];
  for (;;) {
    const last = found.at(-1);
    const days = [_.gte(`${month}-01`), _.lte(`${month}-31`)];
    const read = await briefings.find(
      last === undefined
        ? { date: _.and(days) }
        : _.and([
            { date: _.and(days) },
            _.or([{ date: _.gt(last.date) }, { date: last.date, _id: _.gt(last._id) }]),
          ]),
      {
        orderBy: [
          ['date', 'asc'],
          ['_id', 'asc'],
        ],
        limit: PAGE,
        pick: LISTED,
      },
    );
    found.push(...read);
    if (read.length < PAGE) return found;
  }
}

/** The last meetings with what a person signed of them, newest first. */
export const briefingsKeptOf = (
  personId: string,
  limit: number,
): Promise<Pick<Briefing, '_id' | 'title' | 'shiftName' | 'startsAt' | 'owner' | 'signatures'>[]> =>
  briefings.find(
    {},
    {
      orderBy: [['startsAt', 'desc']],
      limit,
      pick: ['title', 'shiftName', 'startsAt', 'owner', `signatures.${personId}`],
    },
  );
