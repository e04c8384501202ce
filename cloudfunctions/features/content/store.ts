/** The only file that knows the collection `mediaChecks`: which picture a request to WeChat was about, found by its id. */
import type { MediaTrace, Millis } from '../../../typings/domain';
import { _, collection } from '../../platform/sdk';

const traces = collection<MediaTrace>('mediaChecks');

/** The traces, for tests to stand in for. */
export interface TraceStore {
  add(trace: MediaTrace): Promise<'added' | 'exists'>;
  /** Changes a trace. @returns it as it is afterwards; null when it is not there */
  change(
    id: string,
    change: Partial<Pick<MediaTrace, 'orderId' | 'evidenceId' | 'result'>>,
  ): Promise<MediaTrace | null>;
}

export const traceStore: TraceStore = {
  add: (trace) => traces.add(trace),
  change: (id, change) => traces.updateAndReturn(id, change),
};

/** Removes traces from before an instant: their results stand on the orders. @returns how many there were */
export const removeBefore = (before: Millis): Promise<number> => traces.removeAll({ at: _.lt(before) });
