/** Measures what a day's tasks and the end of a round examine where many rounds lie. */
import type { Task } from '../../../typings/inspection';
import type { Control } from '../../../devtools/client/cloud';
import { DAY } from '../../../miniprogram/shared/time';
import { Bench } from './budgets';
import type { Figure } from './figures';
import { planRounds, wholeRound } from './rounds';

const WALKER = 'p-039';
const PHONE = `o-demo-${WALKER}`;
const SAFETY = 'o-demo-p-010';
const ITEMS = 30;

/** The caller, the month and the one before it. */
const MONTH_CALLS = 3;

/** The days of two months and the caller. */
const MONTH_DOCUMENTS = 2 * 31 + 1;

/** Rounds of one person in a day. */
const ROUNDS = 3;

/** The n-th copy of a round that the functions made, without its items: of the same person and over for days, or open and somebody else's. */
function copyOf(text: string, n: number): [id: string, text: string] {
  const original = JSON.parse(text) as Task;
  const back = (1 + Math.floor(n / 2)) * DAY;
  const about =
    n % 2 === 0
      ? { state: 'done', open: false, opensAt: original.opensAt - back, dueAt: original.dueAt - back }
      : { owner: { id: `p-9${n}`, name: '另一人' } };
  const copy = {
    ...original,
    _id: `copy-${n}@${original.date}:${original.shiftId}`,
    nextDueAt: null,
    ...about,
  };
  return [copy._id, JSON.stringify(copy)];
}

/** The month as it is read among so many rounds that are counted: the same calls and documents, however many there are. */
export async function measureMonth(
  control: Control,
  { stored }: { stored: number },
): Promise<{ figures: Figure[]; calls: number; examined: number }> {
  const bench = await Bench.open(control);
  await planRounds(control, WALKER, ROUNDS, [ITEMS]);
  const { tasks } = await control.callOk(PHONE, 'tasks.today', {});
  const snapshot = await control.export();
  const text = snapshot.documents['tasks']?.[tasks[0]?.id ?? ''];
  if (text === undefined) throw new Error('the round to copy is not in the export');
  const { date } = JSON.parse(text) as Task;
  const month = date.slice(0, 7);
  const copies = Array.from({ length: stored }, (_none, n): [string, string] => {
    const original = JSON.parse(text) as Task;
    const day = `${month}-${String((n % 25) + 1).padStart(2, '0')}`;
    const copy = { ...original, _id: `copy-${n}@${day}:day`, date: day, factsDue: null, nextDueAt: null };
    return [copy._id, JSON.stringify(copy)];
  });
  // The days of such a month, whose numbers do not depend on how they came about.
  const days = Array.from({ length: 25 }, (_none, n): [string, string] => {
    const _id = `${month}-${String(n + 1).padStart(2, '0')}`;
    const by = { area: 'assembly', kind: 'spotCheck', opens: '480', plan: 'copy' };
    const cells = [{ of: 'round', by, n: { due: Math.ceil(stored / 25) } }];
    return [_id, JSON.stringify({ _id, rev: 1, dueAt: null, countedAt: 1, cells, names: {} })];
  });
  await control.import({
    ...snapshot,
    documents: {
      ...snapshot.documents,
      tasks: { ...snapshot.documents['tasks'], ...Object.fromEntries(copies) },
      days: Object.fromEntries(days),
    },
  });
  const ask = () => control.callOk(SAFETY, 'insight.inspections', { month });
  await ask();
  const { calls, examinedBy } = (await bench.cost('api', 'insight.inspections', ask)).request;
  const examined = Object.values(examinedBy).reduce((sum, each) => sum + each, 0);
  const load = `month among ${stored} rounds`;
  return {
    calls,
    examined,
    figures: [
      { what: `${load}: database calls`, value: calls, bound: MONTH_CALLS },
      { what: `${load}: documents examined`, value: examined, bound: MONTH_DOCUMENTS },
    ],
  };
}

/**
 * Fills the cloud with copies of one real round, and lets one person ask for their day and end a round.
 * @param stored - how many rounds lie there besides
 */
export async function measureTasks(control: Control, { stored }: { stored: number }): Promise<Figure[]> {
  const bench = await Bench.open(control);
  await planRounds(control, WALKER, ROUNDS, [ITEMS]);
  const ask = () => control.callOk(PHONE, 'tasks.today', {});
  const { tasks } = await ask();
  const round = tasks.find(({ stops }) => stops.flatMap(({ items }) => items).length === ITEMS);
  const snapshot = await control.export();
  const text = snapshot.documents['tasks']?.[round?.id ?? ''];
  if (round === undefined || text === undefined) throw new Error('the round to copy is not in the export');
  const copies = Array.from({ length: stored }, (_none, n) => copyOf(text, n));
  await control.import({
    ...snapshot,
    documents: {
      ...snapshot.documents,
      tasks: { ...snapshot.documents['tasks'], ...Object.fromEntries(copies) },
    },
  });
  await ask();
  const day = (await bench.cost('api', 'tasks.today', ask)).request;
  const input = { taskId: round.id, answers: wholeRound(round.stops), done: true };
  const end = () => control.callOk(PHONE, 'tasks.submit', input);
  const ended = (await bench.cost('api', 'tasks.submit', end)).request;
  const of = ({ examinedBy }: typeof day, action: string): number => examinedBy[`tasks.${action}`] ?? 0;
  const load = `among ${stored} rounds`;
  return [
    {
      what: `tasks of a day ${load}: rounds examined, per round of the day`,
      value: of(day, 'getDocument') / tasks.length,
      bound: 1,
    },
    {
      what: `end of a round of ${ITEMS} items ${load}: rounds examined by reading it`,
      value: of(ended, 'getDocument'),
      bound: 1,
    },
    {
      what: `end of a round of ${ITEMS} items ${load}: rounds examined by writing it`,
      value: of(ended, 'modifyDocument'),
      bound: 1,
    },
  ];
}
