/** Inspections: plans and checklists as configuration, the tasks that follow from them, and what phones see and send. */
import type { Evidence, Millis, PersonRef, RiskColor } from './domain';
import type { PhotoInput } from './intents';

/** 点检 of one machine, 巡查 of a route of points. */
export type TaskKind = 'spotCheck' | 'patrol';

/** How an item is answered: ok or not; a measured number with its limits, of which either may be open; words; a photo. */
export type AnswerForm =
  | { kind: 'check' }
  | { kind: 'number'; unit: string; min: number | null; max: number | null }
  | { kind: 'text' }
  | { kind: 'photo' };

export interface ChecklistItem {
  id: string;
  /** What is looked at, e.g. 「气瓶直立，防倾倒链条扣好」. */
  text: string;
  /** How it should be, e.g. 「链条在瓶身 2/3 高处，手推不晃」. */
  standard: string;
  /** A picture of how it should be: a file of the plant's own, by file id; missing: words alone. */
  picture?: string;
  answer: AnswerForm;
  /** Not in order: the machine is to stop. */
  critical: boolean;
  /** The one-tap template of what is reported when it is not in order. */
  templateId: string | null;
  /** Whether a photo is asked for: when it is not in order, or in any case. */
  photo: 'notOk' | 'always';
  /** Asked only when an item before it was answered so. */
  when?: { itemId: string; result: 'ok' | 'notOk' };
}

export interface Checklist {
  id: string;
  title: string;
  items: ChecklistItem[];
}

/** When a plan makes tasks; days are those on which the shift starts. */
export type Recurrence =
  | { kind: 'shift'; shiftIds: string[] }
  | { kind: 'week'; weekdays: number[]; shiftId: string }
  /** Days beyond the end of a month mean its last day; two that fall together make one task. */
  | { kind: 'month'; days: number[]; shiftId: string }
  | { kind: 'days'; n: number; since: string; shiftId: string }
  /** The first working day after at least `min` days off in a row. */
  | { kind: 'afterDaysOff'; min: number; shiftId: string };

/** A plan by the clock. */
export interface InspectionPlan {
  id: string;
  title: string;
  kind: TaskKind;
  /** Points in the order in which they are walked; a spot check has one. */
  route: { pointId: string; checklistId: string }[];
  every: Recurrence;
  /** `post`: its holders in turn, by the day. */
  by:
    | { kind: 'person'; personId: string }
    | { kind: 'post'; post: string }
    | { kind: 'duty'; duty: 'inspector' | 'siteKeeper' | 'dutyLeader' | 'safety' };
  /** Minutes after the start of the shift between which it is to be done, and how long after that it is a miss. */
  window: { opens: number; closes: number; grace: number };
  /** On public holidays: `run` all the same, or `skip`. */
  holidays: 'run' | 'skip';
}

/**
 * 使用前点检: whoever is about to use the machine looks at it first. The clock makes no task of it, so it has no window,
 * nobody who owes it and no holidays, and nobody misses it.
 */
export interface BeforeUsePlan {
  id: string;
  title: string;
  kind: 'spotCheck';
  /** One machine. */
  route: { pointId: string; checklistId: string }[];
  every: { kind: 'beforeUse' };
  by?: never;
  window?: never;
  holidays?: never;
}

export type AnyPlan = InspectionPlan | BeforeUsePlan;

/** The kind of configuration `inspection`. */
export interface Inspection {
  checklists: Checklist[];
  plans: AnyPlan[];
}

/** An item of a task; its id is unique in the task. */
export interface TaskItem extends ChecklistItem {
  /** Asks for a photo taken now, whatever the answer: drawn once per task. */
  live: boolean;
}

/** What went wrong at a point before, newest first. */
export interface PastProblem {
  orderId: string;
  number: string;
  title: string;
  at: Millis;
  /** What was done about it; empty while nothing was. */
  measure: string;
}

/** A point of a task, with what is to be looked at there; all of it is copied in, so that a change of plan leaves it. */
export interface TaskStop {
  pointId: string;
  pointNo: string;
  pointName: string;
  areaId: string;
  areaName: string;
  riskColor: RiskColor;
  items: TaskItem[];
  past: PastProblem[];
}

/** The way of a patrol on a plane 100 wide, north up, so that a phone can draw it without a network. */
export interface WalkMap {
  /** Of the plane. */
  height: number;
  /** What lies in it, corner by corner; areas that the route does not come to have no name. */
  areas: { name: string; corners: { x: number; y: number }[] }[];
  /** The stops of the task. */
  stops: { pointId: string; x: number; y: number }[];
}

/** `ok`, `notOk`, `na` (does not apply, with a reason); `noted`: words or a photo, which nobody judges. */
export type AnswerResult = 'ok' | 'notOk' | 'na' | 'noted';

/** What somebody found at an item. */
export interface TaskAnswer {
  /** UUID made with the tap: sent again it is the same answer. */
  id: string;
  itemId: string;
  result: AnswerResult;
  number?: number;
  text?: string;
  /** Why it does not apply, or why a number beyond its limits is in order all the same. */
  reason?: string;
  /** Evidence ids. */
  photos: string[];
  /** Whether the label of the point was scanned, or its number typed, before: evidence of being there, not proof. */
  seen: 'scanned' | 'typed' | null;
  /** The report that was made of it, or joined. */
  orderId: string | null;
  /** The order was there before, found elsewhere: it was joined. Missing: made of this answer, or not known. */
  joined?: true;
  /** It named a report that was refused and given up: it stays as it is, without an order. */
  noOrder?: true;
  /** The phone's clock at the tap; a claim. */
  at: Millis | null;
  by: PersonRef;
  receivedAt: Millis;
}

/** Open until done, or until a miss was explained. */
export type TaskState = 'due' | 'doing' | 'done' | 'missed' | 'dropped';

/** What a spot check decided: 可用, 带病运行, 停用. */
export type Verdict = 'usable' | 'faulty' | 'stop';

/**
 * `tasks/{planId}@{yyyy-mm-dd}:{shiftId}`: one round of one plan in one shift, with all that came of it. One before use is
 * `tasks/{uuid}`, of whoever began it.
 */
export interface Task {
  _id: string;
  schema: 1;
  rev: number;
  kind: TaskKind;
  /** Begun by somebody who was about to use the machine; missing: made by the clock. */
  beforeUse?: true;
  planId: string;
  title: string;
  /** Of the configuration `inspection`. */
  version: string;
  /** The day on which the shift starts. */
  date: string;
  /** Empty before use: no shift is waiting for it. */
  shiftId: string;
  shiftName: string;
  opensAt: Millis;
  dueAt: Millis;
  /** From then on it is a miss. */
  missedAt: Millis;
  owner: PersonRef;
  /** Of its first point, with its area. */
  departmentId: string;
  areaId: string;
  /** The machine of a spot check; null for a patrol. */
  pointId: string | null;
  areaIds: string[];
  pointIds: string[];
  state: TaskState;
  open: boolean;
  stops: TaskStop[];
  /** Of a patrol whose places are known on the ground. */
  walk?: WalkMap;
  /** Item id → its answer: the first that arrived. */
  answers: Record<string, TaskAnswer>;
  /** What somebody else, or the same person later, answered to an item that had an answer. */
  later: TaskAnswer[];
  evidence: Record<string, Evidence>;
  /** The server's clock, of the first answer and of the end. */
  startedAt: Millis | null;
  finished: { at: Millis; by: PersonRef; late: boolean } | null;
  verdict: Verdict | null;
  /** From the first answer to the last by the phone's clock, once it is over; null: it cannot be told. */
  seconds: number | null;
  /** Whether it is or was a miss; stays so when it is finished late. */
  isMissed: boolean;
  miss: { at: Millis; reason: string | null; by: PersonRef | null; raisedTo: PersonRef[] } | null;
  /** Why it is not to be done any more: what was to be looked at is gone. */
  dropped: { at: Millis; reason: string } | null;
  handovers: { from: PersonRef; to: PersonRef; by: PersonRef; at: Millis; reason: string }[];
  /** When the timer looks next; null: never again. */
  nextDueAt: Millis | null;
  /** When the timer seals photos that are still pending; null: there are none. */
  sealDueAt: Millis | null;
}

/** An answer as a phone sends it. */
export interface AnswerInput extends Omit<TaskAnswer, 'by' | 'receivedAt' | 'photos' | 'joined' | 'noOrder'> {
  photos: PhotoInput[];
}

/** Why an item is not done yet. */
export type Lack = 'answer' | 'number' | 'text' | 'reason' | 'photo';

export interface SubmitInput {
  taskId: string;
  answers: AnswerInput[];
  /** The round is over; refused with what is missing. Answers are kept in any case. */
  done: boolean;
  /** Orders that answers of the sender name and that will not come: their reports were refused and given up. */
  unreported?: string[];
}

/** What a phone shows of a task, enough to do all of it without a network. */
export interface TaskView extends Pick<
  Task,
  | 'rev'
  | 'kind'
  | 'beforeUse'
  | 'title'
  | 'date'
  | 'shiftName'
  | 'opensAt'
  | 'dueAt'
  | 'missedAt'
  | 'owner'
  | 'state'
  | 'open'
  | 'stops'
  | 'walk'
  | 'finished'
  | 'verdict'
  | 'miss'
  | 'dropped'
  | 'handovers'
> {
  id: string;
  answers: Record<string, TaskAnswer>;
  mine: boolean;
  /** Temporary ones, as far as they were asked for: to pictures of standards by file id, to photos of answers by evidence id. */
  links?: Record<string, string>;
}

/** A line of a list of tasks. */
export interface TaskCard extends Pick<
  Task,
  'kind' | 'title' | 'date' | 'shiftName' | 'dueAt' | 'owner' | 'state' | 'miss' | 'verdict'
> {
  id: string;
  place: string;
  items: number;
  answered: number;
  findings: number;
  /** Of those, named a report of which no order came; missing: none. */
  noOrders?: number;
}

/** What is covered by plans, and how rounds of a month went; counts, and nobody's name beside a doubt. */
export interface Coverage {
  /** Points that no plan names, by area; an area with `all` has no plan at all. */
  uncovered: {
    areaId: string;
    areaName: string;
    all: boolean;
    points: { id: string; no: string; name: string }[];
  }[];
  month: string;
  /** Where the patrols of the month were to come by now, by area; evidence of having been there, not proof. */
  reach: {
    areaId: string;
    areaName: string;
    /** No phone may be used there, so no label is read: an answer counts. */
    phoneFree: boolean;
    /** How many points they were to come to, and to how many they came at least once. */
    points: number;
    reached: number;
    /** Something was answered there, and no label was read. */
    unlabelled: { id: string; no: string; name: string }[];
    never: { id: string; no: string; name: string }[];
  }[];
  /** Checks before use of the month that were done; nobody owed them. */
  beforeUse: number;
  counts: Record<TaskKind, { due: number; done: number; late: number; missed: number; handedOver: number }>;
  /** Rounds whose answers came much faster than others of the same plan. */
  quick: { taskId: string; title: string; date: string; seconds: number; usual: number }[];
}

/** The last check before use of a machine. */
export interface LastUseCheck {
  taskId: string;
  at: Millis;
  by: PersonRef;
  verdict: Verdict | null;
}

/** The rounds of one machine, and the patrols that came to it; or those that came to an area. Newest first. */
export interface MachineHistory {
  rounds: {
    taskId: string;
    kind: TaskKind;
    title: string;
    /** Looked at by whoever was about to use it. */
    beforeUse: boolean;
    /** Whether whoever asks may see all of it. */
    readable: boolean;
    at: Millis;
    by: PersonRef;
    verdict: Verdict | null;
    /** Of a patrol only what was found here; photos as temporary links, of the newest rounds, for whoever may see them. */
    findings: { text: string; orderId: string | null; noOrder?: true; photos: string[] }[];
    numbers: { itemId: string; text: string; unit: string; value: number; inLimits: boolean }[];
  }[];
  /** Mean time between rounds with a finding (ms); null with fewer than two. */
  betweenFindings: Millis | null;
}
