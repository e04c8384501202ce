/** What is filled in at an item of a round, as an answer. */
import type { AnswerResult } from '../../../../typings/inspection';
import { numberOf, type NewAnswer, type Step } from '../../../services/core/round';
import { rounds } from '../../../services/rounds';
import { begunOf } from './view';

/** @param reason - empty without one */
export function answerAt(taskId: string, { item, stop }: Step, result: AnswerResult, reason = ''): NewAnswer {
  const round = rounds.round(taskId);
  const { number, text, photos } = begunOf(round, item.id);
  const value = item.answer.kind === 'number' ? numberOf(number) : null;
  return {
    itemId: item.id,
    result,
    ...(value === null ? {} : { number: value }),
    ...(item.answer.kind === 'text' ? { text: text.trim() } : {}),
    ...(reason === '' ? {} : { reason }),
    photos,
    seen: round.seen[stop.pointId] ?? null,
    orderId: null,
    at: Date.now(),
  };
}
