/** The shape of a flow as data: what the engine executes and publishing proves. */
import type { Millis, PersonRef, Urgency, OrderCore, Effect } from './domain';

/** Who is accountable in a state. */
export type OwnerRule =
  /** As the routing table says, at the moment of entry. */
  | 'routed'
  /** The fixer named by the owner. */
  | 'fixer'
  /** The reporter; if guest, silent, off the roll, fixer or rectifier: inspector of the area → supervisor of another team → safety. */
  | 'verifier'
  /** The safety officer on duty, at night the duty leader. */
  | 'safety';

export type DeadlineRule = 'respond' | 'resolve' | 'verify';

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
  ladder: Rung[];
}

/** The inputs an action may ask for. */
export type FieldId = 'text' | 'reason' | 'photos' | 'files' | 'personId' | 'onSite' | 'urgency';

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
  | 'close';

export interface FlowAction {
  /** May be listed again for other states, when the same button leads elsewhere or is for other people there. */
  id: string;
  /** On the button, product.md "Buttons". */
  label: string;
  /** Past tense, on the timeline, e.g. 「改好了，等复核」. */
  told: string;
  from: string[];
  /** A state id, or `same`. */
  to: string;
  by: Party[];
  style: 'primary' | 'secondary' | 'more';
  form: FormField[];
  guards: Guard[];
  changes: ChangeId[];
  notices: { to: Recipient; notice: string }[];
  awards: { to: 'reporter'; rule: string }[];
}

export interface Flow {
  id: string;
  name: string;
  start: string;
  /** Notices and the like when an order is born. */
  onReport: { notices: { to: Recipient; notice: string }[] };
  states: FlowState[];
  actions: FlowAction[];
}

/** How long each step may take, by urgency. */
export type DeadlineTable = Record<
  Urgency,
  {
    respond: Millis;
    resolve: Millis;
    verify: Millis;
    /** At least this much for a fix after it was sent back. */
    redo: Millis;
    /** At least this much for a new owner after a transfer. */
    handOver: Millis;
  }
>;

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

/** What a person asked for, already checked for shape. `photos` and `files` are evidence ids. */
export interface Command {
  action: string;
  input: {
    text?: string;
    reason?: string;
    photos?: string[];
    files?: string[];
    personId?: string;
    onSite?: boolean;
    urgency?: Urgency;
  };
}

export interface World {
  now: Millis;
  deadlines: DeadlineTable;
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
