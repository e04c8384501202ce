/** The offline queue: every draft is on disk, goes out one at a time, and becomes exactly one order. The phone is passed in. */
import { openBook } from './draft-book';
import { isDue, isEmpty, isUnsent, newDraft } from './draft';
import type { Draft, DraftContent, DraftPhoto } from './draft';
import type { DraftVoice } from './draft-voice';
import { revised } from './follow';
import { answered, asked, goesAt, held, type Question } from './hold';
import { createPump } from './pump';
import type { QueuePorts } from './queue-ports';
import { createSending } from './sending';
import type { JoinOffer } from './similar';

/** How long a sent draft is kept for its result page (ms). */
const KEEP_SENT = 3_600_000;

export interface Queue {
  all(): readonly Draft[];
  get(id: string): Draft | null;
  /** Makes a draft and has it on disk when it returns. */
  begin(content: DraftContent): Draft;
  /** Changes what a draft says while it is being edited, held or mended. */
  edit(id: string, change: Partial<DraftContent>): void;
  /** Adds a photo to a draft that was not sent yet. False when it was. */
  addPhoto(id: string, photo: DraftPhoto): boolean;
  /** Puts a photo in the place of another, whose file goes. False when the draft may not change any more. */
  replacePhoto(id: string, photoId: string, photo: DraftPhoto): boolean;
  removePhoto(id: string, photoId: string): void;
  /** Puts what was said into a draft that was not sent yet, in place of what was said before; null takes it out. False when it was sent. */
  setVoice(id: string, voice: DraftVoice | null): boolean;
  /** A file is on its way into the draft; sending waits for it. */
  expect(id: string, photo: Promise<unknown>): void;
  /** Resolves once every file that was on its way into a draft has arrived, or will not. */
  settled(id: string): Promise<unknown>;
  /** Submits; may be taken back while it is held, see {@link goesAt}. */
  submit(id: string): void;
  /** A question about a held draft is on the screen: it waits a little longer. False when the draft is on its way. */
  ask(id: string, question: Question): boolean;
  /** The question was answered; with `more` the next of its kind is. A draft with none left goes when its time has come. */
  answer(id: string, question: Question, more?: boolean): void;
  /** The held draft joins an order, which answers the question about it. False when it is on its way. */
  join(id: string, offer: JoinOffer): boolean;
  /** Takes a submitted draft back. False when it is too late. */
  takeBack(id: string): boolean;
  drop(id: string): void;
  /** The network, the app or the person is back: tries everything now. */
  wake(): void;
  /** The draft that is on its way. */
  working(): string | null;
  /** Called after every change; returns how to stop. */
  watch(listener: () => void): () => void;
}

/** Makes the queue over the phone's functions. */
export function createQueue(ports: QueuePorts): Queue {
  const book = openBook(ports);
  const { get, write, change, free, freeVoice } = book;
  const coming = new Map<string, Promise<unknown>[]>();
  let working: string | null = null;

  const settled = (id: string): Promise<unknown> => Promise.allSettled(coming.get(id) ?? []);

  const sendOne = createSending(ports, book, async (id) => {
    await settled(id);
    coming.delete(id);
  });

  /** Once it may have reached the server it must not change: the server compares what is sent again. */
  const editable = (draft: Draft | null): draft is Draft =>
    draft !== null && ['editing', 'held', 'blocked'].includes(draft.state) && draft.id !== working;

  const { run, plan } = createPump<Draft>(ports, {
    due: () => book.all().find((draft) => isUnsent(draft) && isDue(draft, ports.now())),
    times: () =>
      book
        .all()
        .filter(({ state }) => state === 'held' || state === 'waiting')
        .map(({ sendAt }) => sendAt),
    work: async ({ id }) => {
      working = id;
      try {
        change(id, () => ({ state: 'waiting' }));
        await sendOne(id);
      } finally {
        working = null;
      }
      book.tell();
    },
  });

  // What was sent long ago has been seen.
  const old = book.all().filter(({ state, sendAt }) => state === 'sent' && sendAt < ports.now() - KEEP_SENT);
  if (old.length > 0) {
    for (const { photos } of old) free(photos.slice(0, 1));
    write(book.all().filter((draft) => !old.includes(draft)));
  }

  return {
    all: book.all,
    get,
    begin(content) {
      const draft = newDraft(ports.newId(), ports.newId(), ports.now(), content);
      write([...book.all(), draft]);
      return draft;
    },
    edit(id, content) {
      if (!editable(get(id))) return;
      change(id, (draft) => revised(draft, content, () => ports.newId()));
    },
    addPhoto(id, photo) {
      const draft = get(id);
      const expected = coming.has(id) && draft?.attempts === 0;
      if (draft === null || draft.state === 'sent' || !(editable(draft) || expected)) return false;
      change(id, ({ photos }) => ({ photos: [...photos, photo] }));
      return true;
    },
    replacePhoto(id, photoId, photo) {
      const draft = get(id);
      const gone = draft?.photos.filter((one) => one.id === photoId) ?? [];
      if (!editable(draft) || gone.length === 0) return false;
      change(id, ({ photos }) => ({ photos: photos.map((one) => (one.id === photoId ? photo : one)) }));
      // Not before the other is written down: a phone that dies in between has one of them.
      free(gone);
      return true;
    },
    removePhoto(id, photoId) {
      const draft = get(id);
      if (!editable(draft)) return;
      free(draft.photos.filter((photo) => photo.id === photoId));
      change(id, ({ photos }) => ({ photos: photos.filter((photo) => photo.id !== photoId) }));
    },
    setVoice(id, voice) {
      const draft = get(id);
      const expected = coming.has(id) && draft?.attempts === 0;
      if (draft === null || draft.state === 'sent' || !(editable(draft) || expected)) return false;
      freeVoice(draft);
      change(id, () => ({ voice }));
      return true;
    },
    expect(id, photo) {
      coming.set(id, [...(coming.get(id) ?? []), photo]);
    },
    settled,
    submit(id) {
      const draft = get(id);
      if (!editable(draft) || draft.state === 'held') return;
      const hold = held(ports.now());
      change(id, () => ({ state: 'held', hold, sendAt: goesAt(hold), attempts: 0, note: null }));
      plan();
    },
    ask(id, question) {
      const draft = get(id);
      if (!editable(draft) || draft.state !== 'held' || draft.hold === undefined) return false;
      const hold = asked(draft.hold, question);
      change(id, () => ({ hold, sendAt: goesAt(hold) }));
      plan();
      return true;
    },
    answer(id, question, more = false) {
      const draft = get(id);
      if (!editable(draft) || draft.state !== 'held' || draft.hold === undefined) return;
      const hold = answered(draft.hold, question, ports.now(), more);
      change(id, () => ({ hold, sendAt: goesAt(hold) }));
      plan();
    },
    join(id, offer) {
      const draft = get(id);
      if (!editable(draft) || draft.state !== 'held') return false;
      change(id, () => ({ join: offer }));
      this.answer(id, 'same');
      return true;
    },
    takeBack(id) {
      const draft = get(id);
      if (!editable(draft) || draft.state !== 'held') return false;
      change(id, () => ({ state: 'editing', sendAt: 0, join: null }));
      plan();
      return true;
    },
    drop(id) {
      const draft = get(id);
      if (draft === null || id === working) return;
      free(draft.photos);
      freeVoice(draft);
      write(book.all().filter((each) => each.id !== id));
      plan();
    },
    wake() {
      const now = ports.now();
      if (book.all().some(({ state, sendAt }) => state === 'waiting' && sendAt > now)) {
        write(book.all().map((draft) => (draft.state === 'waiting' ? { ...draft, sendAt: now } : draft)));
      }
      run();
    },
    working: () => working,
    watch: book.watch,
  };
}

/** How many reports are still in the phone, and how many of them need a person: refused, or left half done. */
export function unsentOf(drafts: readonly Draft[]): { count: number; blocked: number } {
  const mine = drafts.filter(
    (draft) => draft.state === 'blocked' || (draft.state === 'editing' && !isEmpty(draft)),
  );
  return { count: drafts.filter(isUnsent).length + mine.length, blocked: mine.length };
}
