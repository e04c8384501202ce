/** WeChat's answer about a picture or a recording, pushed within half an hour of the request. */
import * as v from 'valibot';
import type { MediaCheck } from '../../../typings/domain';
import { suggestionOf } from './words';

/**
 * Version 2 of the push; the checks of version 1 say `isrisky` and are not asked for here. `errcode` other than 0 means
 * that WeChat could not look at the file. Source: 多媒体内容安全识别, 异步检测结果.
 */
const pushSchema = v.looseObject({
  FromUserName: v.string(),
  MsgType: v.literal('event'),
  Event: v.literal('wxa_media_check'),
  trace_id: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)),
  errcode: v.optional(v.union([v.string(), v.number()]), 0),
  result: v.optional(v.looseObject({ suggest: v.optional(v.unknown()) })),
});

export type MediaPush = v.InferOutput<typeof pushSchema>;

/** @returns null for what is no such push */
export function parseMediaPush(event: unknown): MediaPush | null {
  const parsed = v.safeParse(pushSchema, event);
  return parsed.success ? parsed.output : null;
}

/** What a push says of the file. */
export const answerOf = ({ errcode, result }: MediaPush): Exclude<MediaCheck['result'], 'pending'> =>
  String(errcode) === '0' ? suggestionOf(result?.suggest) : 'unchecked';
