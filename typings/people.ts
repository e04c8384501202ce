/** People as stored: who they are, what they may be trusted with, their turns on duty. */
import type { Millis } from './domain';

/** What a person may be trusted with; one person may hold several (product.md, "Who uses it"). */
export type Role =
  | 'worker'
  | 'contractor'
  | 'inspector'
  | 'supervisor'
  | 'dutyLeader'
  | 'safety'
  | 'manager'
  | 'storekeeper'
  | 'admin';

/** Somebody to choose from for work. */
export interface ForWork {
  /** What they have to learn before work is given to them; missing: nothing. */
  training?: { missing: string };
}

/** A person as named inside an order: enough to say who, without another read. */
export interface PersonRef {
  id: string;
  name: string;
}

/** `people/{_id}`. Read on every call; `openid` is set by binding and by nothing else. */
export interface Person {
  _id: string;
  schema: 1;
  name: string;
  employeeNo: string;
  phone: string;
  departmentId: string;
  /** Team inside the department, for behaviour hazards and team boards. */
  teamId: string;
  post: string;
  roles: Role[];
  /** The person one step up; `null` only for the general manager. */
  bossId: string | null;
  status: 'active' | 'left';
  /** The day of joining, `yyyy-mm-dd`; missing where it is not known. */
  joinedOn?: string;
  /** Programme id → what of its training is missing; null once it is done. Kept by the trainings, never edited. */
  untrained?: Record<string, string | null>;
  openid: string | null;
  boundAt: Millis | null;
  rev: number;
}

/** What is written down of a person who is enrolled or changed. */
export interface PersonInput extends Omit<
  Person,
  '_id' | 'schema' | 'untrained' | 'openid' | 'boundAt' | 'rev'
> {
  id: string;
}

/** `invites/{personId}`: the one live invite of a person. The code itself is never stored. */
export interface Invite {
  _id: string;
  schema: 1;
  /** HMAC of the normalised code. */
  codeHash: string;
  createdBy: string;
  createdAt: Millis;
  expiresAt: Millis;
  usedAt: Millis | null;
  /** Keyed hash of the phone that used it: a retry of that phone is answered, any other is refused. */
  usedBy: string | null;
}

/** `bindAttempts/{openid hash}`: how often this phone tried; five wrong tries lock it for a day. */
export interface BindAttempts {
  _id: string;
  tries: number;
  windowStart: Millis;
}

/** `shifts/{date}:{shift}:{personId}`: one person's turn on duty, as they took it over and handed it over. */
export interface PersonShift {
  _id: string;
  schema: 1;
  personId: string;
  /** `{yyyy-mm-dd}:{shift}`, the date on which it starts. */
  shiftId: string;
  takenOverAt: Millis | null;
  handover: {
    at: Millis;
    note: string;
    /** Order id → what was said about it. */
    notes: Record<string, string>;
    to: PersonRef[];
    requestId: string;
    /** HMAC of the canonical input, to tell a replay from a forgery. */
    inputHash: string;
    /** What the content check minds in these words; those who take over read them all the same. Missing: nothing. */
    minded?: 'review' | 'risky';
  } | null;
}
