/** Where evidence lies: one folder per person or anonymous report that nobody can guess, and a sealed one that no phone can write. */
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { dayStamp } from '../../../miniprogram/shared/time';
import { keyed, sameHash } from '../../platform/canonical';
import type { Format } from './magic';

/** Hex digits of a folder name: 96 bits. */
const FOLDER_DIGITS = 24;

/** `cloud://<env>.<bucket>/evidence/<yyyymm>/<prefix>/<uuid>.<ext>`, and nothing around it. */
const UPLOADED = new RegExp(
  '^cloud://[a-z0-9-]{1,64}\\.[a-z0-9-]{1,128}' +
    '/evidence/20\\d{2}(?:0[1-9]|1[0-2])' +
    '/(?<prefix>[0-9a-f]{24})' +
    '/(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})' +
    '\\.(?<ext>jpg|jpeg|png|webp|heic|pdf|mp3)$',
);

/** How a sealed file is named, by its real format. */
const EXTENSION: Record<Format, string> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  heic: 'heic',
  pdf: 'pdf',
  mp3: 'mp3',
};

/** The folder a person uploads into: always the same, and of no use to anybody who was not told it. */
export const uploadPrefix = (openid: string): string => keyed('prefix', openid).slice(0, FOLDER_DIGITS);

/** The folder of one anonymous report and what is said about it later: it has nothing of the person's own. */
export const keyPrefix = (followKey: string): string =>
  keyed('prefix', `follow:${followKey}`).slice(0, FOLDER_DIGITS);

/** The only folder whose files somebody may name. */
export const folderOf = ({ openid, followKey }: { openid: string; followKey?: string }): string =>
  followKey === undefined ? uploadPrefix(openid) : keyPrefix(followKey);

/**
 * Checks that a file lies in the folder of who names it.
 * @param folder - see {@link folderOf}
 * @returns the evidence id, which is the uuid in the path, and the extension the phone gave
 * @throws AppError PHOTO_PATH
 */
export function checkPath(fileId: string, folder: string): { id: string; ext: string } {
  const { prefix = '', id = '', ext = '' } = UPLOADED.exec(fileId)?.groups ?? {};
  if (!sameHash(prefix, folder)) throw new AppError('PHOTO_PATH');
  return { id, ext };
}

/** What names a sealed file. */
export interface SealedName {
  orderId: string;
  evidenceId: string;
  /** Its month is part of the path; the time of sealing would give a repeated sealing another path. */
  receivedAt: Millis;
  format: Format;
}

/** The cloud path of a sealed file: always the same for the same evidence, so that sealing again overwrites. */
export function sealedPath({ orderId, evidenceId, receivedAt, format }: SealedName): string {
  const folder = keyed('prefix', `sealed:${orderId}`).slice(0, FOLDER_DIGITS);
  const month = dayStamp(receivedAt).slice(0, 6);
  return `sealed/${month}/${folder}/${evidenceId}.${EXTENSION[format]}`;
}

/** The file id of another path in the bucket of `fileId`. */
export function inSameBucket(fileId: string, path: string): string {
  const root = /^cloud:\/\/[^/]+\//.exec(fileId)?.[0];
  if (root === undefined) throw new AppError('PHOTO_PATH');
  return root + path;
}
