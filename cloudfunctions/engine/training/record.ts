/** The record of one person and one programme, with everything copied in that doing it needs. */
import { isoDay } from '../../../miniprogram/shared/time';
import type { Millis, PersonRef } from '../../../typings/domain';
import type {
  Course,
  DrawnQuestion,
  Programme,
  Question,
  Runner,
  Training,
  TrainingConfig,
  TrainingCourse,
} from '../../../typings/training';
import { trainingId, type DueTraining, type Learner } from './due';
import { settled } from './progress';

/** What is looked up for a record. */
export interface Around {
  /** The file of a question's picture; null when there is none (any more). */
  picture(question: Question): string | null;
  /** Who holds a part for this person. */
  trainer(by: Runner): PersonRef;
  departmentName: string;
  /** Of the configuration `training`. */
  version: string;
}

function questionsOf({ id }: Course, questions: readonly Question[], around: Around): DrawnQuestion[] {
  return questions
    .filter(({ courseIds }) => courseIds.includes(id))
    .map((question) => {
      const { id: questionId, text, options, correct, why } = question;
      return { id: questionId, text, options, correct, why, fileId: around.picture(question) };
    });
}

function courseOf(course: Course, questions: DrawnQuestion[]): TrainingCourse {
  const { id, title, minutes, classroom, materials, quiz } = course;
  const undone = { attendance: {}, read: {}, tries: [], doneAt: null };
  return { id, title, minutes, classroom, materials, quiz, questions, ...undone };
}

/** A record that nobody has done anything about. */
export function trainingFor(
  programme: Programme,
  person: Learner & PersonRef,
  { key, dueAt }: DueTraining,
  { courses, questions, hourMinutes }: TrainingConfig,
  around: Around,
  now: Millis,
): Training {
  const byId = new Map(courses.map((course) => [course.id, course]));
  const parts = programme.parts.map(({ level, by, courseIds }) => ({
    level,
    trainer: around.trainer(by),
    courses: courseIds.flatMap((id) => {
      const course = byId.get(id);
      return course === undefined ? [] : [courseOf(course, questionsOf(course, questions, around))];
    }),
    signature: null,
  }));
  const training: Training = {
    _id: trainingId(person.id, programme.id, key),
    schema: 1,
    rev: 1,
    programmeId: programme.id,
    kind: programme.kind,
    title: programme.title,
    version: around.version,
    key,
    person: { id: person.id, name: person.name },
    departmentId: person.departmentId,
    departmentName: around.departmentName,
    post: person.post,
    joinedOn: person.joinedOn ?? null,
    gate: programme.gate,
    hourMinutes,
    parts,
    courseIds: parts.flatMap((part) => part.courses.map(({ id }) => id)),
    minutes: { all: 0, done: 0 },
    line: '',
    createdAt: now,
    dueAt,
    state: 'due',
    open: true,
    isMissed: false,
    misses: [],
    finishedAt: null,
    waived: null,
    dropped: null,
    evidence: {},
    flagged: false,
    told: 'nothing',
    remindAt: now,
    sealDueAt: null,
    nextDueAt: now,
  };
  return settled(training, now);
}

/** Everything of a part that a signature stands for, the same in every order of writing. */
export function recordOf(training: Training, level: string): unknown {
  const { _id, programmeId, title, version, person, departmentName, post, joinedOn, hourMinutes } = training;
  const part = training.parts.find((each) => each.level === level);
  return {
    ...{ _id, programmeId, title, version, person, departmentName, post, joinedOn, hourMinutes, level },
    trainer: part?.trainer,
    courses: part?.courses.map(({ id, title: name, minutes, attendance, read, tries, doneAt }) => ({
      ...{ id, title: name, minutes, attendance, read, tries, doneAt },
      on: doneAt === null ? null : isoDay(doneAt),
    })),
  };
}
