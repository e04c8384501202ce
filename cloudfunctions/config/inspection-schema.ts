/** Schema of inspections: checklists as versioned forms, and the plans that make tasks of them. */
import * as v from 'valibot';
import { choice, day, distinct, flag, id, line, list, plantFile, shape, whole } from './parts';

const limit = (label: string) =>
  v.nullable(v.pipe(v.number(`${label}要写成数字`), v.finite(`${label}要写成数字`)));

const answer = v.pipe(
  v.variant(
    'kind',
    [
      shape({ kind: v.literal('check') }),
      shape({ kind: v.literal('number'), unit: line('单位', 10), min: limit('下限'), max: limit('上限') }),
      shape({ kind: v.literal('text') }),
      shape({ kind: v.literal('photo') }),
    ],
    '回答方式只能从给出的几项里选',
  ),
  v.check(
    (given) => given.kind !== 'number' || given.min === null || given.max === null || given.min <= given.max,
    '下限比上限大，请对调',
  ),
);

const picture = plantFile(
  'checklists',
  ['jpg', 'png', 'webp'],
  '标准的图片要先传到云存储的检查表文件夹，文件名只用字母和数字',
);

const item = shape({
  id: id('项目编号'),
  text: line('检查内容', 40),
  standard: line('标准', 100),
  picture: v.exactOptional(picture),
  answer,
  critical: flag('不合格就停用'),
  templateId: v.nullable(id('模板编号')),
  photo: choice('什么时候要拍照', ['notOk', 'always']),
  when: v.exactOptional(shape({ itemId: id('前面的项目'), result: choice('前面的结果', ['ok', 'notOk']) })),
});

/** A condition hangs on an item before it, so that nobody is asked about what comes later. */
const conditionsHold = (items: readonly { id: string; when?: { itemId: string } }[]): boolean =>
  items.every(
    ({ when }, index) =>
      when === undefined || items.slice(0, index).some(({ id: before }) => before === when.itemId),
  );

const checklist = shape({
  id: id('检查表编号'),
  title: line('检查表名称', 30),
  items: v.pipe(
    list(item, '检查项目', 60, 1),
    v.check((items) => distinct(items.map((each) => each.id)), '有两个项目编号相同'),
    v.check((items) => conditionsHold(items), '有一项以后面的项目为条件，请换成前面的'),
  ),
});

const shift = id('班次');

const weekday = whole('星期', 0, 6);

const every = v.variant(
  'kind',
  [
    shape({
      kind: v.literal('shift'),
      shiftIds: v.pipe(
        list(shift, '班次', 10, 1),
        v.check((ids) => distinct(ids), '同一个班次写了两次'),
      ),
    }),
    shape({
      kind: v.literal('week'),
      weekdays: v.pipe(
        list(weekday, '星期', 7, 1),
        v.check((days) => distinct(days), '同一个星期几写了两次'),
      ),
      shiftId: shift,
    }),
    shape({
      kind: v.literal('month'),
      days: v.pipe(
        list(whole('日期', 1, 31), '日期', 31, 1),
        v.check((days) => distinct(days), '同一天写了两次'),
      ),
      shiftId: shift,
    }),
    shape({
      kind: v.literal('days'),
      n: whole('间隔天数', 1, 366),
      since: day('开始日期'),
      shiftId: shift,
    }),
    shape({ kind: v.literal('afterDaysOff'), min: whole('休息天数', 1, 30), shiftId: shift }),
  ],
  '多久一次只能从给出的几项里选',
);

const by = v.variant(
  'kind',
  [
    shape({ kind: v.literal('person'), personId: id('人员') }),
    shape({ kind: v.literal('post'), post: line('岗位', 30) }),
    shape({
      kind: v.literal('duty'),
      duty: choice('值班', ['inspector', 'siteKeeper', 'dutyLeader', 'safety']),
    }),
  ],
  '由谁来做只能从给出的几项里选',
);

const MOST_MINUTES = 24 * 60;

const ONE_MACHINE = '点检一次只查一台，请分成几个计划';

const named = {
  id: id('计划编号'),
  title: line('计划名称', 30),
  route: list(shape({ pointId: id('点位'), checklistId: id('检查表') }), '路线', 40, 1),
};

/** What a machine that is checked before use has not got, and why. */
const without = (why: string) => v.exactOptional(v.never(why));

const beforeUsePlan = v.pipe(
  shape({
    ...named,
    kind: v.literal('spotCheck', '使用前点检查的是一台设备，一个区域没有“使用前”，请改成定时的巡查'),
    every: shape({ kind: v.literal('beforeUse') }),
    by: without('使用前点检由用的人来做，请去掉由谁来做'),
    window: without('使用前点检什么时候用什么时候查，没有时间可定，请去掉时间'),
    holidays: without('使用前点检哪天用哪天查，请去掉节假日'),
  }),
  v.check(({ route }) => route.length <= 1, ONE_MACHINE),
);

const clockPlan = v.pipe(
  shape({
    ...named,
    kind: choice('类型', ['spotCheck', 'patrol']),
    every,
    by,
    window: v.pipe(
      shape({
        opens: whole('开始', 0, MOST_MINUTES),
        closes: whole('截止', 1, MOST_MINUTES),
        grace: whole('宽限', 0, MOST_MINUTES),
      }),
      v.check(({ opens, closes }) => opens < closes, '截止要晚于开始'),
    ),
    holidays: choice('节假日', ['run', 'skip']),
  }),
  v.check(({ kind, route }) => kind === 'patrol' || route.length <= 1, ONE_MACHINE),
  v.check(({ route }) => distinct(route.map(({ pointId }) => pointId)), '路线里同一个点写了两次'),
);

const asksBeforeUse = (plan: unknown): boolean =>
  v.is(v.looseObject({ every: v.looseObject({ kind: v.literal('beforeUse') }) }), plan);

/** How often decides what else a plan says. */
const plan = v.lazy((given) => (asksBeforeUse(given) ? beforeUsePlan : clockPlan));

/** Whoever uses a machine is to find one list, not to choose. */
const isUsedByOnePlan = (
  plans: readonly { every: { kind: string }; route: readonly { pointId: string }[] }[],
): boolean =>
  distinct(
    plans
      .filter(({ every: { kind } }) => kind === 'beforeUse')
      .flatMap(({ route }) => route.map(({ pointId }) => pointId)),
  );

export const inspectionSchema = shape({
  checklists: v.pipe(
    list(checklist, '检查表', 200),
    v.check((all) => distinct(all.map((each) => each.id)), '有两张检查表编号相同'),
  ),
  plans: v.pipe(
    list(plan, '计划', 1_000),
    v.check((all) => distinct(all.map((each) => each.id)), '有两个计划编号相同'),
    v.check((all) => isUsedByOnePlan(all), '一台设备有两个使用前点检，请并成一张检查表'),
  ),
});
