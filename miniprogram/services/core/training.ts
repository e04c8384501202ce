/** A training in its words: what is done of every level, what comes next, and what is still in this phone only. Pure. */
import type { CourseView, PartView, TrainingCard, TrainingView } from '../../../typings/training-views';
import { durationText, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { hoursOf } from '../../shared/training';

const t = TEXT.training;

/** What this phone did and the server has not heard yet. */
export interface Kept {
  /** Whether a material was read to its end. */
  isRead: (courseId: string, materialId: string) => boolean;
  /** Whether a level was signed for. */
  isSigned: (level: string) => boolean;
}

/** Minutes in a class that are still missing. */
export const toAttend = ({ classroom, minutes, attended }: CourseView): number =>
  classroom === null || attended >= minutes - classroom.mayMiss ? 0 : minutes - attended;

export const unread = (course: CourseView, kept: Kept): CourseView['materials'] =>
  course.materials.filter(({ id, read }) => !read && !kept.isRead(course.id, id));

/** `send`: what was read is on its way, and the quiz waits for it. */
export type Lack = 'attend' | 'read' | 'quiz' | 'wait' | 'send';

/** What a course still lacks, first things first; null when it is done, or only the server has to say so. */
export function lackOf(course: CourseView, kept: Kept, now: number): Lack | null {
  if (course.doneAt !== null) return null;
  if (toAttend(course) > 0) return 'attend';
  if (unread(course, kept).length > 0) return 'read';
  const { quiz } = course;
  if (quiz === null || quiz.passed) return null;
  if (quiz.from === null) return 'send';
  return quiz.from > now ? 'wait' : 'quiz';
}

function lackWords(course: CourseView, kept: Kept, now: number): string {
  switch (lackOf(course, kept, now)) {
    case 'attend':
      return fill(t.lackAttend, { minutes: toAttend(course) });
    case 'read':
      return fill(t.lackRead, { count: unread(course, kept).length });
    case 'quiz':
      return t.lackQuiz;
    case 'wait':
      return fill(t.lackWait, { time: whenText(course.quiz?.from ?? now, now) });
    case 'send':
      return t.lackSend;
    default:
      return course.doneAt === null ? t.lackNothing : t.courseDone;
  }
}

export interface CourseRow {
  id: string;
  title: string;
  minutes: string;
  state: string;
  done: boolean;
}

export interface PartCard {
  level: string;
  label: string;
  trainer: string;
  hours: string;
  /** Width of the bar (%). */
  share: number;
  waits: boolean;
  done: boolean;
  courses: CourseRow[];
  /** How it stands with the signature; empty while it is not asked for. */
  sign: string;
  signed: boolean;
}

export function partCard(part: PartView, hourMinutes: number, kept: Kept, now: number): PartCard {
  const { level, label, trainer, minutes, doneMinutes, courses, waits, toSign, signature } = part;
  const isKept = toSign !== null && kept.isSigned(level);
  const asked = isKept ? t.signKept : toSign === null ? '' : t.lackSign;
  return {
    level,
    label,
    trainer: fill(t.with, { name: trainer.name }),
    hours: fill(t.hours, { done: hoursOf(doneMinutes, hourMinutes), all: hoursOf(minutes, hourMinutes) }),
    share: minutes === 0 ? 100 : Math.round((100 * doneMinutes) / minutes),
    waits,
    done: signature !== null,
    courses: courses.map((course) => ({
      id: course.id,
      title: course.title,
      minutes: fill(t.course, { minutes: course.minutes }),
      state: waits ? '' : lackWords(course, kept, now),
      done: course.doneAt !== null,
    })),
    sign: signature === null ? asked : fill(t.signedAt, { time: whenText(signature.at, now) }),
    signed: signature !== null,
  };
}

/** The one thing to do next. */
export interface Next {
  kind: 'attend' | 'read' | 'quiz' | 'sign';
  /** What the button says, and of what. */
  text: string;
  hint: string;
  courseId: string;
  level: string;
}

const GO: Record<Lack, { kind: Next['kind']; text: string } | null> = {
  attend: { kind: 'attend', text: t.goAttend },
  read: { kind: 'read', text: t.goRead },
  quiz: { kind: 'quiz', text: t.goQuiz },
  // Until the next try there is time to read again.
  wait: { kind: 'read', text: t.backToRead },
  send: null,
};

/** @returns null when nothing is left to do now */
export function nextOf({ parts, open }: TrainingView, kept: Kept, now: number): Next | null {
  const part = parts.find(({ waits, signature }) => !waits && signature === null);
  if (!open || part === undefined) return null;
  const { level, label, courses, toSign } = part;
  if (toSign !== null) {
    if (kept.isSigned(level)) return null;
    return { kind: 'sign', text: t.goSign, hint: label, courseId: '', level };
  }
  const steps = courses.flatMap((course) => {
    const lack = lackOf(course, kept, now);
    const go = lack === null ? null : GO[lack];
    return go === null ? [] : [{ ...go, isWaiting: lack === 'wait', course }];
  });
  // While one course waits for its next try, another may go on.
  const step = steps.find(({ isWaiting }) => !isWaiting) ?? steps[0];
  if (step === undefined) return null;
  const { kind, text, course } = step;
  return { kind, text, hint: course.title, courseId: course.id, level };
}

/** What stands above the levels. */
export interface Head {
  title: string;
  /** 「谢小刚 · 焊接车间」 on the page of whoever looks after them; empty on one's own. */
  who: string;
  hours: string;
  share: number;
  state: string;
  late: boolean;
  /** What 学时 are, told once. */
  what: string;
  misses: string[];
}

/** How a training stands as a whole. */
export function stateOf(
  {
    state,
    dueAt,
    waived,
    dropped,
    finishedAt,
  }: Pick<TrainingCard, 'state' | 'dueAt'> & Partial<Pick<TrainingView, 'waived' | 'dropped' | 'finishedAt'>>,
  now: number,
): string {
  if (state === 'waived') return fill(t.waived, { reason: waived?.reason ?? '' });
  if (state === 'dropped') return fill(t.dropped, { reason: dropped?.reason ?? '' });
  if (state === 'done')
    return finishedAt == null ? t.allDone : fill(t.finishedAt, { time: whenText(finishedAt, now) });
  if (now >= dueAt) return fill(t.overdue, { time: durationText(now - dueAt) });
  return fill(t.before, { time: whenText(dueAt, now) });
}

export function headOf(training: TrainingView, now: number): Head {
  const { title, person, departmentName, hours, open, dueAt, misses, mine, hourMinutes } = training;
  return {
    title,
    who: mine ? '' : [person.name, departmentName].filter((part) => part !== '').join(' · '),
    hours: fill(t.hours, hours),
    share: hours.all === 0 ? 100 : Math.min(100, Math.round((100 * hours.done) / hours.all)),
    state: stateOf(training, now),
    late: open && now >= dueAt,
    what: fill(t.hoursWhat, { minutes: hourMinutes }),
    misses: misses.map(({ reason }) => (reason === null ? t.missOpen : fill(t.misses, { reason }))),
  };
}

/** A line of a list of trainings. */
export interface TrainingRow {
  id: string;
  title: string;
  name: string;
  /** Department and post. */
  about: string;
  hours: string;
  line: string;
  state: string;
  late: boolean;
}

export function rowOf(card: TrainingCard, now: number): TrainingRow {
  const { id, title, person, departmentName, post, hours, line, open, dueAt } = card;
  return {
    id,
    title,
    name: person.name,
    about: [departmentName, post].filter((part) => part !== '').join(' · '),
    hours: fill(t.hours, hours),
    line: open ? line : '',
    state: stateOf(card, now),
    late: open && now >= dueAt,
  };
}
