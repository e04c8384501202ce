/** What is done of a training and what comes next; every change of a record ends in {@link settled}. */
import { LEVEL_NAMES } from '../../../miniprogram/shared/training';
import type { Millis } from '../../../typings/domain';
import type {
  Attendance,
  QuizTry,
  Training,
  TrainingCourse,
  TrainingLevel,
  TrainingPart,
  TrainingSignature,
} from '../../../typings/training';
import { hasPassed } from './quiz';

/** Minutes of a course in classes, at most its own. */
export const attendedOf = ({ attendance, minutes }: Pick<TrainingCourse, 'attendance' | 'minutes'>): number =>
  Math.min(
    minutes,
    Object.values(attendance).reduce((sum, each) => sum + each.minutes, 0),
  );

/** Whether the teaching of a course is over: it was attended, or all of it was read; then its quiz may be tried. */
export function isTaught(course: TrainingCourse): boolean {
  const { classroom, minutes, materials, read } = course;
  return classroom === null
    ? materials.every(({ id }) => Object.hasOwn(read, id))
    : attendedOf(course) >= minutes - classroom.mayMiss;
}

const isDone = (course: TrainingCourse): boolean => isTaught(course) && hasPassed(course);

/** All of a part is done and its turn to be signed has come. */
export const isToSign = (part: TrainingPart): boolean =>
  part.signature === null && part.courses.every(({ doneAt }) => doneAt !== null);

/** The part whose turn it is; undefined once all are signed for. */
export const partInTurn = ({ parts }: Pick<Training, 'parts'>): TrainingPart | undefined =>
  parts.find(({ signature }) => signature === null);

/** What comes next, as a person says it. */
function lineOf(training: Training): string {
  if (!training.open) return '';
  const part = partInTurn(training);
  const course = part?.courses.find(({ doneAt }) => doneAt === null);
  if (part === undefined) return '';
  if (course === undefined) return `${LEVEL_NAMES[part.level]}学完了，请签字`;
  if (isTaught(course)) return `还差考试：${course.title}`;
  return course.classroom === null ? `还差自学：${course.title}` : `还差上课：${course.title}`;
}

/** The sooner of two instants of which either may be none. */
const sooner = (a: Millis | null, b: Millis | null): Millis | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Brings everything that follows from what was done in line with it. */
export function settled(training: Training, now: Millis): Training {
  const parts = training.parts.map((part) => ({
    ...part,
    courses: part.courses.map((course) =>
      course.doneAt === null && isDone(course) ? { ...course, doneAt: now } : course,
    ),
  }));
  const courses = parts.flatMap((part) => part.courses);
  const sum = (some: readonly TrainingCourse[]): number =>
    some.reduce((all, { minutes }) => all + minutes, 0);
  const isOver = training.open && parts.every(({ signature }) => signature !== null);
  // What is done late is a miss, whether or not the timer saw to it before.
  const isMissed = training.isMissed || (isOver && now >= training.dueAt);
  const next: Training = {
    ...training,
    parts,
    isMissed,
    minutes: { all: sum(courses), done: sum(courses.filter(({ doneAt }) => doneAt !== null)) },
    ...(isOver
      ? // The clock looks once more: at the mark on the person, and at what is paid for it.
        ({ state: 'done', open: false, finishedAt: now, remindAt: now } as const)
      : {}),
  };
  return { ...next, line: lineOf(next), nextDueAt: sooner(next.remindAt, next.sealDueAt) };
}

/** The course of a training with its part. */
export function courseIn(
  { parts }: Pick<Training, 'parts'>,
  courseId: string,
): { part: TrainingPart; course: TrainingCourse } | null {
  for (const part of parts) {
    const course = part.courses.find(({ id }) => id === courseId);
    if (course !== undefined) return { part, course };
  }
  return null;
}

/** Changes one course of a training that is open, and what follows from it. */
function withCourse(
  training: Training,
  courseId: string,
  change: (course: TrainingCourse) => TrainingCourse,
  now: Millis,
): Training {
  const parts = training.parts.map((part) => ({
    ...part,
    courses: part.courses.map((course) => (course.id === courseId ? change(course) : course)),
  }));
  const state = training.state === 'due' ? 'doing' : training.state;
  return settled({ ...training, parts, state }, now);
}

/** Notes materials of a course as read; one keeps when it was read first. @returns the very same training when none is new */
export function withRead(
  training: Training,
  courseId: string,
  materialIds: readonly string[],
  now: Millis,
): Training {
  const course = courseIn(training, courseId)?.course;
  const fresh = (course?.materials ?? [])
    .map(({ id }) => id)
    .filter((id) => materialIds.includes(id) && course?.read[id] === undefined);
  if (fresh.length === 0) return training;
  const read = Object.fromEntries(fresh.map((id) => [id, now]));
  return withCourse(training, courseId, (old) => ({ ...old, read: { ...old.read, ...read } }), now);
}

/** Adds a try at a quiz. */
export const withTry = (training: Training, courseId: string, tried: QuizTry, now: Millis): Training =>
  withCourse(training, courseId, (old) => ({ ...old, tries: [...old.tries, tried] }), now);

/**
 * Gives somebody what they did of a class, once however often it is given.
 * @param given - course id → what of it counts; courses that are done already, or signed for, stay as they are
 * @returns the very same training when nothing of it is new
 */
export function withAttendance(
  training: Training,
  sessionId: string,
  given: ReadonlyMap<string, Attendance>,
  now: Millis,
): Training {
  if (!training.open) return training;
  return [...given].reduce((known, [courseId, attendance]) => {
    const found = courseIn(known, courseId);
    if (found === null || found.course.doneAt !== null) return known;
    if (Object.hasOwn(found.course.attendance, sessionId)) return known;
    const add = (old: TrainingCourse): TrainingCourse => ({
      ...old,
      attendance: { ...old.attendance, [sessionId]: attendance },
    });
    return withCourse(known, courseId, add, now);
  }, training);
}

/** Signs for a part; the last signature ends the training. */
export function withSignature(
  training: Training,
  level: TrainingLevel,
  signature: TrainingSignature,
  sealDueAt: Millis,
): Training {
  const parts = training.parts.map((part) => (part.level === level ? { ...part, signature } : part));
  return settled({ ...training, parts, sealDueAt }, signature.at);
}
