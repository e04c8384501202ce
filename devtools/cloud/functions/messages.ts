/** What the server and a function instance say to each other. */

/** Given to an instance at birth. */
export interface InstanceData {
  file: string;
  entry: string;
  /** The clock's offset, for the Date shim. */
  clock: SharedArrayBuffer;
  /** One Int32: the number of the invocation that may run; the instance sleeps while it does not grow. */
  gate: SharedArrayBuffer;
}

export interface InvokeMessage {
  /** Grows by one per invocation. */
  turn: number;
  /** JSON text. */
  event: string;
  context: Record<string, unknown>;
  identity: Record<string, string>;
}

export type InstanceMessage =
  | { kind: 'ready' }
  | { kind: 'print'; line: string }
  /** `result` is JSON text. */
  | { kind: 'done'; turn: number; result: string }
  | { kind: 'failed'; turn: number; error: string }
  /** Something nobody handled: the instance ends. */
  | { kind: 'crashed'; error: string };
