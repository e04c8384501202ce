/** What phones show of people and orders: shapes of the contract in `api.ts`. */
import type {
  Deferral,
  Directive,
  Duty,
  Evidence,
  EvidencePurpose,
  FoundAt,
  HazardKind,
  Level,
  MajorPlan,
  MediaCheck,
  Millis,
  PersonRef,
  PlaceSource,
  Relation,
  RiskColor,
  Role,
  Screened,
  Urgency,
} from './domain';
import type { FormField } from './flow';

export type * from './intents';
export type * from './lists';

export interface Me {
  id: string;
  kind: 'person' | 'guest';
  name: string;
  roles: Role[];
  departmentId: string | null;
  departmentName: string | null;
  post: string | null;
}

export interface PersonCard extends PersonRef {
  /** Null when the viewer may not call this person. */
  phone: string | null;
  /** e.g. 「整改责任人、现场管控人」 */
  duty: string;
}

/** One kind of thing that is kept about the caller. */
export interface KeptKind {
  id: string;
  title: string;
  /** What exactly, what for, who sees it, and how long. */
  what: string;
  why: string;
  seenBy: string;
  until: string;
  /** How many; null for what is not counted. */
  n: number | null;
  /** There are more than were counted. */
  more: boolean;
  /** The newest of them in words, newest first. */
  newest: { at: Millis; text: string }[];
}

/** Somebody for whom a report may be made. */
export interface Colleague extends PersonRef {
  post: string;
}

/** A button the server grants. */
export interface GrantedAction {
  id: string;
  label: string;
  style: 'primary' | 'secondary' | 'more';
  form: FormField[];
  /** Several orders may take it together, with one form. */
  bulk: boolean;
}

export interface PhotoView {
  id: string;
  purpose: Exclude<EvidencePurpose, 'voice'>;
  round: number;
  state: Evidence['state'];
  format: Evidence['format'];
  /** Temporary link to the sealed file; null while it is being sealed or when refused. */
  url: string | null;
  receivedAt: Millis;
  /** To be said instead of `receivedAt`, see {@link OrderCard.reportedIn}. */
  when?: string;
  /** Why a picture cannot be shown, in Chinese. */
  note: string | null;
}

/** A recording to listen to. */
export interface VoiceView {
  id: string;
  state: Evidence['state'];
  seconds: number;
  /** Temporary link to the sealed file; null while it is being sealed, when refused, and for who may not hear it. */
  url: string | null;
  receivedAt: Millis;
  /** Why it cannot be played, in Chinese. */
  note: string | null;
}

export interface StateView {
  id: string;
  /** e.g. 「退回重改(第2轮)」 */
  label: string;
  ring: 0 | 1 | 2 | 3 | 4 | 5;
  end: boolean;
}

/** One row of a list. */
export interface OrderCard {
  id: string;
  number: string;
  rev: number;
  title: string;
  state: StateView;
  urgency: Urgency;
  level: Level;
  suspectedMajor: boolean;
  place: { areaName: string; pointNo: string | null; riskColor: RiskColor };
  reportedAt: Millis;
  /** 「11月23日 白班」, to be said instead of `reportedAt`, which is then no finer. */
  reportedIn?: string;
  next: {
    owner: PersonRef;
    /** Since when the step waits. */
    since: Millis;
    dueAt: Millis;
    overdue: boolean;
    /** Whom the ladder reached; the owner stays accountable. */
    escalatedTo: PersonRef | null;
  } | null;
  /** One sentence: whose turn and until when. */
  sentence: string;
  /** Temporary link to the first scene photo. */
  thumb: string | null;
  /** The one action to offer on the card. */
  action: GrantedAction | null;
  /** Ids of all actions that this person may take now. */
  may: string[];
}

/** Something that others do not see until safety has looked at it, or that safety left hidden. */
export interface Held {
  /** A file; null: the reporter's words. */
  id: string | null;
  result: Exclude<MediaCheck['result'], 'pending'>;
  looked: { by: string; at: Millis } | null;
}

/** How the evidence of an order came about; for safety alone. */
export interface Technical {
  /** The phone's clock at the tap, a claim, beside the server's; null: the reporter gave no name. */
  clock: { phone: Millis | null; received: Millis } | null;
  /** Metres; `distance` to the area's border, 0 inside of it, null where nobody drew it. */
  position: { accuracy: number; distance: number | null } | null;
  placeSource: PlaceSource;
  files: {
    id: string;
    purpose: EvidencePurpose;
    source: Evidence['source'];
    /** `taken`: as the file or the phone says, a claim; null: whoever sent it gave no name. */
    clock: { taken: Millis | null; received: Millis } | null;
    /** What the content check found; null: there was none yet. */
    check: MediaCheck['result'] | null;
  }[];
  held: Held[];
  /** Pictures of this order that look like one of another: it says nothing about anybody. `url` is of the other one. */
  alike: { id: string; orderId: string; number: string; url: string | null }[];
  /** Pictures that nothing can be compared with, by their format, their size, or because they show nothing. */
  uncompared: string[];
}

export interface OrderView extends OrderCard {
  description: string;
  categoryId: string;
  templateId: string | null;
  kind: HazardKind;
  round: number;
  measure: string | null;
  resolveDueAt: Millis;
  people: {
    owner: PersonCard | null;
    siteKeeper: PersonCard;
    rectifier: PersonCard | null;
    fixer: PersonCard | null;
    /** 「匿名」-safe: null when the viewer may not know. */
    reporter: PersonCard | null;
    escalatedTo: PersonCard | null;
    /** Whom to call now: the owner while on duty, else 现场管控人 or 值班领导. Null when the order is closed. */
    now: PersonCard | null;
  };
  levelBasis: { basis: string; by: string; second: string | null; at: Millis } | null;
  /** What the reporter said to the screening card; for safety, and for whoever judges a suspicion. Else null. */
  screening: Screened | null;
  /** The item of an inspection that it was found at; for those who may know who found it. */
  task: FoundAt | null;
  interim: { text: string; by: string; at: Millis } | null;
  /** Who signed and who is asked; null when nothing is to be signed. */
  approval: {
    askedBy: string;
    signed: { by: string; at: Millis; text: string }[];
    /** How many signatures are wanted in all. */
    wanted: number;
  } | null;
  deferral:
    | (Omit<Deferral, 'reviewer' | 'by' | 'approvedBy'> & {
        reviewer: string | null;
        by: string;
        approvedBy: string[];
      })
    | null;
  majorPlan: (Omit<MajorPlan, 'by'> & { by: string }) | null;
  duties: {
    id: Duty['id'];
    /** e.g. 「上报监管部门」 */
    label: string;
    owner: PersonRef;
    dueAt: Millis;
    done: { by: string; at: Millis; text: string } | null;
  }[];
  /** Who passed it on to whom and why, oldest first; refusals stay named. */
  transfers: { from: string; to: string; reason: string; at: Millis }[];
  ruling: {
    by: string;
    to: string;
    reason: string;
    at: Millis;
    provisional: boolean;
    /** Safety may make a routing rule of it in one tap. */
    mayBecomeRule: boolean;
  } | null;
  stoppage: { by: string; at: Millis; unlocked: { by: string; at: Millis } | null } | null;
  relations: { id: string; number: string; kind: Relation['kind'] }[];
  directives: DirectiveView[];
  /** What it is about came back at this spot; null: not so, or not theirs to know. */
  repeatId: string | null;
  plan: { text: string; by: string; at: Millis } | null;
  photos: PhotoView[];
  /** What the reporter said; null: nothing. */
  voice: VoiceView | null;
  /** `when` is to be said instead of `at`, see {@link OrderCard.reportedIn}. */
  timeline: { at: Millis; when?: string; who: string; what: string; note: string | null }[];
  comments: {
    id: string;
    at: Millis;
    when?: string;
    who: string;
    text: string;
    photos: PhotoView[];
    mentions: string[];
  }[];
  actions: GrantedAction[];
  /** Not my turn: 「这一单现在由{姓名}处理，你可以留言」 */
  notMine: string | null;
  /** People a message did not reach: 「未通知到，请打电话」 */
  unreached: PersonCard[];
  /** Null for everybody but safety. */
  technical: Technical | null;
}

/** 督办指令 as one person sees it. */
export interface DirectiveView extends Pick<
  Directive,
  'rev' | 'orderId' | 'orderNumber' | 'text' | 'from' | 'to' | 'at' | 'dueAt'
> {
  id: string;
  overdue: boolean;
  answer: { text: string; at: Millis; by: string } | null;
  /** Whether this person may answer it now. */
  mine: boolean;
}
