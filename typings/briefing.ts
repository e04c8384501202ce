/** 班前会: teams and what they are told as configuration, the meeting of one team and shift, and what phones see and send. */
import type { Evidence, Millis, PersonRef } from './domain';
import type { PhotoInput } from './intents';
import type { SignCode, SignInMeans } from './sign-in';

/** What a card may hold, in this order. */
export type BriefingSection = 'hazards' | 'rounds' | 'permits' | 'quiz';

/** A team that meets before its shifts. */
export interface BriefingTeam {
  id: string;
  title: string;
  /** Whose people come, as far as they are on the roster of the shift; their areas are what is told about. */
  departmentIds: string[];
  shiftIds: string[];
  /** Minutes before the start of the shift at which it may begin, and after it by which it must have begun. */
  window: { before: number; after: number };
  /** Whoever keeps its first area in the shift, the head of its first department, or a person. */
  leader: { kind: 'siteKeeper' } | { kind: 'head' } | { kind: 'person'; personId: string };
  sections: BriefingSection[];
  /** Lines of a section; the card takes two minutes. */
  most: number;
  /** On public holidays: `run` all the same, or `skip`. */
  holidays: 'run' | 'skip';
}

/** The kind of configuration `briefings`. */
export interface Briefings {
  /** What being told here is evidence of; a template that the plant adapts. */
  notice: { title: string; basis: string; text: string };
  teams: BriefingTeam[];
}

/** A hazard of the last 24 hours: what was found and what was done, and nobody's name. */
export interface BriefedHazard {
  orderId: string;
  title: string;
  place: string;
  open: boolean;
  /** Empty while nobody said. */
  measure: string;
}

/** A hazard that was found before that and is not mended yet. */
export interface StandingHazard extends BriefedHazard {
  /** The day on which it was found, `yyyy-mm-dd`. */
  since: string;
}

/** A round of inspection of the shift. */
export interface BriefedRound {
  taskId: string;
  title: string;
  owner: string;
  dueAt: Millis;
}

/** A ticket in force or planned in the shift. */
export interface BriefedPermit {
  id: string;
  title: string;
  place: string;
  from: Millis;
  to: Millis;
}

/** 「这张照片里哪里不对？」: a picture of a closed order of this plant, and what was the matter. */
export interface BriefingQuiz {
  orderId: string;
  evidenceId: string;
  sealedFileId: string;
  place: string;
  options: { id: string; title: string }[];
  rightId: string;
  /** What was done about it. */
  measure: string;
}

/** What is told; copied in, so that it stays as it was told. Null: not a section of this team. */
export interface BriefingCard {
  hazards: BriefedHazard[] | null;
  /** How many more there were. */
  moreHazards: number;
  /** Found before and still open, the most serious first; null as `hazards`. Both missing: it was made when this was not told yet. */
  standing?: StandingHazard[] | null;
  moreStanding?: number;
  rounds: BriefedRound[] | null;
  moreRounds: number;
  permits: BriefedPermit[] | null;
  quiz: BriefingQuiz | null;
}

export interface BriefingSignature {
  by: PersonRef;
  at: Millis;
  /** `led`: whoever leads it was there when it began. */
  means: SignInMeans | 'led';
  /** After the meeting. */
  late: boolean;
  /** Who named them, and why they did not sign themselves; with `named`. */
  named: { by: PersonRef; reason: string } | null;
  /** SHA-256 (hex) of what was told: the card, the words and the notice. */
  hash: string;
}

/** Open until held, or until a miss was explained. `dropped`: there is nobody to meet. */
export type BriefingState = 'due' | 'running' | 'held' | 'missed' | 'dropped';

/** `briefings/{teamId}@{yyyy-mm-dd}:{shiftId}`: the meeting of one team before one shift. */
export interface Briefing {
  _id: string;
  schema: 1;
  /** Guards state changes only: signatures and answers are conditional updates of their own. */
  rev: number;
  teamId: string;
  title: string;
  /** Of the configuration `briefings`. */
  version: string;
  /** The day on which the shift starts. */
  date: string;
  shiftId: string;
  shiftName: string;
  departmentIds: string[];
  areaIds: string[];
  startsAt: Millis;
  opensAt: Millis;
  /** By then it must have begun; from then on it is a miss. */
  dueAt: Millis;
  /** The end of the shift: until then people sign, late. */
  endsAt: Millis;
  /** Who leads it and answers for it. */
  owner: PersonRef;
  /** Who is on the roster of the shift. */
  expected: PersonRef[];
  notice: Briefings['notice'];
  card: BriefingCard;
  /** What the leader says in the plant's own words. */
  words: { text: string; by: PersonRef; at: Millis } | null;
  state: BriefingState;
  open: boolean;
  opened: { at: Millis; by: PersonRef } | null;
  /** Six digits, made when it was opened. */
  secret: string | null;
  /** SHA-256 (hex) of what is told, which stays from its opening on. */
  hash: string | null;
  closed: { at: Millis; by: PersonRef; photo: string } | null;
  /** Person id → their signature. */
  signatures: Record<string, BriefingSignature>;
  /** Of those expected who signed; of all who signed late; of those who signed without being expected. */
  counts: { signed: number; late: number; extra: number };
  /** Person id → tries of the secret that were not right. */
  tries: Record<string, number>;
  /** How many answered the quiz and how many rightly; `by`: keyed hashes of people, so that each counts once. */
  answers: { answered: number; right: number; by: Record<string, true> };
  evidence: Record<string, Evidence>;
  /** Whether it is or was a miss; stays so when it is held late. */
  isMissed: boolean;
  miss: { at: Millis; reason: string | null; by: PersonRef | null; raisedTo: PersonRef[] } | null;
  dropped: { at: Millis; reason: string } | null;
  /** When the timer looks next; null: never again. */
  nextDueAt: Millis | null;
}

/** What somebody may do with a meeting now. */
export type BriefingAct = 'open' | 'say' | 'sign' | 'answer' | 'name' | 'close' | 'explain';

/** Who signed and who did not; for whoever leads it or oversees it. */
export interface BriefingRoll {
  signed: (Omit<BriefingSignature, 'hash'> & { expected: boolean })[];
  missing: PersonRef[];
}

export interface QuizView {
  /** A temporary link; null when the picture cannot be shown. */
  photo: string | null;
  place: string;
  options: { id: string; title: string }[];
  /** Told once this person answered. */
  told: { rightId: string; measure: string } | null;
}

/** What a phone shows of a meeting. */
export interface BriefingView extends Pick<
  Briefing,
  | 'rev'
  | 'title'
  | 'date'
  | 'shiftName'
  | 'startsAt'
  | 'opensAt'
  | 'dueAt'
  | 'endsAt'
  | 'owner'
  | 'notice'
  | 'words'
  | 'state'
  | 'open'
  | 'opened'
  | 'counts'
  | 'isMissed'
  | 'miss'
  | 'dropped'
> {
  id: string;
  card: Omit<BriefingCard, 'quiz'>;
  quiz: QuizView | null;
  /** Whether this person leads it, and whether they are on the roster. */
  mine: boolean;
  awaited: boolean;
  expected: number;
  signature: Pick<BriefingSignature, 'at' | 'means' | 'late'> | null;
  may: BriefingAct[];
  /** To be shown around; for whoever leads it, until the end of the shift. */
  code: SignCode | null;
  roll: BriefingRoll | null;
  /** Whether this person may have the record as a document now; missing: not. */
  hasSheet?: boolean;
  closed: { at: Millis; by: PersonRef; photo: string | null } | null;
  answers: { answered: number; right: number };
  /** SHA-256 (hex) of what is told; null before it was opened. */
  hash: string | null;
}

/** A line of the list of meetings. */
export interface BriefingRow extends Pick<
  Briefing,
  'title' | 'date' | 'shiftName' | 'startsAt' | 'owner' | 'state' | 'counts' | 'isMissed' | 'miss' | 'dropped'
> {
  id: string;
  expected: number;
}

/** How the meetings of a month went. */
export interface BriefingMonth {
  month: string;
  held: number;
  missed: number;
  /** Shifts without anybody on the roster. */
  dropped: number;
  signed: number;
  /** Of the meetings that were held or missed. */
  expected: number;
}

export interface SignBriefingInput {
  id: string;
  secret: string;
  means: 'scanned' | 'typed';
}

export interface CloseBriefingInput {
  id: string;
  photo: PhotoInput;
}
