/** A week as somebody reads it. */
import type { Millis } from '../../../typings/domain';
import type { HomeWeek, WeekTop, WeekTopArea, WeekTopView } from '../../../typings/week-top';
import { scopeOf } from '../insight/scope';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Who answers for an area: supervisors of it, and safety. */
export function mayAnswer(
  { areaId, departmentId }: WeekTopArea,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): boolean {
  if (actor.roles.includes('safety')) return true;
  if (!actor.roles.includes('supervisor')) return false;
  const { isMyArea, isMyDepartment } = scopeOf(actor, inForce, now);
  return isMyArea(areaId) || isMyDepartment(departmentId);
}

export function weekView(week: WeekTop, actor: Actor, inForce: Plant, now: Millis): WeekTopView {
  const { _id: monday, from, to, answerDueAt, sentences, comment, areas, answers } = week;
  return {
    ...{ monday, from, to, answerDueAt, sentences },
    comment: comment === null ? null : { lines: comment.lines, by: comment.by.name, at: comment.at },
    areas: areas.map((area) => {
      const { areaId, name, n, reasons } = area;
      const said = answers.find((one) => one.areaId === areaId);
      const isOpen = comment !== null && said === undefined;
      return {
        ...{ areaId, name, n, reasons },
        answer: said === undefined ? null : { text: said.text, by: said.by.name, at: said.at },
        mine: isOpen && mayAnswer(area, actor, inForce, now),
        late: isOpen && now >= answerDueAt,
      };
    }),
    comments: comment === null && areas.length > 0 && actor.roles.includes('manager'),
  };
}

/** Null: there is nothing that this person would want to know of. */
export function homeWeek(week: WeekTop, actor: Actor, inForce: Plant, now: Millis): HomeWeek | null {
  const { comment, comments, areas } = weekView(week, actor, inForce, now);
  if (comment === null && !comments) return null;
  const isAsked = actor.roles.includes('supervisor') && areas.some(({ mine }) => mine);
  return {
    said: comment === null ? null : { by: comment.by, line: comment.lines[0] ?? '' },
    areas: areas.length,
    answered: areas.filter(({ answer }) => answer !== null).length,
    asks: comments ? 'comment' : isAsked ? 'answer' : null,
  };
}
