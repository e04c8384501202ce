/** The shapes of control requests. */
import * as v from 'valibot';
import type { FaultRule } from '../faults';
import { Refusal } from './errors';

const openid = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,64}$/));

export const CallBody = v.strictObject({
  /** Null or left out: the console calls, without openid. */
  as: v.optional(v.nullable(openid), null),
  function: v.string(),
  data: v.optional(v.unknown()),
});

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `2h`, `1d12h`, `90s`, or a number of milliseconds. */
const duration = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^(\d+(ms|s|m|h|d))+$/))]),
  v.transform((given) => {
    if (typeof given === 'number') return given;
    const parts = [...given.matchAll(/(\d+)(ms|s|m|h|d)/g)];
    return parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0), 0);
  }),
  v.minValue(0),
);

/** ISO 8601 with a zone, or milliseconds since the epoch. */
const instant = v.union([
  v.pipe(v.number(), v.finite()),
  v.pipe(
    v.string(),
    v.regex(/(Z|[+-]\d\d:\d\d)$/),
    v.transform((text) => Date.parse(text)),
    v.finite(),
  ),
]);

export const ClockBody = v.union([
  v.strictObject({ advance: duration, coalesce: v.optional(v.boolean(), false) }),
  v.strictObject({ set: instant }),
  v.strictObject({ real: v.literal(true) }),
]);

export const RunBody = v.strictObject({ function: v.exactOptional(v.string()) });

export const SubscribeBody = v.strictObject({
  openid,
  templateId: v.pipe(v.string(), v.nonEmpty()),
  /** Prompts accepted; 1 unless said otherwise. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  /** 总是保持 was ticked. */
  keep: v.optional(v.boolean(), false),
  result: v.optional(v.picklist(['accept', 'reject', 'ban']), 'accept'),
});

const counted = v.pipe(v.number(), v.integer(), v.minValue(1));

const Rule: v.GenericSchema<unknown, FaultRule> = v.pipe(
  v.strictObject({
    match: v.optional(
      v.strictObject({
        function: v.exactOptional(v.string()),
        route: v.exactOptional(v.string()),
        collection: v.exactOptional(v.string()),
        action: v.exactOptional(v.string()),
      }),
      {},
    ),
    nth: v.optional(counted, 1),
    mode: v.picklist(['fail', 'delay', 'cut', 'kill']),
    when: v.optional(v.picklist(['before', 'after']), 'before'),
    times: v.optional(v.union([counted, v.literal('forever')]), 1),
    delayMs: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
    code: v.optional(v.union([v.string(), v.pipe(v.number(), v.transform(String))]), 'SYS_ERR'),
  }),
);

export const FaultsBody = v.union([
  v.strictObject({ rules: v.array(Rule) }),
  v.strictObject({ killWorker: v.string() }),
]);

export const SnapshotBody = v.strictObject({
  version: v.literal(1),
  at: v.number(),
  offset: v.number(),
  documents: v.record(v.string(), v.record(v.string(), v.string())),
  files: v.array(v.strictObject({ path: v.string(), by: v.nullable(v.string()), base64: v.string() })),
  journal: v.array(
    v.variant('kind', [
      v.object({
        kind: v.literal('message'),
        message: v.object({
          id: v.string(),
          at: v.number(),
          to: v.string(),
          templateId: v.string(),
          page: v.nullable(v.string()),
          state: v.string(),
          data: v.record(v.string(), v.object({ value: v.string() })),
        }),
      }),
      v.object({
        kind: v.literal('prompt'),
        openid: v.string(),
        templateId: v.string(),
        result: v.picklist(['accept', 'keep', 'reject', 'ban']),
        count: v.number(),
      }),
    ]),
  ),
});

/** All that `GET /control/export` gives and `POST /control/import` takes. */
export type Snapshot = v.InferOutput<typeof SnapshotBody>;

/**
 * Checks a body.
 * @throws Refusal BAD_REQUEST naming the first wrong place
 */
export function check<T>(schema: v.GenericSchema<unknown, T>, body: unknown): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Refusal('BAD_REQUEST', v.getDotPath(issue) ?? '正文');
}
