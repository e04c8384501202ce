/** 特种作业证: who may do dangerous work, as stored, shown and written down. */
import type { Evidence, Millis } from './domain';
import type { PhotoInput } from './intents';

/** Somebody on the roll, or somebody whom another company sends. */
export type CertificateHolder =
  { kind: 'person'; id: string; name: string } | { kind: 'contractor'; name: string; company: string };

/** A kind of certificate, e.g. 「焊接与热切割作业」. */
export interface CertificateKind {
  id: string;
  name: string;
}

/** `certificates/{_id}`: one certificate of one holder. Days are `yyyy-mm-dd`, +08:00. */
export interface Certificate {
  /** UUID made by the phone of whoever wrote it down. */
  _id: string;
  schema: 1;
  rev: number;
  holder: CertificateHolder;
  /** Of the configuration `permits`; its name is copied in. */
  kindId: string;
  kindName: string;
  /** Shown to its holder and to safety alone. */
  number: string;
  issuedAt: string;
  /** The last day on which it counts. */
  validUntil: string;
  /** 复审: the last day on which it counts without one; null: none is due. */
  reviewDue: string | null;
  /** The instant from which it does not count any more: the end of the earlier of both days. Indexed. */
  endsAt: Millis;
  /** Former ends that came before it was renewed: it did not count from then on. Missing: none, or not known. */
  lapsed?: Millis[];
  /** Taken out of use before its time; null: in use. */
  retired: { at: Millis; by: string; reason: string } | null;
  evidence: Record<string, Evidence>;
  /** Days before the end of which its holder and safety were told; 0: on the day itself. */
  reminded: number[];
  /** Open tickets are still to learn of the last change. */
  pending: boolean;
  /** When the timer looks next: a reminder, tickets to tell, or photos to seal; null: never again. Indexed. */
  nextDueAt: Millis | null;
  savedBy: string;
  savedAt: Millis;
  /** Of the last save: sent again it is the same. */
  requestId: string;
  inputHash: string;
}

/** `expiring`: within the first reminder of the plant. */
export type CertificateStanding = 'valid' | 'expiring' | 'expired' | 'retired';

export interface CertificateView extends Pick<
  Certificate,
  'rev' | 'holder' | 'kindId' | 'kindName' | 'issuedAt' | 'validUntil' | 'reviewDue' | 'endsAt'
> {
  id: string;
  standing: CertificateStanding;
  /** Whole days that it still counts, today too; 0 once it does not. */
  daysLeft: number;
  /** Null for whom it is no business. */
  number: string | null;
  photos: { id: string; url: string | null }[];
  /** Why it was taken out of use. */
  reason: string | null;
}

export interface CertificateInput {
  /** UUID: made by the phone for a new one. */
  id: string;
  /** The revision that was edited; 0 for a new one. */
  rev: number;
  holder: { personId: string } | { name: string; company: string };
  kindId: string;
  /** Missing when it stays as it is. */
  number?: string;
  issuedAt: string;
  validUntil: string;
  reviewDue: string | null;
  /** Further photos of it; those that are there stay. */
  photos: PhotoInput[];
}
