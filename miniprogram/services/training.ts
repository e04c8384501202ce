/** What is done in a training without waiting for a network: what was read, signed and signed in to; kept and sent by itself. */
import type { PhotoInput, Routes } from '../../typings/api';
import { call } from './call';
import type { DraftPhoto } from './core/draft';
import { createOutbox, type Errand, type Outcome } from './core/outbox';
import type { Kept } from './core/training';
import { discard } from './photos';
import { sender } from './sender';
import { load, save } from './storage';

const ERRANDS = 'trainingErrands.v1';

type Input<R extends keyof Routes> = Routes[R]['input'];

const KINDS = [
  'training.read',
  'training.sign',
  'training.sessions.signIn',
  'training.sessions.close',
] as const;

type Kind = (typeof KINDS)[number];

/** What waits; the picture of a signature or of a class is added when it is up. */
export type TrainingIntent =
  | { route: 'training.read'; input: Input<'training.read'> }
  | { route: 'training.sign'; input: Omit<Input<'training.sign'>, 'photo'> }
  | { route: 'training.sessions.signIn'; input: Input<'training.sessions.signIn'> }
  | { route: 'training.sessions.close'; input: Omit<Input<'training.sessions.close'>, 'photo'> };

/** What the server answers to any of them. */
export type TrainingAnswer = Routes['training.read']['output'] | Routes['training.sessions.get']['output'];

export type TrainingOutcome = Outcome<TrainingAnswer>;

/** What is sent: what was done, and its picture where it has one. */
function sendIntent({ id, kind, input }: Errand<Kind>, [photo]: PhotoInput[]): Promise<TrainingAnswer> {
  return call(kind, { ...input, ...(photo === undefined ? {} : { photo }) } as Input<Kind>, {
    requestId: id,
    again: false,
  });
}

const errands = createOutbox<Kind, TrainingAnswer>(KINDS, {
  load: () => load(ERRANDS),
  save: (all) => save(ERRANDS, all),
  ...sender,
  // A signature is no picture of a place, and a class tells its own.
  mark: (photo) => Promise.resolve(photo),
  discard,
  send: sendIntent,
});

export const outbox = {
  /**
   * Keeps an intent, in the place of an earlier one about the same, and tries it once.
   * @throws when the storage is full
   */
  async send(
    key: string,
    { route, input }: TrainingIntent,
    photo: DraftPhoto | null = null,
  ): Promise<TrainingOutcome> {
    for (const { id } of errands.about(key)) errands.drop(id);
    const photos = photo === null ? [] : [photo];
    return errands.outcome(errands.give({ kind: route, about: key, input, photos, place: '' }));
  },
  /** What is kept under a key, with why the server does not take it (empty while it may still arrive); null: nothing. */
  find(key: string): { refused: string } | null {
    const [errand] = errands.about(key);
    return errand === undefined ? null : { refused: errand.blocked ? (errand.note ?? '') : '' };
  },
  /** Forgets what is kept under a key, with its picture. */
  drop(key: string): void {
    for (const { id } of errands.about(key)) errands.drop(id);
  },
  isWaiting: (): boolean => errands.all().some(({ blocked }) => !blocked),
  /** Tries all but what was refused: a secret that was wrong would count as tried again. */
  wake: (): void => errands.wake(),
  watch: (listener: () => void): (() => void) => errands.watch(listener),
};

/** What an intent is about. */
export const KEYS = {
  read: (trainingId: string, courseId: string, materialId: string): string =>
    `read ${trainingId} ${courseId} ${materialId}`,
  sign: (trainingId: string, level: string): string => `sign ${trainingId} ${level}`,
  signIn: 'signIn',
  close: (sessionId: string): string => `close ${sessionId}`,
} as const;

/** What of a training is in this phone only. */
export const keptOf = (trainingId: string): Kept => ({
  isRead: (courseId, materialId) => outbox.find(KEYS.read(trainingId, courseId, materialId)) !== null,
  isSigned: (level) => outbox.find(KEYS.sign(trainingId, level))?.refused === '',
});
