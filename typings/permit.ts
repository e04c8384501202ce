/** 动火作业票: the plant's rules as configuration, the ticket with all that came of it. */
import type { CertificateKind } from './certificate';
import type { Evidence, Millis, PersonRef, RiskColor, Role, TrailEntry, Urgency } from './domain';

/** 特级, 一级, 二级: the highest first. */
export type PermitLevelId = 'special' | 'first' | 'second';

/** Whose signature a level asks for: whoever has that duty when it is their turn. */
export type PermitApprover = 'siteKeeper' | 'departmentHead' | 'safety' | 'dutyLeader' | 'manager';

export interface PermitLevel {
  id: PermitLevelId;
  name: string;
  /** The longest that a ticket of it counts. */
  hours: number;
  /** Whether gas is measured before the start, wherever it is. */
  gasTest: boolean;
  /** In the order in which they sign; each is another person. */
  approvals: { id: string; title: string; by: PermitApprover }[];
}

/** What is measured, with its limits, of which either may be open. */
export interface GasItem {
  id: string;
  name: string;
  unit: string;
  min: number | null;
  max: number | null;
}

/** A precaution that is taken before the start. */
export interface PermitCheckRule {
  id: string;
  text: string;
  standard: string;
  photo: boolean;
  /** Levels that ask for it; empty: all. */
  levels: PermitLevelId[];
}

/** How hot work is done in this plant. A template until the plant made it its own. */
export interface HotWorkRules {
  /** Shown with every ticket, e.g. 「模板，按本厂制度修改」. */
  label: string;
  /** What it was modelled on. */
  source: string;
  /** e.g. 「电焊」. */
  methods: string[];
  /** The highest first. */
  levels: PermitLevel[];
  /** One level up when a day of it is a public holiday. */
  holidaysUp: boolean;
  /** The lowest level that some areas allow; the highest of those that fit counts. */
  areaLevels: { areaIds: string[]; riskColors: RiskColor[]; least: PermitLevelId }[];
  /** What every worker needs. */
  certificateKindId: string;
  /** Minutes that somebody has to sign before the duty leader is told and may sign instead. */
  approveWithin: number;
  gas: {
    items: GasItem[];
    /** Minutes before the start within which it is measured. */
    within: number;
    /** After a pause longer than so many minutes it is measured again. */
    againAfter: number;
    /** Where it is measured at any level. */
    areaIds: string[];
    riskColors: RiskColor[];
  };
  checks: PermitCheckRule[];
  /** Minutes that somebody watches after the end, and until the last photo is overdue. */
  afterWatch: { minutes: number; grace: number };
  /** Open orders that are shown before it is signed: how near, in metres, and which. */
  near: { metres: number; categoryIds: string[]; urgencies: Urgency[] };
  /** Minutes after which the general manager is told of what the duty leader was told. */
  raiseAgain: number;
}

/** The kind of configuration `permits`. */
export interface PermitRules {
  certificateKinds: CertificateKind[];
  /** Days before the end, 0 being the day itself, and who is told besides the holder. */
  certificateReminders: { days: number[]; roles: Role[] };
  /** Null: this plant has none. */
  hotWork: HotWorkRules | null;
}

export type PermitState =
  | 'asked'
  | 'approved'
  | 'running'
  | 'paused'
  /** Nobody burns any more, somebody watches. */
  | 'watching'
  | 'closed'
  | 'refused'
  | 'withdrawn'
  /** Its time was over before anybody began. */
  | 'expired';

export interface PermitPlace {
  areaId: string;
  areaName: string;
  departmentId: string;
  riskColor: RiskColor;
  pointId: string | null;
  pointNo: string | null;
  pointName: string | null;
  /** Where exactly, e.g. 「东侧立柱二层平台」; may be empty with a point. */
  words: string;
}

/** Who works: as on the certificate that was shown, which is copied in. */
export interface PermitWorker {
  /** Null for somebody whom another company sends. */
  personId: string | null;
  name: string;
  company: string | null;
  certificate: {
    id: string;
    kindId: string;
    kindName: string;
    validUntil: string;
    /** The instant from which it does not count any more. */
    endsAt: Millis;
    isRetired: boolean;
  };
}

export interface PermitApproval {
  id: string;
  title: string;
  by: PermitApprover;
  /** Who signed; null: nobody yet. `near`: open orders that they were shown. */
  signed: { by: PersonRef; at: Millis; note: string; near: string[] } | null;
}

/** A precaution as somebody took it, or said why it is not needed there. */
export interface PermitCheck {
  result: 'done' | 'na';
  reason: string;
  photos: string[];
  by: PersonRef;
  at: Millis;
}

export interface GasTest {
  /** Item → measured. */
  values: Record<string, number>;
  /** All inside their limits. */
  ok: boolean;
  photos: string[];
  by: PersonRef;
  at: Millis;
}

/** Why work stands still: somebody said so, or a rule does. */
export type PauseBecause = 'person' | 'certificate' | 'watcher' | 'gas' | 'time';

export interface PermitPause {
  at: Millis;
  because: PauseBecause;
  reason: string;
  /** Null: the clock. */
  by: PersonRef | null;
  resumedAt: Millis | null;
}

/** What has to happen next. */
export type PermitStep = 'approve' | 'start' | 'finish' | 'resume' | 'endWatch';

/** The one next step of an open ticket: one accountable person and one deadline. */
export interface PermitNext {
  step: PermitStep;
  owner: PersonRef;
  since: Millis;
  dueAt: Millis;
}

/** What was pushed to somebody higher; whoever is accountable stays so. */
export interface PermitRaise {
  because: 'approval' | 'time' | 'watcher' | 'afterWatch';
  to: PersonRef;
  at: Millis;
}

/** The rules that a ticket was asked under, copied in, so that a change of rules leaves it. */
export type PermitPinned = Pick<
  HotWorkRules,
  'label' | 'approveWithin' | 'afterWatch' | 'near' | 'raiseAgain'
> & {
  certificateKind: CertificateKind;
  checks: PermitCheckRule[];
  /** Null: nothing is measured. */
  gas: Pick<HotWorkRules['gas'], 'items' | 'within' | 'againAfter'> | null;
};

/** `permits/{_id}`: one ticket from asking to the end; the only document that a change writes. */
export interface Permit {
  /** UUID made by the phone. */
  _id: string;
  schema: 1;
  rev: number;
  kind: 'hotWork';
  /** `DH-yyyymmdd-nnn` */
  number: string;
  /** Of the configuration `permits`. */
  version: string;
  rules: PermitPinned;
  state: PermitState;
  open: boolean;
  next: PermitNext | null;
  /** 作业负责人: who asked, and answers for the work. */
  applicant: PersonRef;
  askedAt: Millis;
  place: PermitPlace;
  work: string;
  method: string;
  by: { kind: 'department'; id: string; name: string } | { kind: 'contractor'; company: string };
  workers: PermitWorker[];
  /** 监护人 as named; who really watches is in `watches`. */
  watcher: PersonRef;
  level: { asked: PermitLevelId; inForce: PermitLevelId; name: string; hours: number; why: string[] };
  from: Millis;
  until: Millis;
  approvals: PermitApproval[];
  /** By the id of the rule; the last one counts. */
  checks: Record<string, PermitCheck>;
  gasTests: GasTest[];
  /** Who watched; `out` null: watches now. */
  watches: { by: PersonRef; in: Millis; out: Millis | null }[];
  startedAt: Millis | null;
  pauses: PermitPause[];
  finished: { by: PersonRef; at: Millis } | null;
  /** From when to when somebody watches; starts again when nobody was there for a while. */
  afterWatch: { from: Millis; until: Millis; toldAt: Millis | null } | null;
  raised: PermitRaise[];
  /** How it ended; null while it is open. */
  ended: { at: Millis; by: PersonRef | null; reason: string; photos: string[] } | null;
  evidence: Record<string, Evidence>;
  /** Chained as that of an order. */
  trail: TrailEntry[];
  /** When the timer looks next: what falls due, or photos to seal; null: never again. Indexed. */
  nextDueAt: Millis | null;
}
