/** The content check of pictures and recordings, as WeChat requires it: asked here, answered later by a push. */
import type { Evidence, MediaCheck, Millis } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import * as log from '../../platform/log';
import { checkMedia, type OpenApiResult } from '../../platform/sdk';
import { platformFiles, type Files } from '../capture/files';

/** Source: 多媒体内容安全识别, `media_type`. */
const AUDIO = 1;
const IMAGE = 2;
type MediaType = typeof AUDIO | typeof IMAGE;

/**
 * What the check takes, by our names of formats; HEIC, WebP and PDF are not among it.
 * Source: 多媒体内容安全识别, `media_url`.
 */
const MEDIA_TYPES: ReadonlyMap<string, MediaType> = new Map([
  ['jpeg', IMAGE],
  ['png', IMAGE],
  ['mp3', AUDIO],
  ['aac', AUDIO],
  ['wav', AUDIO],
]);

/** 「单个文件大小不超过10M」, in bytes. */
const LARGEST = 10 * 1024 * 1024;

/** 「异步检测结果在 30 分钟内会推送」: after that an answer is not to be expected; one that comes is still taken. */
const ANSWERED_WITHIN = 30 * MINUTE;

/** Before anything was asked. */
export const NOT_ASKED: MediaCheck = { result: 'pending', traceId: null, looked: null };

/** Nobody can be asked, or nobody answered. */
export const UNCHECKED: MediaCheck = { ...NOT_ASKED, result: 'unchecked' };

/** How WeChat is asked; tests hand in their own. */
export type AskWeChat = (openid: string, url: string, mediaType: MediaType) => Promise<OpenApiResult>;

/** What a check stands at: one that was never answered counts as none. */
export function resultOf({ check, sealedAt }: Evidence, now: Millis): MediaCheck['result'] | null {
  if (check === undefined) return null;
  const isOverdue = sealedAt !== null && now > sealedAt + ANSWERED_WITHIN;
  return check.result === 'pending' && isOverdue ? 'unchecked' : check.result;
}

/** Whether others than those who have a hand in an order may see a file; what was never to be checked may be seen. */
export const mayShow = ({ check }: Evidence): boolean =>
  check === undefined || (check.looked === null ? check.result === 'pass' : check.looked.show);

/** Whether a file waits for safety to look at it. */
export const waitsForLook = ({ check, state }: Evidence): boolean =>
  state === 'sealed' && check?.looked === null && (check.result === 'review' || check.result === 'risky');

/** What can be asked about. */
const isTaken = ({ format, bytes }: Evidence): boolean =>
  MEDIA_TYPES.has(format ?? '') && (bytes ?? Infinity) <= LARGEST;

/** One file. Never throws: whatever goes wrong is no answer, said once in the log, without any address or identity. */
async function askOne(
  { id, format }: Evidence,
  url: string | undefined,
  openid: string,
  ask: AskWeChat,
): Promise<MediaCheck> {
  const mediaType = MEDIA_TYPES.get(format ?? '');
  if (url === undefined || mediaType === undefined) return UNCHECKED;
  try {
    const { errCode, body } = await ask(openid, url, mediaType);
    // The SDK turns the names of what WeChat answers into its own.
    const { traceId } = body;
    if (errCode === 0 && typeof traceId === 'string' && traceId !== '') return { ...NOT_ASKED, traceId };
    log.warn({ event: 'mediaUnchecked', evidence: id, code: String(errCode) });
  } catch (error) {
    log.defect({ event: 'mediaUnchecked', evidence: id }, error);
  }
  return UNCHECKED;
}

/**
 * Asks WeChat about sealed files. WeChat fetches them by temporary links, so what it looks at is what is served.
 * @param openid - the author's, at hand in this invocation only; null: nothing is asked
 * @returns evidence id → how its check stands: `pending` with the id of the request, or `unchecked`
 */
export async function askAbout(
  evidence: Evidence[],
  openid: string | null,
  files: Pick<Files, 'links'> = platformFiles,
  ask: AskWeChat = checkMedia,
): Promise<Record<string, MediaCheck>> {
  const asked = evidence.filter(isTaken);
  let links = new Map<string, string>();
  if (openid !== null && asked.length > 0) {
    links = await files
      .links(asked.flatMap(({ sealedFileId }) => sealedFileId ?? []))
      .catch((error: unknown) => {
        log.defect({ event: 'mediaUnchecked' }, error);
        return new Map<string, string>();
      });
  }
  const checks = await Promise.all(
    evidence.map(async (one): Promise<[string, MediaCheck]> => {
      if (openid === null || !isTaken(one)) return [one.id, UNCHECKED];
      return [one.id, await askOne(one, links.get(one.sealedFileId ?? ''), openid, ask)];
    }),
  );
  return Object.fromEntries(checks);
}
