/** What is done in a training without waiting for a network: what was read, signed and signed in to; kept and sent by itself. */
import type { Routes } from '../../typings/api';
import { call, newId } from './call';
import { createDeeds, type Outcome } from './core/deeds';
import type { Kept } from './core/training';
import { discard, forgetFolder, upload } from './photos';
import { load, save } from './storage';

const OUTBOX = 'training.v1';

type Input<R extends keyof Routes> = Routes[R]['input'];

/** What waits; the picture of a signature or of a class is added when it is up. */
export type TrainingIntent =
  | { route: 'training.read'; input: Input<'training.read'> }
  | { route: 'training.sign'; input: Omit<Input<'training.sign'>, 'photo'> }
  | { route: 'training.sessions.signIn'; input: Input<'training.sessions.signIn'> }
  | { route: 'training.sessions.close'; input: Omit<Input<'training.sessions.close'>, 'photo'> };

/** What the server answers to any of them. */
export type TrainingAnswer = Routes['training.read']['output'] | Routes['training.sessions.get']['output'];

export type TrainingOutcome = Outcome<TrainingAnswer>;

export const outbox = createDeeds<TrainingIntent, TrainingAnswer>({
  load: () => load(OUTBOX),
  save: (waiting) => save(OUTBOX, waiting),
  now: Date.now,
  newId,
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  upload,
  forgetFolder,
  discard,
  send(intent, file, requestId) {
    const options = { requestId, again: false };
    const photo = {
      fileId: file?.fileId ?? '',
      source: file?.source ?? 'camera',
      takenAt: file?.takenAt ?? null,
    };
    switch (intent.route) {
      case 'training.sign':
        return call(intent.route, { ...intent.input, photo }, options);
      case 'training.sessions.close':
        return call(intent.route, { ...intent.input, photo }, options);
      case 'training.read':
        return call(intent.route, intent.input, options);
      case 'training.sessions.signIn':
        return call(intent.route, intent.input, options);
    }
  },
});

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
