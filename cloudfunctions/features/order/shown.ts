/** What of an order one person sees of what the content check minded: outsiders less, everybody with a hand in it all. */
import type { Evidence, Millis } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { mayShow, resultOf } from '../content/media';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import type { OrderRow } from './store';
import { isOutsider } from './visibility';

/** What a person may see of an order. */
export interface Shown {
  /** Files that may be looked at. */
  files: Evidence[];
  title: string;
  description: string;
  /** Why a file that is not among `files` is kept back; null for one that is. */
  why: (evidence: Evidence) => string | null;
}

type Words = Pick<OrderRow, 'contentCheck' | 'contentLook'>;

/** Whether the check minds the words. Its outage hides no words from colleagues. */
const areMinded = ({ contentCheck }: Words): boolean => contentCheck === 'review' || contentCheck === 'risky';

/** Whether words are kept from outsiders: until safety looked at them, or because it did. */
export const areWordsHidden = (words: Words): boolean => areMinded(words) && words.contentLook?.show !== true;

/** Whether words wait for safety to look at them. */
export const areWordsWaiting = (words: Words): boolean => areMinded(words) && words.contentLook === undefined;

/** @param actor - who reads; must be somebody who may see the order */
export function shownTo(order: OrderRow, actor: Actor, inForce: Plant, now: Millis): Shown {
  const { title, description, templateId } = order;
  const all = Object.values(order.evidence);
  if (!isOutsider(order, actor, inForce, now)) return { files: all, title, description, why: () => null };
  const hidden = areWordsHidden(order);
  return {
    files: all.filter(mayShow),
    // Without a template the title is made of the reporter's own words.
    title: hidden && templateId === null ? WORDS.uncheckedTitle : title,
    description: hidden ? WORDS.textHidden : description,
    why(evidence) {
      if (mayShow(evidence)) return null;
      return resultOf(evidence, now) === 'pending' ? WORDS.photoChecking : WORDS.photoHidden;
    },
  };
}
