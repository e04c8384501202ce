/** What the control API tells of the running product, apart from how it finds out: shared with pages in a browser. */

/** A person a phone can be. */
export interface PersonOfPlant {
  openid: string;
  id: string;
  name: string;
  roles: string[];
  /** One line under the name, e.g. 「维修钳工 · 设备部」. */
  about: string;
  /** Whether this person works now. */
  onDuty: boolean;
}

/** A delivered subscription message. */
export interface SentMessage {
  id: string;
  at: number;
  to: string;
  templateId: string;
  page: string | null;
  state: string;
  /** Field → text, as the person reads it. */
  data: Record<string, { value: string }>;
}

/** A subscription template as the person sees it: fields in the order of the template, each with its label. */
export interface MessageTemplate {
  title: string;
  labels: Record<string, string>;
}

/** Something that happened, in one sentence. */
export interface Happening {
  at: number;
  text: string;
}

/** One pass through the product's loop: how far it is and whose turn it is. */
export interface CaseOfPlant {
  id: string;
  title: string;
  foundAt: number;
  /** 1 found · 2 waits for an answer · 3 is being fixed · 4 waits for a second look · 5 closed. */
  ring: number;
  /** Who must act next; null when it is over or that person has no phone. */
  turn: { openid: string; name: string } | null;
}

/** What the product is doing, for someone who watches. */
export interface Overview {
  /** The earliest moment after now at which a deadline or a reminder falls due (ms); null when there is none. */
  nextDueAt: number | null;
  /** The latest, newest first. */
  recent: Happening[];
  /** Those that moved last, newest first. */
  cases: CaseOfPlant[];
}

export const NOTHING: Overview = { nextDueAt: null, recent: [], cases: [] };
