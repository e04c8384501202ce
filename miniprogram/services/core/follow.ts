/** The anonymous reports that were made on this phone, each with the key that leads back to it. Pure. */
import type { OrderView, ReportInput } from '../../../typings/api';
import { isoDay } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import type { Draft, DraftContent } from './draft';

const t = TEXT.nameless;

/** Random bytes of a follow key: 256 bits. */
export const KEY_BYTES = 32;

/** What the phone keeps of one; nobody else can tell that it was made here. */
export interface Followed {
  /** The order's id, which is the draft's. */
  id: string;
  key: string;
  /** When the draft was begun (ms of the phone's clock). */
  at: number;
  title: string;
  placeText: string;
  /** Null until the receipt came. */
  number: string | null;
  /** How many words on it were read. */
  read: number;
}

/** Two digits a byte. */
export const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const isFollowed = (value: unknown): value is Followed =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Followed).id === 'string' &&
  typeof (value as Followed).key === 'string';

/** What is kept of a draft before it goes. */
export const followedOf = ({ id, createdAt, content }: Draft, key: string): Followed => ({
  id,
  key,
  at: createdAt,
  title: content.title || content.description || TEXT.draft.untitled,
  placeText: content.placeText,
  number: null,
  read: 0,
});

/** Who the report comes from, as the person chooses it. */
export type Who = DraftContent['visibility'];

/** Why a draft cannot go without a name any more: what is in it tells who it is, or some of it went out under a name. */
export function whyNamed({
  content,
  photos,
  voice = null,
}: Pick<Draft, 'content' | 'photos' | 'voice'>): string {
  if (content.mended === true) return t.notMended;
  if (content.reporter != null) return t.notForOthers;
  if (voice !== null) return t.notSpoken;
  const isOut = photos.some(({ fileId, marked }) => fileId !== null || marked === true);
  return isOut && content.visibility !== 'anonymous' ? t.notSent : '';
}

/** A row of 「我的匿名上报」. */
export interface FollowedRow {
  id: string;
  title: string;
  /** Place and day; the minute is nobody's business, not even on this screen. */
  detail: string;
  /** Whose turn it is, as last heard. */
  sentence: string;
  stateId: string;
  label: string;
  ring: number;
  /** 「2 条新回话」, empty when there is none. */
  news: string;
}

/** @param order - null: not heard of yet, or not now */
export function followedRow(
  { id, title, placeText, at, number, read }: Followed,
  order: OrderView | null,
): FollowedRow {
  const unread = order === null ? 0 : Math.max(0, order.comments.length - read);
  return {
    id,
    title: order?.title ?? title,
    detail: [number ?? '', placeText, isoDay(at)].filter((part) => part !== '').join(' · '),
    sentence: order?.sentence ?? t.notHeard,
    stateId: order?.state.id ?? '',
    label: order?.state.label ?? '',
    ring: order?.state.ring ?? 0,
    news: unread === 0 ? '' : fill(t.news, { count: unread }),
  };
}

/** What goes to the server without a name: its key, and no minute of the phone's clock. */
export const withoutName = (input: ReportInput, followKey: string): ReportInput => ({
  ...input,
  observedAt: null,
  photos: input.photos.map((photo) => ({ ...photo, takenAt: null })),
  followKey,
});

/**
 * What a change of a draft comes to: one that went out under a name keeps it, and what goes without one has nothing in
 * common with a try before.
 * @param newId - for the intent
 */
export function revised(draft: Draft, change: Partial<DraftContent>, newId: () => string): Partial<Draft> {
  const content = { ...draft.content, ...change };
  const before = draft.content.visibility;
  if (content.visibility !== 'anonymous' || before === 'anonymous') return { content };
  if (whyNamed(draft) !== '') return { content: { ...content, visibility: before } };
  return { content, requestId: newId() };
}
