/** Collections whose documents are counted: every write of what counts leaves a mark, which nothing but the counting sees. */
import type { Millis } from '../../typings/domain';
import { now } from './clock';
import { _, collection, type Collection, type Doc } from './sdk';

/** Beside a document, for the counting alone. Missing on documents that were written before anything was counted. */
interface Mark {
  /** Grows with every write, whatever it is about. */
  factsRev?: number;
  /** Since when it is to be counted anew; null: it is counted. Indexed. */
  factsDue?: Millis | null;
  /** It is deleted, and goes as soon as that is counted. */
  factsGone?: true;
}

/** A document that is to be counted. */
export interface Changed<T extends Doc> {
  _id: string;
  /** Of all its writes. */
  rev: number;
  dueAt: Millis;
  isGone: boolean;
  document: T;
}

/** What the counting asks of a collection; each is one database call. */
export interface Changes<T extends Doc> {
  /** Documents to be counted since after `past`, those that wait longest first. */
  due(past: Millis, limit: number): Promise<Changed<T>[]>;
  /** Every document, by its id. */
  after(id: string, limit: number): Promise<Changed<T>[]>;
  /** Which of these are there. */
  known(ids: readonly string[]): Promise<string[]>;
  /** Notes that a document is counted as it was; it stays due when it was written since. */
  counted(id: string, rev: number): Promise<boolean>;
  /** Makes a document due again that was written since. @returns false when it was not, or is not there any more */
  again(id: string, rev: number): Promise<boolean>;
  /** Removes a document that was deleted, unless it was written since. */
  forget(id: string, rev: number): Promise<boolean>;
}

/** As a store knows it. Nothing replaces a document unseen. */
export interface CountedCollection<T extends Doc> extends Omit<Collection<T>, 'put'> {
  /** As `updateIf`, for what is kept beside a document and never counted: leaves no mark. */
  updateBeside: Collection<T>['updateIf'];
}

function bare<T extends Doc>(marked: T & Mark): T {
  const document = { ...marked };
  delete document.factsRev;
  delete document.factsDue;
  delete document.factsGone;
  return document;
}

function changed<T extends Doc>(marked: T & Mark): Changed<T> {
  const { _id, factsRev = 0, factsDue, factsGone } = marked;
  return {
    ...{ _id, rev: factsRev, dueAt: factsDue ?? 0, isGone: factsGone === true },
    document: bare(marked),
  };
}

const noted = (): Record<string, unknown> => ({ factsRev: _.inc(1), factsDue: now() });

/**
 * A collection of which every write but those beside it says that the document is to be counted: none can forget to. Deleting marks as well: the
 * document goes when its numbers are gone, within minutes.
 * @param name - see config/indexes.json: needs an index on `factsDue`
 */
export function counted<T extends Doc>(name: string): { rows: CountedCollection<T>; changes: Changes<T> } {
  const all = collection<T & Mark>(name);
  const rows: CountedCollection<T> = {
    async get(id) {
      const found = await all.get(id);
      return found && bare<T>(found);
    },
    // One that comes again under the same id is newer than what was counted of the first.
    add: (document) => all.add({ ...document, factsRev: now(), factsDue: now() }),
    async find(where, options) {
      return (await all.find(where, options)).map(bare<T>);
    },
    count: (where) => all.count(where),
    updateIf: (where, change) => all.updateIf(where, { ...change, ...noted() }),
    updateBeside: (where, change) => all.updateIf(where, change),
    updateAll: (where, change) => all.updateAll(where, { ...change, ...noted() }),
    async updateAndReturn(id, change, where) {
      const written = await all.updateAndReturn(id, { ...change, ...noted() }, where);
      return written && bare<T>(written);
    },
    remove: (id) => all.updateIf({ _id: id }, { factsGone: true, ...noted() }),
    removeAll: (where) => all.updateAll(where, { factsGone: true, ...noted() }),
  };
  const changes: Changes<T> = {
    async due(past, limit) {
      const found = await all.find({ factsDue: _.gt(past) }, { orderBy: [['factsDue', 'asc']], limit });
      return found.map(changed<T>);
    },
    async after(id, limit) {
      return (await all.find({ _id: _.gt(id) }, { orderBy: [['_id', 'asc']], limit })).map(changed<T>);
    },
    async known(ids) {
      const found = await all.find(
        { _id: _.in([...ids]) },
        { limit: Math.max(1, ids.length), pick: ['_id'] },
      );
      return found.map(({ _id }) => _id);
    },
    counted: (id, rev) => all.updateIf({ _id: id, factsRev: rev }, { factsDue: null }),
    again: (id, rev) => all.updateIf({ _id: id, factsRev: _.gt(rev) }, { factsDue: now() }),
    async forget(id, rev) {
      return (await all.removeAll({ _id: id, factsRev: rev })) > 0;
    },
  };
  return { rows, changes };
}
