/** The offline queue: every draft is on disk, goes out one at a time, and becomes exactly one order. The phone is passed in. */
import type { JoinInput, ReportInput, ReportReceipt } from '../../../typings/api';
import { TEXT } from '../../shared/text';
import { CallFailure, isPassing, sentenceOf } from './failure';
import { backOff, isDue, isEmpty, isUnsent, newDraft, photosBy, reportInput } from './draft';
import type { Draft, DraftContent, DraftPhoto } from './draft';
import { voiceOf, type DraftVoice } from './draft-voice';
import { revised } from './follow';
import { answered, asked, goesAt, held, type Question } from './hold';
import { joinInput, type JoinOffer } from './similar';

/** How long a sent draft is kept for its result page (ms). */
const KEEP_SENT = 3_600_000;

/** What a person should know of a report even when it has arrived. */
const MENDED: readonly string[] = [
  TEXT.draft.photoDropped,
  TEXT.voice.notSent,
  TEXT.draft.templateGone,
  TEXT.same.over,
];

/** How often a refused folder is asked for anew before a person is told. */
const PATH_TRIES = 3;

/** What the queue needs of the phone. */
export interface QueuePorts {
  /** All drafts, as last saved; anything else counts as none. */
  load(): unknown;
  /** Writes before it returns. */
  save(drafts: Draft[]): void;
  now(): number;
  newId(): string;
  /** Runs once after `ms`; returns how to call it off. */
  later(ms: number, run: () => void): () => void;
  /** Burns time and place into a photo, as far as the phone can; the photo with the file that carries them, beside its own. */
  mark(photo: DraftPhoto, place: string, key: string | null): Promise<DraftPhoto>;
  /** Uploads a file and returns its file id. @throws CallFailure; `PHOTO_NOT_IMAGE` when it is gone from the phone */
  upload(file: Pick<DraftPhoto, 'id' | 'path'>, key: string | null): Promise<string>;
  /** The follow key of a draft that gives no name, on disk when it is returned; null for one with a name. */
  followKey(draft: Draft): Promise<string | null>;
  /** Forgets which folder to upload into; the next upload asks. */
  forgetFolder(): void;
  send(input: ReportInput, requestId: string): Promise<ReportReceipt>;
  /** Joins an open order instead. */
  join(input: JoinInput, requestId: string): Promise<ReportReceipt>;
  /** Frees the file on the phone. */
  discard(path: string): void;
}

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

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  (value as { schema?: unknown }).schema === 1 &&
  typeof (value as Draft).id === 'string' &&
  Array.isArray((value as Draft).photos) &&
  typeof (value as Partial<Draft>).content === 'object' &&
  (value as { content: unknown }).content !== null;

/** Indexes of the photos that the server named by their place in what was sent; all when it named none. */
function namedPhotos(error: CallFailure, draft: Draft): Set<number> {
  const { scene, after } = photosBy(draft);
  const named = Object.keys(error.fields).flatMap((path) => {
    const [, mended, place] = /^(selfFixed\.)?photos\.(\d+)/.exec(path) ?? [];
    const photo = (mended === undefined ? scene : after)[Number(place)];
    return photo === undefined ? [] : [draft.photos.indexOf(photo)];
  });
  return new Set(named.length > 0 ? named : draft.photos.keys());
}

/** Makes the queue over the phone's functions. */
export function createQueue(ports: QueuePorts): Queue {
  const loaded = ports.load();
  let drafts: Draft[] = Array.isArray(loaded) ? loaded.filter(isDraft) : [];
  const listeners = new Set<() => void>();
  const coming = new Map<string, Promise<unknown>[]>();
  let working: string | null = null;
  let callOff: (() => void) | null = null;

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const write = (next: Draft[]): void => {
    drafts = next;
    ports.save(drafts);
    tell();
  };

  const get = (id: string): Draft | null => drafts.find((draft) => draft.id === id) ?? null;

  const change = (id: string, by: (draft: Draft) => Partial<Draft>): void =>
    write(drafts.map((draft) => (draft.id === id ? { ...draft, ...by(draft) } : draft)));

  const free = (files: readonly Pick<DraftPhoto, 'path'>[]): void => {
    for (const { path } of files) ports.discard(path);
  };

  const freeVoice = ({ voice }: Draft): void => free(voice ? [voice] : []);

  /** Once it may have reached the server it must not change: the server compares what is sent again. */
  const editable = (draft: Draft | null): draft is Draft =>
    draft !== null && ['editing', 'held', 'blocked'].includes(draft.state) && draft.id !== working;

  /** Goes on without what cannot be sent. */
  const without = (id: string, part: Pick<Draft, 'note'> & Partial<Pick<Draft, 'photos' | 'voice'>>): void =>
    change(id, (draft) => {
      const rest = { ...draft, ...part };
      // A report without a word is refused, and this person did report something.
      const silent = isEmpty({ ...rest, voice: voiceOf(rest) });
      return silent ? { ...part, content: { ...draft.content, description: TEXT.draft.untitled } } : part;
    });

  /** Leaves out photos that are none. */
  const dropPhotos = ({ id, photos }: Draft, gone: Set<number>): void => {
    free(photos.filter((_, index) => gone.has(index)));
    without(id, { photos: photos.filter((_, index) => !gone.has(index)), note: TEXT.draft.photoDropped });
  };

  const dropVoice = (draft: Draft): void => {
    freeVoice(draft);
    without(draft.id, { voice: null, note: TEXT.voice.notSent });
  };

  const again = (draft: Draft, error: unknown): void =>
    change(draft.id, ({ attempts, note }) => ({
      attempts: attempts + 1,
      note: isPassing(error) ? note : sentenceOf(error),
      sendAt: ports.now() + backOff(attempts + 1),
    }));

  const forgetUploads = (draft: Draft, which: Set<number>): void =>
    change(draft.id, ({ photos, voice = null }) => ({
      photos: photos.map((photo, index) => (which.has(index) ? { ...photo, fileId: null } : photo)),
      voice: voice && { ...voice, fileId: null },
    }));

  /** What follows from a refusal. True: try again at once. */
  const mend = (draft: Draft, error: CallFailure): boolean => {
    const named = namedPhotos(error, draft);
    switch (error.code) {
      case 'PHOTO_NOT_IMAGE':
      case 'PHOTO_TOO_LARGE':
        dropPhotos(draft, named);
        return draft.photos.length > 0;
      case 'VOICE_NOT_AUDIO':
      case 'VOICE_TOO_LARGE':
        dropVoice(draft);
        return voiceOf(draft) !== null;
      case 'PHOTO_PATH':
        ports.forgetFolder();
        forgetUploads(draft, named);
        return draft.attempts === 0 && (draft.photos.length > 0 || voiceOf(draft) !== null);
      case 'PHOTO_NOT_UPLOADED':
        forgetUploads(draft, named);
        return false;
      case 'TEMPLATE_UNKNOWN':
        if (draft.content.templateId === null) return false;
        change(draft.id, ({ content }) => ({
          note: TEXT.draft.templateGone,
          content: {
            ...content,
            templateId: null,
            description: [content.title, content.description].filter((part) => part !== '').join('。'),
          },
        }));
        return true;
      default:
        return false;
    }
  };

  const changePhoto = (id: string, photo: DraftPhoto): void =>
    change(id, ({ photos }) => ({ photos: photos.map((one) => (one.id === photo.id ? photo : one)) }));

  /** Marks and uploads what is missing, one photo after the other, each on disk at once. */
  const upload = async (id: string, key: string | null): Promise<void> => {
    for (const photo of get(id)?.photos ?? []) {
      if (photo.fileId !== null) continue;
      try {
        // The place may be mended until it is sent, so it is burnt in no sooner.
        const marked = await ports.mark(photo, get(id)?.content.placeText ?? '', key);
        if (marked !== photo) changePhoto(id, marked);
        if (marked.path !== photo.path) ports.discard(photo.path);
        changePhoto(id, { ...marked, fileId: await ports.upload(marked, key) });
      } catch (error) {
        if (!(error instanceof CallFailure) || error.code !== 'PHOTO_NOT_IMAGE') throw error;
        const draft = get(id);
        const index = draft?.photos.findIndex((one) => one.id === photo.id) ?? -1;
        if (draft !== null && index >= 0) dropPhotos(draft, new Set([index]));
      }
    }
  };

  /** Uploads what was said, after the photos. */
  const uploadVoice = async (id: string): Promise<void> => {
    const draft = get(id);
    const voice = draft && voiceOf(draft);
    if (draft === null || voice?.fileId !== null) return;
    try {
      const fileId = await ports.upload(voice, null);
      change(id, () => ({ voice: { ...voice, fileId } }));
    } catch (error) {
      if (!(error instanceof CallFailure) || error.code !== 'PHOTO_NOT_IMAGE') throw error;
      dropVoice(draft);
    }
  };

  const finish = (id: string, receipt: ReportReceipt): void => {
    const draft = get(id);
    if (draft === null) return;
    change(id, ({ note }) => ({
      state: 'sent',
      receipt,
      attempts: 0,
      sendAt: ports.now(),
      // Why it took long is of no more use; what was left out or changed is.
      note: note !== null && MENDED.includes(note) ? note : null,
    }));
    // The first one is shown on the result page.
    free(draft.photos.slice(1));
    freeVoice(draft);
  };

  const deliver = (draft: Draft, key: string | null): Promise<ReportReceipt> =>
    draft.join == null
      ? ports.send(reportInput(draft, key), draft.requestId)
      : ports.join(joinInput(draft, draft.join), draft.requestId);

  /** What cannot join goes as a report of its own; pictures are mended first. */
  const goAlone = ({ id, join }: Draft, error: CallFailure): boolean => {
    if (join == null || isPassing(error) || error.code.startsWith('PHOTO_')) return false;
    change(id, () => ({ join: null, note: TEXT.same.over }));
    return true;
  };

  const sendOne = async (id: string): Promise<void> => {
    // Each kind of refusal is mended once in a row; the same one again means that mending did not help.
    const mended = new Set<string>();
    for (;;) {
      await Promise.allSettled(coming.get(id) ?? []);
      coming.delete(id);
      try {
        const going = get(id);
        if (going === null) return;
        const key = await ports.followKey(going);
        await upload(id, key);
        await uploadVoice(id);
        const draft = get(id);
        if (draft === null) return;
        finish(id, await deliver(draft, key));
        return;
      } catch (error) {
        const draft = get(id);
        if (draft === null) return;
        if (error instanceof CallFailure && goAlone(draft, error)) continue;
        if (error instanceof CallFailure && !mended.has(error.code) && mend(draft, error)) {
          mended.add(error.code);
          continue;
        }
        const passing = isPassing(error) || !(error instanceof CallFailure);
        // Later it is taken; until then its sentence says whom to call.
        const isLater = error instanceof CallFailure && error.code === 'REPORT_LIMIT';
        if (passing || isLater || (error.code === 'PHOTO_PATH' && draft.attempts < PATH_TRIES))
          again(draft, error);
        else change(id, () => ({ state: 'blocked', note: error.message }));
        return;
      }
    }
  };

  const due = (): Draft | undefined => drafts.find((draft) => isUnsent(draft) && isDue(draft, ports.now()));

  const plan = (): void => {
    callOff?.();
    callOff = null;
    const times = drafts
      .filter(({ state }) => state === 'held' || state === 'waiting')
      .map(({ sendAt }) => sendAt);
    if (times.length > 0) callOff = ports.later(Math.max(0, Math.min(...times) - ports.now()), run);
  };

  const pump = async (): Promise<void> => {
    for (let draft = due(); draft !== undefined; draft = due()) {
      const { id } = draft;
      working = id;
      change(id, () => ({ state: 'waiting' }));
      await sendOne(id);
      working = null;
      tell();
    }
  };

  function run(): void {
    if (working !== null) return;
    void pump().finally(() => {
      working = null;
      plan();
    });
  }

  // What was sent long ago has been seen.
  const old = drafts.filter(({ state, sendAt }) => state === 'sent' && sendAt < ports.now() - KEEP_SENT);
  if (old.length > 0) {
    for (const { photos } of old) free(photos.slice(0, 1));
    write(drafts.filter((draft) => !old.includes(draft)));
  }

  return {
    all: () => drafts,
    get,
    begin(content) {
      const draft = newDraft(ports.newId(), ports.newId(), ports.now(), content);
      write([...drafts, draft]);
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
    settled: (id) => Promise.allSettled(coming.get(id) ?? []),
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
      write(drafts.filter((each) => each.id !== id));
      plan();
    },
    wake() {
      const now = ports.now();
      if (drafts.some(({ state, sendAt }) => state === 'waiting' && sendAt > now)) {
        write(drafts.map((draft) => (draft.state === 'waiting' ? { ...draft, sendAt: now } : draft)));
      }
      run();
    },
    working: () => working,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** How many reports are still in the phone, and how many of them need a person: refused, or left half done. */
export function unsentOf(drafts: readonly Draft[]): { count: number; blocked: number } {
  const mine = drafts.filter(
    (draft) => draft.state === 'blocked' || (draft.state === 'editing' && !isEmpty(draft)),
  );
  return { count: drafts.filter(isUnsent).length + mine.length, blocked: mine.length };
}
