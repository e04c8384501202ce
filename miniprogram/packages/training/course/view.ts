/** A course as its page shows it: one material at a time, which of them were read, and what comes after. Pure. */
import type { CourseView, TrainingView } from '../../../../typings/training-views';
import { lackOf, toAttend, type Kept } from '../../../services/core/training';
import { whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.training;

export interface MaterialCard {
  id: string;
  title: string;
  kind: 'text' | 'picture' | 'file';
  /** 「第 2 份，共 5 份」 */
  place: string;
  /** Of a text: its paragraphs. */
  lines: string[];
  /** Of a picture or file; empty while there is no link. */
  url: string;
  read: boolean;
}

/** The filled button of the page. */
export interface Act {
  kind: 'read' | 'attend' | 'quiz' | 'mine';
  text: string;
  hint: string;
}

export interface CoursePage {
  title: string;
  /** 「45 分钟 · 已上课 20/45 分钟」 */
  about: string;
  segments: ('done' | 'now' | 'open')[];
  material: MaterialCard | null;
  materials: { id: string; title: string; read: boolean }[];
  act: Act;
}

export const courseIn = ({ parts }: TrainingView, courseId: string): CourseView | null =>
  parts.flatMap(({ courses }) => courses).find(({ id }) => id === courseId) ?? null;

/** What is done about the course once its materials are read. */
function after(course: CourseView, kept: Kept, now: number): Act {
  const quiz =
    course.quiz === null ? '' : fill(t.quizRule, { count: course.quiz.draw, pass: course.quiz.pass });
  switch (lackOf(course, kept, now)) {
    case 'attend':
      return { kind: 'attend', text: t.goAttend, hint: fill(t.lackAttend, { minutes: toAttend(course) }) };
    case 'quiz':
      return { kind: 'quiz', text: t.goQuiz, hint: quiz };
    case 'wait':
      return {
        kind: 'mine',
        text: t.toMine,
        hint: fill(t.lackWait, { time: whenText(course.quiz?.from ?? now, now) }),
      };
    case 'send':
      return { kind: 'mine', text: t.toMine, hint: t.lackSend };
    default:
      return { kind: 'mine', text: t.toMine, hint: course.doneAt === null ? '' : t.courseDone };
  }
}

/**
 * @param chosen - the material that is looked at; null: the first that was not read
 * @param mine - only who has to do the course marks what they read
 */
export function coursePage(
  course: CourseView,
  kept: Kept,
  chosen: string | null,
  mine: boolean,
  now: number,
): CoursePage {
  const all = course.materials.map((one) => ({ ...one, read: one.read || kept.isRead(course.id, one.id) }));
  const at = chosen === null ? all.findIndex(({ read }) => !read) : all.findIndex(({ id }) => id === chosen);
  const one = all[at] ?? null;
  const isLast = all.every(({ id, read }) => read || id === one?.id);
  const attended = fill(t.attended, { done: course.attended, all: course.minutes });
  return {
    title: course.title,
    about: course.classroom === null ? fill(t.course, { minutes: course.minutes }) : attended,
    segments: all.map(({ read }, index) => (index === at ? 'now' : read ? 'done' : 'open')),
    material:
      one === null
        ? null
        : {
            id: one.id,
            title: one.title,
            kind: one.kind,
            place: fill(t.material, { n: at + 1, total: all.length }),
            lines: (one.text ?? '').split(/\n+/).filter((line) => line.trim() !== ''),
            url: one.url ?? '',
            read: one.read,
          },
    materials: all.map(({ id, title, read }) => ({ id, title, read })),
    act:
      mine && one !== null && !one.read
        ? { kind: 'read', text: isLast ? t.readLast : t.readNext, hint: '' }
        : after(course, kept, now),
  };
}
