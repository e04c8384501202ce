/** Counts what the product costs: database calls by kind, documents, bytes, per function and route, delivery apart. */
import type { DatabaseCost } from './types';
import type { SdkCall } from './faults';

export interface Counts {
  calls: number;
  /** `modifyDocument` → calls */
  byKind: Record<string, number>;
  examined: number;
  /** `orders.getDocument` → documents examined */
  examinedBy: Record<string, number>;
  returned: number;
  bytesIn: number;
  bytesOut: number;
  failed: number;
}

/** `request`: what a person waits for; `delivery`: messages and points that follow from it. */
export interface Split {
  request: Counts;
  delivery: Counts;
}

export interface RouteStats extends Split {
  /** Invocations of the function with this route. */
  invocations: number;
}

export interface StatsReport {
  since: number;
  total: Split;
  /** function → route → counts; a call outside any function or route is under `-`. */
  functions: Record<string, Record<string, RouteStats>>;
}

const NONE = '-';

export class Stats {
  private report: StatsReport;

  /** @param now - the cloud's clock (ms) */
  constructor(private readonly now: () => number) {
    this.report = empty(now());
  }

  /** Counts one invocation of a function. */
  invoked(name: string, route: string | null): void {
    this.at(name, route).invocations += 1;
  }

  /**
   * Counts one database call.
   * @param kind - which side of the split it belongs to
   * @param bytes - length of the request and answer bodies
   * @param cost - null when the call failed
   */
  called(
    call: SdkCall,
    kind: keyof Split,
    bytes: { in: number; out: number },
    cost: DatabaseCost | null,
  ): void {
    const name = call.action.slice(call.action.indexOf('.') + 1);
    for (const split of [this.report.total, this.at(call.function, call.route)]) {
      const counts = split[kind];
      counts.calls += 1;
      counts.byKind[name] = (counts.byKind[name] ?? 0) + 1;
      const examined = cost?.examined ?? 0;
      const where = `${call.collection ?? NONE}.${name}`;
      counts.examined += examined;
      counts.examinedBy[where] = (counts.examinedBy[where] ?? 0) + examined;
      counts.returned += cost?.returned ?? 0;
      counts.bytesIn += bytes.in;
      counts.bytesOut += bytes.out;
      if (cost === null) counts.failed += 1;
    }
  }

  /** Everything since the last reset; a copy. */
  read(): StatsReport {
    return structuredClone(this.report);
  }

  reset(): void {
    this.report = empty(this.now());
  }

  private at(name: string | null, route: string | null): RouteStats {
    const routes = (this.report.functions[name ?? NONE] ??= bare());
    return (routes[route ?? NONE] ??= { invocations: 0, ...split() });
  }
}

/** A record without a prototype: phones name routes, and one may name `__proto__`. */
const bare = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

function empty(since: number): StatsReport {
  return { since, total: split(), functions: bare() };
}

function split(): Split {
  return { request: counts(), delivery: counts() };
}

function counts(): Counts {
  return {
    calls: 0,
    byKind: {},
    examined: 0,
    examinedBy: {},
    returned: 0,
    bytesIn: 0,
    bytesOut: 0,
    failed: 0,
  };
}
