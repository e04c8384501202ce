/** Turns whatever went wrong behind `/admin` into the cloud's own words; nothing else of an error leaves the process. */
import { CloudError } from './types';

/** Not a failure to answer: the connection is dropped without a reply. */
export class CutConnection extends Error {
  constructor() {
    super('the connection was cut');
    this.name = 'CutConnection';
  }
}

/** The body of a failed SDK call; HTTP 200 goes with it. */
export interface CloudErrorBody {
  code: string;
  message: string;
  requestId: string;
}

/**
 * @param error - anything thrown; only a {@link CloudError} keeps its message
 * @param requestId - of the SDK call
 */
export function cloudErrorBody(error: unknown, requestId: string): CloudErrorBody {
  if (error instanceof CloudError) return { code: error.code, message: error.message, requestId };
  return { code: 'SYS_ERR', message: 'resource system error', requestId };
}
