/** What is told of a week, and to whom; each once. */
import type { Millis, PersonRef } from '../../../typings/domain';
import type { WeekTop, WeekTopArea } from '../../../typings/week-top';
import { whenText } from '../../../miniprogram/shared/time';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

const ref = ({ id, name }: PersonRef): PersonRef => ({ id, name });

/** Who answers for an area: who keeps it then. */
const keeperOf = ({ areaId }: WeekTopArea, { duty }: Plant, now: Millis): PersonRef =>
  ref(duty.siteKeeper(areaId, now));

/** On Monday, to every manager. */
export async function tellWeek({ _id, areas }: WeekTop, inForce: Plant, now: Millis): Promise<void> {
  const text = areas.map(({ name }) => name).join('、');
  const managers = inForce.people.filter(
    ({ status, roles }) => status === 'active' && roles.includes('manager'),
  );
  for (const manager of managers) {
    const key = `week-${_id}-${manager.id}`;
    const facts = { text: text === '' ? '上周没有人报' : text };
    await notify({ key, notice: 'weekTop', to: ref(manager), urgency: 'low', facts }, inForce, now);
  }
}

/** To who keeps each of the areas. */
async function tellKeepers(
  { _id, areas, comment, answerDueAt, answers }: WeekTop,
  notice: 'weekComment' | 'weekLate',
  inForce: Plant,
  now: Millis,
): Promise<number> {
  const open = areas.filter(({ areaId }) => !answers.some((one) => one.areaId === areaId));
  for (const area of open) {
    const facts = {
      ...{ number: _id, title: area.name, place: area.name, from: comment?.by.name ?? '' },
      ...{ text: comment?.lines.join('；') ?? '', owner: keeperOf(area, inForce, now).name },
      ...{ due: whenText(answerDueAt, now), dueAt: answerDueAt },
    };
    const key = `week-${_id}-${notice}-${area.areaId}`;
    await notify({ key, notice, to: keeperOf(area, inForce, now), facts }, inForce, now);
  }
  return open.length;
}

/** Once the manager said something. Told again it is one message for each area. */
export const tellComment = (week: WeekTop, inForce: Plant, now: Millis): Promise<number> =>
  tellKeepers(week, 'weekComment', inForce, now);

/** On Friday morning. @returns for how many areas nobody answered */
export const tellLate = async (week: WeekTop, inForce: Plant, now: Millis): Promise<number> =>
  week.comment === null ? 0 : tellKeepers(week, 'weekLate', inForce, now);
