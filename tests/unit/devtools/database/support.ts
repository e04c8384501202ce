/** A database in memory and the wire's bodies in plain values, for the unit tests of this room. */
import { EJSON } from 'bson';
import { openDatabase } from '../../../../devtools/cloud/database';
import type { Database, IndexDeclarations } from '../../../../devtools/cloud/types';

export type Plain = Record<string, unknown>;

const text = (value: unknown): string => EJSON.stringify(value as object, { relaxed: false });

/** Options of {@link Client.find}. */
export interface FindOptions {
  order?: Plain;
  limit?: number;
  offset?: number;
  projection?: Plain;
  transactionId?: string;
}

/** The actions as plain functions over `execute`. */
export class Client {
  /** Documents examined by the last action. */
  examined = 0;

  constructor(readonly db: Database) {}

  async run(action: string, body: Plain): Promise<Plain> {
    const { reply, cost } = await this.db.execute(`database.${action}`, body);
    this.examined = cost.examined;
    return reply;
  }

  async insert(collectionName: string, docs: Plain[], transactionId?: string): Promise<unknown[]> {
    const body = { collectionName, data: docs.map(text), transactionId };
    return ((await this.run('insertDocument', body)).data as { insertedIds: unknown[] }).insertedIds;
  }

  async find(collectionName: string, query: Plain, options: FindOptions = {}): Promise<Plain[]> {
    const { order, projection, ...rest } = options;
    const reply = await this.run('getDocument', {
      collectionName,
      queryType: 'WHERE',
      query: text(query),
      order: order && text(order),
      projection: projection && text(projection),
      ...rest,
    });
    return (reply.data as { list: string[] }).list.map((one) => EJSON.parse(one) as Plain);
  }

  async update(collectionName: string, query: Plain, update: Plain, rest: Plain = {}): Promise<Plain> {
    const body = { collectionName, queryType: 'WHERE', multi: true, merge: true, upsert: false, ...rest };
    const reply = await this.run('modifyDocument', { ...body, query: text(query), data: text(update) });
    return reply.data as Plain;
  }

  async remove(collectionName: string, query: Plain, rest: Plain = {}): Promise<number> {
    const body = { collectionName, queryType: 'WHERE', multi: true, ...rest };
    const reply = await this.run('removeDocument', { ...body, query: text(query) });
    return (reply.data as { deleted: number }).deleted;
  }

  async aggregate(collectionName: string, pipeline: Plain[]): Promise<Plain[]> {
    const stages = pipeline.flatMap((stage) =>
      Object.entries(stage).map(([stageKey, value]) => ({
        stageKey,
        stageValue: typeof value === 'object' ? text(value) : JSON.stringify(value),
      })),
    );
    const reply = await this.run('aggregateDocuments', { collectionName, stages });
    return (reply.data as { list: string[] }).list.map((one) => EJSON.parse(one) as Plain);
  }

  async begin(): Promise<string> {
    return (await this.run('startTransaction', {})).transactionId as string;
  }

  async commit(transactionId: string): Promise<void> {
    await this.run('commitTransaction', { transactionId });
  }
}

/** A fresh database; collection `things` is there. */
export function openClient(indexes: IndexDeclarations = { things: [] }, now = Date.now): Client {
  return new Client(openDatabase({ dataDir: ':memory:', indexes, now }));
}
