/** The door to interfaces of other companies: JSON out, JSON in, and never longer than an instance can wait. */

/** Instances freeze soon after they answered, so a far side gets no longer than this (ms). */
const PATIENCE = 1_500;

/**
 * Asks a far side.
 * @param body - JSON text as it goes out, so that a signature can cover exactly it; left out, the request is a GET
 * @returns the JSON of the answer, whatever its status: these interfaces tell errors in the body
 * @throws Error when nobody answers in time, or not in JSON
 */
export async function askJson(
  url: string,
  body?: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Record<string, unknown>> {
  const signal = AbortSignal.timeout(PATIENCE);
  const request: RequestInit =
    body === undefined
      ? { signal, headers }
      : {
          signal,
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
          body,
        };
  const response = await fetch(url, request);
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null)
    throw new Error(`answer ${response.status} is no object`);
  return answer as Record<string, unknown>;
}
