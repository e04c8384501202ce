/** The nouns of the product: entities as stored, shared by the functions, the mini-program (types only) and the tests. */
import type { ScreeningAnswer } from './config';
import type { Evidence, Look } from './evidence';
import type { PersonRef } from './people';

export type * from './account';
export type * from './evidence';
export type * from './messages';
export type * from './people';

/** Milliseconds since the Unix epoch. All stored and transmitted times are in this unit; days and shifts are +08:00. */
export type Millis = number;

/** Sets the clock and the pushing; comes from the template, may be corrected with a reason. */
export type Urgency = 'high' | 'medium' | 'low';

/** Legal level, decided by a person; never derived from urgency. */
export type Level = 'undetermined' | 'general' | 'major';

/** Standing risk of an area or point, apart from urgency and level. */
export type RiskColor = 'red' | 'orange' | 'yellow' | 'blue';

/** Behaviour hazards go to the team, never to a named worker. */
export type HazardKind = 'thing' | 'behaviour';

/** How the place of a hazard became known, strongest first. */
export type PlaceSource = 'label' | 'typed' | 'gps' | 'chosen' | 'lastUsed';

/** Where a hazard is. Names are copied in so that an order reads the same after the plant is rearranged. */
export interface Place {
  areaId: string;
  areaName: string;
  departmentId: string;
  pointId: string | null;
  /** The big number on the label, e.g. `C-07`. */
  pointNo: string | null;
  pointName: string | null;
  source: PlaceSource;
}

/** A GPS fix taken at the tap; gcj02 degrees, accuracy in metres. Shown to safety only. */
export interface Position {
  longitude: number;
  latitude: number;
  accuracy: number;
}

/** `labels/{version}/{scene}`: where the mini-program code of a label lies, so that it is drawn once. */
export interface LabelFile {
  _id: string;
  schema: 1;
  fileId: string;
  drawnAt: Millis;
}

/** Who reported: a bound person, or a phone not bound yet (`guest`, its id an HMAC of the openid). */
export interface Reporter {
  kind: 'person' | 'guest';
  id: string;
  name: string;
  /** `safetyOnly`: the name is shown to safety officers alone. `anonymous`: a `guest` whose id comes from a follow key. */
  visibility: 'named' | 'safetyOnly' | 'anonymous';
  /** 帮同事报: the colleague on whose phone it was sent; missing when the reporter sent it. Never verifies in their place. */
  through?: PersonRef;
}

/** The one next step of an open order: one accountable person and one deadline. */
export interface NextStep {
  owner: PersonRef;
  /** Why this person: the routing rule or the owner rule, in Chinese, for the trail and the order page. */
  explain: string;
  since: Millis;
  dueAt: Millis;
  /** Ladder rungs of this step that were climbed; each is climbed once. */
  climbed: string[];
  /** The highest person the ladder reached; the owner stays accountable. */
  escalatedTo: (PersonRef & { at: Millis }) | null;
  /** When the owner's turn on duty ends and the step goes to the next one on duty; null: it stays with its owner. */
  movesAt: Millis | null;
}

/** What a step that needs signatures has so far; the owner of the step is the one whose signature is asked next. */
export interface Approval {
  /** Who asked; never one of those who sign. */
  askedBy: PersonRef;
  askedAt: Millis;
  /** Where a refusal leads back to: `flow/state`. */
  from: string;
  /** Index into the approvers of the state → who signed. */
  signatures: { by: PersonRef; at: Millis; text: string }[];
}

/** 暂缓整改: what the plant promised instead of mending now. */
export interface Deferral {
  reason: string;
  /** 临时防范措施 */
  interim: string;
  /** 整改措施 */
  measure: string;
  /** 整改资金, whole yuan. */
  money: number;
  /** 应急预案 */
  emergency: string;
  /** 复查人 */
  reviewer: PersonRef | null;
  /** The order comes back by itself at this instant. */
  until: Millis;
  by: PersonRef;
  at: Millis;
  approvedBy: PersonRef[];
}

/** The six parts of a plan for a 重大隐患 (总局令16号). */
export interface MajorPlan {
  goal: string;
  measure: string;
  /** 经费物资 */
  funds: string;
  /** 机构人员 */
  team: string;
  /** 时限要求 */
  schedule: string;
  /** 安全措施和应急预案 */
  safeguard: string;
  by: PersonRef;
  at: Millis;
}

/** Something that the law or the plant wants done beside the fix, e.g. 上报监管; fills a column of the ledger. */
export interface Duty {
  id: 'reportRegulator' | 'notifyWorkers';
  owner: PersonRef;
  dueAt: Millis;
  /** When its owner was told that it is due; null: not yet. */
  remindedAt: Millis | null;
  done: { by: PersonRef; at: Millis; text: string } | null;
}

/** 归属裁决: whose it is, decided once by safety; at night by the duty leader, provisionally. */
export interface Ruling {
  by: PersonRef;
  to: PersonRef;
  reason: string;
  at: Millis;
  provisional: boolean;
}

/** 已停用: locked or tagged, with the photo that shows it; undone by somebody else only. */
export interface Stoppage {
  by: PersonRef;
  at: Millis;
  photos: string[];
  unlocked: { by: PersonRef; at: Millis; photos: string[] } | null;
}

/** What a screening card asked about a report and was told, in the words of the card as it was then. */
export interface Screened {
  cardId: string;
  title: string;
  /** The item of the standard. */
  source: string;
  /** Of the configuration `screening`. */
  version: string;
  answers: {
    question: string;
    basis: string;
    /** Null: not answered. */
    answer: ScreeningAnswer | null;
    raises: boolean;
  }[];
  /** Whether all of it made the hazard 疑似重大. */
  raised: boolean;
  /** The phone asked by a card that is not in force for this template any more: what was said could not be read. */
  outdated?: true;
}

/** An item of a round of inspection; the answer to it names the order. */
export interface FoundAt {
  taskId: string;
  itemId: string;
}

/** One pass through fix and verification. */
export interface Round {
  no: number;
  plan: { text: string; by: PersonRef; at: Millis } | null;
  fixer: PersonRef | null;
  fixed: { note: string; by: PersonRef; at: Millis } | null;
  verdict: {
    result: 'fixed' | 'notFixed';
    reason: string;
    by: PersonRef;
    at: Millis;
    /** Whether the verifier went there or judged by photo. */
    onSite: boolean;
  } | null;
}

/** The part of an order that the engine reads and writes; everything else hangs on it. */
export interface OrderCore {
  _id: string;
  /** `YH-yyyymmdd-nnnn` */
  number: string;
  rev: number;
  flow: { id: string; version: string };
  state: string;
  open: boolean;
  round: number;
  rounds: Round[];
  title: string;
  categoryId: string;
  templateId: string | null;
  kind: HazardKind;
  urgency: Urgency;
  level: Level;
  suspectedMajor: boolean;
  place: Place;
  reporter: Reporter;
  reportedAt: Millis;
  /** 整改责任人: named, stays until done; `null` until somebody answered. */
  rectifier: PersonRef | null;
  fixer: PersonRef | null;
  next: NextStep | null;
  /** The resolve deadline, set once at report; disputes never restart it. */
  resolveDueAt: Millis;
  transfers: { from: PersonRef; to: PersonRef; reason: string; at: Millis }[];
  /** People whose verification turn ran out; never asked again in this round. */
  passedOver: string[];
  /** The resolve clock stands still since then (approval, 暂缓整改); null while it runs. */
  pausedAt: Millis | null;
  approval: Approval | null;
  deferral: Deferral | null;
  /** How the place is kept safe until the fix, as last told. */
  interim: { text: string; by: PersonRef; at: Millis } | null;
  /** On what the legal level rests; `second` signed when it was lowered. */
  levelBasis: { basis: string; by: PersonRef; second: PersonRef | null; at: Millis } | null;
  majorPlan: MajorPlan | null;
  duties: Duty[];
  ruling: Ruling | null;
  stoppage: Stoppage | null;
  /** How often it was opened again after its end. */
  reopened: number;
  /** When the clock must look at this order again: the next rung, or null when nothing is due. Indexed. */
  nextDueAt: Millis | null;
  closedAt: Millis | null;
  /** Who ended it and what they said; null once it was opened again. */
  ending?: { by: PersonRef; reason: string } | null;
}

/** Something that happened, as told on the trail. Chained: `mac` covers the entry and `prev`. */
export interface TrailEntry {
  seq: number;
  at: Millis;
  actor: { kind: 'person' | 'guest' | 'system'; id: string; name: string; role: string };
  action: string;
  from: string | null;
  to: string;
  /** What the actor gave and what followed, in stored form; no personal data beyond ids and names already on the order. */
  detail: Record<string, unknown>;
  requestId: string | null;
  /** HMAC of the canonical input, to tell a replay from a forgery. */
  inputHash: string | null;
  prev: string;
  mac: string;
}

/** A side effect that waits on the order until delivered. */
export type Effect =
  /** An instant among the facts comes as text (`due`) and in Millis (`dueAt`, 0 for none): each channel writes it its own way. */
  | {
      kind: 'notice';
      notice: string;
      to: PersonRef;
      urgency: Urgency;
      facts: Record<string, string | number>;
    }
  | { kind: 'seal'; evidenceIds: string[] }
  /**
   * `time` counts how often the order was opened again: what was taken back may be earned again. `each`: everybody may earn
   * by this rule, not just one person.
   */
  | { kind: 'award'; rule: string; personId: string; time: number; each?: true }
  /** Takes back what this order paid a person up to a time, but for the rules that are spared. */
  | { kind: 'clawback'; personId: string; time: number; spare?: string[] }
  /** Another order learns of its relation to this one. */
  | { kind: 'relate'; orderId: string; relation: Relation }
  /** The description's content check; runs only while the author's openid is at hand, and is never stored. */
  | { kind: 'textCheck' }
  /** The content check of sealed files; like `textCheck` it needs the author's openid at hand. */
  | { kind: 'mediaCheck'; evidenceIds: string[] };

/** How an order stands to another: `mergedHere` is told by the one that goes on, `mergedInto` by the one that ended. */
export interface Relation {
  id: string;
  number: string;
  kind: 'related' | 'mergedHere' | 'mergedInto';
  /** With `mergedHere`: who reported the order that ended; they follow this one. */
  follower?: PersonRef;
  by: PersonRef;
  at: Millis;
}

/** 「我也遇到」: somebody else came upon the same hazard while it was open; they follow the order. Named to safety only. */
export interface Sighting {
  /** Of the draft, so that one draft joins once. */
  id: string;
  by: PersonRef;
  at: Millis;
  /** Evidence ids of what they took. */
  photos: string[];
  /** HMAC of the canonical input, to tell a replay from a forgery. */
  inputHash: string;
}

export interface OutboxEntry {
  effect: Effect;
  dueAt: Millis;
  attempts: number;
  /** Until then one worker has claimed it; an expired lease is free again. */
  leaseUntil: Millis;
}

/** What became of a notice, kept on the order so that its page can say 「未通知到,请打电话」 without a join. */
export interface Reached {
  to: PersonRef;
  notice: string;
  at: Millis;
  /** Of the channel that rings; the inbox does not count. `held`: kept for a digest or for the end of the quiet hours. */
  result: 'delivered' | 'refused' | 'failed' | 'notConfigured' | 'held';
}

export interface Comment {
  id: string;
  at: Millis;
  by: PersonRef;
  text: string;
  /** Whom it was meant for. */
  mentions?: PersonRef[];
  /** Evidence ids of its pictures. */
  photos?: string[];
}

/** `orders/{_id}`: one hazard from report to close; the only document a state change writes. */
export interface Order extends OrderCore {
  schema: 1;
  description: string;
  urgencyReason: string | null;
  /** Missing: no card asks about its template. */
  screening?: Screened;
  /** The item of an inspection that it was found at; missing: found otherwise. */
  task?: FoundAt;
  position: Position | null;
  /** The phone's clock at the tap: a claim, shown to safety only. */
  observedAt: Millis | null;
  /** When what the phone said of itself and of its place is blanked next; null: nothing is left. Indexed; missing in old orders. */
  forgetAt?: Millis | null;
  /** Versions of the configuration this order runs on, by kind. */
  pins: Record<string, string>;
  evidence: Record<string, Evidence>;
  comments: Comment[];
  /** What the content check minded in comments, by their id; missing: nothing. */
  commentChecks?: Record<string, 'review' | 'risky'>;
  /** Other orders it is related to or was merged with, by their id. */
  relations: Record<string, Relation>;
  /** Who else came upon it, by the id of their draft; missing: nobody. */
  sightings?: Record<string, Sighting>;
  /** There are directives about it; missing: none. */
  directed?: true;
  /** What it is about had come back when it was reported: `repeats/{id}`; missing: it had not. */
  repeatId?: string;
  trail: TrailEntry[];
  /** How many earlier trail parts were moved to `trail/{_id}#n`. */
  trailParts: number;
  outbox: Record<string, OutboxEntry>;
  outboxDueAt: Millis | null;
  /** How often effects were added. Who has not seen the last addition must not say that nothing is left to look for. */
  outboxSeq: number;
  reached: Record<string, Reached>;
  /** Points that its reporter earned by it, and negative ones that were taken back, by rule and time; missing: none. */
  earned?: Record<string, number>;
  /** Result of the content check; hides text from outsiders, never delays an owner. */
  contentCheck: 'pending' | 'pass' | 'review' | 'risky' | 'unchecked';
  /** What safety decided about the text after a look; missing: nobody looked. */
  contentLook?: Look;
  lastActAt: Millis;
}
