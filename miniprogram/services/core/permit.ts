/** What the phone keeps of hot-work tickets: an application while it is filled in, and what is recorded on the spot. */
import type { PermitLevelId } from '../../../typings/permit';
import type { PermitActValues } from '../../../typings/permit-views';
import type { Millis } from '../../../typings/domain';
import type { DraftPhoto } from './draft';
import type { Errand } from './outbox';

/** Somebody who is to work, as they stood in the list when they were chosen. */
export interface ChosenWorker {
  certificateId: string;
  personId: string | null;
  name: string;
  validUntil: string;
  endsAt: Millis;
}

/** What is filled in. */
export interface ApplyValue {
  /** Empty until it was chosen. */
  areaId: string;
  pointId: string | null;
  /** `C-07`; empty without a point. */
  pointNo: string;
  /** 「焊接车间 · 立柱」 */
  placeText: string;
  words: string;
  work: string;
  method: string;
  level: PermitLevelId | '';
  by: 'department' | 'contractor';
  departmentId: string;
  company: string;
  workers: ChosenWorker[];
  watcherId: string;
  watcherName: string;
  /** `yyyy-mm-dd` */
  day: string;
  /** `HH:mm` */
  clock: string;
  hours: number;
}

/** An application on this phone. */
export interface PermitDraft {
  schema: 1;
  /** UUID: becomes the ticket's id. */
  id: string;
  value: ApplyValue;
}

/** What is recorded whether or not there is a network; the others are decisions. */
export interface Recorded {
  kind: 'check' | 'gasTest' | 'pause' | 'finish' | 'endWatch';
  values: PermitActValues;
  photos: DraftPhoto[];
}

/** What goes out by itself: records, and the application. */
export const KINDS = ['apply', 'check', 'gasTest', 'pause', 'finish', 'endWatch'] as const;

/** One of them on its way. */
export type PermitErrand = Errand<(typeof KINDS)[number]>;
