/** A small plant for the engine's tests: nine named people, a roster of two shifts, and orders driven into any state. */
import deadlineTable from '../../../cloudfunctions/config/deadlines.json';
import hazard from '../../../cloudfunctions/config/flows/hazard.json';
import { birth, transition, type ReportFacts } from '../../../cloudfunctions/engine';
import { HOUR, wallClock } from '../../../miniprogram/shared/time';
import type { OrderCore, PersonRef, Urgency } from '../../../typings/domain';
import type {
  Command,
  DeadlineTable,
  DutyBook,
  EngineActor,
  Flow,
  Transition,
  World,
} from '../../../typings/flow';

/** Freezes everything below a value, so that a mutation throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

export const flow: Flow = frozen(hazard as Flow);
export const deadlines: DeadlineTable = frozen(deadlineTable);

/** 09:00 +08:00, in the day shift. */
export const NINE = Date.parse('2026-11-22T09:00:00+08:00');

interface Member extends PersonRef {
  roles: string[];
  boss: string | null;
}

export const STAFF: readonly Member[] = [
  { id: 'gm', name: '总经理', roles: ['manager'], boss: null },
  { id: 'safe', name: '安全员', roles: ['safety'], boss: 'gm' },
  { id: 'lead', name: '值班领导', roles: ['dutyLeader'], boss: 'gm' },
  { id: 'head', name: '设备科长', roles: ['supervisor'], boss: 'gm' },
  { id: 'elec', name: '电工班长', roles: ['supervisor'], boss: 'head' },
  { id: 'keep', name: '车间班长', roles: ['supervisor'], boss: 'head' },
  { id: 'keep2', name: '夜班班长', roles: ['supervisor'], boss: 'head' },
  { id: 'insp', name: '巡检员', roles: ['inspector'], boss: 'safe' },
  { id: 'fixy', name: '电工', roles: ['worker'], boss: 'chief' },
  { id: 'chief', name: '工段长', roles: ['supervisor'], boss: 'head' },
  { id: 'rep', name: '小李', roles: ['worker'], boss: 'keep' },
  { id: 'other', name: '小王', roles: ['worker'], boss: 'keep' },
];

/** Day shift 08:00–20:00. */
const isDay = (at: number): boolean => wallClock(at).hour >= 8 && wallClock(at).hour < 20;

/** Electrical hazards go to 电工班长, whoever is still there takes over from those who left. */
export function dutyBook(left: ReadonlySet<string> = new Set()): DutyBook {
  const find = (id: string): Member | undefined => STAFF.find((p) => p.id === id);
  const here = (id: string): Member | null => (left.has(id) ? null : (find(id) ?? null));
  const first = (...ids: string[]): PersonRef => {
    const person = ids.map(here).find((p) => p !== null) ?? STAFF[0]!;
    return { id: person.id, name: person.name };
  };
  const book: DutyBook = {
    route: () => ({ person: first('elec', 'keep', 'lead', 'safe'), explain: '用电类由电工班长处理' }),
    siteKeeper: (_area, at) => first(isDay(at) ? 'keep' : 'keep2', 'head', 'lead', 'safe'),
    dutyLeader: () => first('lead', 'head', 'safe'),
    safety: (at) => (isDay(at) ? first('safe', 'lead', 'head') : first('lead', 'head', 'safe')),
    manager: () => first('gm'),
    verifiers: () =>
      [
        { id: 'insp', explain: '本区域巡检员' },
        { id: 'keep2', explain: '另一班组的主管' },
      ].flatMap(({ id, explain }) => (here(id) === null ? [] : [{ person: first(id), explain }])),
    bossOf: (id) => {
      const boss = find(id)?.boss;
      return boss === undefined || boss === null ? null : { id: boss, name: find(boss)?.name ?? '' };
    },
    active: (id) => {
      const person = here(id);
      return person === null ? null : { ...person, onDuty: true };
    },
  };
  return book;
}

export function worldAt(now: number, left?: ReadonlySet<string>): World {
  return { now, deadlines, duty: dutyBook(left) };
}

export function person(id: string): EngineActor {
  const found = STAFF.find((p) => p.id === id);
  if (found === undefined) throw new Error(`no ${id} in the test plant`);
  return { kind: 'person', id, name: found.name, roles: found.roles };
}

export const guest: EngineActor = { kind: 'guest', id: 'g1', name: '未绑定同事', roles: [] };

export function factsOf(over: Partial<ReportFacts> = {}): ReportFacts {
  return {
    _id: 'o1',
    number: 'YH-20261122-0007',
    title: '配电箱门没关',
    categoryId: 'electric',
    templateId: 't1',
    kind: 'thing',
    urgency: 'high',
    level: 'general',
    suspectedMajor: false,
    place: {
      areaId: 'a1',
      areaName: '焊接车间',
      departmentId: 'd1',
      pointId: 'p7',
      pointNo: 'C-07',
      pointName: '一号配电箱',
      source: 'label',
    },
    reporter: { kind: 'person', id: 'rep', name: '小李', visibility: 'named' },
    flowVersion: 'v1',
    ...over,
  };
}

/** One valid input for each action. */
export const INPUTS: Readonly<Record<string, Command['input']>> = {
  respond: { text: '换门锁，今天下班前', personId: 'fixy' },
  assign: { personId: 'other' },
  transfer: { personId: 'chief', reason: '归工段管' },
  notHazard: { reason: '门是检修时打开的，已关' },
  fix: { photos: ['e1'] },
  verify: { onSite: true },
  sendBack: { reason: '门还是关不严' },
  correctUrgency: { urgency: 'medium', reason: '箱子已断电' },
  reopen: { reason: '又开了' },
};

/** Acts at a time; everything that goes in is frozen. */
export function act(
  order: OrderCore,
  action: string,
  by: string | EngineActor,
  now: number,
  input: Command['input'] = INPUTS[action] ?? {},
  left?: ReadonlySet<string>,
): Transition {
  const actor = typeof by === 'string' ? person(by) : by;
  return transition(flow, frozen(order), frozen({ action, input }), frozen(actor), worldAt(now, left));
}

export function born(over: Partial<ReportFacts> = {}, now = NINE, left?: ReadonlySet<string>): Transition {
  return birth(flow, frozen(factsOf(over)), worldAt(now, left));
}

/** An order in a state, one hour between steps: elec takes charge, fixy fixes, rep verifies. */
export function orderIn(state: string, over: Partial<ReportFacts> = {}): OrderCore {
  const fresh = born(over).order;
  if (state === 'awaitingResponse') return fresh;
  if (state === 'notHazard') return act(fresh, 'notHazard', 'elec', NINE + HOUR).order;
  const rectifying = act(fresh, 'respond', 'elec', NINE + HOUR).order;
  if (state === 'rectifying') return rectifying;
  const fixed = act(rectifying, 'fix', 'fixy', NINE + 2 * HOUR).order;
  if (state === 'awaitingVerification') return fixed;
  if (state !== 'closed') throw new Error(`no way to ${state}`);
  const verifier = fixed.next!.owner.id;
  return act(fixed, 'verify', verifier, NINE + 3 * HOUR).order;
}

/** `notice → person` of every notice among the effects, in order. */
export function told({ effects }: Transition): string[] {
  return Object.values(effects).flatMap((effect) =>
    effect.kind === 'notice' ? [`${effect.notice} → ${effect.to.id}`] : [],
  );
}

/** The code of the AppError that `run` throws, or `ok`. Anything else that is thrown is passed on. */
export function codeOf(run: () => unknown): string {
  try {
    run();
    return 'ok';
  } catch (error) {
    if (error instanceof Error && error.name === 'AppError' && 'code' in error) return String(error.code);
    throw error;
  }
}

export const URGENCIES: readonly Urgency[] = ['high', 'medium', 'low'];
