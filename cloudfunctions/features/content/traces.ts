/** A request to the content check and WeChat's answer find each other by the request's id, whichever is noted first. */
import type { MediaCheck, MediaTrace, Millis } from '../../../typings/domain';
import { removeBefore, traceStore, type TraceStore } from './store';

/**
 * Adds to a trace, whoever of the two that know of it comes first: we, who asked, or WeChat with its answer.
 * At most three database calls.
 */
async function meet(
  id: string,
  known: Partial<Pick<MediaTrace, 'orderId' | 'evidenceId' | 'result'>>,
  at: Millis,
  store: TraceStore,
): Promise<MediaTrace> {
  const fresh = { _id: id, schema: 1, orderId: null, evidenceId: null, result: null, at, ...known } as const;
  if ((await store.add(fresh)) === 'added') return fresh;
  const met = await store.change(id, known);
  if (met === null) throw new Error('a trace vanished');
  return met;
}

/** Notes what a request was about. @returns what WeChat answered before, if it was faster */
export const noteAsked = async (
  id: string,
  about: { orderId: string; evidenceId: string },
  at: Millis,
  store = traceStore,
): Promise<MediaCheck['result'] | null> => (await meet(id, about, at, store)).result;

/** Notes what WeChat answered. @returns what the request was about; null while that is not known here, or never will be */
export async function noteAnswered(
  id: string,
  result: MediaCheck['result'],
  at: Millis,
  store = traceStore,
): Promise<{ orderId: string; evidenceId: string } | null> {
  const { orderId, evidenceId } = await meet(id, { result }, at, store);
  return orderId === null || evidenceId === null ? null : { orderId, evidenceId };
}

/** Forgets requests from before an instant: their results stand on the orders. @returns how many there were */
export const forgetTraces = (before: Millis): Promise<number> => removeBefore(before);
