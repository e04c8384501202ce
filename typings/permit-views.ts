/** What phones see of a ticket for hot work, and what they send about it. */
import type { CertificateKind } from './certificate';
import type { Evidence, ForWork, Millis, Urgency } from './domain';
import type { PhotoInput } from './intents';
import type { PersonCard } from './views';
import type { PermitLevelId, HotWorkRules, PermitWorker, Permit } from './permit';

export type PermitAction =
  | 'approve'
  | 'refuse'
  | 'withdraw'
  /** Names another 监护人. */
  | 'appoint'
  | 'check'
  | 'gasTest'
  | 'watchIn'
  | 'watchOut'
  | 'start'
  | 'pause'
  | 'resume'
  | 'finish'
  | 'endWatch';

/** What an action may be given. */
export interface PermitActValues {
  /** `approve`: needed when open orders are near. */
  note?: string;
  /** `approve`: as `permits.get` gave it with the open orders near. */
  seen?: string;
  /** `refuse`, `withdraw`, `pause`: needed. */
  reason?: string;
  /** `appoint`. */
  personId?: string;
  /** `check`: any number at a time. */
  checks?: { checkId: string; result: 'done' | 'na'; reason?: string; photos: PhotoInput[] }[];
  /** `gasTest`: item → measured. */
  values?: Record<string, number>;
  /** `gasTest`: may show the meter. `endWatch`: needed, at least one. */
  photos?: PhotoInput[];
}

export interface PermitActInput {
  permitId: string;
  /** The revision that the person was looking at. */
  rev: number;
  action: PermitAction;
  input: PermitActValues;
}

export interface PermitInput {
  /** UUID made with the draft: becomes the ticket's id. */
  id: string;
  areaId: string;
  pointId: string | null;
  /** Needed without a point. */
  words: string;
  work: string;
  method: string;
  level: PermitLevelId;
  by: { kind: 'department'; departmentId: string } | { kind: 'contractor'; company: string };
  /** Ids of the certificates of those who work. */
  certificateIds: string[];
  watcherId: string;
  from: Millis;
  until: Millis;
}

/** An open order that may catch fire, or make something do so. */
export interface NearHazard {
  orderId: string;
  number: string;
  title: string;
  place: string;
  urgency: Urgency;
  /** In the area of the ticket; else in one close by. */
  sameArea: boolean;
}

/** Something that this person may do now, in the order in which they are shown. */
export interface PermitActionView {
  id: PermitAction;
  /** e.g. 「开始动火」 */
  label: string;
  /** What is still missing, in words; empty: it may be done. */
  lacks: string[];
  /** Not before this instant; null: at once. */
  from: Millis | null;
}

/** A ticket as a phone shows it. */
export interface PermitView extends Pick<
  Permit,
  | 'rev'
  | 'number'
  | 'rules'
  | 'state'
  | 'open'
  | 'next'
  | 'applicant'
  | 'askedAt'
  | 'place'
  | 'work'
  | 'method'
  | 'by'
  | 'watcher'
  | 'level'
  | 'from'
  | 'until'
  | 'approvals'
  | 'checks'
  | 'gasTests'
  | 'watches'
  | 'startedAt'
  | 'pauses'
  | 'finished'
  | 'afterWatch'
  | 'raised'
  | 'ended'
> {
  id: string;
  /** e.g. 「待审批」 */
  stateLabel: string;
  /** What happens next, e.g. 「等李主任审批，今天 10:00 前」; empty once it is over. */
  sentence: string;
  workers: (Omit<PermitWorker, 'certificate'> & {
    kindName: string;
    validUntil: string;
    /** Counts at this moment. */
    isValid: boolean;
  })[];
  /** Whether fire may be used at this very moment; if not, why, in words. */
  isValid: boolean;
  invalid: string[];
  /** The checks that its level asks for, in their order, are in `rules.checks`; whether gas is measured: `rules.gas`. */
  actions: PermitActionView[];
  /** Whom to call about it; nobody once it is over. */
  contacts: PersonCard[];
  /** For whoever may sign now; else null. `seen` goes back with `approve`. */
  near: { orders: NearHazard[]; seen: string } | null;
  /** Every photo of it. Without a link: not sealed yet, or the file store is in trouble. */
  photos: Record<string, { url: string | null; state: Evidence['state'] }>;
  timeline: { at: Millis; by: string; text: string }[];
  serverNow: Millis;
}

/** A line of a list of tickets. */
export interface PermitCard extends Pick<
  Permit,
  'number' | 'state' | 'work' | 'method' | 'from' | 'until' | 'afterWatch' | 'watcher' | 'applicant' | 'next'
> {
  id: string;
  stateLabel: string;
  levelName: string;
  place: string;
  isValid: boolean;
}

/** `mine`: I asked, watch or work; `approve`: waits for my signature; `running`: burning, standing still or watched; `area`: all of one. */
export type PermitTab = 'mine' | 'approve' | 'running' | 'area';

/** What the form for a ticket needs, without a network. */
export interface PermitForm {
  version: string;
  rules: HotWorkRules | null;
  certificateKind: CertificateKind | null;
  /** Who may work, by name: certificates of the kind needed that count today, and those that ended lately; no numbers. */
  certified: ({
    certificateId: string;
    personId: string | null;
    name: string;
    company: string | null;
    validUntil: string;
    endsAt: Millis;
  } & ForWork)[];
  /** Who may watch. */
  people: ({ id: string; name: string; post: string; departmentName: string } & ForWork)[];
  departments: { id: string; name: string }[];
}
