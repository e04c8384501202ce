/** The content check of an order's files: asked once they are sealed, and noted on them when WeChat has answered. */
import type { Effect, Evidence, MediaCheck, Millis, Order } from '../../../typings/domain';
import { askAbout, UNCHECKED } from '../content/media';
import { noteAnswered, noteAsked } from '../content/traces';
import * as log from '../../platform/log';
import { writeBeside } from './store';

type Files = Order['evidence'];

/**
 * What sealing leads to: a check of what was sealed while the author's openid is at hand; later nobody can be asked.
 * @returns the evidence to record, and the effect that asks
 */
export function checkSealed(
  evidence: Files,
  openid: string | null,
): { evidence: Files; follow: Record<string, Effect> } {
  const sealed = Object.values(evidence).filter(
    ({ state, check }) => state === 'sealed' && check !== undefined,
  );
  const [first] = sealed;
  if (first === undefined) return { evidence, follow: {} };
  if (openid !== null) {
    const evidenceIds = sealed.map(({ id }) => id);
    return { evidence, follow: { [`mediaCheck-${first.id}`]: { kind: 'mediaCheck', evidenceIds } } };
  }
  const unchecked = sealed.map((one): [string, Evidence] => [one.id, { ...one, check: UNCHECKED }]);
  return { evidence: { ...evidence, ...Object.fromEntries(unchecked) }, follow: {} };
}

/**
 * Performs the effect `mediaCheck`. What was asked about before keeps how it stands.
 * @returns evidence id → check
 */
export function performMediaCheck(
  { evidence }: Order,
  { evidenceIds }: Extract<Effect, { kind: 'mediaCheck' }>,
  openid: string | null,
): Promise<Record<string, MediaCheck>> {
  const waiting = evidenceIds.flatMap((id) => evidence[id] ?? []);
  return askAbout(
    waiting.filter(({ check }) => check?.result === 'pending' && check.traceId === null),
    openid,
  );
}

/** Evidence with how its checks stand. */
export function withChecks(evidence: Files, checks: Record<string, MediaCheck>): Files {
  const checked = Object.entries(checks).flatMap(([id, check]): [string, Evidence][] => {
    const one = evidence[id];
    return one === undefined ? [] : [[id, { ...one, check }]];
  });
  return { ...evidence, ...Object.fromEntries(checked) };
}

/** Writes a result, if the file still waits under that request. One database call. */
const noteResult = (
  orderId: string,
  evidenceId: string,
  traceId: string,
  result: MediaCheck['result'],
): Promise<boolean> =>
  writeBeside(
    orderId,
    { [`evidence.${evidenceId}.check.traceId`]: traceId },
    { [`evidence.${evidenceId}.check.result`]: result },
  );

/**
 * Notes what the requests were about, once the order itself knows them; takes over what WeChat answered meanwhile. Never
 * throws: a request that is not noted is one that is not answered. A database call for each, two more for an early answer.
 * @returns the order with early answers folded in
 */
export async function noteRequests(
  order: Order,
  checks: Record<string, MediaCheck>,
  now: Millis,
): Promise<Order> {
  const early: Record<string, MediaCheck> = {};
  await Promise.all(
    Object.entries(checks).map(async ([evidenceId, check]) => {
      const { traceId } = check;
      if (traceId === null) return;
      try {
        const result = await noteAsked(traceId, { orderId: order._id, evidenceId }, now);
        if (result === null) return;
        await noteResult(order._id, evidenceId, traceId, result);
        early[evidenceId] = { ...check, result };
      } catch (error) {
        log.defect({ event: 'mediaUnnoted', order: order._id, evidence: evidenceId }, error);
      }
    }),
  );
  return { ...order, evidence: withChecks(order.evidence, early) };
}

/**
 * Takes WeChat's answer, however often and however early it comes: two database calls and one for the order.
 * @returns whether it was known what it is about
 */
export async function settleMedia(
  traceId: string,
  result: MediaCheck['result'],
  now: Millis,
): Promise<boolean> {
  const about = await noteAnswered(traceId, result, now);
  if (about === null) return false;
  await noteResult(about.orderId, about.evidenceId, traceId, result);
  return true;
}
