/** A report on the phone: what it holds, in which state it is, and what it says of itself. Pure. */
import type { PhotoInput, ReportInput, ReportReceipt } from '../../../typings/api';
import type { PersonRef } from '../../../typings/domain';
import { fill, TEXT } from '../../shared/text';
import { voiceInput, voiceOf, voiceWords, type DraftVoice } from './draft-voice';
import { withoutName } from './follow';
import type { Hold } from './hold';
import type { JoinOffer } from './similar';

/** A photo of a draft: first a file on the phone, then a file in the cloud. */
export interface DraftPhoto {
  /** Names the file in the cloud and the evidence. */
  id: string;
  /** On the phone; saved files outlive the session, temporary ones do not. */
  path: string;
  source: PhotoInput['source'];
  takenAt: number;
  /** Null until it was uploaded. */
  fileId: string | null;
  /** Time and place were burnt into it, or it was found that this phone cannot. */
  marked?: true;
  /** Taken after the person had mended it themselves. */
  after?: true;
}

/**
 * - `editing`: on the report page, or left there
 * - `held`: submitted, may be taken back until `sendAt`
 * - `waiting`: to be sent when `sendAt` has come and the network is there
 * - `blocked`: the server said what must be mended by a person
 * - `sent`: an order; kept until its receipt was shown
 */
export type DraftState = 'editing' | 'held' | 'waiting' | 'blocked' | 'sent';

/** What the person reported, without its files and its id. */
export type DraftContent = Omit<
  ReportInput,
  | 'id'
  | 'photos'
  | 'voice'
  | 'areaId'
  | 'urgency'
  | 'urgencyReason'
  | 'selfFixed'
  | 'followKey'
  | 'forPersonId'
  | 'screening'
> & {
  /** What was said to the card of the template; null once it is another template's. */
  screening?: ReportInput['screening'] | null;
  /** 即查即改: the person mended it on the spot. */
  mended?: boolean;
  /** 帮同事报: whose report it is; null or missing: of who holds the phone. */
  reporter?: PersonRef | null;
  /** Empty until a place is chosen. */
  areaId: string;
  /** For the phone's own lists; the server knows the template by its id. */
  title: string;
  placeText: string;
};

export interface Draft {
  schema: 1;
  /** Becomes the order's id, so that one draft makes one order. */
  id: string;
  requestId: string;
  createdAt: number;
  state: DraftState;
  content: DraftContent;
  photos: DraftPhoto[];
  /** Null or missing: nothing was said. */
  voice?: DraftVoice | null;
  /** Not before (ms of the phone's clock). */
  sendAt: number;
  attempts: number;
  /** What the person should know about the last try. */
  note: string | null;
  receipt: ReportReceipt | null;
  /** Since when it is held and what is being asked meanwhile; of the last time it was submitted. */
  hold?: Hold;
  /** 「我也遇到」: it joins this order instead of becoming one; null or missing: it does not. */
  join?: JoinOffer | null;
}

/** Waiting times between tries (ms); the last one repeats. */
const BACK_OFF = [2_000, 5_000, 15_000, 30_000, 60_000, 300_000] as const;

/** How long to wait after so many failed tries (ms). */
export const backOff = (attempts: number): number =>
  BACK_OFF[Math.min(Math.max(attempts, 1), BACK_OFF.length) - 1] ?? 300_000;

/**
 * Whether the time of a draft has come. None is ever put off for longer than the last wait: one that seems to be was
 * planned by a clock that has been set back since.
 */
export const isDue = ({ sendAt }: Pick<Draft, 'sendAt'>, now: number): boolean =>
  sendAt <= now || sendAt > now + backOff(BACK_OFF.length);

/** A draft that goes out by itself. */
export const isUnsent = ({ state }: Draft): boolean => state === 'held' || state === 'waiting';

/** A draft that was begun but says nothing yet. */
export const isEmpty = ({ photos, content, voice = null }: Draft): boolean =>
  photos.length === 0 && voice === null && content.templateId === null && content.description.trim() === '';

const saidOf = ({ title, description }: DraftContent): string => title || description;

/** What a draft is called on the phone: what it is, what was written, or that something was said. */
export const titleOf = ({ content, voice = null }: Pick<Draft, 'content' | 'voice'>): string =>
  saidOf(content) || (voice === null ? TEXT.draft.untitled : voiceWords(voice.seconds));

/** What belongs to it besides its title: 「2 张照片」「一段语音 8 秒」. */
export const filesOf = ({ content, photos, voice = null }: Draft): string[] => [
  ...(photos.length === 0 ? [] : [fill(TEXT.unsent.photos, { count: photos.length })]),
  ...(voice === null || saidOf(content) === '' ? [] : [voiceWords(voice.seconds)]),
];

export function newDraft(id: string, requestId: string, now: number, content: DraftContent): Draft {
  return {
    schema: 1,
    id,
    requestId,
    createdAt: now,
    state: 'editing',
    content,
    photos: [],
    sendAt: 0,
    attempts: 0,
    note: null,
    receipt: null,
  };
}

/** The photos by what they show. Without one of each nobody can tell that it was mended: then all of them show the scene. */
export function photosBy({ content, photos }: Pick<Draft, 'content' | 'photos'>): {
  scene: DraftPhoto[];
  after: DraftPhoto[];
} {
  const after = photos.filter((photo) => photo.after === true);
  const scene = photos.filter((photo) => photo.after !== true);
  const isMended = content.mended === true && after.length > 0 && scene.length > 0;
  return isMended ? { scene, after } : { scene: [...photos], after: [] };
}

/** Photos as the server is told of them; those that are still on the phone are left out. */
export const uploadedPhotos = (photos: readonly DraftPhoto[]): PhotoInput[] =>
  photos.flatMap(({ fileId, source, takenAt }) => (fileId === null ? [] : [{ fileId, source, takenAt }]));

/**
 * What goes to the server; every try sends exactly the same, because the server compares.
 * @param key - of a report without a name
 */
export function reportInput(draft: Draft, key: string | null = null): ReportInput {
  const { id, content } = draft;
  const { scene, after } = photosBy(draft);
  const { templateId, description, areaId, pointId, placeSource, position, observedAt, visibility } = content;
  const input: ReportInput = {
    id,
    templateId,
    description,
    areaId,
    pointId,
    placeSource,
    position,
    observedAt,
    visibility,
    photos: uploadedPhotos(scene),
    ...voiceInput(draft),
    ...(after.length > 0
      ? { selfFixed: { photos: uploadedPhotos(after), text: TEXT.report.mendedText } }
      : {}),
    // A machine is stopped where its label is; without a point there is nothing to stop.
    ...(content.stop === true && pointId !== null ? { stop: true } : {}),
    ...(content.reporter == null ? {} : { forPersonId: content.reporter.id }),
    ...(content.task === undefined ? {} : { task: content.task }),
    ...(content.screening == null ? {} : { screening: content.screening }),
  };
  return key === null ? input : withoutName(input, key);
}

/** The state in words. `uploaded` counts photos when they are on their way. */
export function draftWords(draft: Draft, working: boolean): string {
  const { state, photos, attempts } = draft;
  if (state === 'waiting' && working) {
    const done = photos.filter(({ fileId }) => fileId !== null).length;
    return done < photos.length
      ? fill(TEXT.draft.uploading, { done, total: photos.length })
      : voiceOf(draft)?.fileId === null
        ? TEXT.voice.uploading
        : TEXT.draft.sending;
  }
  if (state === 'waiting' && attempts > 0)
    return photos.length === 0 && voiceOf(draft) !== null ? TEXT.voice.unsent : TEXT.draft.failed;
  return TEXT.draft[state];
}
