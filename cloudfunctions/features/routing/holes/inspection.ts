/** Lists what does not fit together in checklists and plans, and plans that nobody could carry out. */
import type {
  Checklist,
  ChecklistItem,
  Inspection,
  InspectionPlan,
  Places,
  Roster,
  Templates,
} from '../../../../typings/config';
import type { Person } from '../../../../typings/domain';
import { isByClock } from '../../../engine/inspection';
import { MONDAY_FIRST, spanOf, type Shift } from '../shifts';
import { createWatch, PLANT_WIDE, type StaffMember, type Watch } from '../watch';
import { weekdaysText } from '../week-text';
import { DUTY_NAMES } from './words';

/** Who may own a round. */
type Owner = StaffMember & Pick<Person, 'post'>;

/**
 * Lists the holes of checklists and plans; an empty list means that every plan finds its points, its checklists, its
 * shifts and somebody who is with the plant. Points without a plan are no hole.
 * @param inspection - the checklists and plans to prove
 * @param places - points that plans may name
 * @param roster - shifts that plans may name, and who is on duty in them
 * @param templates - what can be reported
 * @param people - everybody on the roll
 */
export function inspectionHoles(
  { checklists, plans }: Inspection,
  places: Places,
  roster: Roster,
  { templates }: Pick<Templates, 'templates'>,
  people: readonly Owner[],
): string[] {
  const templateIds = new Set(templates.map(({ id }) => id));
  const checklistIds = new Set(checklists.map(({ id }) => id));
  const areaOf = new Map(places.points.map(({ id, areaId }) => [id, areaId]));
  const watch = createWatch(places, roster, people);
  return [
    ...checklists.flatMap((checklist) => checklistHoles(checklist, templateIds)),
    ...plans.flatMap((plan) => [
      ...plan.route
        .filter(({ pointId }) => !areaOf.has(pointId))
        .map(({ pointId }) => `${titleOf(plan)}的点位 ${pointId} 不存在`),
      ...[...new Set(plan.route.map(({ checklistId }) => checklistId))]
        .filter((id) => !checklistIds.has(id))
        .map((id) => `${titleOf(plan)}的检查表 ${id} 不存在`),
      ...(isByClock(plan)
        ? [
            ...shiftHoles(plan, roster.shifts),
            ...ownerHoles(plan, areaOf.get(plan.route[0]?.pointId ?? ''), roster.shifts, people, watch),
          ]
        : []),
    ]),
  ];
}

/** Answers that are in order or not; words and photos are taken as they are. */
const JUDGED: ReadonlySet<ChecklistItem['answer']['kind']> = new Set(['check', 'number']);

const RESULT_NAMES = { ok: '合格', notOk: '不合格' } as const;

/** Templates that are not there, and conditions that never come true. */
function checklistHoles({ title, items }: Checklist, templateIds: ReadonlySet<string>): string[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return items.flatMap(({ text, templateId, when }) => {
    const which = `检查表“${title}”的“${text}”`;
    const holes =
      templateId === null || templateIds.has(templateId) ? [] : [`${which}用的模板 ${templateId} 不存在`];
    const before = when && byId.get(when.itemId);
    if (when === undefined || before === undefined || JUDGED.has(before.answer.kind)) return holes;
    const awaited = `“${before.text}”${RESULT_NAMES[when.result]}`;
    return [...holes, `${which}要等${awaited}才问，那一项不分合格不合格，请换一个条件`];
  });
}

/** Shifts that are not there, or are over before the round may end. */
function shiftHoles(plan: InspectionPlan, shifts: readonly Shift[]): string[] {
  return shiftIdsOf(plan).flatMap((id) => {
    const shift = shifts.find((each) => each.id === id);
    if (!shift) return [`${titleOf(plan)}的班次 ${id} 不存在`];
    const { length } = spanOf(shift);
    const { closes } = plan.window;
    if (closes <= length) return [];
    return [
      `${titleOf(plan)}在${shift.name}开始后 ${closes} 分钟才截止，${shift.name}只有 ${length} 分钟，请提前`,
    ];
  });
}

/** Nobody to own the round: a person or all holders of a post who left, or a duty that the roster gives to nobody. */
function ownerHoles(
  plan: InspectionPlan,
  areaId: string | undefined,
  shifts: readonly Shift[],
  people: readonly Owner[],
  watch: Watch,
): string[] {
  const { by } = plan;
  switch (by.kind) {
    case 'person': {
      const person = watch.known(by.personId);
      if (!person) return [`${titleOf(plan)}的 ${by.personId} 不在人员名单里`];
      return person.status === 'left' ? [`${titleOf(plan)}的${person.name}已离岗，要换人`] : [];
    }
    case 'post': {
      const held = people.some(({ status, post }) => status === 'active' && post === by.post);
      return held ? [] : [`${titleOf(plan)}由“${by.post}”来做，没有在岗的人是这个岗位`];
    }
    case 'duty':
      return areaId === undefined ? [] : dutyHoles(plan, by.duty, areaId, shifts, watch);
  }
}

/** Shifts in which the roster never names the duty, in the area of the first point, on a weekday of the plan. */
function dutyHoles(
  plan: InspectionPlan,
  duty: keyof typeof DUTY_NAMES,
  areaId: string,
  shifts: readonly Shift[],
  watch: Watch,
): string[] {
  const weekdays = plan.every.kind === 'week' ? plan.every.weekdays : MONDAY_FIRST;
  const where = PLANT_WIDE.has(duty) ? null : areaId;
  return shifts
    .filter(({ id }) => shiftIdsOf(plan).includes(id))
    .filter(({ id }) => !weekdays.some((weekday) => watch.onDuty(duty, where, { shiftId: id, weekday })))
    .map(({ name }) => {
      const area = where === null ? '' : `${watch.area(where)?.name ?? where} `;
      return `${titleOf(plan)}由${DUTY_NAMES[duty]}来做，${area}${weekdaysText(weekdays)} ${name} 没有${DUTY_NAMES[duty]}`;
    });
}

const shiftIdsOf = ({ every }: InspectionPlan): readonly string[] =>
  every.kind === 'shift' ? every.shiftIds : [every.shiftId];

const titleOf = ({ title }: Pick<InspectionPlan, 'title'>): string => `计划“${title}”`;
