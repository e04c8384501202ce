/** The part of both SDKs' database that the tests use; their own types are loose or do not hold under strict. */

export type Plain = Record<string, unknown>;

/** wx-server-sdk: options in, `{data}` or `{stats}` out. */
export interface WxQuery {
  where(condition: unknown): WxQuery;
  orderBy(path: string, order: 'asc' | 'desc'): WxQuery;
  limit(most: number): WxQuery;
  skip(count: number): WxQuery;
  field(projection: Plain): WxQuery;
  get(): Promise<{ data: Plain[] }>;
  count(): Promise<{ total: number }>;
  update(options: { data: Plain; multi?: boolean }): Promise<{ stats: { updated: number } }>;
  remove(options?: { multi: boolean }): Promise<{ stats: { removed: number } }>;
}

export interface WxDocument {
  field(projection: Plain): WxDocument;
  get(): Promise<{ data: Plain }>;
  set(options: { data: Plain }): Promise<{ _id: string; stats: { updated: number; created: number } }>;
  update(options: { data: Plain }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface WxAggregate {
  match(condition: unknown): WxAggregate;
  group(spec: Plain): WxAggregate;
  sort(spec: Plain): WxAggregate;
  limit(most: number): WxAggregate;
  end(): Promise<{ list: Plain[] }>;
}

export interface WxCollection extends WxQuery {
  add(options: { data: Plain | Plain[] }): Promise<{ _id: string; _ids?: string[] }>;
  doc(id: string | number): WxDocument;
  aggregate(): WxAggregate;
}

export interface WxTransaction {
  collection(name: string): WxCollection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

type QueryOperator =
  | 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'exists' | 'mod' | 'not' | 'or' | 'and'
  | 'geoNear' | 'geoWithin' | 'geoIntersects'; // prettier-ignore
type UpdateOperator =
  | 'set' | 'remove' | 'inc' | 'mul' | 'min' | 'max' | 'push' | 'pop' | 'shift' | 'unshift' | 'pull' | 'addToSet' | 'rename'; // prettier-ignore
type AggregateOperator = 'sum' | 'eq' | 'multiply';

/** Operators by name; those of queries and updates chain. */
export interface Operator {
  and(other: unknown): Operator;
  or(other: unknown): Operator;
}

type Command = Record<QueryOperator | UpdateOperator, (...operands: unknown[]) => Operator>;
type Commands = Command & { aggregate: Record<AggregateOperator, (operand: unknown) => unknown> } & {
  expr(operand: unknown): unknown;
};

export interface WxDatabase {
  command: Commands;
  Geo: { Point(longitude: number, latitude: number): unknown };
  RegExp(spec: { regexp: string; options: string }): unknown;
  serverDate(spec?: { offset: number }): unknown;
  collection(name: string): WxCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<WxTransaction>;
  runTransaction<T>(run: (transaction: WxTransaction) => Promise<T>, times?: number): Promise<T>;
}

/** @cloudbase/node-sdk: plain arguments in, counts and data at the top level. */
export interface NodeQuery {
  where(condition: unknown): NodeQuery;
  options(options: { raw?: boolean; multiple?: boolean }): NodeQuery;
  orderBy(path: string, order: 'asc' | 'desc'): NodeQuery;
  limit(most: number): NodeQuery;
  skip(count: number): NodeQuery;
  field(projection: Plain): NodeQuery;
  get(): Promise<{ data: Plain[] }>;
  count(): Promise<{ total: number }>;
  update(data: Plain): Promise<{ updated: number }>;
  updateAndReturn(data: Plain): Promise<{ updated: number; doc: Plain | null }>;
  remove(): Promise<{ deleted: number }>;
}

export interface NodeDocument<Data = Plain[]> {
  field(projection: Plain): NodeDocument<Data>;
  get(): Promise<{ data: Data }>;
  set(data: Plain): Promise<{ updated: number; upsertedId?: unknown; upserted?: unknown }>;
  update(data: Plain): Promise<{ updated: number }>;
  remove(): Promise<{ deleted: number }>;
}

export interface NodeAggregate {
  match(condition: unknown): NodeAggregate;
  group(spec: Plain): NodeAggregate;
  project(spec: Plain): NodeAggregate;
  sort(spec: Plain): NodeAggregate;
  limit(most: number): NodeAggregate;
  count(field: string): NodeAggregate;
  geoNear(spec: Plain): NodeAggregate;
  end(): Promise<{ data: Plain[] }>;
}

export interface NodeCollection<Data = Plain[]> extends NodeQuery {
  add(data: Plain | Plain[]): Promise<{ id: string; ids?: unknown[]; inserted?: number }>;
  doc(id: string | number): NodeDocument<Data>;
  options(options: { raw?: boolean; multiple?: boolean }): NodeCollection<Data>;
  aggregate(pipeline?: Plain[]): NodeAggregate;
}

/** Inside a transaction `doc().get()` answers one document or null. */
export interface NodeTransaction {
  collection(name: string): NodeCollection<Plain | null>;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

export interface NodeDatabase {
  command: Commands;
  Geo: Record<'Point' | 'LineString' | 'Polygon', new (...parts: unknown[]) => unknown>;
  RegExp: new (spec: { regexp: string; options: string }) => unknown;
  serverDate(spec?: { offset: number }): unknown;
  collection(name: string): NodeCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<NodeTransaction>;
  runTransaction<T>(run: (transaction: NodeTransaction) => Promise<T>, times?: number): Promise<T>;
}
