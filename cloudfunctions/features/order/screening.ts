/** 疑似重大 screening: what the card of a template makes of the reporter’s answers, and who may read it. Pure. */
import type { Desk, ReportInput } from '../../../typings/api';
import type { Screening, ScreeningCard } from '../../../typings/config';
import type { Order, Screened } from '../../../typings/domain';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** The card that asks after a template; null when none does. */
export const cardFor = ({ cards }: Screening, templateId: string | null): ScreeningCard | null =>
  cards.find(({ templateIds }) => templateId !== null && templateIds.includes(templateId)) ?? null;

/**
 * Judges nothing: it says whether the answers are those by which the card wants safety to look. A question without an
 * answer counts as 不清楚.
 * @param given - from the phone; null when it asked nothing
 * @param version - of the screening in force
 * @returns null when no card in force asks after this template
 */
export function screened(
  screening: Screening,
  version: string,
  templateId: string | null,
  given: ReportInput['screening'] | null,
): Screened | null {
  const card = cardFor(screening, templateId);
  if (card === null) return null;
  const isOutdated = given != null && given.cardId !== card.id;
  const said = isOutdated ? {} : (given?.answers ?? {});
  const answers = card.questions.map(({ id, text, basis, raises }) => {
    const answer = Object.hasOwn(said, id) ? (said[id] ?? null) : null;
    return { question: text, basis, answer, raises: raises.includes(answer ?? 'unsure') };
  });
  const raised =
    card.raisedBy === 'any' ? answers.some(({ raises }) => raises) : answers.every(({ raises }) => raises);
  const { id: cardId, title, source } = card;
  return { cardId, title, source, version, answers, raised, ...(isOutdated ? { outdated: true } : {}) };
}

/**
 * What a reader may know of it: safety always; whoever has to judge or sign, while the suspicion stands or was confirmed.
 */
export function screeningFor(
  { screening, suspectedMajor, next }: Pick<Order, 'screening' | 'suspectedMajor' | 'next'>,
  actor: Pick<Actor, 'id' | 'roles'>,
): Screened | null {
  if (screening === undefined) return null;
  const judges = suspectedMajor && (next?.owner.id === actor.id || actor.roles.includes('manager'));
  return actor.roles.includes('safety') || judges ? screening : null;
}

/** 没有对应卡片的隐患: templates that no card asks about, those with most open orders first. */
export function unscreened(
  { screening, templates }: Pick<Plant, 'screening' | 'templates'>,
  open: readonly Pick<Order, 'templateId'>[],
  untitled: string,
): Desk['unscreened'] {
  const count = new Map<string | null, number>();
  for (const { templateId } of open) count.set(templateId, (count.get(templateId) ?? 0) + 1);
  const bare = templates.templates
    .filter(({ id }) => cardFor(screening, id) === null)
    .map(({ id, title }) => ({ templateId: id, title, open: count.get(id) ?? 0 }));
  const wild = count.get(null) ?? 0;
  const all = wild === 0 ? bare : [...bare, { templateId: null, title: untitled, open: wild }];
  return all.sort((a, b) => b.open - a.open);
}
