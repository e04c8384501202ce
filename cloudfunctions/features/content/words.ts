/** The content check of words, as WeChat requires it: it answers at once, and its outage counts as no answer. */
import type { Order } from '../../../typings/domain';
import { withinCeiling } from '../../platform/ceiling';
import * as log from '../../platform/log';
import { checkText } from '../../platform/sdk';

/** What the check may suggest. Source: 文本内容安全识别, `result.suggest`. */
const SUGGESTIONS = ['pass', 'review', 'risky'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

/** WeChat's suggestion, or `unchecked` for anything else. */
export const suggestionOf = (value: unknown): Suggestion | 'unchecked' =>
  SUGGESTIONS.find((one) => one === value) ?? 'unchecked';

/**
 * What WeChat makes of a text. Transport failures throw.
 * @param openid - the author's, who used the app within the last 2 h; null: nobody is at hand, nothing is asked
 */
export async function checkWords(text: string, openid: string | null): Promise<Order['contentCheck']> {
  if (openid === null) return 'unchecked';
  const { errCode, body } = await checkText(openid, text);
  if (errCode !== 0) {
    log.warn({ event: 'textUnchecked', code: String(errCode) });
    return 'unchecked';
  }
  const { suggest } = (body['result'] ?? {}) as { suggest?: unknown };
  return suggestionOf(suggest);
}

/** What one request takes, in characters. Source: 文本内容安全识别, `content`. */
const LONGEST = 2_500;

/** Texts joined into as few as may be sent; each is shorter than one request takes. */
export function joined(texts: readonly string[]): string[] {
  const parts: string[] = [];
  for (const text of texts.filter((words) => words !== '')) {
    const last = parts.at(-1);
    if (last === undefined || last.length + 1 + text.length > LONGEST) parts.push(text);
    else parts[parts.length - 1] = `${last}\n${text}`;
  }
  return parts;
}

/** The worst of what the check minds in words that are already kept; an outage minds nothing, and nobody waits long. */
export async function mindedIn(texts: readonly string[], openid: string): Promise<'review' | 'risky' | null> {
  const checked = await withinCeiling(joined(texts).map((text) => checkWords(text, openid)));
  const results = checked.map((one) => (one.status === 'fulfilled' ? one.value : 'unchecked'));
  return (['risky', 'review'] as const).find((bad) => results.includes(bad)) ?? null;
}
