/** 「附近有人报过，是同一个吗？」: of which drafts it is asked, what is asked, and what the card shows. Pure. */
import type { JoinInput, SimilarInput, SimilarOrder } from '../../../typings/api';
import { isoDay, startOfDay, DAY } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { photosBy, uploadedPhotos, type Draft } from './draft';
import { voiceOf } from './draft-voice';
import type { Plant } from './places';
import { cardOf } from './screening';

const t = TEXT.same;

/** The order that a draft joins instead of becoming one of its own. */
export type JoinOffer = Pick<JoinInput, 'orderId' | 'ticket' | 'urgency'>;

/**
 * Whether a draft says nothing that would be lost on another order: no words, no voice, nothing that only its own order
 * can tell. A suspicion of 疑似重大 is never merged away, and who gives no name leaves no trace elsewhere.
 */
export function mayJoin(draft: Draft, plant: Plant | null): boolean {
  const { content } = draft;
  const template = plant?.templates.find(({ id }) => id === content.templateId);
  return (
    content.areaId !== '' &&
    (template !== undefined || draft.photos.length > 0) &&
    content.description.trim() === '' &&
    voiceOf(draft) === null &&
    content.visibility !== 'anonymous' &&
    content.reporter == null &&
    content.mended !== true &&
    content.stop !== true &&
    template?.suspectedMajor !== true &&
    cardOf(plant, content.templateId) === null
  );
}

/** @param hashes - of the draft's pictures, as far as this phone could make them */
export const similarInput = ({ content }: Draft, hashes: readonly string[]): SimilarInput => ({
  areaId: content.areaId,
  pointId: content.pointId,
  templateId: content.templateId,
  position: content.position,
  hashes: [...hashes],
});

/** What the draft becomes on the order; its urgency is that of its template. */
export function offerOf(
  { orderId, ticket }: SimilarOrder,
  { content }: Draft,
  plant: Plant | null,
): JoinOffer {
  const urgency = plant?.templates.find(({ id }) => id === content.templateId)?.urgency;
  return { orderId, ticket, ...(urgency === undefined ? {} : { urgency }) };
}

/** What goes to the server; every try sends exactly the same, because the server compares. */
export const joinInput = (draft: Draft, offer: JoinOffer): JoinInput => ({
  id: draft.id,
  ...offer,
  photos: uploadedPhotos(photosBy(draft).scene),
});

/** A picture with whose it is. */
export interface Pictured {
  url: string;
  words: string;
}

/** One order as the card shows it. */
export interface SameCard {
  orderId: string;
  title: string;
  place: string;
  sentence: string;
  known: string;
  pictures: Pictured[];
}

function dayWords(day: string, now: number): string {
  if (day === isoDay(now)) return t.today;
  if (day === isoDay(startOfDay(now) - DAY)) return t.yesterday;
  const [, month = '', date = ''] = day.split('-');
  return fill(t.day, { month: Number(month), day: Number(date) });
}

/** Two large pictures: theirs beside one's own where there are both. */
export function sameCard(order: SimilarOrder, { photos }: Draft, now: number): SameCard {
  const words = fill(t.reported, { day: dayWords(order.day, now) });
  const theirs = order.photos.map((url): Pictured => ({ url, words }));
  const mine = photos.slice(0, 1).map(({ path }): Pictured => ({ url: path, words: t.yours }));
  const { areaName, pointNo } = order.place;
  return {
    orderId: order.orderId,
    title: order.title,
    place: pointNo === null ? areaName : `${pointNo} ${areaName}`,
    sentence: `${words} · ${order.sentence}`,
    known: order.known ? t.known : '',
    pictures: theirs.length === 0 ? [] : [...theirs.slice(0, 2 - mine.length), ...mine],
  };
}
