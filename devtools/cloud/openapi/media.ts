/**
 * `security.mediaCheckAsync` version 2: takes a request at once, fetches the file by its link, and pushes what it found.
 * What it finds is set from outside; a model that looks at pictures is not part of the local cloud.
 */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { NotEmulated } from '../types';
import { WeChatError } from './errors';
import type { Pushes } from './pushes';
import { RECENT } from './security';
import { OPENID } from './subscribe-message';

/** 1 a recording, 2 a picture. */
const MEDIA_TYPES = [1, 2];

/** `errcode` of an answer about a file that could not be fetched. */
const NOT_FETCHED = -1008;

/** How media checks end from now on. */
export const MediaPlan = v.strictObject({
  suggest: v.optional(v.picklist(['pass', 'review', 'risky']), 'pass'),
  /** WeChat's label for it; 100 is normal. */
  label: v.optional(v.pipe(v.number(), v.integer()), 100),
  /** Other than 0: WeChat could not look, and suggests nothing. */
  errcode: v.optional(v.pipe(v.number(), v.integer()), 0),
  /** `later`: a moment after the request; `early`: before the request is answered; `held`: when it is asked for. */
  when: v.optional(v.picklist(['later', 'early', 'held']), 'later'),
  /** How often each answer is pushed. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 1),
});

export type MediaPlan = v.InferOutput<typeof MediaPlan>;

/** A request as WeChat took it. */
export interface MediaRequest {
  traceId: string;
  openid: string;
  mediaUrl: string;
  mediaType: number;
  at: number;
}

export interface MediaChecks {
  /**
   * Takes a request.
   * @param lastSeen - when a person last used the app (ms), null when never
   * @throws WeChatError 40003 openid, 61010 not seen for 2 h, 40097 wrong arguments; NotEmulated for version 1
   */
  ask(
    args: Record<string, unknown>,
    lastSeen: (openid: string) => number | null,
  ): Promise<Record<string, unknown>>;
  plan(next: MediaPlan): void;
  /** Pushes what was held back, oldest first. @returns how many answers */
  deliver(): Promise<number>;
  requests(): MediaRequest[];
  reset(): void;
}

const invalid = (what: string): WeChatError => new WeChatError(40097, `invalid args: ${what}`);

function requestOf(args: Record<string, unknown>): Pick<MediaRequest, 'openid' | 'mediaUrl' | 'mediaType'> {
  const { media_url: mediaUrl, media_type: mediaType, openid, scene } = args;
  if (args.version !== 2) throw new NotEmulated('security.mediaCheckAsync version 1');
  if (typeof mediaUrl !== 'string' || !/^https?:\/\//.test(mediaUrl)) throw invalid('media_url');
  if (typeof mediaType !== 'number' || !MEDIA_TYPES.includes(mediaType)) throw invalid('media_type');
  if (typeof scene !== 'number' || ![1, 2, 3, 4].includes(scene)) throw invalid('scene');
  if (typeof openid !== 'string' || !OPENID.test(openid)) throw new WeChatError(40003, 'invalid openid');
  return { openid, mediaUrl, mediaType };
}

/** As WeChat writes it: eight hex digits, thrice. */
const newTraceId = (): string => Array.from({ length: 3 }, () => randomBytes(4).toString('hex')).join('-');

export interface MediaOptions {
  pushes: Pushes;
  now: () => number;
  /** Where the local cloud's own files are; nothing is fetched from anywhere else. */
  base: () => string;
  onDefect: (error: unknown) => void;
}

/** Source: 多媒体内容安全识别. */
export function createMediaChecks({ pushes, now, base, onDefect }: MediaOptions): MediaChecks {
  const standard = v.parse(MediaPlan, {});
  let current = standard;
  let taken: MediaRequest[] = [];
  let held: (() => Promise<void>)[] = [];

  async function isThere(url: string): Promise<boolean> {
    if (!url.startsWith(`${base()}/`)) return false;
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  }

  async function answer({ traceId, mediaUrl }: MediaRequest, plan: MediaPlan): Promise<void> {
    const errcode = plan.errcode === 0 && !(await isThere(mediaUrl)) ? NOT_FETCHED : plan.errcode;
    for (let time = 0; time < plan.times; time += 1) {
      await pushes.checked(traceId, { suggest: plan.suggest, label: plan.label, errcode });
    }
  }

  return {
    async ask(args, lastSeen) {
      const asked = requestOf(args);
      const seen = lastSeen(asked.openid);
      if (seen === null || now() - seen > RECENT) throw new WeChatError(61010, 'code is expired');
      const request = { ...asked, traceId: newTraceId(), at: now() };
      taken.push(request);
      const plan = current;
      if (plan.when === 'held') held.push(() => answer(request, plan));
      else if (plan.when === 'early') await answer(request, plan);
      else void answer(request, plan).catch(onDefect);
      return { errcode: 0, errmsg: 'ok', trace_id: request.traceId };
    },
    plan(next) {
      current = next;
    },
    async deliver() {
      const due = held;
      held = [];
      for (const push of due) await push();
      return due.length;
    },
    requests: () => [...taken],
    reset() {
      current = standard;
      taken = [];
      held = [];
    },
  };
}
