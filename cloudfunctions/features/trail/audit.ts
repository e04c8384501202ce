/** Verification of everything: every chain, every daily head, and every order a head names. */
import type { Order, TrailEntry } from '../../../typings/domain';
import { sameHash } from '../../platform/canonical';
import { headIsSound } from './heads';
import { verifyChain } from './chain';
import { headsAfter, type Head } from './store';

const PAGE = 100;

/** What an audit reads. */
export interface AuditSources {
  ordersAfter(id: string, limit: number): Promise<Order[]>;
  wholeTrail(order: Order): Promise<TrailEntry[]>;
}

export interface AuditReport {
  orders: number;
  entries: number;
  heads: number;
  /** What is wrong, in Chinese; empty when everything is as it was written. */
  findings: string[];
}

/** Pages through a source ordered by id. */
async function* paged<T extends { _id: string }>(
  read: (after: string, limit: number) => Promise<T[]>,
): AsyncGenerator<T> {
  let after = '';
  for (;;) {
    const page = await read(after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last._id;
  }
}

/** What a head says an order's trail was, against what it is. */
function compare(head: Head, ends: Map<string, { number: string; macs: Map<number, string> }>): string[] {
  return head.ends.flatMap(({ id, seq, mac }) => {
    const known = ends.get(id);
    if (known === undefined) return [`${head.day} 的日志头里有工单 ${id}，现在找不到了：整单被删除`];
    const now = known.macs.get(seq);
    if (now === undefined) return [`${known.number}：第 ${seq} 条之后被截断（${head.day} 时还在）`];
    return sameHash(now, mac)
      ? []
      : [`${known.number}：第 ${seq} 条被整体重算过，与 ${head.day} 的日志头不符`];
  });
}

/** Reads everything once and reports what does not hold. */
export async function audit(sources: AuditSources): Promise<AuditReport> {
  const report: AuditReport = { orders: 0, entries: 0, heads: 0, findings: [] };
  const ends = new Map<string, { number: string; macs: Map<number, string> }>();
  for await (const order of paged((after, limit) => sources.ordersAfter(after, limit))) {
    const trail = await sources.wholeTrail(order);
    report.orders += 1;
    report.entries += trail.length;
    report.findings.push(...verifyChain(order._id, trail).map((finding) => `${order.number}：${finding}`));
    ends.set(order._id, { number: order.number, macs: new Map(trail.map(({ seq, mac }) => [seq, mac])) });
  }
  let previous: Head | null = null;
  for await (const head of paged(headsAfter)) {
    report.heads += 1;
    if (!headIsSound(head)) report.findings.push(`${head.day} 的日志头被改动过`);
    if (previous !== null && head.previous !== '' && !sameHash(head.previous, previous.mac)) {
      report.findings.push(`${head.day} 的日志头与 ${previous.day} 的接不上`);
    }
    report.findings.push(...compare(head, ends));
    previous = head;
  }
  return report;
}
