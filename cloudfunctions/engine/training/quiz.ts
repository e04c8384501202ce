/** Quizzes: which questions a try is asked, what is right, and when it may be tried again. */
import { DAY, MINUTE, startOfDay } from '../../../miniprogram/shared/time';
import type { Millis } from '../../../typings/domain';
import type { DrawnQuestion, QuizTry, TrainingCourse } from '../../../typings/training';
import { shuffled } from '../draw';

const idOf = ({ id }: { id: string }): string => id;

/**
 * The questions of a try, each with its options in an order of its own; asked again they are the same.
 * @param trainingId - whose quiz it is: neighbours are asked other questions
 * @param no - 1 is the first try
 */
export function questionsOf(
  { id, quiz, questions }: Pick<TrainingCourse, 'id' | 'quiz' | 'questions'>,
  trainingId: string,
  no: number,
): DrawnQuestion[] {
  const seed = `${trainingId}/${id}/${no}`;
  const asked = shuffled(questions, idOf, seed).slice(0, quiz?.draw ?? 0);
  return asked.map((question) => ({
    ...question,
    options: shuffled(question.options, idOf, `${seed}/${question.id}`),
  }));
}

/** All that is right was chosen, and nothing else. */
export const isRight = ({ correct }: Pick<DrawnQuestion, 'correct'>, chosen: readonly string[]): boolean =>
  chosen.length === correct.length && correct.every((id) => chosen.includes(id));

/** Whether a course is over as far as its quiz goes. */
export const hasPassed = ({ quiz, tries }: Pick<TrainingCourse, 'quiz' | 'tries'>): boolean =>
  quiz === null || tries.some(({ passed }) => passed);

/** Grades a try. @param asked - see {@link questionsOf}; what is not answered is wrong */
export function graded(
  { quiz }: Pick<TrainingCourse, 'quiz'>,
  asked: readonly DrawnQuestion[],
  { id, answers }: Pick<QuizTry, 'id' | 'answers'>,
  now: Millis,
): QuizTry {
  // Only what was asked is kept.
  const kept = Object.fromEntries(
    asked.map((question) => [
      question.id,
      (Object.hasOwn(answers, question.id) ? (answers[question.id] ?? []) : []).filter((chosen) =>
        question.options.some((option) => option.id === chosen),
      ),
    ]),
  );
  const right = asked.filter((question) => isRight(question, kept[question.id] ?? [])).length;
  return { id, at: now, answers: kept, right, passed: right >= (quiz?.pass ?? 0) };
}

/**
 * From when a quiz may be tried again: so many minutes after the last try, and so many times a day.
 * @returns 0 before the first try; null once passed
 */
export function nextTryAt(course: Pick<TrainingCourse, 'quiz' | 'tries'>): Millis | null {
  const { quiz, tries } = course;
  const last = tries.at(-1);
  if (quiz === null || hasPassed(course)) return null;
  if (last === undefined) return 0;
  const day = startOfDay(last.at);
  const soon = last.at + quiz.waitMinutes * MINUTE;
  const that = tries.filter(({ at }) => startOfDay(at) === day).length;
  return that < quiz.triesPerDay ? soon : Math.max(soon, day + DAY);
}
