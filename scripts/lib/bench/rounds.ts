/** Rounds of many items for one person, and whole answers to them: what the budget of a round is measured with. */
import { randomUUID } from 'node:crypto';
import type { AnswerInput } from '../../../typings/api';
import type { Briefings } from '../../../typings/briefing';
import type { ChecklistItem, Inspection, InspectionPlan, TaskStop } from '../../../typings/inspection';
import type { Control } from '../../../devtools/client/cloud';
import { MINUTE } from '../../../miniprogram/shared/time';

/** Items of one checklist, and the points at which they are looked at one after the other. */
const AT_A_POINT = 50;
const POINTS = ['c-11', 'c-12'];
const ADMIN = 'o-demo-p-029';

const checklistOf = (items: number): Inspection['checklists'][number] => ({
  id: `bench-${items}`,
  title: `${items} 项`,
  items: Array.from({ length: items }, (_none, n): ChecklistItem => ({
    id: `item-${n}`,
    text: `检查 ${n}`,
    standard: '完好',
    answer: { kind: 'check' },
    critical: false,
    templateId: null,
    photo: 'notOk',
  })),
});

function planOf(personId: string, items: number, n: number): InspectionPlan {
  const points = POINTS.slice(0, Math.ceil(items / AT_A_POINT));
  const checklistId = checklistOf(items / points.length).id;
  return {
    id: `bench-${items}-${n}`,
    title: `检查 ${n}`,
    kind: points.length === 1 ? 'spotCheck' : 'patrol',
    route: points.map((pointId) => ({ pointId, checklistId })),
    every: { kind: 'shift', shiftIds: ['day'] },
    by: { kind: 'person', personId },
    window: { opens: 0, closes: 480, grace: 60 },
    holidays: 'run',
  };
}

/** Plans no meetings: the card of one reads what was found in a day, whatever the timer does besides. */
export async function withoutMeetings(control: Control): Promise<void> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'briefings' });
  const none: Briefings = { ...(body as Briefings), teams: [] };
  const wish = { kind: 'briefings', body: none, basedOn: version, note: '量一量' } as const;
  await control.callOk(ADMIN, 'config.publish', wish);
}

/**
 * Plans so many rounds of each size for one person, beside those of the plant, and lets the timer make those of the shift
 * that runs.
 * @param sizes - items of a round: up to fifty, or an even number up to a hundred
 */
export async function planRounds(
  control: Control,
  personId: string,
  count: number,
  sizes: readonly number[],
): Promise<void> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'inspection' });
  const { checklists, plans } = body as Inspection;
  const planned = sizes.flatMap((items) =>
    Array.from({ length: count }, (_none, n) => planOf(personId, items, n)),
  );
  const asked = sizes.map((items) => checklistOf(items > AT_A_POINT ? items / POINTS.length : items));
  const inspection: Inspection = {
    checklists: [...checklists, ...asked],
    plans: [...plans, ...planned],
  };
  const wish = { kind: 'inspection', body: inspection, basedOn: version, note: '量一量' } as const;
  await control.callOk(ADMIN, 'config.publish', wish);
  // By then every instance has read what was published, and looked for what it means.
  await control.clock({ advance: 6 * MINUTE, coalesce: true });
  await control.runTimer('jobs');
}

/** An answer to every item with which nothing is missing. */
export const wholeRound = (stops: readonly TaskStop[]): AnswerInput[] =>
  stops
    .flatMap((stop) => stop.items)
    .map(({ id, live }) => ({
      id: randomUUID(),
      itemId: id,
      ...(live ? { result: 'na', reason: '设备停着' } : { result: 'ok' }),
      photos: [],
      seen: 'scanned',
      orderId: null,
      at: null,
    }));
