/** Rounds of 30 items for one person, and whole answers to them: what the budget of a round is measured with. */
import { randomUUID } from 'node:crypto';
import type { AnswerInput } from '../../../typings/api';
import type { Briefings } from '../../../typings/briefing';
import type { ChecklistItem, Inspection, InspectionPlan, TaskStop } from '../../../typings/inspection';
import type { Control } from '../../../devtools/client/cloud';
import { MINUTE } from '../../../miniprogram/shared/time';

const ITEMS = 30;
const CHECKLIST = 'bench-items';
const POINT = 'c-11';
const ADMIN = 'o-demo-p-029';

const items = Array.from({ length: ITEMS }, (_none, n): ChecklistItem => ({
  id: `item-${n}`,
  text: `检查 ${n}`,
  standard: '完好',
  answer: { kind: 'check' },
  critical: false,
  templateId: null,
  photo: 'notOk',
}));

const planOf = (personId: string, n: number): InspectionPlan => ({
  id: `bench-${n}`,
  title: `点检 ${n}`,
  kind: 'spotCheck',
  route: [{ pointId: POINT, checklistId: CHECKLIST }],
  every: { kind: 'shift', shiftIds: ['day'] },
  by: { kind: 'person', personId },
  window: { opens: 0, closes: 480, grace: 60 },
  holidays: 'run',
});

/** Plans no meetings: the card of one reads what was found in a day, whatever the timer does besides. */
export async function withoutMeetings(control: Control): Promise<void> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'briefings' });
  const none: Briefings = { ...(body as Briefings), teams: [] };
  const wish = { kind: 'briefings', body: none, basedOn: version, note: '量一量' } as const;
  await control.callOk(ADMIN, 'config.publish', wish);
}

/** Plans so many rounds of the shift that runs for one person, beside those of the plant, and lets the timer make them. */
export async function planRounds(control: Control, personId: string, count: number): Promise<void> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'inspection' });
  const { checklists, plans } = body as Inspection;
  const inspection: Inspection = {
    checklists: [...checklists, { id: CHECKLIST, title: '三十项', items }],
    plans: [...plans, ...Array.from({ length: count }, (_none, n) => planOf(personId, n))],
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
