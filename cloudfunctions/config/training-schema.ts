/** Schema of trainings: courses with what is read and asked, the bank of questions, and the programmes made of them. */
import * as v from 'valibot';
import { choice, day, distinct, flag, id, line, list, plantFile, ROLES, shape, whole } from './parts';

const LEVELS = ['company', 'workshop', 'team', 'refresh'] as const;

/** Several lines of text with something in them. */
const text = (label: string, max: number) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
    v.check((given) => given.trim() !== '', `${label}还没填`),
  );

const fileId = plantFile(
  'training',
  ['jpg', 'png', 'webp', 'pdf', 'docx', 'pptx', 'mp4'],
  '文件要先传到云存储的培训文件夹，文件名只用字母和数字',
);

const materialOf = {
  id: id('材料编号'),
  title: line('材料名称', 40),
};

const material = v.variant(
  'kind',
  [
    shape({ ...materialOf, kind: v.literal('text'), text: text('材料', 3_000) }),
    shape({ ...materialOf, kind: v.literal('picture'), fileId }),
    shape({ ...materialOf, kind: v.literal('file'), fileId }),
  ],
  '材料只能是文字、图片或文件',
);

const quiz = v.pipe(
  shape({
    draw: whole('抽题数', 1, 50),
    pass: whole('合格题数', 1, 50),
    triesPerDay: whole('一天能答几次', 1, 20),
    waitMinutes: whole('隔多少分钟再答', 0, 24 * 60),
  }),
  v.check(({ draw, pass }) => pass <= draw, '合格题数不能比抽题数多'),
);

/** Nobody sits in one class for longer. */
const MOST_MINUTES = 24 * 60;

const course = v.pipe(
  shape({
    id: id('课程编号'),
    title: line('课程名称', 40),
    level: choice('级别', LEVELS),
    minutes: whole('分钟数', 1, MOST_MINUTES),
    classroom: v.nullable(shape({ mayMiss: whole('可以少听的分钟数', 0, MOST_MINUTES) })),
    materials: v.pipe(
      list(material, '材料', 30),
      v.check((all) => distinct(all.map((each) => each.id)), '有两份材料编号相同'),
    ),
    quiz: v.nullable(quiz),
  }),
  v.check(({ classroom, minutes }) => (classroom?.mayMiss ?? 0) < minutes, '可以少听的时间不能比整堂课还长'),
  v.check(
    ({ classroom, materials }) => classroom !== null || materials.length > 0,
    '自学的课至少要有一份材料',
  ),
);

const question = v.pipe(
  shape({
    id: id('题目编号'),
    courseIds: list(id('课程'), '用在哪些课', 50, 1),
    text: line('题目', 120),
    options: v.pipe(
      list(shape({ id: id('选项编号'), text: line('选项', 80) }), '选项', 6, 2),
      v.check((all) => distinct(all.map((each) => each.id)), '有两个选项编号相同'),
    ),
    correct: v.pipe(
      list(id('答案'), '答案', 6, 1),
      v.check((ids) => distinct(ids), '同一个答案写了两次'),
    ),
    why: line('为什么', 200),
    picture: v.exactOptional(
      v.union(
        [
          shape({
            orderNumber: v.pipe(v.string(), v.regex(/^YH-\d{8}-\d{4,}$/, '单号要写成 YH-20261122-0007 这样')),
          }),
          shape({ fileId }),
        ],
        '图片只能是一张工单的照片，或培训文件夹里的文件',
      ),
    ),
  }),
  v.check(
    ({ options, correct }) => correct.every((each) => options.some((option) => option.id === each)),
    '答案要在选项里',
  ),
);

const runner = v.variant(
  'kind',
  [
    shape({ kind: v.literal('safety') }),
    shape({ kind: v.literal('departmentHead') }),
    shape({ kind: v.literal('boss') }),
    shape({ kind: v.literal('person'), personId: id('人员') }),
  ],
  '由谁来教只能从给出的几项里选',
);

const dayOfYear = (label: string) =>
  v.pipe(
    v.string(`${label}要写成日期`),
    v.check((given) => v.is(day(label), `2024-${given}`), `${label}要写成 03-01 这样的日期`),
  );

const due = v.variant(
  'kind',
  [
    shape({
      kind: v.literal('joining'),
      since: day('从哪天入职的人开始'),
      days: whole('入职后的天数', 1, 366),
    }),
    v.pipe(
      shape({ kind: v.literal('yearly'), opens: dayOfYear('开始'), closes: dayOfYear('截止') }),
      v.check(({ opens, closes }) => opens < closes, '截止要晚于开始'),
    ),
  ],
  '期限只能从给出的几项里选',
);

const programme = v.pipe(
  shape({
    id: id('培训编号'),
    title: line('培训名称', 30),
    kind: choice('类型', ['newHire', 'refresh']),
    who: shape({
      departmentIds: v.exactOptional(list(id('部门'), '部门', 100, 1)),
      posts: v.exactOptional(list(line('岗位', 30), '岗位', 100, 1)),
      roles: v.exactOptional(list(choice('角色', ROLES), '角色', ROLES.length, 1)),
      contractors: flag('相关方也要学'),
    }),
    parts: v.pipe(
      list(
        shape({ level: choice('级别', LEVELS), by: runner, courseIds: list(id('课程'), '课程', 50, 1) }),
        '各级',
        LEVELS.length,
        1,
      ),
      v.check((all) => distinct(all.map(({ level }) => level)), '同一级写了两次，请合在一起'),
      v.check((all) => distinct(all.flatMap(({ courseIds }) => courseIds)), '同一门课写了两次'),
    ),
    due,
    gate: flag('没学完时派活要提醒'),
  }),
  v.check(
    ({ kind, due: when }) => (kind === 'newHire') === (when.kind === 'joining'),
    '新员工的培训按入职日期，复训按年',
  ),
);

export const trainingSchema = v.pipe(
  shape({
    hourMinutes: whole('一学时的分钟数', 30, 60),
    leastHours: shape({
      newHire: whole('新员工最少学时', 1, 200),
      refresh: whole('复训最少学时', 1, 200),
    }),
    basis: line('依据', 200),
    courses: v.pipe(
      list(course, '课程', 200),
      v.check((all) => distinct(all.map((each) => each.id)), '有两门课编号相同'),
    ),
    questions: v.pipe(
      list(question, '题目', 2_000),
      v.check((all) => distinct(all.map((each) => each.id)), '有两道题编号相同'),
    ),
    programmes: v.pipe(
      list(programme, '培训', 50),
      v.check((all) => distinct(all.map((each) => each.id)), '有两个培训编号相同'),
    ),
  }),
);
