/** What people mean to do, as phones send it, and what they are answered: shapes of the contract in `api.ts`. */
import type { FoundAt, Millis, PersonRef, PlaceSource, Position, Urgency } from './domain';
import type { ScreeningAnswer } from './config';
import type { FormInput } from './flow';
import type { OrderCard, StateView } from './views';

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
  /** The item of an inspection that was not in order; the order and the task point at each other. */
  task?: FoundAt;
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
