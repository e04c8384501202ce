/** Programmes that nobody could do, too short ones, and quizzes without questions are listed before they are published. */
import { trainingHoles } from '../../../../cloudfunctions/features/routing/holes';
import type { Course, Programme, TrainingConfig } from '../../../../typings/training';
import type { Places } from '../../../../typings/config';

const places: Places = {
  plant: { name: '厂', promise: '上报不追责', emergencyPhone: '119' },
  departments: [{ id: 'steel', name: '钢构车间', headId: 'jia' }],
  areas: [],
  points: [],
};

const person = (
  id: string,
  name: string,
  role: 'safety' | 'worker',
  status: 'active' | 'left' = 'active',
) => ({
  ...{ id, name, post: '', status, roles: [role] },
});

const PEOPLE = [person('jia', '王甲', 'safety'), person('yi', '李乙', 'worker', 'left')];

const course = (id: string, level: Course['level'], over: Partial<Course> = {}): Course => ({
  ...{ id, title: id, level, minutes: 360, classroom: { mayMiss: 10 }, materials: [], quiz: null },
  ...over,
});

const PROGRAMME: Programme = {
  ...{ id: 'new', title: '三级', kind: 'newHire', who: { contractors: false }, gate: true },
  parts: [
    { level: 'company', by: { kind: 'safety' }, courseIds: ['law'] },
    { level: 'workshop', by: { kind: 'departmentHead' }, courseIds: ['fire'] },
    { level: 'team', by: { kind: 'boss' }, courseIds: ['post'] },
  ],
  due: { kind: 'joining', since: '2026-11-01', days: 14 },
};

const training = (over: Partial<TrainingConfig> = {}): TrainingConfig => ({
  ...{ hourMinutes: 45, leastHours: { newHire: 24, refresh: 8 }, basis: '模板', questions: [] },
  courses: [course('law', 'company'), course('fire', 'workshop'), course('post', 'team')],
  programmes: [PROGRAMME],
  ...over,
});

const holes = (over: Partial<TrainingConfig> = {}, people = PEOPLE) =>
  trainingHoles(training(over), places, people);

/** The programme with other parts. */
const parts = (change: (parts: Programme['parts']) => Programme['parts']): Partial<TrainingConfig> => ({
  programmes: [{ ...PROGRAMME, parts: change(PROGRAMME.parts) }],
});

it('finds none in a sound programme of exactly the least hours', () => {
  expect(holes()).toEqual([]);
});

it('counts 学时 by the minutes of one', () => {
  const short = training().courses.map((one) => (one.id === 'post' ? { ...one, minutes: 359 } : one));
  expect(holes({ courses: short })).toEqual(['培训“三级”一共 23.9 学时，不够 24 学时']);
  expect(holes({ hourMinutes: 50 })).toEqual(['培训“三级”一共 21.6 学时，不够 24 学时']);
});

it('wants the three levels in order', () => {
  expect(holes(parts((all) => [...all].reverse()))).toEqual(['培训“三级”要按公司级、车间级、班组级的顺序排']);
  expect(holes(parts((all) => all.slice(0, 2)))).toEqual([
    '培训“三级”要按公司级、车间级、班组级的顺序排',
    '培训“三级”一共 16 学时，不够 24 学时',
  ]);
});

it('finds courses that are not there or of another level, and departments', () => {
  const moved = training().courses.map((one) => (one.id === 'fire' ? course('fire', 'team') : one));
  expect(holes({ courses: moved })).toEqual(['培训“三级”把“fire”放在车间级，这门课是班组级的']);
  expect(holes({ courses: training().courses.slice(1) })).toContain('培训“三级”的课程 law 不存在');
  const who = { contractors: false, departmentIds: ['steel', 'moon'] };
  expect(holes({ programmes: [{ ...PROGRAMME, who }] })).toEqual(['培训“三级”的部门 moon 不存在']);
});

it('finds quizzes with too few questions, and questions of no course', () => {
  const quiz = { draw: 2, pass: 1, triesPerDay: 1, waitMinutes: 0 };
  const courses = training().courses.map((one) => (one.id === 'law' ? { ...one, quiz } : one));
  const question = { id: 'q', courseIds: ['law', 'none'], text: '谁？', options: [], correct: [], why: '' };
  expect(holes({ courses, questions: [question] })).toEqual([
    '题目“谁？”用在课程 none，没有这门课',
    '课程“law”要抽 2 道题，题库里只有 1 道',
  ]);
});

it('finds parts that nobody could hold', () => {
  const by = (personId: string) =>
    parts((all) =>
      all.map((part) => (part.level === 'team' ? { ...part, by: { kind: 'person', personId } } : part)),
    );
  expect(holes(by('yi'))).toEqual(['培训“三级”的班组级由李乙来教，已离岗，要换人']);
  expect(holes(by('bing'))).toEqual(['培训“三级”的班组级由 bing 来教，不在人员名单里']);
  expect(holes({}, [])).toEqual(['培训“三级”的公司级由安全员来教，没有在岗的安全员']);
});
