/** Trainings as these tests plan them: three short levels, a yearly one, and people who joined. */
import { randomInt, randomUUID } from 'node:crypto';
import type { PersonInput } from '../../../typings/domain';
import type { PhotoInput, QuizPaper, QuizResult, SessionView, TrainingView } from '../../../typings/api';
import type { Course, Question, TrainingConfig, Session, Training } from '../../../typings/training';
import type { TestCloud } from '../../support/cloud';
import { takePhoto } from '../../support/evidence';
import { edited } from '../../support/people';
import { png } from '../../support/pictures';
import { CAST, phone, phoneOf } from './plant';

const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;

/** A painter: joins again and again in these tests. */
export const LEARNER = CAST.bystander;
/** Their boss, the head of their department, and the first safety officer: who holds their three levels. */
export const BOSS = 'p-016';
export const HEAD = CAST.dutyLeader;

const QUIZ = { draw: 2, pass: 2, triesPerDay: 2, waitMinutes: 30 };

const course = (id: string, level: Course['level'], patch: Partial<Course>): Course => ({
  id,
  title: `课 ${id}`,
  level,
  minutes: 45,
  classroom: { mayMiss: 5 },
  materials: [],
  quiz: null,
  ...patch,
});

const question = (n: number, courseIds: string[], correct: string[]): Question => ({
  id: `q-${n}`,
  courseIds,
  text: `第 ${n} 题`,
  options: ['a', 'b', 'c'].map((id) => ({ id, text: `选项 ${id}` })),
  correct,
  why: `因为 ${n}`,
});

const reading = (id: string) => ({ id, title: `材料 ${id}`, kind: 'text' as const, text: '先看，再做。' });

/** A class with a quiz, something to read with a quiz, and a class alone: one for each level. */
export const TRAINING: TrainingConfig = {
  hourMinutes: 45,
  leastHours: { newHire: 3, refresh: 1 },
  basis: '模板，按本厂制度修改',
  courses: [
    course('law', 'company', { quiz: QUIZ }),
    course('fire', 'workshop', { classroom: null, materials: [reading('one'), reading('two')], quiz: QUIZ }),
    course('post', 'team', {}),
    course('again', 'refresh', { classroom: null, materials: [reading('one')] }),
  ],
  questions: [1, 2, 3, 4].map((n) => question(n, ['law', 'fire'], n % 2 === 0 ? ['a', 'b'] : ['c'])),
  programmes: [
    {
      id: 'test-new',
      title: '新员工三级安全教育',
      kind: 'newHire',
      who: { contractors: false },
      parts: [
        { level: 'company', by: { kind: 'safety' }, courseIds: ['law'] },
        { level: 'workshop', by: { kind: 'departmentHead' }, courseIds: ['fire'] },
        { level: 'team', by: { kind: 'boss' }, courseIds: ['post'] },
      ],
      due: { kind: 'joining', since: '2026-01-01', days: 30 },
      gate: true,
    },
    {
      id: 'test-year',
      title: '年度安全复训',
      kind: 'refresh',
      who: { posts: ['喷漆工'], contractors: false },
      parts: [{ level: 'refresh', by: { kind: 'departmentHead' }, courseIds: ['again'] }],
      due: { kind: 'yearly', opens: '01-01', closes: '12-31' },
      gate: false,
    },
  ],
};

/** Puts trainings in force. */
export async function planTraining(cloud: TestCloud, body: TrainingConfig = TRAINING): Promise<void> {
  const admin = phone('admin');
  const { version } = await cloud.callOk(admin, 'config.get', { kind: 'training' });
  await cloud.callOk(admin, 'config.publish', { kind: 'training', body, basedOn: version, note: '测试培训' });
}

/** Changes the record of somebody. */
export async function editPerson(
  cloud: TestCloud,
  personId: string,
  patch: Partial<PersonInput>,
): Promise<void> {
  await cloud.callOk(phone('admin'), 'people.save', await edited(cloud, personId, patch));
}

/** Lets the timer find out what changed. */
export async function tick(cloud: TestCloud): Promise<void> {
  await cloud.clock({ advance: 5 * MINUTE, coalesce: true });
  await cloud.runTimer('jobs');
}

export const trainingsStored = async (cloud: TestCloud): Promise<Training[]> =>
  (await cloud.dump('trainings')) as (Record<string, unknown> & Training)[];

export async function trainingStored(cloud: TestCloud, id: string): Promise<Training> {
  const training = (await trainingsStored(cloud)).find(({ _id }) => _id === id);
  if (training === undefined) throw new Error(`no training ${id}`);
  return training;
}

/** The last day on which {@link LEARNER} might have joined and never did in these tests. */
async function unusedDay(cloud: TestCloud): Promise<string> {
  const used = new Set((await trainingsStored(cloud)).map(({ key }) => key));
  const today = (await cloud.now()) + 8 * 60 * MINUTE;
  for (let back = 0; ; back += 1) {
    const day = new Date(today - back * DAY).toISOString().slice(0, 10);
    if (!used.has(day)) return day;
  }
}

/** A new training of {@link LEARNER}, as their phone has it: they join on another day. */
export async function freshTraining(cloud: TestCloud): Promise<TrainingView> {
  const joinedOn = await unusedDay(cloud);
  await editPerson(cloud, LEARNER, { joinedOn });
  await tick(cloud);
  return look(cloud, `${LEARNER}@test-new:${joinedOn}`);
}

export const look = (cloud: TestCloud, trainingId: string): Promise<TrainingView> =>
  cloud.callOk(phoneOf(LEARNER), 'training.get', { trainingId });

/** Opens a class. @param by - who holds it */
export const openClass = (
  cloud: TestCloud,
  by: string,
  courseIds: string[],
  id: string = randomUUID(),
): Promise<SessionView> => cloud.callOk(by, 'training.sessions.open', { id, courseIds, place: '培训室' });

export async function sessionStored(cloud: TestCloud, id: string): Promise<Session> {
  const all = (await cloud.dump('sessions')) as (Record<string, unknown> & Session)[];
  const session = all.find(({ _id }) => _id === id);
  if (session === undefined) throw new Error(`no class ${id}`);
  return session;
}

/** Holds a class in which {@link LEARNER} signs in by the code and stays for so many minutes. */
export async function attend(
  cloud: TestCloud,
  by: string,
  courseIds: string[],
  minutes = 45,
): Promise<SessionView> {
  const { id } = await openClass(cloud, by, courseIds);
  const { secret } = await sessionStored(cloud, id);
  await cloud.callOk(phoneOf(LEARNER), 'training.sessions.signIn', { sessionId: id, secret });
  await cloud.clock({ advance: minutes * MINUTE, coalesce: true });
  return cloud.callOk(by, 'training.sessions.close', { sessionId: id, photo: await takePhoto(cloud, by) });
}

/** What is right, by the bank of these tests. */
export const right = ({ questions }: Pick<QuizPaper, 'questions'>): Record<string, string[]> =>
  Object.fromEntries(
    questions.map(({ id }) => [id, TRAINING.questions.find((each) => each.id === id)?.correct ?? []]),
  );

/** Tries a quiz. @param answers - right ones unless given */
export async function tryQuiz(
  cloud: TestCloud,
  trainingId: string,
  courseId: string,
  answers?: Record<string, string[]>,
): Promise<{ result: QuizResult; training: TrainingView }> {
  const paper = await cloud.callOk(phoneOf(LEARNER), 'training.quiz', { trainingId, courseId });
  return cloud.callOk(phoneOf(LEARNER), 'training.answer', {
    ...{ trainingId, courseId, id: randomUUID(), no: paper.no },
    answers: answers ?? right(paper),
  });
}

/** A signature as a phone draws it. */
export const drawn = (cloud: TestCloud): Promise<PhotoInput> =>
  takePhoto(cloud, phoneOf(LEARNER), png({ seed: randomInt(1e9), width: 64, height: 32 }), 'png');

/** Signs for the level whose turn it is. */
export async function signFor(cloud: TestCloud, training: TrainingView): Promise<TrainingView> {
  const part = training.parts.find(({ toSign }) => toSign !== null);
  if (part?.toSign == null) throw new Error('nothing to sign');
  return cloud.callOk(phoneOf(LEARNER), 'training.sign', {
    trainingId: training.id,
    level: part.level,
    recordHash: part.toSign.recordHash,
    photo: await drawn(cloud),
  });
}

/** Does a whole training, level by level. @returns it as it ended */
export async function doAll(cloud: TestCloud, { id }: Pick<TrainingView, 'id'>): Promise<TrainingView> {
  await attend(cloud, phone('safety'), ['law']);
  await signFor(cloud, (await tryQuiz(cloud, id, 'law')).training);
  const as = phoneOf(LEARNER);
  await cloud.callOk(as, 'training.read', { trainingId: id, courseId: 'fire', materialIds: ['one', 'two'] });
  await signFor(cloud, (await tryQuiz(cloud, id, 'fire')).training);
  await attend(cloud, phoneOf(BOSS), ['post']);
  return signFor(cloud, await look(cloud, id));
}

/** A new training whose deadline is over, as the timer left it. */
export async function lateTraining(cloud: TestCloud): Promise<TrainingView> {
  const { id, dueAt } = await freshTraining(cloud);
  await cloud.clock({ set: dueAt + 5_000 });
  await tick(cloud);
  return look(cloud, id);
}
