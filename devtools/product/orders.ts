/** What is happening to the plant's orders, told for someone who watches: the next due time, the latest acts, the loops. */
import { EJSON } from 'bson';
import * as v from 'valibot';
import type { CaseOfPlant, Happening, Overview } from '../cloud/control/shapes';
import type { Database } from '../cloud/types';

/** How many orders, those that moved last, are looked at. */
const ORDERS = 50;
/** How many happenings are told. */
const HAPPENINGS = 12;

const Ref = v.object({ id: v.string(), name: v.string() });

const Entry = v.object({
  at: v.number(),
  actor: v.object({ kind: v.string(), name: v.string() }),
  action: v.string(),
  from: v.optional(v.nullable(v.string())),
  detail: v.looseObject({
    owner: v.optional(v.nullable(Ref)),
    told: v.optional(v.nullable(Ref)),
    notice: v.optional(v.string()),
  }),
});

const Order = v.object({
  _id: v.string(),
  title: v.string(),
  reportedAt: v.number(),
  flow: v.object({ id: v.string() }),
  state: v.string(),
  next: v.nullable(v.object({ owner: Ref })),
  reporter: v.object({ visibility: v.string() }),
  trail: v.array(Entry),
});

const Flow = v.object({
  id: v.string(),
  states: v.array(v.object({ id: v.string(), ring: v.number() })),
  actions: v.array(v.object({ id: v.string(), from: v.array(v.string()), told: v.string() })),
});

type Entry = v.InferOutput<typeof Entry>;
type Order = v.InferOutput<typeof Order>;
/** A flow of the product, as far as it tells how an order stands and what an act is called. */
export type Flow = v.InferOutput<typeof Flow>;
export { Flow as FlowJson };

/**
 * @param flows - as shipped; what they do not know is told without detail
 * @returns what {@link Overview} says, read with three indexed or bounded queries
 */
export async function overview(database: Database, now: number, flows: readonly Flow[]): Promise<Overview> {
  const due = await find(database, { nextDueAt: { $gt: now } }, { nextDueAt: 1 }, 1);
  const moved = await find(database, {}, { lastActAt: -1 }, ORDERS);
  const orders = moved.flatMap((document) => {
    const order = v.safeParse(Order, document);
    return order.success ? [order.output] : [];
  });
  const phones = new Map(
    database.dump('people').map(({ _id, openid }) => [_id, typeof openid === 'string' ? openid : null]),
  );
  const nextDueAt = due[0]?.nextDueAt;
  return {
    nextDueAt: typeof nextDueAt === 'number' ? nextDueAt : null,
    recent: orders
      .flatMap((order) => order.trail.map((entry) => happening(order, entry, flows)))
      .sort((a, b) => b.at - a.at)
      .slice(0, HAPPENINGS),
    cases: orders.map((order) => caseOf(order, phones, flows)),
  };
}

function caseOf(
  order: Order,
  phones: ReadonlyMap<unknown, string | null>,
  flows: readonly Flow[],
): CaseOfPlant {
  const flow = flows.find(({ id }) => id === order.flow.id);
  const ring = flow?.states.find(({ id }) => id === order.state)?.ring ?? (order.next === null ? 5 : 2);
  const owner = order.next?.owner;
  const openid = owner && phones.get(owner.id);
  return {
    id: order._id,
    title: order.title,
    foundAt: order.reportedAt,
    ring,
    turn: openid ? { openid, name: owner.name } : null,
  };
}

function happening(order: Order, entry: Entry, flows: readonly Flow[]): Happening {
  return { at: entry.at, text: `${order.title} ${sentence(order, entry, flows)}` };
}

/** What an act is called: in the flow the order runs on if it has such an act there, else in any it came through. */
function toldOf(order: Order, { action, from }: Entry, flows: readonly Flow[]): string | undefined {
  const own = flows.filter(({ id }) => id === order.flow.id);
  const acts = [...own, ...flows].flatMap(({ actions }) => actions).filter(({ id }) => id === action);
  return (acts.find((act) => from && act.from.includes(from)) ?? acts[0])?.told;
}

function sentence(order: Order, entry: Entry, flows: readonly Flow[]): string {
  const { action, actor, detail } = entry;
  const owner = detail.owner?.name ?? '';
  const told = detail.told?.name ?? owner;
  switch (action) {
    case 'report':
      return `${order.reporter.visibility === 'named' ? actor.name : '有人'}上报，派给${owner}`;
    case 'climbed':
      if (detail.notice === 'reminder') return `时间过半，提醒了${told}`;
      return detail.notice === 'escalated' ? `超时，已报${told}` : `超时，提醒了${told}`;
    case 'undelivered':
      return `提醒没送到，改为告诉${told}`;
    case 'passedOn':
      return `没人复核，改由${owner}复核`;
    case 'reassigned':
      return `原来的人已离岗，由${owner}处理`;
    case 'shiftMoved':
      return `交班了，由${owner}接着处理`;
    case 'movedOn':
      return `到时间了，转给${owner}处理`;
    case 'dutyReminded':
      return `法定的事到期了，提醒了${told}`;
    default: {
      const known = toldOf(order, entry, flows) ?? '办了一步';
      return actor.kind === 'person' ? `${actor.name}${known}` : known;
    }
  }
}

async function find(
  database: Database,
  query: object,
  order: object,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const { reply } = await database.execute('database.getDocument', {
    collectionName: 'orders',
    query: JSON.stringify(query),
    order: JSON.stringify(order),
    limit,
  });
  const { list } = v.parse(v.object({ data: v.object({ list: v.array(v.string()) }) }), reply).data;
  return list.map((text) => EJSON.parse(text, { relaxed: true }) as Record<string, unknown>);
}
