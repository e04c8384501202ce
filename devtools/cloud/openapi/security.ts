/** `security.msgSecCheck` version 2 with a word list instead of a model, so that a text always gets the same answer. */
import { randomUUID } from 'node:crypto';
import { NotEmulated } from '../types';
import { WeChatError } from './errors';
import { OPENID } from './subscribe-message';
import { characters } from './text';

/** Longest text (characters). */
const LONGEST = 2500;

/** The person must have used the app this recently (ms). */
export const RECENT = 2 * 3_600_000;

/** Word → what the check suggests and WeChat's label for it. */
const WORDS: readonly { word: string; suggest: 'risky' | 'review'; label: number }[] = [
  { word: '赌博', suggest: 'risky', label: 20008 },
  { word: '毒品', suggest: 'risky', label: 20006 },
  { word: '色情', suggest: 'risky', label: 20002 },
  { word: '谣言', suggest: 'risky', label: 20001 },
  { word: '诈骗', suggest: 'risky', label: 21000 },
  { word: '代开发票', suggest: 'review', label: 10001 },
  { word: '下流', suggest: 'review', label: 20012 },
  { word: '盗版', suggest: 'review', label: 20013 },
  { word: '滚蛋', suggest: 'review', label: 20003 },
  { word: '王八蛋', suggest: 'review', label: 20003 },
];

const PASS = { word: '', suggest: 'pass', label: 100 } as const;

/**
 * Checks a text.
 * @param lastSeen - when a person last used the app (ms), null when never
 * @throws WeChatError 40003 openid, 61010 not seen for 2 h, 40097 wrong arguments; NotEmulated for version 1
 */
export function checkMessage(
  args: Record<string, unknown>,
  lastSeen: (openid: string) => number | null,
  now: number,
): Record<string, unknown> {
  const { content, openid, scene } = args;
  if (args.version !== 2) throw new NotEmulated('security.msgSecCheck version 1');
  if (typeof content !== 'string' || content === '' || characters(content) > LONGEST) {
    throw new WeChatError(40097, 'invalid args: content');
  }
  if (typeof scene !== 'number' || ![1, 2, 3, 4].includes(scene)) {
    throw new WeChatError(40097, 'invalid args: scene');
  }
  if (typeof openid !== 'string' || !OPENID.test(openid)) throw new WeChatError(40003, 'invalid openid');
  const seen = lastSeen(openid);
  if (seen === null || now - seen > RECENT) throw new WeChatError(61010, 'code is expired');
  const found = WORDS.filter(({ word }) => content.includes(word));
  const worst = found.find(({ suggest }) => suggest === 'risky') ?? found[0] ?? PASS;
  const result = { suggest: worst.suggest, label: worst.label };
  return {
    errcode: 0,
    errmsg: 'ok',
    trace_id: randomUUID(),
    result,
    detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
  };
}
