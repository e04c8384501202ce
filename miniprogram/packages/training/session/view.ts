/** A class that is held: what it is about, who came and how, and what is still needed to open one. Pure. */
import type { SessionView } from '../../../../typings/training-views';
import { clockText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.training;

export interface SignedRow {
  id: string;
  name: string;
  /** 「14:05 扫码」 */
  how: string;
  left: boolean;
}

export interface ClassPage {
  title: string;
  about: string;
  open: boolean;
  /** It runs, and this person holds it. */
  holds: boolean;
  count: string;
  rows: SignedRow[];
  missing: { id: string; name: string }[];
  missingNames: string;
  closed: string;
  photo: string;
}

export const courseNames = (courses: readonly { title: string }[]): string =>
  courses.map(({ title }) => title).join('、');

/** Of a class for everybody the names would fill the page. */
const MOST_NAMES = 12;

/** 「张三、李四等 40 人」 */
export const namesOf = (people: readonly { name: string }[]): string => {
  const names = people
    .slice(0, MOST_NAMES)
    .map(({ name }) => name)
    .join('、');
  return people.length > MOST_NAMES ? fill(t.andMore, { names, count: people.length }) : names;
};

export function classPage(session: SessionView): ClassPage {
  const { courses, place, trainer, openedAt, closedAt, signed, missing, photo, mine } = session;
  const rows = signed.map(({ person, at, how, reason, leftAt, minutes }): SignedRow => {
    const parts = [
      `${clockText(at)} ${reason === undefined ? t.how[how] : fill(t.because, { how: t.how[how], reason })}`,
      leftAt === null ? '' : fill(t.classLeft, { time: clockText(leftAt) }),
      minutes === null ? '' : fill(t.minutes, { minutes }),
    ];
    return {
      id: person.id,
      name: person.name,
      how: parts.filter((part) => part !== '').join(' · '),
      left: leftAt !== null,
    };
  });
  return {
    title: courseNames(courses),
    about: [clockText(openedAt), place, trainer.name].filter((part) => part !== '').join(' · '),
    open: closedAt === null,
    holds: closedAt === null && mine,
    count: fill(t.classHere, { count: rows.length }),
    rows: rows.reverse(),
    missing,
    missingNames: namesOf(missing),
    closed: closedAt === null ? '' : fill(t.classClosed, { time: clockText(closedAt) }),
    photo: photo ?? '',
  };
}
