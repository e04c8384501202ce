/** Quizzes of trainings, and the signature that ends a level: graded and sealed once, and nothing right told before. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  attend,
  doAll,
  drawn,
  freshTraining,
  LEARNER,
  planTraining,
  right,
  trainingStored,
  tryQuiz,
} from './support/training';

const cloud = useCloud();

const MINUTE = 60_000;
const NONE = 'p-001@nothing:2026';
const learner = phoneOf(LEARNER);

beforeAll(() => planTraining(cloud()));

/** A training whose first class was attended. */
async function toAnswer(): Promise<string> {
  const { id } = await freshTraining(cloud());
  await attend(cloud(), phone('safety'), ['law']);
  return id;
}

contractOf('training.quiz', {
  valid() {
    it('asks as many as are drawn, the same until they are answered, and never what is right', async () => {
      const trainingId = await toAnswer();
      const ask = () => cloud().callOk(learner, 'training.quiz', { trainingId, courseId: 'law' });
      const paper = await ask();
      expect(paper).toMatchObject({ no: 1, pass: 2, trainingId, courseId: 'law' });
      expect(paper.questions).toHaveLength(2);
      expect(await ask()).toEqual(paper);
      expect(JSON.stringify(paper)).not.toMatch(/correct|因为/);
    });
  },
  edge() {
    it('is not before the class, and not once passed', async () => {
      const { id: trainingId } = await freshTraining(cloud());
      const input = { trainingId, courseId: 'law' };
      await refused(cloud(), 'TRAINING_WAITS', learner, 'training.quiz', input);
      await attend(cloud(), phone('safety'), ['law']);
      await tryQuiz(cloud(), trainingId, 'law');
      await refused(cloud(), 'TRAINING_OVER', learner, 'training.quiz', input);
    });
  },
  invalid() {
    itRefusesShapes(cloud, learner, 'training.quiz', misshapen({ trainingId: NONE, courseId: 'law' }));
  },
  forbidden() {
    it('is for the person alone', async () => {
      const trainingId = await toAnswer();
      const input = { trainingId, courseId: 'law' };
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('safety'), 'training.quiz', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.quiz', input);
    });
    itRefusesNobody(cloud, 'training.quiz', { trainingId: NONE, courseId: 'law' });
  },
});

contractOf('training.answer', {
  valid() {
    it('tells what was right and why, and passes', async () => {
      const { result, training } = await tryQuiz(cloud(), await toAnswer(), 'law');
      expect(result).toMatchObject({ right: 2, of: 2, passed: true, from: null });
      expect(result.questions.map(({ isRight }) => isRight)).toEqual([true, true]);
      expect(result.questions.every(({ why }) => why.startsWith('因为'))).toBe(true);
      expect(training.parts[0]).toMatchObject({
        doneMinutes: 45,
        courses: [{ quiz: { passed: true, best: 2 } }],
      });
      expect(training.parts[0]?.toSign?.recordHash).toMatch(/^[0-9a-f]{64}$/);
    });
  },
  edge() {
    it('takes another try after the wait, with other questions, so often a day', async () => {
      const trainingId = await toAnswer();
      const ask = () => cloud().callOk(learner, 'training.quiz', { trainingId, courseId: 'law' });
      const { questions } = await ask();
      const { result } = await tryQuiz(cloud(), trainingId, 'law', {});
      expect(result).toMatchObject({ right: 0, passed: false });
      const wait = (result.from ?? 0) - (await cloud().now());
      expect(wait > 29 * MINUTE && wait <= 30 * MINUTE).toBe(true);
      await refused(cloud(), 'QUIZ_WAITS', learner, 'training.quiz', { trainingId, courseId: 'law' });
      await cloud().clock({ advance: 31 * MINUTE, coalesce: true });
      const second = await ask();
      expect(second.no).toBe(2);
      expect(second.questions).not.toEqual(questions);
      const last = await tryQuiz(cloud(), trainingId, 'law', { 'q-1': ['a'] });
      const tomorrow =
        Math.ceil(((await cloud().now()) + 480 * MINUTE) / (1440 * MINUTE)) * 1440 * MINUTE - 480 * MINUTE;
      expect(last.result.from).toBe(tomorrow);
    });

    it('counts all that is right and nothing else, and keeps only what was asked', async () => {
      const trainingId = await toAnswer();
      const paper = await cloud().callOk(learner, 'training.quiz', { trainingId, courseId: 'law' });
      const answers = Object.fromEntries(paper.questions.map(({ id }) => [id, ['a', 'b', 'c']]));
      const { result } = await tryQuiz(cloud(), trainingId, 'law', { ...answers, 'q-99': ['a'] });
      expect(result.right).toBe(0);
      const [tried] = (await trainingStored(cloud(), trainingId)).parts[0]?.courses[0]?.tries ?? [];
      expect(Object.keys(tried?.answers ?? {}).sort()).toEqual(paper.questions.map(({ id }) => id).sort());
    });
  },
  invalid() {
    const sample = { trainingId: NONE, courseId: 'law', id: randomUUID(), no: 1, answers: { 'q-1': ['a'] } };
    itRefusesShapes(cloud, learner, 'training.answer', misshapen(sample, { open: ['answers'] }));

    it('refuses a try that is not the next', async () => {
      const trainingId = await toAnswer();
      const input = { trainingId, courseId: 'law', id: randomUUID(), no: 2, answers: {} };
      await refused(cloud(), 'CHANGED', learner, 'training.answer', input);
    });
  },
  forbidden() {
    it('is for the person alone', async () => {
      const trainingId = await toAnswer();
      const input = { trainingId, courseId: 'law', id: randomUUID(), no: 1, answers: {} };
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('safety'), 'training.answer', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.answer', input);
    });
    itRefusesNobody(cloud, 'training.answer', {
      ...{ trainingId: NONE, courseId: 'law', id: randomUUID(), no: 1, answers: {} },
    });
  },
  replay() {
    it('is answered as before under its id, however late, and takes no other answers', async () => {
      const trainingId = await toAnswer();
      const paper = await cloud().callOk(learner, 'training.quiz', { trainingId, courseId: 'law' });
      const input = { trainingId, courseId: 'law', id: randomUUID(), no: 1, answers: right(paper) };
      const [first, twin] = await Promise.all(
        [1, 2].map(() => cloud().callOk(learner, 'training.answer', input)),
      );
      expect(twin).toEqual(first);
      const after = await stored(cloud());
      expect(await cloud().callOk(learner, 'training.answer', input)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      await refused(cloud(), 'REPLAY_MISMATCH', learner, 'training.answer', { ...input, answers: {} });
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('safety'), 'training.answer', input);
    });
  },
});

contractOf('training.sign', {
  valid() {
    it('seals the signature and binds it to the record; the last one ends the training', async () => {
      const training = await freshTraining(cloud());
      const ended = await doAll(cloud(), training);
      expect(ended).toMatchObject({ state: 'done', open: false, hours: { done: 3, all: 3 }, line: '' });
      for (const { signature } of ended.parts) {
        expect(signature?.recordHash).toMatch(/^[0-9a-f]{64}$/);
        expect(signature?.url).toMatch(/^http/);
      }
      const { evidence, sealDueAt } = await trainingStored(cloud(), training.id);
      expect(Object.values(evidence).map(({ state, takenAt }) => ({ state, takenAt }))).toEqual(
        [1, 2, 3].map(() => ({ state: 'sealed', takenAt: null })),
      );
      expect(sealDueAt).toBeNull();
    });
  },
  edge() {
    it('is not before everything of the level is done', async () => {
      const { id } = await freshTraining(cloud());
      const input = { trainingId: id, level: 'company', recordHash: 'a'.repeat(64) } as const;
      const one = { ...input, photo: await drawn(cloud()) };
      await refused(cloud(), 'TRAINING_WAITS', learner, 'training.sign', one);
      await refused(cloud(), 'TRAINING_WAITS', learner, 'training.sign', { ...one, level: 'team' });
    });
  },
  invalid() {
    const picture = { fileId: 'cloud://a/b', source: 'file', takenAt: 1 };
    itRefusesShapes(
      cloud,
      learner,
      'training.sign',
      misshapen(
        { trainingId: NONE, level: 'company', recordHash: 'a'.repeat(64), photo: picture },
        { optional: ['photo.takenAt'], mayBeEmpty: ['photo.fileId'] },
      ),
    );

    it('refuses a record that is not the one that was seen, and a picture of somebody else', async () => {
      const trainingId = await toAnswer();
      const { training } = await tryQuiz(cloud(), trainingId, 'law');
      const recordHash = training.parts[0]?.toSign?.recordHash ?? '';
      const input = { trainingId, level: 'company', recordHash } as const;
      const other = { ...input, recordHash: 'a'.repeat(64), photo: await drawn(cloud()) };
      await refused(cloud(), 'CHANGED', learner, 'training.sign', other);
      const theirs = { ...input, photo: await photo(cloud(), phone('reporter')) };
      await refused(cloud(), 'PHOTO_PATH', learner, 'training.sign', theirs);
    });
  },
  forbidden() {
    it('is for the person alone', async () => {
      const trainingId = await toAnswer();
      const { training } = await tryQuiz(cloud(), trainingId, 'law');
      const recordHash = training.parts[0]?.toSign?.recordHash ?? '';
      const input = { trainingId, level: 'company', recordHash, photo: await drawn(cloud()) } as const;
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('safety'), 'training.sign', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sign', input);
    });
    itRefusesNobody(cloud, 'training.sign', {
      ...{ trainingId: NONE, level: 'company', recordHash: 'a'.repeat(64) },
      photo: { fileId: 'cloud://a/b', source: 'file' },
    });
  },
  replay() {
    it('is one signature, and another one is too late', async () => {
      const trainingId = await toAnswer();
      const { training } = await tryQuiz(cloud(), trainingId, 'law');
      const recordHash = training.parts[0]?.toSign?.recordHash ?? '';
      const input = { trainingId, level: 'company', recordHash, photo: await drawn(cloud()) } as const;
      const [first, twin] = await Promise.all(
        [1, 2].map(() => cloud().callOk(learner, 'training.sign', input)),
      );
      expect(twin?.parts[0]?.signature?.recordHash).toBe(first?.parts[0]?.signature?.recordHash);
      const after = await stored(cloud());
      await cloud().callOk(learner, 'training.sign', input);
      expect(await stored(cloud())).toEqual(after);
      const again = { ...input, photo: await drawn(cloud()) };
      await refused(cloud(), 'TRAINING_OVER', learner, 'training.sign', again);
    });
  },
});
