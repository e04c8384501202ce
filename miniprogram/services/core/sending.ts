/** One draft on its way: its files go up, the report follows, and what is refused is mended or told. */
import type { ReportReceipt } from '../../../typings/api';
import { TEXT } from '../../shared/text';
import type { DraftBook } from './draft-book';
import { backOff, isEmpty, photosBy, reportInput, type Draft, type DraftPhoto } from './draft';
import { voiceOf } from './draft-voice';
import { CallFailure, isPassing, sentenceOf } from './failure';
import type { QueuePorts } from './queue-ports';
import { joinInput } from './similar';

/** What a person should know of a report even when it has arrived. */
const MENDED: readonly string[] = [
  TEXT.draft.photoDropped,
  TEXT.voice.notSent,
  TEXT.draft.templateGone,
  TEXT.same.over,
];

/** How often a refused folder is asked for anew before a person is told. */
const PATH_TRIES = 3;

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

/**
 * @param arrived - resolves once every file that was on its way into a draft is in it, or will not be
 * @returns sends a draft of the book; what became of it stands in the book when that resolves. Never rejects for what the
 * server says.
 */
export function createSending(
  ports: Omit<QueuePorts, 'load' | 'save' | 'newId' | 'later'>,
  { get, change, free, freeVoice }: DraftBook,
  arrived: (id: string) => Promise<unknown>,
): (id: string) => Promise<void> {
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
      await arrived(id);
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

  return sendOne;
}
