/** Photos, recordings and files of an order: what is known of them, and what was made of them. */
import type { Millis } from './domain';
import type { PersonRef } from './people';

export type EvidencePurpose =
  'scene' | 'plan' | 'after' | 'verify' | 'interim' | 'lock' | 'comment' | 'voice';

/** One uploaded file of an order, keyed by the uuid in its path. */
export interface Evidence {
  id: string;
  purpose: EvidencePurpose;
  /** The round (1…) it belongs to; scene photos are round 1. */
  round: number;
  /** As uploaded by the phone; deleted once sealed. */
  fileId: string;
  /** `microphone`: a recording, purpose `voice`; no picture. */
  source: 'camera' | 'album' | 'file' | 'microphone';
  /** The phone's clock when taken: a claim, shown to safety only. */
  takenAt: Millis | null;
  uploadedBy: string;
  receivedAt: Millis;
  state: 'pending' | 'sealed' | 'refused';
  format: 'jpeg' | 'png' | 'webp' | 'heic' | 'pdf' | 'mp3' | null;
  bytes: number | null;
  /** How long a recording lasts (s): as the phone said until its frames were counted. Missing for pictures. */
  seconds?: number;
  /** SHA-256 (hex) of the file as uploaded, and of the sealed file, which has no EXIF left but its orientation. */
  originalSha256: string | null;
  sealedSha256: string | null;
  sealedFileId: string | null;
  sealedAt: Millis | null;
  /** An error code when refused. */
  refusedBecause: string | null;
  /** What it looks like, 16 hex; null: it cannot be told, by its format, its size or because it shows nothing. Missing until sealed. */
  dHash?: string | null;
  /** Pictures of other orders that look the same, nearest first; shown to safety only. Missing: none. */
  alike?: Alike[];
  /** Missing in files from before there was a check: nothing of them is hidden. */
  check?: MediaCheck;
}

/** A sealed picture of another order that looks the same. It says nothing about anybody. */
export interface Alike {
  orderId: string;
  number: string;
  evidenceId: string;
  sealedFileId: string;
}

/** `pictureHashes/{evidenceId}`: what a sealed picture looks like, in bands that an index finds. */
export interface PictureHash extends Alike {
  _id: string;
  schema: 1;
  /** 16 hex. */
  dHash: string;
  /** The four groups of 16 bits of the hash, as numbers. */
  bandA: number;
  bandB: number;
  bandC: number;
  bandD: number;
}

/** What WeChat's content check makes of a picture or a recording: hides it from outsiders, never delays an owner. */
export interface MediaCheck {
  /** `pending`: not answered yet; without an answer for long it counts as `unchecked`. */
  result: 'pending' | 'pass' | 'review' | 'risky' | 'unchecked';
  /** WeChat's id of the request; null while nothing was asked. */
  traceId: string | null;
  /** What safety decided after a look; null: nobody looked. */
  looked: Look | null;
}

/** `mediaChecks/{traceId}`: a request to the content check; whoever of us and WeChat knows of it first makes it. */
export interface MediaTrace {
  _id: string;
  schema: 1;
  /** What it was about; null while only WeChat's answer is known. */
  orderId: string | null;
  evidenceId: string | null;
  /** Null until WeChat answered. */
  result: MediaCheck['result'] | null;
  at: Millis;
}

/** Safety's decision on something that the content check minded, or could not look at. */
export interface Look {
  by: PersonRef;
  at: Millis;
  /** Whether others may see it too. */
  show: boolean;
}
