/** Counts what the app hands to `setData`, because on a phone each call crosses from its logic to its view. */

/** What one page or component has set. */
export interface SetDataWork {
  calls: number;
  /** Length of the JSON, in bytes of UTF-8. */
  bytes: number;
}

const done = new Map<string, SetDataWork>();
const encoder = new TextEncoder();

/**
 * Notes one call.
 * @param path - the page or component, as in `usingComponents`
 */
export function noteSetData(path: string, data: unknown): void {
  const { calls, bytes } = done.get(path) ?? { calls: 0, bytes: 0 };
  const text = JSON.stringify(data) as string | undefined;
  done.set(path, { calls: calls + 1, bytes: bytes + encoder.encode(text ?? '').length });
}

/** By page and component, since the start or the last {@link forgetSetData}. */
export const setDataDone = (): Record<string, SetDataWork> => Object.fromEntries(done);

export const forgetSetData = (): void => done.clear();
