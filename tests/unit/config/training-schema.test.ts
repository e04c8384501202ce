/** What courses, questions and programmes may say, up to the edge of each rule, and how a fault is named. */
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { AppError } from '../../../miniprogram/shared/errors';
import { patched } from './patched';

function fields(body: unknown): Record<string, string> {
  try {
    parseConfig('training', body);
    return {};
  } catch (error) {
    if (error instanceof AppError) return error.fields ?? {};
    throw error;
  }
}

const FILE = 'cloud://env-1.6b65-env-1-1250000000/training/2026/lathe.pdf';

const course = (id: string, over: object = {}) => ({
  ...{ id, title: '起重吊装', level: 'workshop', minutes: 90, classroom: { mayMiss: 10 } },
  materials: [{ id: 'before', title: '起吊前', kind: 'text', text: '看吊具。\n看重量。' }],
  quiz: { draw: 2, pass: 1, triesPerDay: 3, waitMinutes: 30 },
  ...over,
});

const question = (id: string, over: object = {}) => ({
  ...{ id, courseIds: ['lifting'], text: '谁可以喊停？', correct: ['b'], why: '看见危险的人不一定是指挥。' },
  options: [
    { id: 'a', text: '指挥' },
    { id: 'b', text: '谁都可以' },
  ],
  ...over,
});

const programme = (id: string, over: object = {}) => ({
  ...{ id, title: '新员工三级安全教育', kind: 'newHire', who: { contractors: false }, gate: true },
  parts: [{ level: 'workshop', by: { kind: 'boss' }, courseIds: ['lifting'] }],
  due: { kind: 'joining', since: '2026-11-01', days: 14 },
  ...over,
});

const BODY = {
  hourMinutes: 45,
  leastHours: { newHire: 24, refresh: 8 },
  basis: '模板，按本厂制度修改',
  courses: [course('lifting')],
  questions: [question('stop')],
  programmes: [programme('new')],
};

const COURSE = 'courses.0';
const QUESTION = 'questions.0';
const PROGRAMME = 'programmes.0';
const yearly = { kind: 'yearly', opens: '03-01', closes: '06-30' };

it('takes a plant that teaches nothing', () => {
  expect(fields({ ...BODY, courses: [], questions: [], programmes: [] })).toEqual({});
});

it.each<[string, unknown]>([
  [`${COURSE}.classroom`, null],
  [`${COURSE}.classroom`, { mayMiss: 89 }],
  [`${COURSE}.quiz`, null],
  [`${COURSE}.quiz`, { draw: 50, pass: 50, triesPerDay: 1, waitMinutes: 0 }],
  [`${COURSE}.materials`, []],
  [`${COURSE}.materials.0`, { id: 'a', title: '图', kind: 'file', fileId: FILE }],
  [`${QUESTION}.correct`, ['a', 'b']],
  [`${QUESTION}.picture`, { orderNumber: 'YH-20261122-0007' }],
  [`${QUESTION}.picture`, { fileId: FILE.replace('.pdf', '.jpg') }],
  [`${PROGRAMME}.who`, { contractors: true, departmentIds: ['steel'], posts: ['焊工'], roles: ['worker'] }],
  [`${PROGRAMME}.parts.0.by`, { kind: 'person', personId: 'p-010' }],
  [`${PROGRAMME}.due.days`, 366],
])('may have %s = %j', (path, value) => {
  expect(fields(patched(BODY, path, value))).toEqual({});
});

it('may come every year', () => {
  expect(fields(patched(patched(BODY, `${PROGRAMME}.kind`, 'refresh'), `${PROGRAMME}.due`, yearly))).toEqual(
    {},
  );
});

it.each<[string, unknown, string, string?]>([
  ['hourMinutes', 29, '一学时的分钟数不能小于 30'],
  ['leastHours.newHire', 0, '新员工最少学时不能小于 1'],
  ['basis', '', '依据还没填'],
  [`${COURSE}.level`, 'plant', '级别只能从给出的几项里选'],
  [`${COURSE}.minutes`, 1_441, '分钟数不能大于 1440'],
  [`${COURSE}.classroom`, { mayMiss: 90 }, '可以少听的时间不能比整堂课还长', COURSE],
  [`${COURSE}.materials.0.text`, ' ', '材料还没填'],
  [`${COURSE}.quiz`, { draw: 2, pass: 3, triesPerDay: 1, waitMinutes: 0 }, '合格题数不能比抽题数多'],
  [`${QUESTION}.options`, [{ id: 'b', text: '一' }], '选项至少要有 2 项'],
  [`${QUESTION}.correct`, ['c'], '答案要在选项里', QUESTION],
  [`${QUESTION}.correct`, [], '答案至少要有 1 项'],
  [`${QUESTION}.courseIds`, [], '用在哪些课至少要有 1 项'],
  [
    `${PROGRAMME}.due`,
    { kind: 'joining', since: '2026-02-30', days: 1 },
    '从哪天入职的人开始要写成 2026-11-22 这样的日期',
    `${PROGRAMME}.due.since`,
  ],
  [`${PROGRAMME}.due`, yearly, '新员工的培训按入职日期，复训按年', PROGRAMME],
  [
    `${PROGRAMME}.parts.0.by`,
    { kind: 'anybody' },
    '由谁来教只能从给出的几项里选',
    `${PROGRAMME}.parts.0.by.kind`,
  ],
  ['courses', [course('lifting'), course('lifting')], '有两门课编号相同'],
  ['questions', [question('a'), question('a')], '有两道题编号相同'],
  ['programmes', [programme('a'), programme('a')], '有两个培训编号相同'],
])('may not have %s = %j', (path, value, message, named = path) => {
  expect(fields(patched(BODY, path, value))).toEqual({ [named]: message });
});

it.each([
  ['evidence of somebody', 'cloud://env-1.6b65/evidence/202611/a/b.jpg'],
  ['what was sealed', 'cloud://env-1.6b65/sealed/202611/a/b.jpg'],
  ['a record sheet', 'cloud://env-1.6b65/sheets/a/record.docx'],
  ['a folder above', 'cloud://env-1.6b65/training/../sealed/a.jpg'],
  ['another server', 'https://example.com/training/a.jpg'],
])('teaches with no file that is %s', (_what, fileId) => {
  const body = patched(BODY, `${COURSE}.materials.0`, { id: 'a', title: '图', kind: 'picture', fileId });
  expect(Object.keys(fields(body))).toEqual([`${COURSE}.materials.0.fileId`]);
});

it('wants something to read where nobody teaches', () => {
  const alone = course('lifting', { classroom: null, materials: [] });
  expect(fields({ ...BODY, courses: [alone] })).toEqual({ [COURSE]: '自学的课至少要有一份材料' });
});

it.each([
  ['06-30', '03-01', '截止要晚于开始', `${PROGRAMME}.due`],
  ['02-30', '03-01', '开始要写成 03-01 这样的日期', `${PROGRAMME}.due.opens`],
])('has no year from %s to %s', (opens, closes, message, path) => {
  const body = patched(BODY, `${PROGRAMME}.kind`, 'refresh');
  expect(fields(patched(body, `${PROGRAMME}.due`, { kind: 'yearly', opens, closes }))[path]).toBe(message);
});
