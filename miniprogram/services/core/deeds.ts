/** What a person did and the server has not heard yet: on disk at once, sent when the network is there, and told once. The phone is passed in. */
import { backOff, isDue, type DraftPhoto } from './draft';
import { CallFailure, isPassing, sentenceOf } from './failure';

/** An intent that waits to arrive. */
export interface Waiting<I> {
  /** Of the request: sent again it is the same intent. */
  id: string;
  /** What it is about; a later intent about the same takes its place. */
  key: string;
  intent: I;
  /** A picture that goes up before it. */
  photo: DraftPhoto | null;
  /** Not before (ms of the phone's clock). */
  sendAt: number;
  attempts: number;
  /** Why the server does not take it; empty while it may still arrive. */
  refused: string;
}

/** What became of the first try. `kept`: it goes out by itself later. */
export type Outcome<A> =
  { kind: 'arrived'; answer: A } | { kind: 'kept' } | { kind: 'refused'; because: string };

export interface DeedPorts<I, A> {
  /** As last saved; anything else counts as empty. */
  load(): unknown;
  /** Writes before it returns. */
  save(waiting: Waiting<I>[]): void;
  now(): number;
  newId(): string;
  /** Runs once after `ms`; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
  /** Uploads a file and returns its file id. @throws CallFailure */
  upload(file: Pick<DraftPhoto, 'id' | 'path'>): Promise<string>;
  /** Forgets which folder to upload into; the next upload asks. */
  forgetFolder(): void;
  /** Frees a file on the phone. */
  discard(path: string): void;
  /** @param photo - as it lies in the cloud @throws CallFailure */
  send(intent: I, photo: DraftPhoto | null, requestId: string): Promise<A>;
}

export interface Deeds<I, A> {
  /** Keeps an intent and tries it once. Never rejects. */
  send(key: string, intent: I, photo?: DraftPhoto | null): Promise<Outcome<A>>;
  /** Whether anything waits that may still arrive. */
  isWaiting(): boolean;
  /** What waits under this key; null when nothing does. */
  find(key: string): Waiting<I> | null;
  /** Forgets what the server does not take, with its picture. */
  drop(key: string): void;
  /** The network, the app or the person is back: tries everything now. */
  wake(): void;
  /** Called after every change; returns how to stop. */
  watch(listener: () => void): () => void;
}

/** The server could not use the picture under its id: it goes up again. */
const UPLOAD_AGAIN: readonly string[] = ['PHOTO_NOT_UPLOADED', 'PHOTO_PATH'];

/** How often that is tried before the person is told. */
const PATH_TRIES = 3;

const isKept = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Waiting<unknown>).id === 'string' &&
  typeof (value as Waiting<unknown>).key === 'string' &&
  typeof (value as Waiting<unknown>).intent === 'object';

export function createDeeds<I, A>(ports: DeedPorts<I, A>): Deeds<I, A> {
  const saved = ports.load();
  let all = Array.isArray(saved) ? (saved.filter(isKept) as Waiting<I>[]) : [];
  const listeners = new Set<() => void>();
  /** Who waits for the first try, by request id. */
  const asking = new Map<string, (outcome: Outcome<A>) => void>();
  let working = false;
  let callOff: (() => void) | null = null;

  const write = (next: Waiting<I>[]): void => {
    const paths = new Set(next.map(({ photo }) => photo?.path));
    const gone = all.flatMap(({ photo }) => (photo === null || paths.has(photo.path) ? [] : [photo.path]));
    all = next;
    ports.save(all);
    for (const path of gone) ports.discard(path);
    for (const listener of [...listeners]) listener();
  };
  const change = (id: string, by: Partial<Waiting<I>>): void =>
    write(all.map((one) => (one.id === id ? { ...one, ...by } : one)));
  const goes = ({ refused }: Waiting<I>): boolean => refused === '';

  /** The picture as it lies in the cloud; on disk as such at once. */
  const uploaded = async ({ id, photo }: Waiting<I>): Promise<DraftPhoto | null> => {
    if (photo === null || photo.fileId !== null) return photo;
    const up = { ...photo, fileId: await ports.upload(photo) };
    change(id, { photo: up });
    return up;
  };

  const failed = (one: Waiting<I>, error: unknown): Outcome<A> => {
    const attempts = one.attempts + 1;
    const again = error instanceof CallFailure && UPLOAD_AGAIN.includes(error.code) && attempts < PATH_TRIES;
    const photo = all.find(({ id }) => id === one.id)?.photo ?? null;
    if (again) ports.forgetFolder();
    if (again || isPassing(error) || !(error instanceof CallFailure)) {
      const anew = again && photo !== null ? { photo: { ...photo, fileId: null } } : {};
      change(one.id, { ...anew, attempts, sendAt: ports.now() + backOff(attempts) });
      return { kind: 'kept' };
    }
    const because = sentenceOf(error);
    change(one.id, { attempts, refused: because });
    return { kind: 'refused', because };
  };

  const tryOne = async (one: Waiting<I>): Promise<Outcome<A>> => {
    try {
      const answer = await ports.send(one.intent, await uploaded(one), one.id);
      write(all.filter(({ id }) => id !== one.id));
      return { kind: 'arrived', answer };
    } catch (error) {
      return failed(one, error);
    }
  };

  const tell = (id: string, outcome: Outcome<A>): void => {
    asking.get(id)?.(outcome);
    asking.delete(id);
  };

  const plan = (): void => {
    callOff?.();
    callOff = null;
    const times = all.filter(goes).map(({ sendAt }) => sendAt);
    if (times.length > 0) callOff = ports.later(Math.max(0, Math.min(...times) - ports.now()), run);
  };

  const due = (): Waiting<I> | undefined => all.find((one) => goes(one) && isDue(one, ports.now()));

  const pump = async (): Promise<void> => {
    for (let one = due(); one !== undefined; one = due()) tell(one.id, await tryOne(one));
  };

  function run(): void {
    if (working) return;
    working = true;
    void pump().finally(() => {
      working = false;
      // Whoever heard the last answer may have done something else already.
      if (due() === undefined) plan();
      else run();
    });
  }

  return {
    send(key, intent, photo = null) {
      const id = ports.newId();
      const others = all.filter((one) => one.key !== key);
      for (const one of all) if (one.key === key) tell(one.id, { kind: 'kept' });
      write([...others, { id, key, intent, photo, sendAt: ports.now(), attempts: 0, refused: '' }]);
      return new Promise((resolve) => {
        asking.set(id, resolve);
        run();
      });
    },
    isWaiting: () => all.some(goes),
    find: (key) => all.find((one) => one.key === key) ?? null,
    drop(key) {
      write(all.filter((one) => one.key !== key));
    },
    wake() {
      const now = ports.now();
      if (all.some((one) => goes(one) && one.sendAt > now))
        write(all.map((one) => (goes(one) ? { ...one, sendAt: now } : one)));
      run();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
