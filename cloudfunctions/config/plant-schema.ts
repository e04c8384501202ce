/** Schemas of what describes a plant: its places, its roster and who gets which hazard. */
import * as v from 'valibot';
import { DAY } from '../../miniprogram/shared/time';
import { locationSchema, outlineSchema } from './outline-schema';
import { choice, clock, day, distinct, flag, id, line, list, shape, whole } from './parts';

export const urgency = choice('紧急程度', ['high', 'medium', 'low']);
export const hazardKind = choice('隐患性质', ['thing', 'behaviour']);
const riskColor = choice('风险颜色', ['red', 'orange', 'yellow', 'blue']);

export const placesSchema = shape({
  plant: shape({
    name: line('工厂名称', 40),
    promise: line('上报承诺', 60),
    emergencyPhone: v.pipe(
      v.string('紧急电话要写成文字'),
      v.regex(/^[0-9-]{3,20}$/, '紧急电话只能用数字和短横线'),
    ),
    guestReportsPerHour: v.exactOptional(whole('未绑定手机每小时的上报数', 1, 100)),
    baseline: v.exactOptional(
      shape({
        name: line('以前的叫法', 8),
        closureHours: v.exactOptional(whole('以前关一条平均多少小时', 0, 9_999)),
        closedInTimePercent: v.exactOptional(whole('以前按时改好的百分比', 0, 100)),
        respondedInTimePercent: v.exactOptional(whole('以前按时答复的百分比', 0, 100)),
        repeatPercent: v.exactOptional(whole('以前又出现的百分比', 0, 100)),
        activePercent: v.exactOptional(whole('以前参与的人占在册的百分比', 0, 100)),
      }),
    ),
  }),
  departments: list(
    shape({ id: id('部门编号'), name: line('部门名称', 20), headId: id('部门负责人') }),
    '部门',
    200,
    1,
  ),
  areas: list(
    shape({
      id: id('区域编号'),
      name: line('区域名称', 20),
      building: line('楼栋', 20),
      floor: line('楼层', 10),
      zone: line('分区', 20),
      departmentId: id('所属部门'),
      riskColor,
      phoneFree: flag('是否禁用手机'),
      outline: v.exactOptional(outlineSchema),
    }),
    '区域',
    500,
    1,
  ),
  points: list(
    shape({
      id: id('点位编号'),
      no: v.pipe(v.string('点位号要写成文字'), v.regex(/^[A-Z]{1,3}-\d{2,4}$/, '点位号要写成 C-07 这样')),
      name: line('点位名称', 20),
      areaId: id('所在区域'),
      riskColor,
      location: v.exactOptional(locationSchema),
    }),
    '点位',
    5000,
  ),
});

const duty = choice('值班职责', ['siteKeeper', 'dutyLeader', 'safety', 'inspector']);
const areaIds = list(id('区域编号'), '负责的区域', 500);
const weekday = whole('星期', 0, 6);
const weekdays = v.pipe(
  list(weekday, '星期', 7, 1),
  v.check((days) => distinct(days), '同一个星期几写了两次'),
);

/** Longer than this somebody is not away but replaced. */
const LONGEST_ABSENCE = 400 * DAY;

const absence = v.pipe(
  shape({
    personId: id('请假的人'),
    from: day('请假开始日期'),
    to: day('请假结束日期'),
    deputyId: v.nullable(id('代班人')),
  }),
  v.check(({ from, to }) => from <= to, '请假的结束日期不能早于开始日期'),
  v.check(
    ({ from, to }) => Date.parse(to) - Date.parse(from) < LONGEST_ABSENCE,
    `请假最长 ${LONGEST_ABSENCE / DAY} 天，更久的请换人`,
  ),
  v.check(({ personId, deputyId }) => personId !== deputyId, '代班人不能是请假的人自己'),
);

export const rosterSchema = shape({
  shifts: list(
    shape({
      id: id('班次编号'),
      name: line('班次名称', 10),
      start: clock('上班时间'),
      end: clock('下班时间'),
      counts: v.exactOptional(flag('是否计入期限')),
    }),
    '班次',
    12,
    1,
  ),
  holidays: v.exactOptional(choice('节假日', ['china', 'none'])),
  absences: v.exactOptional(list(absence, '请假', 2000)),
  duties: list(
    shape({ duty, areaIds, shiftId: id('班次编号'), weekdays, personId: id('人员编号') }),
    '值班安排',
    5000,
  ),
  changes: list(
    shape({ date: day('调班日期'), duty, areaIds, shiftId: id('班次编号'), personId: id('人员编号') }),
    '调班',
    5000,
  ),
});

/** A condition of a rule: absent, or a list with something in it. */
const anyOf = <S extends v.GenericSchema>(item: S, label: string) =>
  v.exactOptional(list(item, label, 500, 1));

export const routingSchema = shape({
  rules: list(
    shape({
      id: id('规则编号'),
      because: line('规则说明', 40),
      when: shape({
        areaIds: anyOf(id('区域编号'), '区域'),
        pointIds: anyOf(id('点位编号'), '点位'),
        departmentIds: anyOf(id('部门编号'), '部门'),
        categoryIds: anyOf(id('类别编号'), '类别'),
        urgencies: anyOf(urgency, '紧急程度'),
        shiftIds: anyOf(id('班次编号'), '班次'),
        weekdays: v.exactOptional(weekdays),
        hours: v.exactOptional(
          v.pipe(
            shape({ from: clock('时段开始'), to: clock('时段结束') }),
            v.check(({ from, to }) => from !== to, '时段的开始和结束不能一样'),
          ),
        ),
        kinds: anyOf(hazardKind, '隐患性质'),
        suspectedMajor: v.exactOptional(flag('是否疑似重大')),
      }),
      to: v.variant(
        'kind',
        [
          shape({ kind: v.literal('siteKeeper') }),
          shape({ kind: v.literal('departmentHead'), departmentId: id('部门编号') }),
          shape({ kind: v.literal('person'), personId: id('人员编号') }),
          shape({ kind: v.literal('safety') }),
          shape({ kind: v.literal('dutyLeader') }),
        ],
        '派给谁只能选：现场管控人、部门负责人、指定的人、安全员、值班领导',
      ),
    }),
    '派单规则',
    200,
    1,
  ),
});
