/** Quizzes: what is asked, and how an answer is graded; what is right is told only afterwards. */
import type { AnswerQuizInput, QuizPaper, QuizResult, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { DrawnQuestion, QuizTry, Training, TrainingCourse } from '../../../typings/training';
import { AppError } from '../../../miniprogram/shared/errors';
import { whenText } from '../../../miniprogram/shared/time';
import { courseIn, graded, isRight, isTaught, nextTryAt, questionsOf, withTry } from '../../engine/training';
import { canonical } from '../../platform/canonical';
import { linksTo } from '../capture/links';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { changeTraining } from './change';
import { ownCourse } from './learn';
import { getTraining } from './store';
import { trainingView } from './view';

/** @throws AppError TRAINING_WAITS before the course was attended or read; TRAINING_OVER once passed; QUIZ_WAITS too soon after a try */
function checkReady(course: TrainingCourse, now: Millis): void {
  if (!isTaught(course)) {
    const what = course.classroom === null ? '先把材料看完' : '先来上这堂课';
    throw new AppError('TRAINING_WAITS', { what });
  }
  const from = nextTryAt(course);
  if (from === null) throw new AppError('TRAINING_OVER');
  if (now < from) throw new AppError('QUIZ_WAITS', { from: whenText(from, now) });
}

/**
 * The questions of the next try. One database call.
 * @throws AppError TRAINING_…, QUIZ_WAITS
 */
export async function paper(
  actor: Actor,
  { trainingId, courseId }: Routes['training.quiz']['input'],
  now: Millis,
): Promise<QuizPaper> {
  const training = await getTraining(trainingId);
  if (training === null) throw new AppError('TRAINING_UNKNOWN');
  const course = ownCourse(training, actor, courseId);
  checkReady(course, now);
  const no = course.tries.length + 1;
  const questions = questionsOf(course, trainingId, no);
  const links = await linksTo(questions.flatMap(({ fileId }) => fileId ?? []));
  return {
    trainingId,
    courseId,
    no,
    pass: course.quiz?.pass ?? 0,
    questions: questions.map(({ id, text, options, correct, fileId }) => ({
      id,
      text,
      options,
      many: correct.length > 1,
      url: links.get(fileId ?? '') ?? null,
    })),
  };
}

function resultOf(course: TrainingCourse, asked: readonly DrawnQuestion[], tried: QuizTry): QuizResult {
  const { id, right, passed, answers } = tried;
  return {
    id,
    right,
    of: asked.length,
    passed,
    questions: asked.map((question) => {
      const chosen = answers[question.id] ?? [];
      const { id: questionId, correct, why } = question;
      return { id: questionId, isRight: isRight(question, chosen), correct, chosen, why };
    }),
    from: nextTryAt(course),
  };
}

/** The try that was sent before under this id, with what it was asked. @throws AppError REPLAY_MISMATCH */
function replayed(
  training: Training,
  { trainingId, courseId, id, no, answers }: AnswerQuizInput,
): QuizResult | null {
  const tries = training.parts.flatMap(({ courses }) => courses.flatMap((course) => course.tries));
  if (!tries.some((tried) => tried.id === id)) return null;
  const course = courseIn(training, courseId)?.course;
  const index = course?.tries.findIndex((tried) => tried.id === id) ?? -1;
  const tried = course?.tries[index];
  if (course === undefined || tried === undefined || index + 1 !== no) throw new AppError('REPLAY_MISMATCH');
  const asked = questionsOf(course, trainingId, no);
  const same = graded(course, asked, { id, answers }, tried.at);
  if (canonical(same) !== canonical(tried)) throw new AppError('REPLAY_MISMATCH');
  return resultOf(course, asked, tried);
}

/**
 * Grades a try and keeps it. Two database calls. The same again is answered as before.
 * @throws AppError TRAINING_…; QUIZ_WAITS; CHANGED when this try was answered otherwise meanwhile; REPLAY_MISMATCH
 */
export async function answer(
  actor: Actor,
  input: AnswerQuizInput,
  now: Millis,
): Promise<Routes['training.answer']['output']> {
  const { trainingId, courseId, no } = input;
  const { training, result } = await changeTraining(trainingId, (known) => {
    if (known.person.id !== actor.id) throw new AppError('TRAINING_UNKNOWN');
    const before = replayed(known, input);
    if (before !== null) return { training: known, result: before };
    const course = ownCourse(known, actor, courseId);
    checkReady(course, now);
    if (no !== course.tries.length + 1) throw new AppError('CHANGED', { name: actor.name });
    const asked = questionsOf(course, trainingId, no);
    const tried = graded(course, asked, input, now);
    const next = withTry(known, courseId, tried, now);
    const after = courseIn(next, courseId)?.course ?? course;
    return { training: next, result: resultOf(after, asked, tried) };
  });
  return { result, training: await trainingView(training, actor, await plant(now), now) };
}
