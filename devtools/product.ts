/** The one adapter that knows this product: its environment, its routes, its people, its pages and templates. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProductAdapter } from './cloud';
import type { PersonOfPlant } from './cloud/control/operations';
import type { SdkCall } from './cloud/faults';
import { isRecord } from './cloud/http';
import type { AppFacts } from './cloud/openapi/subscribe-message';
import type { Database } from './cloud/types';

/** Collections that only follow from what a person did: messages, balances, points. */
const DELIVERY = new Set(['deliveries', 'accounts', 'ledger']);

const Person = v.object({
  _id: v.string(),
  openid: v.string(),
  name: v.string(),
  roles: v.array(v.string()),
});

const AppJson = v.object({
  pages: v.array(v.string()),
  subPackages: v.optional(v.array(v.object({ root: v.string(), pages: v.array(v.string()) })), []),
});

const NoticesJson = v.object({
  templates: v.array(v.object({ templateId: v.string(), fields: v.record(v.string(), v.string()) })),
});

/**
 * @param project - the root of the repository; the product's own files are read as data
 */
export function safeLoop(project: string): ProductAdapter {
  return {
    env: (secret) => ({ SAFELOOP_SECRET: secret }),
    routeOf: (event) => (isRecord(event) && typeof event.route === 'string' ? event.route : null),
    kindOf: (call, body) => (isDelivery(call, body) ? 'delivery' : 'request'),
    people,
    app: appFacts(project),
  };
}

/** A state change sets `rev`; an update of an order without it is bookkeeping of its outbox. */
function isDelivery(call: SdkCall, body: Record<string, unknown>): boolean {
  if (call.collection !== null && DELIVERY.has(call.collection)) return true;
  if (call.collection !== 'orders' || call.action !== 'database.modifyDocument') return false;
  const change: unknown = typeof body.data === 'string' ? JSON.parse(body.data) : body.data;
  if (!isRecord(change)) return false;
  return !['$set', '$inc'].some((operator) => isRecord(change[operator]) && 'rev' in change[operator]);
}

/** Everyone in the plant who has a phone bound, by name. */
function people(database: Database): PersonOfPlant[] {
  return database.dump('people').flatMap((document) => {
    const person = v.safeParse(Person, document);
    if (!person.success) return [];
    const { _id: id, openid, name, roles } = person.output;
    return [{ openid, id, name, roles }];
  });
}

function appFacts(project: string): AppFacts {
  const app = read(join(project, 'miniprogram/app.json'), AppJson);
  const notices = read(join(project, 'cloudfunctions/config/notices.json'), NoticesJson);
  return {
    pages: app && [
      ...app.pages,
      ...app.subPackages.flatMap(({ root, pages }) =>
        pages.map((page) => `${root.replace(/\/$/, '')}/${page}`),
      ),
    ],
    templates:
      notices &&
      Object.fromEntries(
        notices.templates.map(({ templateId, fields }) => [templateId, Object.keys(fields)]),
      ),
  };
}

function read<T>(file: string, schema: v.GenericSchema<unknown, T>): T | null {
  return existsSync(file) ? v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))) : null;
}
