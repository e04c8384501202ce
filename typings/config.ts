/** The shapes of configuration: versioned data that decides how the plant works. */
import type { Briefings } from './briefing';
import type { HazardKind, RiskColor, Role, Urgency } from './domain';
import type { DeadlineTable, FlowBook } from './flow';
import type { Goods } from './goods';
import type { Inspection } from './inspection';
import type { PermitRules } from './permit';
import type { Rewards } from './rewards';
import type { TrainingConfig } from './training';

export type { Briefings, BriefingSection, BriefingTeam } from './briefing';
export type {
  AnyPlan,
  BeforeUsePlan,
  Checklist,
  ChecklistItem,
  Inspection,
  InspectionPlan,
  Recurrence,
} from './inspection';
export type { Goods, Reward } from './goods';
export type { HotWorkRules, PermitRules } from './permit';
export type { Caps, RewardFor, RewardRule, Rewards, RewardWhen } from './rewards';

/** A border on the ground: at least three corners in order, in the degrees of the map that they were taken from. */
export interface Outline {
  /** `gcj02`: Chinese maps and WeChat; `wgs84`: GPS receivers and surveys. */
  system: 'gcj02' | 'wgs84';
  corners: [longitude: number, latitude: number][];
}

/** Numbers of the time before; missing: nobody knows. */
export interface Baseline {
  /** e.g. 「上线前」 */
  name: string;
  closureHours?: number;
  closedInTimePercent?: number;
  respondedInTimePercent?: number;
  repeatPercent?: number;
  /** Of the people on the roll. */
  activePercent?: number;
}

/** Departments, areas (building, floor, zone) and labelled points. */
export interface Places {
  plant: {
    name: string;
    /** Shown on the report page; its text is owned by the general manager. */
    promise: string;
    emergencyPhone: string;
    /** How many reports a phone that nobody bound may send in an hour; 10 unless told. */
    guestReportsPerHour?: number;
    /** How it was before, as the plant counted it then; stands beside the numbers of the plant. */
    baseline?: Baseline;
  };
  departments: { id: string; name: string; headId: string }[];
  areas: {
    id: string;
    name: string;
    building: string;
    floor: string;
    zone: string;
    departmentId: string;
    riskColor: RiskColor;
    phoneFree: boolean;
    /** Where it is on the ground, for finding the place by GPS. Floors above each other have the same. */
    outline?: Outline;
  }[];
  points: {
    id: string;
    no: string;
    name: string;
    areaId: string;
    riskColor: RiskColor;
    /** Where it is, gcj02 degrees, for the way of a patrol; missing: somewhere in its area. */
    location?: [longitude: number, latitude: number];
  }[];
}

/** A time of day, +08:00, `HH:mm`. */
export type ClockTime = string;

export interface Roster {
  /** Shifts may cross midnight (`start` later than `end`); together they cover the day. */
  shifts: {
    id: string;
    name: string;
    start: ClockTime;
    end: ClockTime;
    /** Its hours count for deadlines of 中 and 低. With none that counts, they go by the wall clock. */
    counts?: boolean;
  }[];
  /** Whose holidays stop the shifts that count; `china`: with 调休, as published every year. */
  holidays?: 'china' | 'none';
  /**
   * Leave and illness: the deputy stands in for every duty in the shifts that start on these days, from the first to
   * the last of them.
   */
  absences?: {
    personId: string;
    /** `yyyy-mm-dd` */
    from: string;
    to: string;
    /** Null: nobody; duties go on as if the person had left. */
    deputyId: string | null;
  }[];
  /** Standing weekly duty; a date in `changes` replaces the line with the same area/role, shift and date. Weekdays 0 (Sunday)–6. */
  duties: {
    duty: 'siteKeeper' | 'dutyLeader' | 'safety' | 'inspector';
    /** Areas covered; empty for plant-wide duties (`dutyLeader`, `safety`). */
    areaIds: string[];
    shiftId: string;
    weekdays: number[];
    personId: string;
  }[];
  changes: {
    /** The date on which the shift starts, `yyyy-mm-dd`. */
    date: string;
    duty: 'siteKeeper' | 'dutyLeader' | 'safety' | 'inspector';
    areaIds: string[];
    shiftId: string;
    personId: string;
  }[];
}

/** First rule that matches wins; the last rule has no conditions. */
export interface RoutingTable {
  rules: {
    id: string;
    /** Shown as the reason, e.g. 「用电类由设备科当班主管处理」. */
    because: string;
    when: {
      areaIds?: string[];
      pointIds?: string[];
      departmentIds?: string[];
      categoryIds?: string[];
      urgencies?: Urgency[];
      shiftIds?: string[];
      /** Weekdays 0 (Sunday)–6 on which the shift starts. */
      weekdays?: number[];
      /** From the one time of day to before the other, each day; may cross midnight (`from` later than `to`). */
      hours?: { from: ClockTime; to: ClockTime };
      kinds?: HazardKind[];
      suspectedMajor?: boolean;
    };
    to:
      | { kind: 'siteKeeper' }
      | { kind: 'departmentHead'; departmentId: string }
      | { kind: 'person'; personId: string }
      | { kind: 'safety' }
      | { kind: 'dutyLeader' };
  }[];
}

export interface Category {
  id: string;
  name: string;
  pictogram: string;
}

/** A one-tap description of a frequent hazard. */
export interface Template {
  id: string;
  title: string;
  categoryId: string;
  kind: HazardKind;
  urgency: Urgency;
  suspectedMajor: boolean;
  /** GB/T 13861 code. */
  cause: string;
  /** GB 6441-2025 accident class. */
  accident: string;
  basis: string;
  measure: string;
  pictogram: string;
}

export interface Templates {
  categories: Category[];
  templates: Template[];
}

/** What somebody on the spot can say to a question; not answered counts as `unsure`. */
export type ScreeningAnswer = 'yes' | 'no' | 'unsure';

/** One item of the standard as questions that a worker can answer. It raises a suspicion, it never judges. */
export interface ScreeningCard {
  id: string;
  title: string;
  /** The item, e.g. 「令10号 第七条（七）」. */
  source: string;
  /** After which templates it is asked; a template has one card at most. */
  templateIds: string[];
  /** Whether one answer that raises is enough, or every question needs one. */
  raisedBy: 'any' | 'all';
  questions: {
    id: string;
    /** In plain words, to be answered with yes or no. */
    text: string;
    /** What the standard says, for whoever judges. */
    basis: string;
    /** Which answers raise the suspicion. */
    raises: ScreeningAnswer[];
  }[];
}

/** 疑似重大 screening after certain templates. */
export interface Screening {
  /** The standard that the cards are made from, with its date. */
  standard: string;
  cards: ScreeningCard[];
}

/** What is said when; the subscription template and its fields are data too. */
export interface Notices {
  miniprogramState: 'developer' | 'trial' | 'formal';
  notices: {
    id: string;
    /** Title in the inbox. */
    title: string;
    /** Lines with `{number}`, `{title}`, `{place}`, `{owner}`, `{due}`, `{reason}`, `{reporter}`, `{points}`, `{from}`, `{text}`, `{count}`. */
    lines: string[];
    /** Which subscription template carries it; null = inbox only. */
    template: string | null;
    /** Being refused or failing moves the order up its ladder at once. */
    mustReach: boolean;
    /**
     * `always` rings at any hour; `duty` waits for the end of the quiet hours unless its urgency is 高 or the person is
     * on duty; `digest` rings only within the person's digest. 低 is always `digest`. `duty` unless told.
     */
    rings?: 'always' | 'duty' | 'digest';
    /** Where a tap on its subscription message leads when it is about no order; missing: to the template's page. */
    page?: string;
  }[];
  /** When nobody off duty is rung but for 高 and 疑似重大. Missing: 21:00–07:00. */
  quiet?: { start: ClockTime; end: ClockTime };
  /**
   * How often a person may be rung in one turn on duty before the rest waits for the digest. 高 rings twice more, and is
   * called about after that; 疑似重大 always rings. Missing: 4.
   */
  pushesPerTurn?: number;
  /** Minutes after the start of a shift at which digests go out. Missing: 30 and 240. */
  digestAfter?: number[];
  /** What else may ring besides subscription messages; what the environment has no secret for is recorded as not configured. */
  channels?: ('employee' | 'wecomApp' | 'wecomRobot' | 'sms')[];
  templates: {
    key: string;
    /** The id from the WeChat console. */
    templateId: string;
    title: string;
    /** WeChat field name (its prefix is its type) → a text with the same placeholders. */
    fields: Record<string, string>;
    page: string;
    /** The template of the 用工关系 message that says the same, from another page of the console; none unless given. */
    employee?: { templateId: string; fields: Record<string, string> };
  }[];
}

export interface RoleTable {
  roles: { id: Role; name: string }[];
}

/** All kinds of configuration and the shape of each. */
export interface ConfigKinds {
  flows: FlowBook;
  places: Places;
  roster: Roster;
  routing: RoutingTable;
  templates: Templates;
  screening: Screening;
  deadlines: DeadlineTable;
  notices: Notices;
  rewards: Rewards;
  roles: RoleTable;
  inspection: Inspection;
  permits: PermitRules;
  training: TrainingConfig;
  briefings: Briefings;
  goods: Goods;
}

export type ConfigKind = keyof ConfigKinds;

/** `configs/{kind}@{version}`: immutable once published; `version` is the content hash. */
export interface ConfigVersion<K extends ConfigKind = ConfigKind> {
  _id: string;
  schema: 1;
  kind: K;
  version: string;
  /** Canonical JSON of the body; the hash is over exactly this text. */
  body: string;
  publishedBy: string;
  publishedAt: number;
  note: string;
  /** Of the schemas that the body passed. */
  edition?: string;
}

/** `configs/pointer`: the one document that says what is in force. */
export interface ConfigPointer {
  _id: 'pointer';
  schema: 1;
  rev: number;
  kinds: Partial<Record<ConfigKind, { current: string; previous: string | null }>>;
}
