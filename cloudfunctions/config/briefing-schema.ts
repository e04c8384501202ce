/** Schema of 班前会: the teams that meet before their shifts, and what they are told. */
import * as v from 'valibot';
import { choice, distinct, id, line, list, shape, whole } from './parts';

/** A meeting is no lecture: beyond that it is another thing. */
const MOST_MINUTES = 120;

const leader = v.variant(
  'kind',
  [
    shape({ kind: v.literal('siteKeeper') }),
    shape({ kind: v.literal('head') }),
    shape({ kind: v.literal('person'), personId: id('人员') }),
  ],
  '谁来带只能从给出的几项里选',
);

/** A list in which nothing stands twice. */
const each = <S extends v.GenericSchema<unknown, string>>(item: S, label: string, max: number) =>
  v.pipe(
    list(item, label, max, 1),
    v.check((items) => distinct(items), `${label}里有一项写了两次`),
  );

const team = shape({
  id: id('班组编号'),
  title: line('班组名称', 20),
  departmentIds: each(id('部门'), '部门', 20),
  shiftIds: each(id('班次'), '班次', 10),
  window: shape({
    before: whole('提前', 0, MOST_MINUTES),
    after: whole('最晚', 1, MOST_MINUTES),
  }),
  leader,
  sections: each(choice('内容', ['hazards', 'rounds', 'permits', 'quiz']), '内容', 4),
  most: whole('每项最多', 1, 10),
  holidays: choice('节假日', ['run', 'skip']),
});

export const briefingsSchema = shape({
  notice: shape({ title: line('告知名称', 30), basis: line('告知依据', 60), text: line('告知内容', 200) }),
  teams: v.pipe(
    list(team, '班组', 200),
    v.check((teams) => distinct(teams.map((one) => one.id)), '有两个班组编号相同'),
  ),
});
