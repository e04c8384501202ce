/** The one adapter that knows this product: its environment, its routes, its people, its pages and templates. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProductAdapter } from '../cloud';
import type { MessageTemplate } from '../cloud/control/shapes';
import type { SdkCall } from '../cloud/faults';
import { isRecord } from '../cloud/http';
import type { AppFacts } from '../cloud/openapi/subscribe-message';
import { FlowJson, overview, type Flow } from './orders';
import { firstPhones, people } from './people';

/** Collections that only follow from what a person did: messages, balances, points, what is known of pictures. */
const DELIVERY = new Set(['deliveries', 'accounts', 'ledger', 'mediaChecks', 'pictureHashes']);

/** Collections whose state changes set `rev`. */
const REVISED = new Set(['orders', 'tasks', 'permits', 'certificates', 'trainings']);

const AppJson = v.object({
  pages: v.array(v.string()),
  subPackages: v.optional(v.array(v.object({ root: v.string(), pages: v.array(v.string()) })), []),
});

const NoticesJson = v.object({
  templates: v.array(
    v.object({ templateId: v.string(), title: v.string(), fields: v.record(v.string(), v.string()) }),
  ),
});

/** What a template's keyword is called, by what the product fills in. */
const LABELS: Readonly<Record<string, string>> = {
  '{number}': '编号',
  '{title}': '隐患',
  '{place}': '地点',
  '{due}': '期限',
};

/**
 * @param project - the root of the repository; the product's own files are read as data
 */
export function safeLoop(project: string): ProductAdapter {
  const notices = read(join(project, 'cloudfunctions/config/notices.json'), NoticesJson);
  const flows = flowsIn(join(project, 'cloudfunctions/config/flows'));
  return {
    env: (secret) => ({ SAFELOOP_SECRET: secret }),
    routeOf: (event) => (isRecord(event) && typeof event.route === 'string' ? event.route : null),
    kindOf: (call, body) => (isDelivery(call, body) ? 'delivery' : 'request'),
    people,
    firstPhones,
    overview: (database, now) => overview(database, now, flows),
    app: appFacts(project, notices),
    messages: messageTemplates(notices),
  };
}

/**
 * A state change sets `rev`; an update of an order or a task without it is bookkeeping of its outbox and photos. Only points travel in
 * transactions, whose beginning and end name no collection.
 */
function isDelivery(call: SdkCall, body: Record<string, unknown>): boolean {
  if (call.collection === null) return call.action.endsWith('Transaction');
  if (DELIVERY.has(call.collection)) return true;
  if (!REVISED.has(call.collection) || call.action !== 'database.modifyDocument') return false;
  const change: unknown = typeof body.data === 'string' ? JSON.parse(body.data) : body.data;
  if (!isRecord(change)) return false;
  return !['$set', '$inc'].some((operator) => isRecord(change[operator]) && 'rev' in change[operator]);
}

type Notices = v.InferOutput<typeof NoticesJson>;

function appFacts(project: string, notices: Notices | null): AppFacts {
  const app = read(join(project, 'miniprogram/app.json'), AppJson);
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

/** As a person sees the templates; a keyword that is filled with a sentence of its own is a remark. */
function messageTemplates(notices: Notices | null): Record<string, MessageTemplate> {
  const templates = notices?.templates ?? [];
  return Object.fromEntries(
    templates.map(({ templateId, title, fields }) => {
      const labels = Object.entries(fields).map(
        ([field, filled]) => [field, LABELS[filled] ?? '说明'] as const,
      );
      return [templateId, { title, labels: Object.fromEntries(labels) }];
    }),
  );
}

/** Every flow that is shipped: one a file, beside the file that says where each begins. */
function flowsIn(folder: string): Flow[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return files.flatMap((name) => {
    const flow = v.safeParse(FlowJson, JSON.parse(readFileSync(join(folder, name), 'utf8')));
    return flow.success ? [flow.output] : [];
  });
}

function read<T>(file: string, schema: v.GenericSchema<unknown, T>): T | null {
  return existsSync(file) ? v.parse(schema, JSON.parse(readFileSync(file, 'utf8'))) : null;
}
