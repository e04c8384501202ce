/** Lists what does not fit together in courses and programmes, too few 学时, and parts that nobody could hold. */
import type { Places } from '../../../../typings/config';
import type { Person } from '../../../../typings/domain';
import type {
  Course,
  Programme,
  ProgrammePart,
  TrainingConfig,
  TrainingLevel,
} from '../../../../typings/training';
import { LEVEL_NAMES } from '../../../../miniprogram/shared/training';

/** Who may hold a part. */
type Staff = readonly (Pick<Person, 'name' | 'status' | 'roles' | 'post'> & { id: string })[];

/** New hires go from the plant to their team. */
const IN_ORDER: Record<Programme['kind'], readonly TrainingLevel[]> = {
  newHire: ['company', 'workshop', 'team'],
  refresh: ['refresh'],
};

/**
 * Lists the holes of trainings; an empty list means that every programme finds its courses, has its levels in order and
 * its 学时, that every quiz has enough questions, and that somebody is there to hold each part.
 * @param places - departments that programmes may name
 * @param people - everybody on the roll
 */
export function trainingHoles(training: TrainingConfig, places: Places, people: Staff): string[] {
  const { courses, questions, programmes } = training;
  const courseById = new Map(courses.map((course) => [course.id, course]));
  return [
    ...questions.flatMap(({ text, courseIds }) =>
      courseIds.filter((id) => !courseById.has(id)).map((id) => `题目“${text}”用在课程 ${id}，没有这门课`),
    ),
    ...courses.flatMap((course) => questionHoles(course, questions)),
    ...programmes.flatMap((programme) => [
      ...courseHoles(programme, courseById),
      ...orderHoles(programme),
      ...hourHoles(programme, training, courseById),
      ...whoHoles(programme, places),
      ...programme.parts.flatMap((part) => runnerHoles(programme, part, people)),
    ]),
  ];
}

const titleOf = ({ title }: Programme): string => `培训“${title}”`;

/** A quiz that draws more questions than there are. */
function questionHoles({ id, title, quiz }: Course, questions: TrainingConfig['questions']): string[] {
  if (quiz === null) return [];
  const n = questions.filter(({ courseIds }) => courseIds.includes(id)).length;
  return n >= quiz.draw ? [] : [`课程“${title}”要抽 ${quiz.draw} 道题，题库里只有 ${n} 道`];
}

function courseHoles(programme: Programme, courseById: ReadonlyMap<string, Course>): string[] {
  return programme.parts.flatMap(({ level, courseIds }) =>
    courseIds.flatMap((id) => {
      const course = courseById.get(id);
      if (course === undefined) return [`${titleOf(programme)}的课程 ${id} 不存在`];
      if (course.level === level) return [];
      return [
        `${titleOf(programme)}把“${course.title}”放在${LEVEL_NAMES[level]}，这门课是${LEVEL_NAMES[course.level]}的`,
      ];
    }),
  );
}

function orderHoles(programme: Programme): string[] {
  const wanted = IN_ORDER[programme.kind];
  if (programme.parts.map(({ level }) => level).join() === wanted.join()) return [];
  return [`${titleOf(programme)}要按${wanted.map((level) => LEVEL_NAMES[level]).join('、')}的顺序排`];
}

function hourHoles(
  programme: Programme,
  { hourMinutes, leastHours }: TrainingConfig,
  courseById: ReadonlyMap<string, Course>,
): string[] {
  const least = leastHours[programme.kind];
  const minutes = programme.parts
    .flatMap(({ courseIds }) => courseIds)
    .reduce((sum, id) => sum + (courseById.get(id)?.minutes ?? 0), 0);
  if (minutes >= least * hourMinutes) return [];
  const hours = Math.floor((10 * minutes) / hourMinutes) / 10;
  return [`${titleOf(programme)}一共 ${hours} 学时，不够 ${least} 学时`];
}

/** A programme for a department that is not there is for nobody. */
const whoHoles = (programme: Programme, { departments }: Places): string[] =>
  (programme.who.departmentIds ?? [])
    .filter((id) => !departments.some((department) => department.id === id))
    .map((id) => `${titleOf(programme)}的部门 ${id} 不存在`);

function runnerHoles(programme: Programme, { level, by }: ProgrammePart, people: Staff): string[] {
  const which = `${titleOf(programme)}的${LEVEL_NAMES[level]}`;
  if (by.kind === 'person') {
    const person = people.find(({ id }) => id === by.personId);
    if (person === undefined) return [`${which}由 ${by.personId} 来教，不在人员名单里`];
    return person.status === 'left' ? [`${which}由${person.name}来教，已离岗，要换人`] : [];
  }
  if (by.kind !== 'safety') return [];
  const isThere = people.some(({ status, roles }) => status === 'active' && roles.includes('safety'));
  return isThere ? [] : [`${which}由安全员来教，没有在岗的安全员`];
}
