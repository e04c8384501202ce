/** Reads published versions; what was read once is kept for good, because a published version never changes. */
import type { ConfigKind, ConfigKinds, ConfigPointer, ConfigVersion } from '../../../typings/config';
import type { FlowBook } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import * as log from '../../platform/log';
import type { ConfigStore } from './store';
import { decodeVersion, everyKind, KINDS, versionId } from './version';

/** The bodies in force, and which version of each. */
export interface BodiesInForce {
  versions: Record<ConfigKind, string>;
  bodies: ConfigKinds;
}

export interface Bodies {
  /**
   * What a pointer names. A version that is missing, changed or no longer fits its schema is reported once, and the
   * previous one serves. No database call when all is known, else 1, or 2 after a fall back.
   * @throws AppError NOT_SET_UP while a kind was never published; Error when neither version can be read
   */
  inForce(pointer: ConfigPointer): Promise<BodiesInForce>;
  /** The book that an order is pinned to. @throws Error when it cannot be read */
  book(version: string): Promise<FlowBook>;
}

/** Of kinds that came after a plant was set up: nothing is planned there until somebody does. */
export const UNPLANNED: Partial<ConfigKinds> = {
  inspection: { checklists: [], plans: [] },
  briefings: { notice: { title: '班前告知', basis: '本厂制度', text: '已告知' }, teams: [] },
  goods: { rewards: [] },
  permits: { certificateKinds: [], certificateReminders: { days: [], roles: [] }, hotWork: null },
  training: {
    hourMinutes: 45,
    leastHours: { newHire: 24, refresh: 8 },
    basis: '模板，按本厂制度修改',
    courses: [],
    questions: [],
    programmes: [],
  },
};

const NO_VERSION = 'none';

type Known = { [K in ConfigKind]: Map<string, ConfigKinds[K]> };

/** @param store - where published versions are */
export function createBodies(store: ConfigStore): Bodies {
  const known: Known = {
    flows: new Map(),
    places: new Map(),
    roster: new Map(),
    routing: new Map(),
    templates: new Map(),
    screening: new Map(),
    deadlines: new Map(),
    notices: new Map(),
    rewards: new Map(),
    roles: new Map(),
    inspection: new Map(),
    briefings: new Map(),
    goods: new Map(),
    permits: new Map(),
    training: new Map(),
  };
  const told = new Set<string>();
  const booksOnTheWay = new Map<string, Promise<FlowBook>>();

  /** Takes up a stored version; null when it is not what was published. */
  async function keep<K extends ConfigKind>(
    kind: K,
    version: string,
    stored: ConfigVersion | undefined,
  ): Promise<ConfigKinds[K] | null> {
    try {
      if (stored === undefined) throw new Error('the document is gone');
      const body = await decodeVersion(kind, version, stored);
      known[kind].set(version, body);
      return body;
    } catch (error) {
      const id = versionId(kind, version);
      if (!told.has(id)) log.defect({ event: 'config.damaged', kind, version }, error);
      told.add(id);
      return null;
    }
  }

  async function fetch(wanted: { kind: ConfigKind; version: string }[]): Promise<void> {
    const unknown = wanted.filter(({ kind, version }) => !known[kind].has(version));
    if (unknown.length === 0) return;
    const stored = await store.versions(unknown.map(({ kind, version }) => versionId(kind, version)));
    const byId = new Map(stored.map((each) => [each._id, each]));
    await Promise.all(
      unknown.map(({ kind, version }) => keep(kind, version, byId.get(versionId(kind, version)))),
    );
  }

  return {
    async inForce({ kinds }) {
      const planned = KINDS.filter((kind) => kinds[kind] !== undefined || !(kind in UNPLANNED));
      const entryOf = (kind: ConfigKind) => {
        const entry = kinds[kind];
        if (entry === undefined) throw new AppError('NOT_SET_UP');
        return entry;
      };
      await fetch(planned.map((kind) => ({ kind, version: entryOf(kind).current })));
      const isDamaged = (kind: ConfigKind): boolean => !known[kind].has(entryOf(kind).current);
      await fetch(
        planned.filter(isDamaged).flatMap((kind) => {
          const { previous } = entryOf(kind);
          return previous === null ? [] : { kind, version: previous };
        }),
      );
      const versionOf = (kind: ConfigKind): string => {
        if (!planned.includes(kind)) return NO_VERSION;
        const { current, previous } = entryOf(kind);
        return isDamaged(kind) && previous !== null ? previous : current;
      };
      function bodyOf<K extends ConfigKind>(kind: K): ConfigKinds[K] {
        const body = planned.includes(kind) ? known[kind].get(versionOf(kind)) : UNPLANNED[kind];
        if (body === undefined) throw new Error(`neither version of ${kind} can be read`);
        return body;
      }
      const versions = Object.fromEntries(KINDS.map((kind) => [kind, versionOf(kind)]));
      return {
        versions: versions as Record<ConfigKind, string>,
        bodies: everyKind(bodyOf),
      };
    },

    book(version) {
      const found = known.flows.get(version);
      if (found !== undefined) return Promise.resolve(found);
      const onTheWay = booksOnTheWay.get(version);
      if (onTheWay !== undefined) return onTheWay;
      const read = fetch([{ kind: 'flows', version }])
        .then(() => {
          const book = known.flows.get(version);
          if (book === undefined)
            throw new Error(`flows ${version}, to which an order is pinned, cannot be read`);
          return book;
        })
        .finally(() => booksOnTheWay.delete(version));
      booksOnTheWay.set(version, read);
      return read;
    },
  };
}
