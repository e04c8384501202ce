/** What the queue of drafts needs of the phone. */
import type { JoinInput, ReportInput, ReportReceipt } from '../../../typings/api';
import type { Draft, DraftPhoto } from './draft';
import type { PumpPorts } from './pump';

export interface QueuePorts extends PumpPorts {
  /** All drafts, as last saved; anything else counts as none. */
  load(): unknown;
  /** Writes before it returns. */
  save(drafts: Draft[]): void;
  newId(): string;
  /** Burns time and place into a photo, as far as the phone can; the photo with the file that carries them, beside its own. */
  mark(photo: DraftPhoto, place: string, key: string | null): Promise<DraftPhoto>;
  /** Uploads a file and returns its file id. @throws CallFailure; `PHOTO_NOT_IMAGE` when it is gone from the phone */
  upload(file: Pick<DraftPhoto, 'id' | 'path'>, key: string | null): Promise<string>;
  /** The follow key of a draft that gives no name, on disk when it is returned; null for one with a name. */
  followKey(draft: Draft): Promise<string | null>;
  /** Forgets which folder to upload into; the next upload asks. */
  forgetFolder(): void;
  send(input: ReportInput, requestId: string): Promise<ReportReceipt>;
  /** Joins an open order instead. */
  join(input: JoinInput, requestId: string): Promise<ReportReceipt>;
  /** Frees the file on the phone. */
  discard(path: string): void;
}
