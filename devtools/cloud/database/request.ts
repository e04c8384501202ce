/** Requests as they come over the wire: fields read, checked, and refused when unknown. */
import { NotEmulated } from '../types';
import { invalidParameter } from './errors';
import type { Doc, SortKey } from './values';
import { sortKeys } from './values';
import { decodeDoc } from './wire';

/** What a function's `get` answers without a limit, and at most: the cloud's rule. */
export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 1000;

/** What both SDKs add to every request; none of it concerns the database. */
const ENVELOPE = [
  'action',
  'envName',
  'wxCloudApiToken',
  'wxCloudbaseAccesstoken',
  'tcb_sessionToken',
  'sessionToken',
  'crossAuthorizationToken',
];

/** Fields by action; another field names a feature that is not emulated. */
const FIELDS: Record<string, string[]> = {
  'database.insertDocument': ['collectionName', 'data', 'transactionId'],
  'database.getDocument': [
    'collectionName',
    'query',
    'queryType',
    'order',
    'limit',
    'offset',
    'projection',
    'multi',
    'transactionId',
  ],
  'database.modifyDocument': [
    'collectionName',
    'query',
    'queryType',
    'data',
    'multi',
    'merge',
    'upsert',
    'transactionId',
  ],
  'database.removeDocument': ['collectionName', 'query', 'queryType', 'multi', 'transactionId'],
  'database.calculateDocument': ['collectionName', 'query', 'queryType'],
  'database.aggregateDocuments': ['collectionName', 'stages'],
  'database.modifyAndReturnDoc': ['collectionName', 'query', 'queryType', 'data', 'transactionId'],
  'database.addCollection': ['collectionName'],
  'database.startTransaction': [],
  'database.commitTransaction': ['transactionId'],
  'database.abortTransaction': ['transactionId'],
};

/** One request's fields. */
export class Request {
  /**
   * @param now - the cloud's clock, for server dates
   * @throws NotEmulated for an unknown action or field
   */
  constructor(
    readonly action: string,
    private readonly body: Record<string, unknown>,
    readonly now: () => number,
  ) {
    const fields = FIELDS[action];
    if (!fields) throw new NotEmulated(action);
    for (const [name, value] of Object.entries(body)) {
      if (value === undefined || value === null || fields.includes(name) || ENVELOPE.includes(name)) continue;
      throw new NotEmulated(`the option ${name} of ${action}`);
    }
  }

  get transactionId(): string | undefined {
    return this.text('transactionId');
  }

  /** @throws CloudError when it is missing */
  get collectionName(): string {
    const name = this.text('collectionName');
    if (name === undefined || name === '') throw invalidParameter('collectionName is required');
    return name;
  }

  get filter(): Doc {
    return decodeDoc(this.body['query'], this.now);
  }

  get order(): SortKey[] {
    return sortKeys(decodeDoc(this.body['order'], this.now), invalidParameter);
  }

  get projection(): Doc {
    return decodeDoc(this.body['projection'], this.now);
  }

  get update(): Doc {
    return decodeDoc(this.body['data'], this.now);
  }

  get skip(): number {
    return this.integer('offset', 0, Infinity) ?? 0;
  }

  get limit(): number {
    return this.integer('limit', 1, MAX_LIMIT) ?? DEFAULT_LIMIT;
  }

  /** The documents of an insert. */
  get documents(): Doc[] {
    return this.array('data').map((text) => decodeDoc(text, this.now));
  }

  /** The pipeline as the SDK takes it apart. */
  get stages(): { name: string; text: unknown }[] {
    return this.array('stages').map((stage) => {
      const { stageKey, stageValue } = Object(stage) as { stageKey?: unknown; stageValue?: unknown };
      if (typeof stageKey !== 'string') throw invalidParameter('stageKey is required');
      return { name: stageKey, text: stageValue };
    });
  }

  /** A flag; absent counts as false. */
  flag(name: 'multi' | 'merge' | 'upsert'): boolean {
    return this.body[name] === true;
  }

  private text(name: string): string | undefined {
    const value = this.body[name] ?? undefined;
    if (value !== undefined && typeof value !== 'string') throw invalidParameter(`${name} must be a string`);
    return value;
  }

  private array(name: string): unknown[] {
    const value = this.body[name];
    if (!Array.isArray(value)) throw invalidParameter(`${name} must be an array`);
    return value;
  }

  private integer(name: string, least: number, most: number): number | undefined {
    const value = this.body[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      throw invalidParameter(`${name} must be an integer from ${least} to ${most}`);
    }
    return value;
  }
}
