/** Verification of everything: every chain of orders and of hot-work tickets, every daily head, and whatever a head names. */
import type { Order, TrailEntry } from '../../../typings/domain';
import { sameHash } from '../../platform/canonical';
import { headIsSound } from './heads';
import { verifyChain } from './chain';
import { headsAfter, type End } from './store';

const PAGE = 100;

/** Reads by id, a page at a time. */
type ReadAfter<T> = (id: string, limit: number) => Promise<T[]>;

/** What an audit reads. */
export interface AuditSources {
  ordersAfter: ReadAfter<Order>;
  wholeTrail(order: Order): Promise<TrailEntry[]>;
  permitsAfter: ReadAfter<Pick<Order, '_id' | 'number' | 'trail'>>;
}

export interface AuditReport {
  orders: number;
  permits: number;
  entries: number;
  heads: number;
  /** What is wrong, in Chinese; empty when everything is as it was written. */
  findings: string[];
}

/** Id → its number, and what each of its entries is signed with. */
type Known = Map<string, { number: string; macs: Map<number, string> }>;

/** Pages through a source ordered by id. */
async function* paged<T extends { _id: string }>(read: ReadAfter<T>): AsyncGenerator<T> {
  let after = '';
  for (;;) {
    const page = await read(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last._id;
  }
}

/** What a head says the trails ended in, against what they are. @param what - e.g. 「工单」 */
function compare(day: string, ends: readonly End[], what: string, known: Known): string[] {
  return ends.flatMap(({ id, seq, mac }) => {
    const found = known.get(id);
    if (found === undefined) return [`${day} 的日志头里有${what} ${id}，现在找不到了：整单被删除`];
    const now = found.macs.get(seq);
    if (now === undefined) return [`${found.number}：第 ${seq} 条之后被截断（${day} 时还在）`];
    return sameHash(now, mac) ? [] : [`${found.number}：第 ${seq} 条被整体重算过，与 ${day} 的日志头不符`];
  });
}

/** Verifies the chains of one kind. @returns what is known of them */
async function verifyAll<T extends Pick<Order, '_id' | 'number'>>(
  read: ReadAfter<T>,
  trailOf: (one: T) => TrailEntry[] | Promise<TrailEntry[]>,
  report: AuditReport,
): Promise<Known> {
  const known: Known = new Map();
  for await (const one of paged(read)) {
    const trail = await trailOf(one);
    report.entries += trail.length;
    report.findings.push(...verifyChain(one._id, trail).map((finding) => `${one.number}：${finding}`));
    known.set(one._id, { number: one.number, macs: new Map(trail.map(({ seq, mac }) => [seq, mac])) });
  }
  return known;
}

/** Reads everything once and reports what does not hold. */
export async function audit(sources: AuditSources): Promise<AuditReport> {
  const report: AuditReport = { orders: 0, permits: 0, entries: 0, heads: 0, findings: [] };
  const orders = await verifyAll(sources.ordersAfter, (order) => sources.wholeTrail(order), report);
  const permits = await verifyAll(sources.permitsAfter, ({ trail }) => trail, report);
  let previous: { day: string; mac: string } | null = null;
  for await (const head of paged(headsAfter)) {
    report.heads += 1;
    if (!headIsSound(head)) report.findings.push(`${head.day} 的日志头被改动过`);
    if (previous !== null && head.previous !== '' && !sameHash(head.previous, previous.mac)) {
      report.findings.push(`${head.day} 的日志头与 ${previous.day} 的接不上`);
    }
    report.findings.push(
      ...compare(head.day, head.ends, '工单', orders),
      ...compare(head.day, head.permits ?? [], '动火票', permits),
    );
    previous = head;
  }
  return { ...report, orders: orders.size, permits: permits.size };
}
