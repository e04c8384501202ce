/** What phones show and send of training: shapes of the contract in `training-routes.ts`. */
import type { Millis, PersonRef } from './domain';
import type { PhotoInput } from './intents';
import type { SignCode, SignInMeans } from './sign-in';
import type {
  Course,
  Material,
  QuizRule,
  Session,
  Signed,
  Training,
  TrainingLevel,
  TrainingMiss,
} from './training';

/** What a person sees of a course. */
export interface CourseView extends Pick<Course, 'id' | 'title' | 'minutes' | 'classroom'> {
  /** Minutes in classes so far, at most those of the course. */
  attended: number;
  classes: { at: Millis; minutes: number; how: SignInMeans; trainer: string }[];
  /** `url`: a temporary link to a picture or file. */
  materials: {
    id: string;
    title: string;
    kind: Material['kind'];
    text: string | null;
    url: string | null;
    read: boolean;
  }[];
  quiz:
    | (Pick<QuizRule, 'draw' | 'pass'> & {
        passed: boolean;
        /** Right answers of the best try; null before the first. */
        best: number | null;
        /** When it may be tried (again); null: not before what comes first is done, or passed already. */
        from: Millis | null;
      })
    | null;
  doneAt: Millis | null;
}

export interface PartView {
  level: TrainingLevel;
  /** e.g. 「公司级」 */
  label: string;
  trainer: PersonRef;
  minutes: number;
  doneMinutes: number;
  courses: CourseView[];
  /** Its turn has not come: what is before it is not done yet. */
  waits: boolean;
  /** All of it is done: what the person signs for; null before, and once signed. */
  toSign: { recordHash: string } | null;
  signature: { at: Millis; url: string | null; recordHash: string } | null;
}

/** A line of a list of trainings. */
export interface TrainingCard extends Pick<
  Training,
  | 'rev'
  | 'kind'
  | 'title'
  | 'key'
  | 'person'
  | 'departmentName'
  | 'post'
  | 'dueAt'
  | 'state'
  | 'open'
  | 'isMissed'
  | 'line'
> {
  id: string;
  /** 学时 with at most one decimal, so far and in all. */
  hours: { done: number; all: number };
  mine: boolean;
}

/** All of a training, as the person and those who look after them see it. */
export interface TrainingView
  extends TrainingCard, Pick<Training, 'hourMinutes' | 'joinedOn' | 'finishedAt' | 'waived' | 'dropped'> {
  parts: PartView[];
  misses: (Omit<TrainingMiss, 'by' | 'raisedTo'> & { by: string | null })[];
  /** What this person may do about it besides doing it. */
  may: { explain: boolean; waive: boolean; sheet: boolean };
}

/** The questions of the next try, without what is right; the same until it is answered. */
export interface QuizPaper {
  trainingId: string;
  courseId: string;
  /** 1 is the first try. */
  no: number;
  pass: number;
  questions: {
    id: string;
    text: string;
    options: { id: string; text: string }[];
    /** More than one option is right. */
    many: boolean;
    /** A temporary link; null without a picture. */
    url: string | null;
  }[];
}

/** What became of a try. */
export interface QuizResult {
  id: string;
  right: number;
  of: number;
  passed: boolean;
  questions: { id: string; isRight: boolean; correct: string[]; chosen: string[]; why: string }[];
  /** When it may be tried again; null once passed. */
  from: Millis | null;
}

export interface AnswerQuizInput {
  trainingId: string;
  courseId: string;
  /** UUID made with the answers. */
  id: string;
  /** Of the paper. */
  no: number;
  /** Question id → chosen option ids; one that is not answered is wrong. */
  answers: Record<string, string[]>;
}

export interface SignTrainingInput {
  trainingId: string;
  level: TrainingLevel;
  /** What the person saw; refused when the record is another one by now. */
  recordHash: string;
  /** The signature as a picture. */
  photo: PhotoInput;
}

export interface SessionView extends Pick<
  Session,
  'courses' | 'trainer' | 'place' | 'openedAt' | 'closedAt'
> {
  id: string;
  /** For whoever holds it, while it is open: what others sign in with; else null. */
  code: SignCode | null;
  /** Who came, in the order in which they came; for whoever holds it or looks after trainings, else only this person. */
  signed: (Omit<Signed, 'by'> & { person: PersonRef; minutes: number | null })[];
  /** Who had to do one of the courses and has not come; empty but for those who see all who came. */
  missing: PersonRef[];
  /** This person holds it. */
  mine: boolean;
  /** A temporary link to the photo of the class. */
  photo: string | null;
}

export interface OpenSessionInput {
  /** UUID made with the tap. */
  id: string;
  courseIds: string[];
  place: string;
}

export interface SignInInput {
  /** From the code; null when the number was typed. */
  sessionId: string | null;
  /** Six digits; not needed from whoever holds the class and names somebody. */
  secret?: string;
  /** Somebody who came without a phone; only from whoever holds the class. */
  personId?: string;
  /** Why they do not sign themselves. */
  reason?: string;
  /** They go before the end. */
  leaves?: true;
}

export interface CloseSessionInput {
  sessionId: string;
  /** One picture of the class. */
  photo: PhotoInput;
}

export interface OverviewInput {
  /** 到期没做完, 正在做, or 做完的; without it all that are open. */
  filter?: 'overdue' | 'open' | 'done';
  departmentId?: string;
  cursor?: string | null;
}

/** Who has not done what, of those whom a person looks after. */
export interface TrainingOverview {
  /** Of all that is open. */
  departments: { id: string; name: string; open: number; overdue: number }[];
  /** Soonest first; those that are done newest first. */
  trainings: TrainingCard[];
  cursor: string | null;
}

/** What is needed to hold a class: those that this person holds now, and the courses to choose from. */
export interface ClassBook {
  sessions: { id: string; title: string; place: string; openedAt: Millis; n: number }[];
  courses: Pick<Course, 'id' | 'title' | 'level' | 'minutes'>[];
}
