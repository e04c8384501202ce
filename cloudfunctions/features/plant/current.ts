/** The plant in force: configuration, people and who is on duty, read once and good for a minute. */
import type { ConfigKind, ConfigKinds, ConfigPointer, Places, Template } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import type { Calendar, DutyBook, FlowBook, World } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import { loadDirectory, type DirectoryPerson } from '../people/directory';
import { createCalendar } from '../routing/calendar';
import { createDutyBook } from '../routing/duty';
import { createBodies, type BodiesInForce } from './bodies';
import { configStore, type ConfigStore } from './store';

/** Everything a command may ask of the plant, taken together. */
export interface Plant extends ConfigKinds {
  /** What an order pins. */
  versions: Record<ConfigKind, string>;
  /** Everybody on the roll, leavers too. */
  people: DirectoryPerson[];
  duty: DutyBook;
  calendar: Calendar;
  personById: ReadonlyMap<string, DirectoryPerson>;
  areaById: ReadonlyMap<string, Places['areas'][number]>;
  pointById: ReadonlyMap<string, Places['points'][number]>;
  templateById: ReadonlyMap<string, Template>;
}

/** The plant with the pointer it was read by, for whoever wants to move that pointer. */
export interface Reading {
  pointer: ConfigPointer;
  plant: Plant;
}

export interface PlantReader {
  /**
   * The plant, at most {@link PLANT_TTL} old; concurrent callers share one reading. Database calls: 3 cold, 2 when the
   * minute is over, 3 when a publish happened meanwhile, else none.
   * @throws AppError NOT_SET_UP before the first import
   */
  plant: (now: Millis) => Promise<Plant>;
  /** As in the database at this moment. */
  fresh: (now: Millis) => Promise<Reading>;
  /** The book that an order is pinned to. One database call the first time, none ever after. */
  bookOf: (version: string) => Promise<FlowBook>;
  /** This instance changed something: the next caller reads again. */
  invalidate: () => void;
}

/** What the engine needs of a plant at an instant. */
export const worldAt = ({ deadlines, duty, calendar }: Plant, now: Millis): World => ({
  now,
  deadlines,
  duty,
  calendar,
});

/** How long an instance may lag behind another one's publish. */
export const PLANT_TTL = MINUTE;

const byId = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

function dutyBook({ places, roster, routing, people }: Omit<Plant, 'duty'>, now: Millis): DutyBook {
  return createDutyBook({ places, roster, routing, people, now });
}

function assemble({ versions, bodies }: BodiesInForce, people: DirectoryPerson[], now: Millis): Plant {
  const still = {
    ...bodies,
    versions,
    people,
    personById: byId(people),
    areaById: byId(bodies.places.areas),
    pointById: byId(bodies.places.points),
    templateById: byId(bodies.templates.templates),
    calendar: createCalendar(bodies.roster),
  };
  return { ...still, duty: dutyBook(still, now) };
}

/**
 * @param store - published configuration
 * @param directory - reads everybody
 */
export function createPlantReader(
  store: ConfigStore,
  directory: () => Promise<DirectoryPerson[]>,
): PlantReader {
  const bodies = createBodies(store);
  let kept: { reading: Reading; readAt: Millis; dutyAt: Millis } | null = null;
  let onTheWay: Promise<Reading> | null = null;

  async function read(now: Millis): Promise<Reading> {
    const [pointer, people] = await Promise.all([store.pointer(), directory()]);
    if (pointer === null) throw new AppError('NOT_SET_UP');
    return { pointer, plant: assemble(await bodies.inForce(pointer), people, now) };
  }

  function share(now: Millis): Promise<Reading> {
    const mine = read(now)
      .then((reading) => {
        // A reading that was invalidated on its way serves those who wait for it and nobody after them.
        if (onTheWay === mine) kept = { reading, readAt: now, dutyAt: now };
        return reading;
      })
      .finally(() => {
        if (onTheWay === mine) onTheWay = null;
      });
    onTheWay = mine;
    return mine;
  }

  function invalidate(): void {
    kept = null;
    onTheWay = null;
  }

  return {
    async plant(now) {
      const isFresh = kept !== null && now >= kept.readAt && now - kept.readAt < PLANT_TTL;
      if (kept === null || !isFresh) return (await (onTheWay ?? share(now))).plant;
      // Shifts change on the minute: who is on duty must not lag behind as the rest may.
      if (Math.floor(now / MINUTE) !== Math.floor(kept.dutyAt / MINUTE)) {
        const { pointer, plant } = kept.reading;
        const reading = { pointer, plant: { ...plant, duty: dutyBook(plant, now) } };
        kept = { ...kept, reading, dutyAt: now };
      }
      return kept.reading.plant;
    },
    fresh(now) {
      invalidate();
      return share(now);
    },
    bookOf: (version) => bodies.book(version),
    invalidate,
  };
}

/** The reader of this instance. */
export const plantReader = createPlantReader(configStore, loadDirectory);

export const { plant, bookOf, invalidate } = plantReader;
