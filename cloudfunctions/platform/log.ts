/** One JSON line per call: enough to find a phone's requestId, never a person's data. */

export interface LogLine {
  event: string;
  requestId?: string;
  route?: string;
  ms?: number;
  code?: string;
  [detail: string]: string | number | boolean | null | undefined;
}

/** An ordinary line. */
export const info = (line: LogLine): void => console.log(JSON.stringify({ level: 'info', ...line }));

/** A line somebody should look at. */
export const warn = (line: LogLine): void => console.warn(JSON.stringify({ level: 'warn', ...line }));

/** A defect: with its stack, which never leaves the log. */
export function defect(line: LogLine, error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(JSON.stringify({ level: 'error', ...line, stack }));
}
