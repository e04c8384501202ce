/** What phones send and show: the shapes of the contract in `api.ts`. */
import type {
  Deferral,
  Directive,
  Duty,
  Evidence,
  EvidencePurpose,
  HazardKind,
  Level,
  MediaCheck,
  MajorPlan,
  Millis,
  PersonRef,
  PlaceSource,
  Position,
  Relation,
  RiskColor,
  Role,
  Screened,
  Urgency,
} from './domain';
import type { ScreeningAnswer } from './config';
import type { FormField, FormInput } from './flow';

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

export interface PhotoInput {
  fileId: string;
  source: 'camera' | 'album' | 'file';
  takenAt?: Millis | null;
}

/** What somebody said, held to talk: an MP3 of at most 15 s. */
export interface VoiceInput {
  fileId: string;
  /** As the phone counted; the server counts again. */
  seconds: number;
  takenAt?: Millis | null;
}

export interface ReportInput {
  /** UUID made with the draft: becomes the order's id. */
  id: string;
  templateId: string | null;
  /** Needed when there is neither a template nor a photo nor a voice. */
  description: string;
  /** Corrects the template's urgency; then `urgencyReason` is needed. */
  urgency?: Urgency;
  urgencyReason?: string;
  areaId: string;
  pointId: string | null;
  placeSource: PlaceSource;
  position: Position | null;
  photos: PhotoInput[];
  voice?: VoiceInput;
  /** The phone's clock at the tap. */
  observedAt: Millis | null;
  visibility: 'named' | 'safetyOnly' | 'anonymous';
  /** With `anonymous`, and never without: 64 hex digits that the phone made for this draft; whoever holds them may follow it. */
  followKey?: string;
  /** 即查即改: mended on the spot, with the pictures that show it; needs a scene photo as well. */
  selfFixed?: { photos: PhotoInput[]; text: string };
  /** 建议停用 of the machine at the point; needs `pointId`. */
  stop?: boolean;
  /** 帮同事报: whose report it is, somebody of the sender's department or team. Never with an anonymous report. */
  forPersonId?: string;
  /** What was said to the card of the template, by question; the server decides what follows. */
  screening?: { cardId: string; answers: Record<string, ScreeningAnswer> };
}

export interface ReportReceipt {
  id: string;
  number: string;
  owner: PersonRef;
  dueAt: Millis;
  /** 「已收到，编号 YH-…，现在由{姓名}处理，14:30 前回复你」 */
  sentence: string;
}

export interface ActInput {
  orderId: string;
  /** The `rev` of the order the person was looking at. */
  rev: number;
  action: string;
  input: FormInput & { photos?: PhotoInput[]; files?: PhotoInput[] };
}

/** Where a report is about to be made, and of what: what is looked for among the open orders. */
export interface SimilarInput {
  areaId: string;
  pointId: string | null;
  templateId: string | null;
  position: Position | null;
  /** Hashes of the pictures as the phone made them, 16 hex each: a hint. */
  hashes: string[];
}

/** An open order that may be about the same thing, as anybody may know it who stands there. */
export interface SimilarOrder {
  orderId: string;
  title: string;
  place: OrderCard['place'];
  state: StateView;
  /** How far it is and until when, without names. */
  sentence: string;
  /** On which day it was reported, `yyyy-mm-dd`. */
  day: string;
  /** This person reported it, or has a hand in it. */
  known: boolean;
  /** Temporary links to at most two pictures of the place as it was found. */
  photos: string[];
  /** Lets this person join the order, and nobody else. */
  ticket: string;
}

/** 「我也遇到」 instead of a report of its own. */
export interface JoinInput {
  /** UUID of the draft: joins once. */
  id: string;
  orderId: string;
  /** As `orders.similar` gave it to this person. */
  ticket: string;
  /** Raises the order's urgency where it is higher. */
  urgency?: Urgency;
  photos?: PhotoInput[];
}

/** One act on several orders at once; each is decided and written on its own. */
export interface BulkInput {
  orders: { orderId: string; rev: number }[];
  action: string;
  input: Pick<ActInput['input'], 'text' | 'reason' | 'personId' | 'urgency' | 'onSite' | 'until'>;
}

/** What became of one order of several. */
export type BulkResult =
  | { orderId: string; number: string; ok: true; card: OrderCard }
  | { orderId: string; number: string | null; ok: false; error: { code: string; message: string } };

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

/** What became of one's own report. */
export interface MyReport {
  id: string;
  number: string;
  title: string;
  state: StateView;
  place: OrderCard['place'];
  reportedAt: Millis;
  /** One sentence: whose turn it is and since when, or how it ended. */
  sentence: string;
  /** It is this person's turn. */
  yours: boolean;
  /** Temporary links to the place as it was found and as it is now that it is mended. */
  before: string | null;
  after: string | null;
  /** In the fixer's words; null while it is not mended, and where the reporter mended it. */
  thanks: { by: string; text: string } | null;
  /** 不属于隐患: who looked and why; the name is empty and the reason too where neither was kept. */
  declined: { by: string; reason: string } | null;
  /** Earned by it, less what was taken back. */
  points: number;
  /** 帮同事报: who sent it for this person. */
  through: string | null;
  /** The order it was merged into and that it follows from then on. */
  into: { id: string; number: string } | null;
}

/** One way of finding orders again. */
export interface SearchInput {
  /** A number or the end of one (`0007`), words of a title, or a person's name. */
  text?: string;
  areaId?: string;
  /** Reported, owned, fixed or answered for by this person. */
  personId?: string;
  open?: boolean;
  cursor?: string | null;
}

/** A group of cards with their number in all. */
export interface Pile {
  orders: OrderCard[];
  n: number;
}

/** What safety looks after: nobody's hazard becomes somebody's here. */
export interface Desk {
  /** 待裁决 */
  rulings: Pile;
  /** 待判定 */
  determinations: Pile;
  /** Whose message did not arrive: 「未通知到」. */
  unreached: Pile;
  /** Nobody answered in time. */
  overdue: Pile;
  /** Waits for a signature. */
  approvals: Pile;
  /** 已停用 and 建议停用 */
  stops: Pile;
  /** The content check minds a picture or the words: hidden from outsiders until safety has looked. */
  reviews: Pile;
  /** Duties by law that are open, soonest first. */
  duties: { orderId: string; number: string; label: string; dueAt: Millis; overdue: boolean }[];
  /** Which cells of area × category × urgency × shift only the fallback covers, in Chinese, and roster holes to come. */
  holes: { text: string }[];
  /** Templates that no screening card asks about, with how many open orders each has; null: reported without a template. */
  unscreened: { templateId: string | null; title: string; open: number }[];
  /** People who can receive no message any more: 「还能收到 0 条提醒」. */
  mute: { person: PersonRef; post: string; phone: string | null }[];
}

/** The duty leader's card at night. */
export interface NightCard {
  /** Null when this person is not the duty leader now or next. */
  turn: ShiftView | null;
  /** What needs a person before morning: 高, 疑似重大, unreached, 待裁决, 建议停用. */
  now: OrderCard[];
  /** How many wait for the morning. */
  later: number;
  /** Whom to call where: who is on duty now. */
  people: PersonCard[];
}

/** 「需要你拍板」 */
export interface Decisions {
  approvals: OrderCard[];
  directives: DirectiveView[];
  /** Open majors and suspected majors. */
  majors: OrderCard[];
}

/** A list a person may ask for. `waiting`: my turn; `reported`: mine; `charge`: I am rectifier; `area`: what I oversee. */
export type ListTab = 'waiting' | 'reported' | 'charge' | 'area';

export interface ListInput {
  tab: ListTab;
  /** Only this state. */
  state?: string;
  open?: boolean;
  cursor?: string | null;
}

/** How many open orders stand in a state. */
export interface StateCount {
  stateId: string;
  label: string;
  ring: StateView['ring'];
  n: number;
}

/** A person's turn on duty: the one that runs, or the one that begins within half an hour. */
export interface ShiftView {
  /** `{yyyy-mm-dd}:{shift}`, the date on which it starts. */
  id: string;
  /** e.g. 「白班」 */
  name: string;
  startsAt: Millis;
  endsAt: Millis;
  /** When this person took it over; null: not yet. */
  takenOverAt: Millis | null;
}

/** What the open orders of some areas pass from one 现场管控人 to the next, by person. */
export interface Handover {
  /** Who hands over to this person, or who takes over from them. */
  person: PersonRef;
  /** Whether the roster names that person for the shift; if not, they stand in: the department's head, else the duty leader. */
  rostered: boolean;
  /** Of the person above, e.g. 「夜班」. */
  shiftName: string;
  orders: {
    id: string;
    number: string;
    title: string;
    state: StateView;
    place: OrderCard['place'];
    sentence: string;
    /** What the one who hands over said about this order. */
    note: string | null;
  }[];
  /** What they said about all of it. */
  note: string | null;
  /** When it was handed over; null: not yet, or by nobody. */
  at: Millis | null;
}

/** One order of a handover with a word about it. */
export interface HandoverNote {
  orderId: string;
  text: string;
}

export interface NoticeView {
  id: string;
  title: string;
  lines: string[];
  at: Millis;
  read: boolean;
  orderId: string | null;
  orderNumber: string | null;
  /** Which page it speaks of; null: it says all there is. */
  page: 'order' | 'directives' | 'today' | null;
}
