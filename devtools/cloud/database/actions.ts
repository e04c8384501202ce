/** The database's actions: what each does to documents and what it answers. */
import { randomBytes } from 'node:crypto';
import { calculateObjectSize } from 'bson';
import type { DatabaseOutcome } from '../types';
import { aggregate } from './aggregate';
import { refused, writeRefused } from './errors';
import { compileProjection } from './project';
import { assertStorable } from './places';
import type { Request } from './request';
import type { Session } from './session';
import type { Collection, Store } from './store';
import { applyUpdate, checkUpdate } from './update';
import type { Doc, Value } from './values';
import { isDoc } from './values';
import { decode, encode } from './wire';

/** MongoDB's cap on one document. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** What an action works with. */
export interface ActionContext {
  store: Store;
  session: Session;
  request: Request;
}

type Action = (context: ActionContext) => DatabaseOutcome;

function outcome(data: Record<string, unknown>, examined: number, returned: number): DatabaseOutcome {
  return { reply: { data }, cost: { examined, returned } };
}

const automaticId = (): string => randomBytes(16).toString('hex');

function assertId(id: Value | undefined): void {
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw writeRefused('_id must be a string or a number');
  }
}

/** Checks a whole document before it is written. */
function checked(doc: Doc): Doc {
  assertId(doc['_id']);
  assertStorable(doc);
  const bytes = calculateObjectSize(doc);
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw writeRefused(
      `object to insert too large. size in bytes: ${bytes}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
  return doc;
}

function insert({ store, session, request }: ActionContext): DatabaseOutcome {
  const collection = store.collection(request.collectionName);
  const docs = request.documents.map((doc) => checked('_id' in doc ? doc : { _id: automaticId(), ...doc }));
  for (const doc of docs) session.write(collection, null, doc);
  return outcome({ insertedIds: docs.map((doc) => doc['_id']) }, 0, 0);
}

function get({ store, session, request }: ActionContext): DatabaseOutcome {
  const collection = store.collection(request.collectionName);
  const { filter, order, skip, limit, projection } = request;
  const { found, examined } = session.find(collection, { filter, order, skip, limit });
  const project = compileProjection(projection);
  const whole = Object.keys(projection).length === 0;
  const list = found.map(({ doc, body }) => (whole ? body : encode(project(doc))));
  return outcome({ list }, examined, list.length);
}

function all({ session, request }: ActionContext, collection: Collection): ReturnType<Session['find']> {
  return session.find(collection, { filter: request.filter, order: [], skip: 0, limit: Infinity });
}

function one({ session, request }: ActionContext, collection: Collection): ReturnType<Session['find']> {
  return session.find(collection, { filter: request.filter, order: [], skip: 0, limit: 1 });
}

/** The equalities of a filter, which an upsert puts into the new document. */
function equalities(filter: Doc): Doc {
  const doc: Doc = {};
  for (const [path, condition] of Object.entries(filter)) {
    const value = isDoc(condition) && '$eq' in condition ? condition['$eq'] : condition;
    if (!path.startsWith('$') && !path.includes('.') && !isDoc(value)) doc[path] = value;
  }
  return doc;
}

function replacement(id: Value | undefined, data: Doc): Doc {
  const { _id: given, ...fields } = data;
  return given === undefined || id === undefined
    ? { _id: id ?? automaticId(), ...fields }
    : { _id: id, ...fields };
}

function upsert(context: ActionContext, collection: Collection): Value {
  const { request, session } = context;
  const base = equalities(request.filter);
  const doc = request.flag('merge')
    ? applyUpdate({ _id: automaticId(), ...base }, request.update, true)
    : replacement(base['_id'], request.update);
  session.write(collection, null, checked(doc));
  return doc['_id'] ?? null;
}

function modify(context: ActionContext): DatabaseOutcome {
  const { store, session, request } = context;
  const collection = store.collection(request.collectionName);
  const { update } = request;
  const merge = request.flag('merge');
  if (merge) checkUpdate(update);
  const { found, examined } = request.flag('multi') ? all(context, collection) : one(context, collection);
  if (found.length === 0 && request.flag('upsert')) {
    return outcome({ updated: 0, upsert_id: upsert(context, collection) }, examined, 0);
  }
  let updated = 0;
  for (const { doc, body } of found) {
    const after = checked(merge ? applyUpdate(doc, update) : replacement(doc['_id'], update));
    // Like MongoDB's nModified: a document left as it was does not count.
    if (encode(after) === body) continue;
    session.write(collection, doc, after);
    updated++;
  }
  return outcome({ updated, upsert_id: null }, examined, 0);
}

/** Like findOneAndUpdate: one document, answered as it is afterwards. */
function modifyAndReturn(context: ActionContext): DatabaseOutcome {
  const { store, session, request } = context;
  const collection = store.collection(request.collectionName);
  const { update } = request;
  checkUpdate(update);
  const { found, examined } = one(context, collection);
  const [entry] = found;
  if (!entry) return outcome({ updated: 0, doc: null }, examined, 0);
  const after = checked(applyUpdate(entry.doc, update));
  const body = encode(after);
  const changed = body !== entry.body;
  if (changed) session.write(collection, entry.doc, after);
  return outcome({ updated: Number(changed), doc: body }, examined, 1);
}

function remove(context: ActionContext): DatabaseOutcome {
  const { store, session, request } = context;
  const collection = store.collection(request.collectionName);
  const { found, examined } = request.flag('multi') ? all(context, collection) : one(context, collection);
  for (const { doc } of found) session.write(collection, doc, null);
  return outcome({ deleted: found.length }, examined, 0);
}

function count(context: ActionContext): DatabaseOutcome {
  const { store, request } = context;
  const collection = store.collection(request.collectionName);
  if (Object.keys(request.filter).length === 0) return outcome({ total: store.count(collection) }, 0, 0);
  const { found, examined } = all(context, collection);
  return outcome({ total: found.length }, examined, 0);
}

function runPipeline({ store, session, request }: ActionContext): DatabaseOutcome {
  const collection = store.collection(request.collectionName);
  const stages = request.stages.map(({ name, text }) => ({ name, value: decode(text, request.now) }));
  const sources = {
    session,
    collection: (name: string) => (store.has(name) ? store.collection(name) : null),
    now: request.now(),
  };
  const { found, examined } = aggregate(sources, collection, stages);
  return outcome({ list: found.map((doc) => encode(doc)) }, examined, found.length);
}

function addCollection({ store, request }: ActionContext): DatabaseOutcome {
  const name = request.collectionName;
  if (name.includes('$') || name.startsWith('system.')) throw refused(`Invalid collection name: ${name}`);
  store.create(name);
  return { reply: {}, cost: { examined: 0, returned: 0 } };
}

/** Actions that only read. */
export const READS: Record<string, Action> = {
  'database.getDocument': get,
  'database.calculateDocument': count,
  'database.aggregateDocuments': runPipeline,
};

/** Actions that write: all of one in one SQLite transaction. */
export const WRITES: Record<string, Action> = {
  'database.insertDocument': insert,
  'database.modifyDocument': modify,
  'database.modifyAndReturnDoc': modifyAndReturn,
  'database.removeDocument': remove,
  'database.addCollection': addCollection,
};
