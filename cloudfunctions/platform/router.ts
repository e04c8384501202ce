/** Turns a call into a route and every failure into an envelope; the only place that knows both. */
import * as v from 'valibot';
import type { ApiAnswer, ApiError, RouteName, Routes } from '../../typings/api';
import type { Role } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { now } from './clock';
import * as log from './log';
import { caller } from './sdk';

/** The documented limit of a text request to a function, in bytes of JSON. */
export const MAX_REQUEST_BYTES = 100 * 1024;

/** Phones older than this are asked to update; their drafts stay. */
export const MIN_CLIENT_VERSION = '0.1.0';

/** One call as a feature sees it. `Who` is the person, as the doorway identifies them. */
export interface Call<Who> {
  actor: Who;
  openid: string;
  requestId: string;
  now: number;
}

/** Who may call: anybody with an openid, any bound person, or one of these roles. */
export type Admission = 'anyone' | 'bound' | readonly Role[];

/** One row of the routing table: schema, admission and the feature behind it. */
export interface Route<R extends RouteName, Who> {
  input: v.GenericSchema<unknown, Routes[R]['input']>;
  admit: Admission;
  run(call: Call<Who>, input: Routes[R]['input']): Promise<Routes[R]['output']>;
}

/** Every route of the contract. */
export type RouteTable<Who> = { [R in RouteName]: Route<R, Who> };

/** A failure that carries the fresh order along (code `CHANGED` or `WRONG_STATE`). */
export class WithOrder extends AppError {
  readonly order: NonNullable<ApiError['order']>;

  /** @param cause - the failure; @param order - the order as it is now, as this person may see it */
  constructor(cause: AppError, order: NonNullable<ApiError['order']>) {
    super(cause.code, { ...cause.values }, cause.fields ? { ...cause.fields } : undefined);
    this.order = order;
  }
}

const Envelope = v.object({
  route: v.pipe(v.string(), v.maxLength(64)),
  // The schemas of the routes would take a list for an object without keys.
  input: v.optional(
    v.pipe(
      v.unknown(),
      v.check((input) => !Array.isArray(input)),
    ),
    {},
  ),
  requestId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{8,64}$/)),
  clientVersion: v.pipe(v.string(), v.regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)),
});

const olderThan = (version: string, least: string): boolean => {
  const a = version.split('.').map(Number);
  const b = least.split('.').map(Number);
  for (let i = 0; i < 3; i += 1) if (a[i] !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
};

/** valibot's issues as path → Chinese message. */
function fieldsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const path = v.getDotPath(issue) ?? '';
    // The schemas' own sentences begin in Chinese; valibot's are English and quote what was sent.
    fields[path] ??= /^[一-鿿]/.test(issue.message) ? issue.message : '这一项填得不对';
  }
  return fields;
}

/** Checks an input against its schema. @throws AppError BAD_REQUEST with the fields to mend */
export function parse<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new AppError('BAD_REQUEST', {}, fieldsOf(result.issues));
}

/** What the router must know of a person. */
export interface Identified {
  kind: 'person' | 'guest';
  roles: readonly Role[];
}

function admit(admission: Admission, who: Identified): void {
  if (admission === 'anyone') return;
  if (who.kind === 'guest') throw new AppError('NOT_BOUND');
  if (admission === 'bound') return;
  if (!admission.some((role) => who.roles.includes(role)))
    throw new AppError('NOT_FOR_YOU', { who: '管理人员' });
}

/** Database and network failures a retry may cure; told apart from defects so that the phone keeps its draft and resends. */
const TRANSIENT =
  /ECONNRESET|ECONNREFUSED|ETIMEDOUT|ESOCKETTIMEDOUT|EPIPE|socket hang up|timeout|-501|-502|-504|DATABASE_|SYS_ERR|network|REQUEST_FAILED/i;

/** What a person is told of a failure. @param line - what the log is told of a defect */
export function failureOf(error: unknown, line: log.LogLine): ApiError {
  // An INTERNAL is a defect under another name: it belongs into the log like any other.
  if (error instanceof AppError && error.code !== 'INTERNAL') {
    return {
      code: error.code,
      message: error.message,
      ...(error.fields ? { fields: { ...error.fields } } : {}),
      ...(error instanceof WithOrder ? { order: error.order } : {}),
    };
  }
  log.defect(line, error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known = new AppError(TRANSIENT.test(`${String(code)} ${String(message)}`) ? 'BUSY' : 'INTERNAL');
  return { code: known.code, message: known.message };
}

/**
 * The entry of the `api` function.
 * @param often - routes that are there from the start
 * @param seldom - loads all other routes of the contract: a cold start does without what few calls ask for
 * @param identify - the person behind an openid; called once per call, never cached
 */
export function createRouter<Who extends Identified, Often extends RouteName>(
  often: Pick<RouteTable<Who>, Often>,
  seldom: () => Promise<Omit<RouteTable<Who>, Often>>,
  identify: (openid: string) => Promise<Who>,
): (event: unknown) => Promise<ApiAnswer<unknown>> {
  /** @throws AppError UNKNOWN_ROUTE */
  const routeOf = async <R extends RouteName>(name: R): Promise<Route<R, Who>> => {
    const table: Partial<RouteTable<Who>> = Object.hasOwn(often, name) ? often : await seldom();
    const route = Object.hasOwn(table, name) ? table[name] : undefined;
    if (route === undefined) throw new AppError('UNKNOWN_ROUTE');
    return route;
  };

  const run = async <R extends RouteName>(
    name: R,
    rest: { input: unknown; requestId: string },
    openid: string,
  ) => {
    const route = await routeOf(name);
    const input = parse(route.input, rest.input);
    const actor = await identify(openid);
    admit(route.admit, actor);
    return route.run({ actor, openid, requestId: rest.requestId, now: now() }, input);
  };

  return async (event) => {
    const started = now();
    const line: log.LogLine = { event: 'call' };
    let answer: ApiAnswer<unknown>;
    try {
      const { openid, source } = caller();
      if (openid === null || /wx_trigger/.test(source)) throw new AppError('CALLER_REFUSED');
      if (Buffer.byteLength(JSON.stringify(event ?? null)) > MAX_REQUEST_BYTES)
        throw new AppError('TOO_LARGE');
      const { route, input, requestId, clientVersion } = parse(Envelope, event);
      line.route = route;
      line.requestId = requestId;
      if (olderThan(clientVersion, MIN_CLIENT_VERSION)) throw new AppError('UPGRADE_REQUIRED');
      answer = { ok: true, data: await run(route as RouteName, { input, requestId }, openid) };
    } catch (error) {
      answer = { ok: false, error: failureOf(error, line) };
    }
    log.info({ ...line, ms: now() - started, code: answer.ok ? 'OK' : answer.error.code });
    return answer;
  };
}
