/** The routes of trainings: what one has to learn, quizzes, signatures, classes, and who lacks what. */
import * as v from 'valibot';
import type { TrainingRoutes } from '../../../typings/api';
import { distinct } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import {
  departmentId,
  itemId,
  level,
  noList,
  personId,
  picture,
  place,
  reason,
  rev,
  secret,
  trainingId,
  until,
  uuid,
} from './input';
import { mine, read, readTraining } from './learn';
import { overview } from './overview';
import { answer, paper } from './quiz';
import { classBook, closeSession, openSession, readSession } from './sessions';
import { explain, waive } from './settle';
import { sheet } from './sheet';
import { sign } from './sign';
import { signIn } from './sign-in';

/** More than any quiz has. */
const MAX_QUESTIONS = 50;
const MAX_OPTIONS = 6;

/** Courses of one class. */
const MAX_COURSES = 20;

const ids = (max: number, min: number) =>
  v.pipe(
    v.array(itemId),
    v.minLength(min, '请至少选一项'),
    v.maxLength(max, `最多选 ${max} 项`),
    v.check((given) => distinct(given), '同一项选了两次'),
  );

const empty = v.pipe(noList, v.strictObject({}));

export const trainingRoutes: Pick<RouteTable<Actor>, keyof TrainingRoutes> = {
  'training.mine': { input: empty, admit: 'bound', run: ({ actor, now }) => mine(actor, now) },
  'training.get': {
    input: v.strictObject({ trainingId }),
    admit: 'bound',
    run: ({ actor, now }, input) => readTraining(actor, input.trainingId, now),
  },
  'training.read': {
    input: v.strictObject({ trainingId, courseId: itemId, materialIds: ids(30, 1) }),
    admit: 'bound',
    run: ({ actor, now }, input) => read(actor, input, now),
  },
  'training.quiz': {
    input: v.strictObject({ trainingId, courseId: itemId }),
    admit: 'bound',
    run: ({ actor, now }, input) => paper(actor, input, now),
  },
  'training.answer': {
    input: v.strictObject({
      trainingId,
      courseId: itemId,
      id: uuid,
      no: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
      answers: v.pipe(
        noList,
        v.record(itemId, ids(MAX_OPTIONS, 0)),
        v.check((given) => Object.keys(given).length <= MAX_QUESTIONS, `最多 ${MAX_QUESTIONS} 道题`),
      ),
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => answer(actor, input, now),
  },
  'training.sign': {
    input: v.strictObject({
      trainingId,
      level,
      recordHash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      photo: picture,
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => sign(actor, input, now),
  },
  'training.explain': {
    input: v.strictObject({ trainingId, rev, reason, until }),
    admit: 'bound',
    run: ({ actor, now }, input) => explain(actor, input, now),
  },
  'training.waive': {
    input: v.strictObject({ trainingId, rev, reason }),
    admit: ['safety'],
    run: ({ actor, now }, input) => waive(actor, input, now),
  },
  'training.sheet': {
    input: v.strictObject({ trainingId }),
    admit: 'bound',
    run: ({ actor, now }, input) => sheet(actor, input.trainingId, now),
  },
  'training.overview': {
    input: v.pipe(
      noList,
      v.strictObject({
        filter: v.exactOptional(v.picklist(['overdue', 'open', 'done'])),
        departmentId: v.exactOptional(departmentId),
        cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
      }),
    ),
    admit: 'bound',
    run: ({ actor, now }, input) => overview(actor, input, now),
  },
  'training.sessions.list': { input: empty, admit: 'bound', run: ({ actor, now }) => classBook(actor, now) },
  'training.sessions.open': {
    input: v.strictObject({ id: uuid, courseIds: ids(MAX_COURSES, 1), place }),
    admit: 'bound',
    run: ({ actor, now }, input) => openSession(actor, input, now),
  },
  'training.sessions.get': {
    input: v.strictObject({ sessionId: uuid }),
    admit: 'bound',
    run: ({ actor }, input) => readSession(actor, input.sessionId),
  },
  'training.sessions.signIn': {
    input: v.strictObject({
      sessionId: v.nullable(uuid),
      secret: v.exactOptional(secret),
      personId: v.exactOptional(personId),
      reason: v.exactOptional(reason),
      leaves: v.exactOptional(v.literal(true)),
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => signIn(actor, input, now),
  },
  'training.sessions.close': {
    input: v.strictObject({ sessionId: uuid, photo: picture }),
    admit: 'bound',
    run: ({ actor, now }, input) => closeSession(actor, input, now),
  },
};
