/** What somebody did that has to reach the server: on disk at once, sent with its pictures when there is a network, arrived once. The phone is passed in. */
import type { PhotoInput } from '../../../typings/api';
import { backOff, isDue, uploadedPhotos, type DraftPhoto } from './draft';
import { CallFailure, isPassing, reasonOf, sentenceOf } from './failure';
import { createPump, type PumpPorts } from './pump';

/** How often a refused folder is asked for anew before a person is told. */
const PATH_TRIES = 3;

/** The server could not use pictures under their ids: they go up again. */
const UPLOAD_AGAIN: readonly string[] = ['PHOTO_NOT_UPLOADED', 'PHOTO_PATH'];

/** What is to be sent. */
export interface Intent<K extends string> {
  kind: K;
  /** What it is about: intents about the same go in the order in which they were given. */
  about: string;
  /** All but its pictures. */
  input: object;
  photos: DraftPhoto[];
  /** Where it is, to be burnt into the pictures. */
  place: string;
}

/** An intent on its way. */
export interface Errand<K extends string = string> extends Intent<K> {
  schema: 1;
  /** UUID: sent again it is the same. */
  id: string;
  /** When it was given (ms of the phone's clock). */
  at: number;
  /** Not before (ms of the phone's clock). */
  sendAt: number;
  attempts: number;
  /** The server refuses it; tried again when the app is opened the next time. */
  blocked: boolean;
  /** What the person should know about the last try. */
  note: string | null;
}

/** What became of a try. `kept`: it goes out by itself later. */
export type Outcome<A> =
  { kind: 'arrived'; answer: A } | { kind: 'kept' } | { kind: 'refused'; because: string };

export interface OutboxPorts<K extends string, A> extends PumpPorts {
  /** All errands, as last saved; anything else counts as none. */
  load(): unknown;
  /** Writes before it returns. */
  save(errands: Errand<K>[]): void;
  newId(): string;
  /** Burns time and place into a photo, as far as the phone can. */
  mark(photo: DraftPhoto, place: string): Promise<DraftPhoto>;
  /** Uploads a file and returns its file id. @throws CallFailure; `PHOTO_NOT_IMAGE` when it is gone from the phone */
  upload(file: Pick<DraftPhoto, 'id' | 'path'>): Promise<string>;
  /** Forgets which folder to upload into; the next upload asks. */
  forgetFolder(): void;
  /**
   * @param photos - uploaded
   * @param amend - writes down what was found out on the way, so that the next try sends the same
   * @throws CallFailure
   */
  send(errand: Errand<K>, photos: PhotoInput[], amend: (found: object) => void): Promise<A>;
  /** Frees a file on the phone. */
  discard(path: string): void;
}

export interface Outbox<K extends string, A = unknown> {
  all(): readonly Errand<K>[];
  /** What is on its way about something, in its order. */
  about(id: string): Errand<K>[];
  /** Takes an intent; on disk when it returns. @returns its id @throws when the storage is full */
  give(intent: Intent<K>, id?: string): string;
  /** What becomes of the next try of an errand. Never rejects. */
  outcome(id: string): Promise<Outcome<A>>;
  /** Gives an errand up, with its pictures. */
  drop(id: string): void;
  /** The network, the app or the person is back: tries everything now. @param refused - also what the server refused */
  wake(refused?: boolean): void;
  /** Called after every change; returns how to stop. */
  watch(listener: () => void): () => void;
}

const isErrand = (value: unknown): value is Errand =>
  typeof value === 'object' &&
  value !== null &&
  (value as { schema: unknown }).schema === 1 &&
  typeof (value as Partial<Errand>).id === 'string' &&
  typeof (value as Partial<Errand>).about === 'string' &&
  typeof (value as Partial<Errand>).kind === 'string' &&
  typeof (value as { input: unknown }).input === 'object' &&
  (value as { input: unknown }).input !== null &&
  Array.isArray((value as Partial<Errand>).photos);

/** Makes the outbox over the phone's functions. @param kinds - all that this app can send; others were another version's */
export function createOutbox<K extends string, A>(
  kinds: readonly K[],
  ports: OutboxPorts<K, A>,
): Outbox<K, A> {
  const isKnown = (errand: Errand): errand is Errand<K> => kinds.some((kind) => kind === errand.kind);
  const loaded = ports.load();
  let errands: Errand<K>[] = Array.isArray(loaded) ? loaded.filter(isErrand).filter(isKnown) : [];
  const listeners = new Set<() => void>();
  /** Who waits for the next try, by errand. */
  const asking = new Map<string, (outcome: Outcome<A>) => void>();

  const write = (next: Errand<K>[]): void => {
    ports.save(next);
    errands = next;
    for (const listener of [...listeners]) listener();
  };

  const change = (id: string, by: (errand: Errand<K>) => Partial<Errand<K>>): void =>
    write(errands.map((one) => (one.id === id ? { ...one, ...by(one) } : one)));

  const take = (id: string): void => {
    const gone = errands.find((one) => one.id === id);
    if (gone === undefined) return;
    write(errands.filter((one) => one !== gone));
    for (const { path } of gone.photos) ports.discard(path);
  };

  /** The first of each subject that nothing refuses: what comes after it waits for it. */
  const firsts = (): Errand<K>[] => {
    const seen = new Set<string>();
    return errands.filter(({ about, blocked }) => !blocked && !seen.has(about) && seen.add(about));
  };

  const putPhoto = (id: string, photo: DraftPhoto): void =>
    change(id, ({ photos }) => ({ photos: photos.map((one) => (one.id === photo.id ? photo : one)) }));

  /** Marks and uploads what is missing, each picture on disk at once. */
  const upload = async ({ id, photos, place }: Errand<K>): Promise<void> => {
    for (const photo of photos) {
      if (photo.fileId !== null) continue;
      const marked = await ports.mark(photo, place);
      if (marked !== photo) putPhoto(id, marked);
      if (marked.path !== photo.path) ports.discard(photo.path);
      putPhoto(id, { ...marked, fileId: await ports.upload(marked) });
    }
  };

  const sendOne = async (errand: Errand<K>): Promise<Outcome<A>> => {
    await upload(errand);
    const ready = errands.find(({ id }) => id === errand.id);
    // Given up meanwhile.
    if (ready === undefined) return { kind: 'kept' };
    const answer = await ports.send(ready, uploadedPhotos(ready.photos), (found) =>
      change(errand.id, ({ input }) => ({ input: { ...input, ...found } })),
    );
    take(errand.id);
    return { kind: 'arrived', answer };
  };

  const failed = ({ id }: Errand<K>, error: unknown): Outcome<A> => {
    const isUpload = error instanceof CallFailure && UPLOAD_AGAIN.includes(error.code);
    if (isUpload) {
      ports.forgetFolder();
      change(id, ({ photos }) => ({ photos: photos.map((photo) => ({ ...photo, fileId: null })) }));
    }
    const attempts = (errands.find((one) => one.id === id)?.attempts ?? 0) + 1;
    const isLater =
      isPassing(error) || !(error instanceof CallFailure) || (isUpload && attempts <= PATH_TRIES);
    if (!isLater) {
      const because = reasonOf(error);
      change(id, () => ({ blocked: true, note: because }));
      return { kind: 'refused', because };
    }
    const sendAt = ports.now() + backOff(attempts);
    change(id, ({ note }) => ({ attempts, sendAt, note: isPassing(error) ? note : sentenceOf(error) }));
    return { kind: 'kept' };
  };

  const tell = (id: string, outcome: Outcome<A>): void => {
    asking.get(id)?.(outcome);
    asking.delete(id);
  };

  const { run } = createPump(ports, {
    due: () => firsts().find((one) => isDue(one, ports.now())),
    times: () => firsts().map(({ sendAt }) => sendAt),
    work: async (errand) => {
      tell(errand.id, await sendOne(errand).catch((error: unknown) => failed(errand, error)));
    },
  });

  return {
    all: () => errands,
    about: (id) => errands.filter(({ about }) => about === id),
    give(intent, id = ports.newId()) {
      const now = ports.now();
      const errand = { ...intent, schema: 1, id, at: now, sendAt: now, attempts: 0, blocked: false } as const;
      write([...errands, { ...errand, note: null }]);
      run();
      return id;
    },
    outcome: (id) =>
      new Promise((resolve) => {
        asking.set(id, resolve);
      }),
    drop(id) {
      take(id);
      tell(id, { kind: 'kept' });
    },
    wake(refused = false) {
      const now = ports.now();
      if (errands.some(({ blocked, sendAt }) => (blocked ? refused : sendAt > now)))
        write(
          errands.map((one) =>
            one.blocked && !refused ? one : { ...one, blocked: false, sendAt: Math.min(one.sendAt, now) },
          ),
        );
      run();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
