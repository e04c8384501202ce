/** Training: courses and programmes as configuration, one document per person and programme, and the classes that are held. */
import type { Evidence, Millis, PersonRef, Role } from './domain';
import type { SignInMeans } from './sign-in';

/** 公司级, 车间级, 班组级 of a new hire's training; `refresh` of the yearly one. */
export type TrainingLevel = 'company' | 'workshop' | 'team' | 'refresh';

/** Who holds a part: an officer of 安全, the head of the person's department, the person's own boss, or somebody named. */
export type Runner =
  { kind: 'safety' } | { kind: 'departmentHead' } | { kind: 'boss' } | { kind: 'person'; personId: string };

/** Something to read; a section of text, a picture or a file of the plant's own, by file id. */
export type Material =
  | { id: string; title: string; kind: 'text'; text: string }
  | { id: string; title: string; kind: 'picture' | 'file'; fileId: string };

/** What is asked after a course. */
export interface QuizRule {
  /** How many questions are drawn. */
  draw: number;
  /** How many of them have to be right. */
  pass: number;
  /** How often it may be tried in one day, and how many minutes apart. */
  triesPerDay: number;
  waitMinutes: number;
}

export interface Course {
  id: string;
  title: string;
  level: TrainingLevel;
  /** How long it takes; counted whole once the course is done. */
  minutes: number;
  /**
   * Held as a class: somebody who was there for all but so many minutes of it was there. `null`: read alone, counted once
   * all of it is read.
   */
  classroom: { mayMiss: number } | null;
  materials: Material[];
  quiz: QuizRule | null;
}

export interface Question {
  id: string;
  /** Courses that draw from it. */
  courseIds: string[];
  text: string;
  options: { id: string; text: string }[];
  /** Option ids; all of them and no others are right. */
  correct: string[];
  /** Told after the answer. */
  why: string;
  /** A sealed photo of one of the plant's own orders, or a file. */
  picture?: { orderNumber: string } | { fileId: string };
}

/** Courses of one level, held by one person, signed for at once. */
export interface ProgrammePart {
  level: TrainingLevel;
  by: Runner;
  courseIds: string[];
}

export interface Programme {
  id: string;
  title: string;
  /** `newHire`: three levels in order; `refresh`: every year. Each has its least number of 学时. */
  kind: 'newHire' | 'refresh';
  /** Whoever fits everything that is given; without any of it, everybody. */
  who: { departmentIds?: string[]; posts?: string[]; roles?: Role[]; contractors: boolean };
  /** In the order in which they are done. */
  parts: ProgrammePart[];
  /** A new hire who joined on `since` (`yyyy-mm-dd`) or later has so many days; a year's is open between two days (`mm-dd`). */
  due: { kind: 'joining'; since: string; days: number } | { kind: 'yearly'; opens: string; closes: string };
  /** Whoever has not done it is marked wherever work is given to them. */
  gate: boolean;
}

/** The kind of configuration `training`. */
export interface TrainingConfig {
  /** Minutes of one 学时, usually 45. */
  hourMinutes: number;
  /** The least 学时 of a programme of each kind. */
  leastHours: Record<Programme['kind'], number>;
  /** Where those numbers come from, and that they are a template to be adapted to the plant. */
  basis: string;
  courses: Course[];
  questions: Question[];
  programmes: Programme[];
}

/** What of a class counts for one course of one person. */
export interface Attendance {
  /** Minutes of the course during which the person was there. */
  minutes: number;
  at: Millis;
  how: SignInMeans;
  trainer: PersonRef;
}

/** One try at a quiz. */
export interface QuizTry {
  /** UUID made with the answers: sent again it is the same try. */
  id: string;
  at: Millis;
  /** Question id → chosen option ids. */
  answers: Record<string, string[]>;
  right: number;
  passed: boolean;
}

/** A question as it was copied in; `fileId` of its picture, null without one. */
export interface DrawnQuestion extends Omit<Question, 'courseIds' | 'picture'> {
  fileId: string | null;
}

/** A course as it was when the training began, with what the person did of it. */
export interface TrainingCourse extends Omit<Course, 'level'> {
  questions: DrawnQuestion[];
  /** Class id → what of it counts. */
  attendance: Record<string, Attendance>;
  /** Material id → when it was read. */
  read: Record<string, Millis>;
  tries: QuizTry[];
  /** Null until everything of it is done. */
  doneAt: Millis | null;
}

/** What was signed for: the hash is over everything in the record that the person saw, the picture is sealed evidence. */
export interface TrainingSignature {
  at: Millis;
  evidenceId: string;
  /** SHA-256 (hex) of the record of the part. */
  recordHash: string;
}

export interface TrainingPart {
  level: TrainingLevel;
  /** Who holds it. */
  trainer: PersonRef;
  courses: TrainingCourse[];
  signature: TrainingSignature | null;
}

/**
 * Open until done, waived, or dropped with the person. `overdue`: its day is over and nobody said why yet; it stays to be
 * done.
 */
export type TrainingState = 'due' | 'doing' | 'overdue' | 'done' | 'waived' | 'dropped';

/** A day that was missed: why, and until when it is done instead. */
export interface TrainingMiss {
  at: Millis;
  reason: string | null;
  by: PersonRef | null;
  /** The new day; null until somebody said why. */
  until: Millis | null;
  raisedTo: PersonRef[];
}

/** `trainings/{personId}@{programmeId}:{key}`: what one person has to do of one programme, with all that came of it. */
export interface Training {
  _id: string;
  schema: 1;
  rev: number;
  programmeId: string;
  kind: Programme['kind'];
  title: string;
  /** Of the configuration `training`. */
  version: string;
  /** The day of joining, `yyyy-mm-dd`, or the year. */
  key: string;
  person: PersonRef;
  departmentId: string;
  departmentName: string;
  post: string;
  /** `yyyy-mm-dd`; null where it is not known. */
  joinedOn: string | null;
  gate: boolean;
  hourMinutes: number;
  parts: TrainingPart[];
  /** Of all parts. */
  courseIds: string[];
  /** Of all courses, and of those that are done; kept with every change, so that lists need not read the parts. */
  minutes: { all: number; done: number };
  /** What is to be done next, as a person says it, e.g. 「还差考试：动火作业」; empty once it is over. */
  line: string;
  createdAt: Millis;
  /** The one deadline; a miss that was explained moves it. */
  dueAt: Millis;
  state: TrainingState;
  open: boolean;
  /** Whether a deadline was ever missed; stays so. */
  isMissed: boolean;
  misses: TrainingMiss[];
  finishedAt: Millis | null;
  waived: { at: Millis; by: PersonRef; reason: string } | null;
  dropped: { at: Millis; reason: string } | null;
  evidence: Record<string, Evidence>;
  /** Whether the person's record says that this is missing. */
  flagged: boolean;
  /** The last reminder that was sent for the deadline that runs. */
  told: 'nothing' | 'begun' | 'half' | 'day';
  /** When the next reminder, or the next person up, is due; null: none is. */
  remindAt: Millis | null;
  /** When the timer seals signatures that are still pending; null: there are none. */
  sealDueAt: Millis | null;
  /** When the timer looks next: the sooner of the two. Indexed. */
  nextDueAt: Millis | null;
}

/** Somebody who was in a class. */
export interface Signed {
  by: PersonRef;
  at: Millis;
  how: SignInMeans;
  /** Why they were named and did not sign themselves; missing: they did, or nobody said. */
  reason?: string;
  /** When they left before its end; null: they stayed. */
  leftAt: Millis | null;
}

/** `sessions/{uuid}`: a class that is or was held. */
export interface Session {
  _id: string;
  schema: 1;
  rev: number;
  courses: { id: string; title: string; minutes: number }[];
  trainer: PersonRef;
  place: string;
  /** Six digits: what the code on the trainer's phone says besides the id, or is typed. */
  secret: string;
  openedAt: Millis;
  closedAt: Millis | null;
  /** Who had to do one of the courses when it was opened. */
  expected: PersonRef[];
  /** Person id → who came. */
  signed: Record<string, Signed>;
  /** Person id → how often they gave a wrong number. */
  tries: Record<string, number>;
  evidence: Record<string, Evidence>;
  /** How often the trainer was reminded to close it. */
  reminded: number;
  /** When the timer looks next: at a class nobody closed, at minutes nobody was given yet, at a photo to seal. Indexed. */
  nextDueAt: Millis | null;
}
