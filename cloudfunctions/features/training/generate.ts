/** Makes the training of every person who is to have one, each exactly once, whatever becomes of the timer's runs. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Programme, Question, Runner, Training } from '../../../typings/training';
import { isoDay, MINUTE } from '../../../miniprogram/shared/time';
import { dueFor, trainingFor, trainingId, type DueTraining } from '../../engine/training';
import { canonical } from '../../platform/canonical';
import { casePictures } from '../order/case-pictures';
import { plant, type Plant } from '../plant/current';
import { addTraining, allOpen, known, wake } from './store';

/** How often an instance looks whether there is something new: reading the plant costs calls. */
const EVERY = 5 * MINUTE;

/** Writes at a time. */
const AT_ONCE = 20;

type Person = Plant['people'][number];

interface Wanted {
  id: string;
  programme: Programme;
  person: Person;
  due: DueTraining;
}

/** Every training that somebody is to have now, also those that they have. */
function wantedNow({ training, people }: Plant, now: Millis): Wanted[] {
  return training.programmes.flatMap((programme) =>
    people.flatMap((person) => {
      const due = dueFor(programme, person, now);
      return due === null
        ? []
        : [{ id: trainingId(person.id, programme.id, due.key), programme, person, due }];
    }),
  );
}

/** Who holds a part for a person; when nobody fits, safety does. */
function trainerOf(by: Runner, person: Person, { people, personById, duty }: Plant, now: Millis): PersonRef {
  const officer = people.find(({ status, roles }) => status === 'active' && roles.includes('safety'));
  const safety = officer ?? duty.safety(now);
  const named = (): PersonRef | undefined => {
    switch (by.kind) {
      case 'safety':
        return undefined;
      case 'departmentHead':
        return duty.headOf(person.departmentId) ?? undefined;
      case 'boss':
        return duty.bossOf(person.id) ?? undefined;
      case 'person':
        return personById.get(by.personId);
    }
  };
  const { id, name } = named() ?? safety;
  return { id, name };
}

/** Sealed pictures of orders that questions name. One database call when there are any. */
function picturesOf(
  programmes: readonly Programme[],
  { training }: Plant,
): Promise<ReadonlyMap<string, string>> {
  const courses = new Set(programmes.flatMap(({ parts }) => parts.flatMap(({ courseIds }) => courseIds)));
  const numbers = training.questions
    .filter(({ courseIds }) => courseIds.some((id) => courses.has(id)))
    .flatMap(({ picture }) =>
      picture !== undefined && 'orderNumber' in picture ? [picture.orderNumber] : [],
    );
  return casePictures([...new Set(numbers)]);
}

function recordFor(
  { programme, person, due }: Wanted,
  pictures: ReadonlyMap<string, string>,
  inForce: Plant,
  now: Millis,
): Training {
  const { training, places, versions } = inForce;
  const fileOf = ({ picture }: Question): string | null => {
    if (picture === undefined) return null;
    return 'fileId' in picture ? picture.fileId : (pictures.get(picture.orderNumber) ?? null);
  };
  return trainingFor(
    programme,
    person,
    due,
    training,
    {
      picture: fileOf,
      trainer: (by) => trainerOf(by, person, inForce, now),
      departmentName: places.departments.find(({ id }) => id === person.departmentId)?.name ?? '',
      version: versions.training,
    },
    now,
  );
}

/** Adds what is missing. @returns how many were made */
async function make(missing: readonly Wanted[], inForce: Plant, now: Millis): Promise<number> {
  if (missing.length === 0) return 0;
  const pictures = await picturesOf(
    missing.map(({ programme }) => programme),
    inForce,
  );
  let made = 0;
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    const added = await Promise.all(
      missing
        .slice(start, start + AT_ONCE)
        .map((wanted) => addTraining(recordFor(wanted, pictures, inForce, now))),
    );
    made += added.filter((result) => result === 'added').length;
  }
  return made;
}

/** Whether an open training is still for somebody who is there and, of a new hire, joined on that very day. */
export function isStillFor(
  { personById }: Pick<Plant, 'personById'>,
  { person, kind, key }: Pick<Training, 'person' | 'kind' | 'key'>,
): boolean {
  const found = personById.get(person.id);
  return found?.status === 'active' && (kind === 'refresh' || found.joinedOn === key);
}

/** Two database calls, and what there is to write. @returns how many trainings were made */
async function generate(inForce: Plant, now: Millis): Promise<number> {
  const wanted = wantedNow(inForce, now);
  const open = await allOpen();
  const openIds = new Set(open.map(({ _id }) => _id));
  const unsure = wanted.filter(({ id }) => !openIds.has(id));
  const over = await known(unsure.map(({ id }) => id));
  const made = await make(
    unsure.filter(({ id }) => !over.has(id)),
    inForce,
    now,
  );
  // The timer ends what is nobody's any more; it is asked to look at once.
  const gone = open.filter((training) => !isStillFor(inForce, training));
  await Promise.all(gone.map(({ _id }) => wake(_id, now)));
  return made;
}

/** What decides who is to learn what: when it is the same, nothing new is due. */
const stateOf = ({ versions, people }: Plant, now: Millis): string =>
  canonical([
    isoDay(now),
    versions.training,
    people.map(({ id, status, roles, post, departmentId, joinedOn }) => [
      ...[id, status, roles, post, departmentId],
      joinedOn ?? '',
    ]),
  ]);

/**
 * Makes the part of the minute timer that plans trainings. It works when the day, the roll or the programmes changed since
 * this instance last looked, and costs nothing in the minutes between.
 * @returns a tick: how many trainings it made
 */
export function createTrainingPlan(): (now: Millis) => Promise<number> {
  let seen = '';
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && Math.floor(now / EVERY) === Math.floor(lookedAt / EVERY)) return 0;
    const inForce = await plant(now);
    const state = stateOf(inForce, now);
    const made =
      state === seen || inForce.training.programmes.length === 0 ? 0 : await generate(inForce, now);
    seen = state;
    lookedAt = now;
    return made;
  };
}
