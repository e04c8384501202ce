/** A plant of the reference size: sixty machines and sixty places to walk past in 24 areas, three teams, fifteen new hires. */
import { DAY, isoDay } from '../../../../miniprogram/shared/time';
import type { Briefings } from '../../../../typings/briefing';
import type { ConfigKind, Places, Roster } from '../../../../typings/config';
import type { AnyPlan, Inspection, InspectionPlan, Recurrence } from '../../../../typings/inspection';
import type { Course, TrainingConfig } from '../../../../typings/training';
import { withoutPlans } from '../../../support/rounds';
import type { TestCloud } from '../../../support/cloud';
import { phoneOf } from '../plant';
import type { Span } from './calendar';

export const SAFETY = phoneOf('p-010');
export const ADMIN = phoneOf('p-029');

export const MACHINES = 60;
const WAYSIDE = 60;
/** Points of one route. */
const LEGS = 6;

type Point = Places['points'][number];

/** What else is looked at besides machines: extinguishers, doors and ways, area by area. */
const wayside = ({ areas }: Places): Point[] =>
  Array.from({ length: WAYSIDE }, (_none, n) => {
    const { id: areaId, riskColor } = areas[n % areas.length]!;
    const no = String(n + 1).padStart(2, '0');
    return { id: `w-${no}`, no: `W-${no}`, name: `${no}号灭火器箱`, areaId, riskColor };
  });

/** Every kind of recurrence in turn. */
function rhythm(n: number, since: string): Recurrence {
  const shiftId = ['day', 'swing', 'night'][n % 3]!;
  const kinds: Recurrence[] = [
    { kind: 'month', days: [1 + (n % 28), 31], shiftId },
    { kind: 'week', weekdays: [n % 7], shiftId },
    { kind: 'days', n: 5 + (n % 6), since, shiftId },
    { kind: 'afterDaysOff', min: 3, shiftId },
  ];
  return kinds[n % kinds.length]!;
}

/** A machine that is checked before its use is checked when somebody uses it: nothing of that stands in a calendar. */
const isByCalendar = (plan: AnyPlan): plan is InspectionPlan => plan.every.kind !== 'beforeUse';

/** What the starter plant does by the calendar, a check of each machine that has none there, and routes past all the rest. */
function plansOf(
  plans: readonly InspectionPlan[],
  machines: readonly Point[],
  rest: readonly Point[],
  since: string,
) {
  const planned = new Set(
    plans.flatMap(({ kind, route }) => (kind === 'spotCheck' ? route.map(({ pointId }) => pointId) : [])),
  );
  const checks = machines
    .filter(({ id }) => !planned.has(id))
    .map(({ id, name }, n): InspectionPlan => ({
      ...{ id: `check-${id}`, title: `${name}点检`, kind: 'spotCheck' },
      route: [{ pointId: id, checklistId: 'machine-tools' }],
      every: rhythm(n, since),
      by: { kind: 'duty', duty: n % 2 === 0 ? 'inspector' : 'siteKeeper' },
      window: { opens: 0, closes: 120, grace: 60 },
      holidays: n % 3 === 0 ? 'run' : 'skip',
    }));
  const routes = Array.from({ length: rest.length / LEGS }, (_none, n): InspectionPlan => ({
    ...{ id: `route-${n}`, title: `${n + 1}号巡查线`, kind: 'patrol' },
    route: rest.slice(n * LEGS, (n + 1) * LEGS).map(({ id }) => ({ pointId: id, checklistId: 'fire-gear' })),
    every: { kind: 'week', weekdays: [n % 7], shiftId: ['day', 'swing', 'night'][n % 3]! },
    by: { kind: 'duty', duty: 'inspector' },
    window: { opens: 30, closes: 400, grace: 60 },
    holidays: 'run',
  }));
  return [...plans, ...checks, ...routes];
}

const course = (id: string, level: Course['level'], patch: Partial<Course>): Course => ({
  ...{ id, title: id, level, minutes: 60, classroom: null, quiz: null },
  materials: [{ id: 'one', title: '一', kind: 'text', text: '看' }],
  ...patch,
});

/** The programme of new hires. */
export const PROGRAMME = 'hire';

/** A class, a quiz and something to read. */
const training = ({ from, learning }: Span): TrainingConfig => ({
  hourMinutes: 45,
  leastHours: { newHire: 4, refresh: 1 },
  basis: '模板',
  courses: [
    course('law', 'company', { classroom: { mayMiss: 5 } }),
    course('fire', 'workshop', { quiz: { draw: 1, pass: 1, triesPerDay: 3, waitMinutes: 1 } }),
    course('post', 'team', {}),
  ],
  questions: [
    {
      ...{ id: 'q', courseIds: ['fire'], text: '先做什么？', correct: ['a'], why: '先撤离。' },
      options: [
        { id: 'a', text: '撤离' },
        { id: 'b', text: '拍照' },
      ],
    },
  ],
  programmes: [
    {
      ...{ id: PROGRAMME, title: '三级安全教育', kind: 'newHire', who: { contractors: false }, gate: true },
      parts: [
        { level: 'company', by: { kind: 'safety' }, courseIds: ['law'] },
        { level: 'workshop', by: { kind: 'departmentHead' }, courseIds: ['fire'] },
        { level: 'team', by: { kind: 'boss' }, courseIds: ['post'] },
      ],
      due: { kind: 'joining', since: isoDay(from), days: learning },
    },
  ],
});

/** What the month is planned by. */
export interface ReferencePlant {
  roster: Roster;
  places: Places;
  plans: InspectionPlan[];
  teams: Briefings['teams'];
}

/** What a timer of the minute may have planned already while the starter plant was prepared. */
const PLANNED = ['taskRuns', 'tasks', 'briefings', 'trainings'];

/** Puts the clock to an instant before anything was planned. */
async function goBack(cloud: TestCloud, at: number): Promise<void> {
  const snapshot = await cloud.export();
  const kept = Object.entries(snapshot.documents).filter(([name]) => !PLANNED.includes(name));
  await cloud.import({ ...snapshot, at, documents: Object.fromEntries(kept) });
}

/** Puts the plant in force before the span begins; nothing is planned until then. */
export async function openReferencePlant(cloud: TestCloud, span: Span): Promise<ReferencePlant> {
  const inForce = async <T>(kind: ConfigKind): Promise<T> =>
    (await cloud.callOk(ADMIN, 'config.get', { kind })).body as T;
  const publish = async (kind: ConfigKind, body: unknown): Promise<void> => {
    const { version } = await cloud.callOk(ADMIN, 'config.get', { kind });
    await cloud.callOk(ADMIN, 'config.publish', { kind, body, basedOn: version, note: '基准厂' });
  };
  await goBack(cloud, span.from - DAY);
  const [roster, starter, inspection, briefings] = await Promise.all([
    inForce<Roster>('roster'),
    inForce<Places>('places'),
    inForce<Inspection>('inspection'),
    inForce<Briefings>('briefings'),
  ]);
  await withoutPlans(cloud, ['inspection', 'briefings', 'training']);
  const rest = wayside(starter);
  const places = { ...starter, points: [...starter.points, ...rest] };
  const plans = plansOf(
    inspection.plans.filter(isByCalendar),
    starter.points,
    rest,
    isoDay(span.from - 9 * DAY),
  );
  await publish('places', places);
  const others = inspection.plans.filter((plan) => !isByCalendar(plan));
  await publish('inspection', { ...inspection, plans: [...plans, ...others] });
  await publish('training', training(span));
  await publish('briefings', briefings);
  return { roster, places, plans, teams: briefings.teams };
}
