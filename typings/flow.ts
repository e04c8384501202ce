/** The shape of a flow as data: what the engine executes and publishing proves. */
import type { Duty, Millis, PersonRef, Urgency, OrderCore, Effect } from './domain';

/** Who is accountable in a state. */
export type OwnerRule =
  /** As the routing table says, at the moment of entry. */
  | 'routed'
  /** The fixer named by the owner. */
  | 'fixer'
  /** The reporter; if guest, silent, off the roll, fixer or rectifier: inspector of the area → supervisor of another team → safety. */
  | 'verifier'
  /** The safety officer on duty, at night the duty leader. Moves with the roster. */
  | 'safety'
  /** Who signs next, see {@link ApprovalRule}. */
  | 'approver'
  /** 整改责任人, once somebody took charge; until then as routed. */
  | 'rectifier'
  /** 现场管控人 of the area. Moves with the roster. */
  | 'siteKeeper'
  /** Who accepts what the reporter mended alone: as routed if that is somebody else, else as `verifier`. */
  | 'checker';

/**
 * `resolve` is set once at report and stands still while a state pauses it; `until` is the date of the deferral; the
 * others begin with their step. 高 counts the wall clock, 中 and 低 may count the hours of the shifts, see
 * {@link Limits.clock}.
 */
export type DeadlineRule =
  'respond' | 'resolve' | 'verify' | 'determine' | 'rule' | 'approve' | 'plan' | 'check' | 'until';

/** Whose signature is asked. `superior`: one level above whoever asked. */
export type Approver = 'superior' | 'safety' | 'dutyLeader' | 'manager' | 'departmentHead';

/**
 * Signatures of a state. Each is by a person of their own, none by who asked. They are asked one after the other, so
 * that always exactly one person is accountable; `oneOf` is done with the first.
 */
export interface ApprovalRule {
  mode: 'oneOf' | 'allOf' | 'oneLevelUp';
  /** For `oneLevelUp` just `superior`. */
  of: Approver[];
}

/** Somebody a rung or notice goes to. */
export type Recipient =
  | 'owner'
  | 'reporter'
  | 'rectifier'
  | 'fixer'
  | 'previousOwner'
  | 'siteKeeper'
  | 'ownerBoss'
  | 'dutyLeader'
  | 'safety'
  | 'manager';

/** One step of the ladder: climbed once, at a share of the time to the deadline (1 = the deadline) plus a delay. */
export interface Rung {
  id: string;
  at: number;
  plus: Millis;
  /** Which urgencies climb it. */
  urgencies: Urgency[];
  to: Recipient;
  notice: string;
  /** The step moves to the next eligible owner (only where the owner rule is `verifier`). */
  passOn: boolean;
  /** The order moves by itself, `state` or `flow/state`, besides telling: 暂缓 that is over, a transfer nobody took up. */
  moveTo?: string;
}

/** The relation in which a person stands to an order. */
export type Party =
  'reporter' | 'owner' | 'rectifier' | 'fixer' | 'escalated' | 'siteKeeper' | 'safety' | 'manager' | 'anyone';

export interface FlowState {
  id: string;
  /** As shown, product.md "States shown". */
  label: string;
  /** Segments of the loop that are full, 0–5; 5 is closed. */
  ring: 0 | 1 | 2 | 3 | 4 | 5;
  end: boolean;
  owner: OwnerRule | null;
  deadline: DeadlineRule | null;
  /** The resolve clock stands still here. */
  pauses?: boolean;
  /** Only with the owner rule `approver`. */
  approval?: ApprovalRule;
  ladder: Rung[];
}

/** The inputs an action may ask for. */
export type FieldId =
  | 'text'
  | 'reason'
  | 'photos'
  | 'files'
  | 'personId'
  | 'onSite'
  | 'urgency'
  /** 依据 of a legal level. */
  | 'basis'
  /** 临时防范措施 */
  | 'interim'
  /** 整改措施 */
  | 'measure'
  /** 整改资金, whole yuan. */
  | 'money'
  /** A day to come, as the instant at which its last counted shift ends. */
  | 'until'
  /** 应急预案 */
  | 'emergency'
  /** 复查人, a person's id. */
  | 'reviewerId'
  /** Parts of a plan for a 重大隐患 besides `measure`: 目标任务, 经费物资, 机构人员, 时限要求, 安全措施和应急预案. */
  | 'goal'
  | 'funds'
  | 'team'
  | 'schedule'
  | 'safeguard'
  /** Which of the order's duties is done. */
  | 'duty';

export interface FormField {
  id: FieldId;
  label: string;
  required: boolean;
}

/** json-logic over whitelisted facts; when it is false the action is refused with `error`. */
export interface Guard {
  id: string;
  rule: unknown;
  error: string;
}

/** What an action changes besides the state. */
export type ChangeId =
  | 'namePlan'
  | 'nameFixer'
  | 'transferOwner'
  | 'recordFix'
  | 'recordVerdictFixed'
  | 'recordVerdictNotFixed'
  | 'newRound'
  | 'setUrgency'
  /** The next step goes to the safety officer on duty, whatever the owner rule of the state. */
  | 'giveToSafety'
  | 'close'
  /** Marks the hazard as 疑似重大; there is no change that takes the mark away but `lowerLevel`. */
  | 'suspectMajor'
  /** 属于重大: level and basis, and the dated duties 上报监管 and 通报. */
  | 'raiseLevel'
  /** 不属于重大, asked by one person; takes effect with the signature of a second. */
  | 'proposeLower'
  /** The second signature of `proposeLower`: level 一般, the mark is gone. */
  | 'lowerLevel'
  /** Signs as the approver whose turn it is. The action leads on to `to` with the last signature; until then it stays. */
  | 'sign'
  /** An approver refuses: back to where it was asked from, nothing signed. */
  | 'refuse'
  | 'recordInterim'
  | 'recordDeferral'
  | 'recordMajorPlan'
  /** A transfer that the one it went to refuses: told by name, and for safety to rule on. */
  | 'dispute'
  | 'recordRuling'
  /** Some of it is mended; the rest goes on. */
  | 'recordPartFix'
  /** 即查即改: the reporter mended it alone; they are fixer and 整改责任人 of the round. */
  | 'recordSelfFix'
  | 'doDuty'
  | 'recordStop'
  | 'recordUnlock'
  /** Counts the opening again; asks for what was earned to be taken back. */
  | 'reopen'
  /** This order ends as the duplicate of another. */
  | 'merge';

export interface FlowAction {
  /** May be listed again for other states, when the same button leads elsewhere or is for other people there. */
  id: string;
  /** On the button, product.md "Buttons". */
  label: string;
  /** Past tense, on the timeline, e.g. 「改好了，等复核」. */
  told: string;
  from: string[];
  /** A state id, `same`, `flow/state` in another flow of the book, or `back` (where approval was asked from). */
  to: string;
  by: Party[];
  style: 'primary' | 'secondary' | 'more';
  form: FormField[];
  guards: Guard[];
  changes: ChangeId[];
  notices: { to: Recipient; notice: string }[];
  awards: { to: 'reporter'; rule: string }[];
}

/** All flows of a plant: published, proved and pinned together, since orders may pass from one to another. */
export interface FlowBook {
  /** Where a report begins, `flow/state`. */
  starts: Record<FlowStart, string>;
  /** What the law wants done once a hazard is 重大, and within how long (ms). */
  duties: { id: Duty['id']; within: Millis; notice: string }[];
  flows: Flow[];
}

/** `stop`: somebody proposes to take a machine out of use. */
export type FlowStart = 'hazard' | 'suspectedMajor' | 'selfFixed' | 'stop';

export interface Flow {
  id: string;
  name: string;
  /** Notices and the like when an order is born. */
  onReport: { notices: { to: Recipient; notice: string }[] };
  /** Notices when a step goes on to somebody else because a turn on duty ended or somebody left. */
  onMove: { notices: { to: Recipient; notice: string }[] };
  states: FlowState[];
  actions: FlowAction[];
}

/** How long each step may take, by urgency. */
export type DeadlineTable = Record<Urgency, Limits>;

/** All in milliseconds. */
export interface Limits {
  /** `wall`: nights and holidays count; `shift`: only the shifts of the roster that count, on working days. */
  clock: 'wall' | 'shift';
  respond: Millis;
  resolve: Millis;
  verify: Millis;
  /** At least this much for a fix after it was sent back. */
  redo: Millis;
  /** At least this much for a new owner after a transfer. */
  handOver: Millis;
  /** 属于 or 不属于重大, always wall clock. */
  determine: Millis;
  /** 归属裁决, always wall clock. */
  rule: Millis;
  /** One signature. */
  approve: Millis;
  /** The plan for a 重大隐患. */
  plan: Millis;
  /** To accept what was mended on the spot. */
  check: Millis;
}

/** The hours that count for deadlines of 中 and 低: pure arithmetic over shifts and Chinese holidays with 调休. */
export interface Calendar {
  /** The instant by which `span` (ms) of counted time has passed since `from`; `from` when `span` is 0 or less. */
  add(from: Millis, span: Millis): Millis;
  /** Counted time (ms) from one instant to a later one; 0 when it is not later. */
  between(from: Millis, to: Millis): Millis;
}

/** What the engine may ask of the plant: pure look-ups over snapshots of roster, routing and people. */
export interface DutyBook {
  /** Who the routing table names for this order at this moment, and why. Never null: the fallback is proven. */
  route(order: RoutingFacts, at: Millis): { person: PersonRef; explain: string };
  /** 现场管控人 of an area right now. */
  siteKeeper(areaId: string, at: Millis): PersonRef;
  /** Exactly one named person for every minute. */
  dutyLeader(at: Millis): PersonRef;
  /** The safety officer on duty; outside their hours the duty leader. */
  safety(at: Millis): PersonRef;
  manager(): PersonRef;
  /** Who may verify when the reporter cannot, in order; people without the shift are left out. */
  verifiers(order: RoutingFacts, at: Millis): { person: PersonRef; explain: string }[];
  /** The person one step up; null for the general manager or an unknown id. */
  bossOf(personId: string): PersonRef | null;
  /** When the turn on duty that a person is in ends; null when they are not on duty. */
  turnEndsAt(personId: string, at: Millis): Millis | null;
  /** The head of a department, or who stands in for them; null when there is nobody. */
  headOf(departmentId: string): PersonRef | null;
  /** An active person by id, else null (left, unknown, guest). */
  active(personId: string): (PersonRef & { roles: string[]; onDuty: boolean }) | null;
}

/** The facts of an order that routing may look at. */
export type RoutingFacts = Pick<OrderCore, 'place' | 'categoryId' | 'urgency' | 'kind' | 'suspectedMajor'>;

/** Who performs a command. `relations` other than owner/fixer/… are derived by the engine from the order. */
export interface EngineActor {
  kind: 'person' | 'guest' | 'system';
  id: string;
  name: string;
  roles: string[];
}

/** What a form may ask for besides pictures and files, see {@link FieldId}. */
export interface FormInput {
  text?: string;
  reason?: string;
  personId?: string;
  onSite?: boolean;
  urgency?: Urgency;
  basis?: string;
  interim?: string;
  measure?: string;
  /** Whole yuan. */
  money?: number;
  until?: Millis;
  emergency?: string;
  reviewerId?: string;
  goal?: string;
  funds?: string;
  team?: string;
  schedule?: string;
  safeguard?: string;
  duty?: string;
}

/** What a person asked for, already checked for shape. `photos` and `files` are evidence ids. */
export interface Command {
  action: string;
  input: FormInput & {
    photos?: string[];
    files?: string[];
    /** Set by the house, never by a phone: the order this one is merged into. */
    into?: { id: string; number: string };
  };
}

export interface World {
  now: Millis;
  deadlines: DeadlineTable;
  calendar: Calendar;
  duty: DutyBook;
}

/** One thing that happened in a transition; becomes one trail entry. */
export interface Happening {
  action: string;
  from: string | null;
  to: string;
  detail: Record<string, unknown>;
}

/** The result of the engine: a new core, what happened, and what must follow. Nothing was performed. */
export interface Transition {
  order: OrderCore;
  happenings: Happening[];
  /** Keyed, so that doing it twice has one effect. Keys hold no `.` and no `$`. */
  effects: Record<string, Effect>;
}
