/** The two codes of a label: WeChat's own, drawn once and kept, and a plain one that is read without a network. */
import type { LabelCode, LabelRef, Routes } from '../../../typings/api';
import type { Notices } from '../../../typings/config';
import type { LabelFile, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { areaKey, LABEL_PAGE, plainOf, sceneOf, type LabelTarget } from '../../../miniprogram/shared/label';
import * as log from '../../platform/log';
import { qrRows } from '../../platform/qr';
import { miniProgramCode, temporaryLinks, uploadFile } from '../../platform/sdk';
import { plant, type Plant } from '../plant/current';
import { drawn, keep } from './store';

/** Pixels: sharp where it is printed four centimetres wide. */
const WIDTH = 430;

/** The version of the mini-program that is opened, as `wxacode.getUnlimited` names it. */
const VERSIONS: Record<Notices['miniprogramState'], string> = {
  developer: 'develop',
  trial: 'trial',
  formal: 'release',
};

/** A label that is asked for: what names it, and where its code lies. */
interface Wanted {
  ref: LabelRef;
  target: LabelTarget;
  /** Another version of the mini-program has a code of its own. */
  fileKey: string;
}

function targetOf({ kind, id }: LabelRef, { pointById, areaById }: Plant): LabelTarget {
  const no = kind === 'point' ? pointById.get(id)?.no : undefined;
  if (no !== undefined) return { kind: 'point', no };
  if (kind === 'point' || !areaById.has(id)) throw new AppError('PLACE_UNKNOWN');
  return { kind: 'area', key: areaKey(id) };
}

const wanted = (ref: LabelRef, inForce: Plant): Wanted => {
  const target = targetOf(ref, inForce);
  return { ref, target, fileKey: `${VERSIONS[inForce.notices.miniprogramState]}/${sceneOf(target)}` };
};

/** Draws a code and stores it under a name that never changes. @throws AppError CODE_REFUSED */
async function draw({ target, fileKey }: Wanted, state: Notices['miniprogramState'], now: Millis) {
  const { errCode, errMsg, picture } = await miniProgramCode({
    scene: sceneOf(target),
    page: LABEL_PAGE,
    envVersion: VERSIONS[state],
    width: WIDTH,
  });
  if (picture === null) {
    log.warn({ event: 'label.refused', code: String(errCode), reason: errMsg });
    throw new AppError('CODE_REFUSED');
  }
  const extension = picture.contentType === 'image/png' ? 'png' : 'jpg';
  const fileId = await uploadFile(`labels/${fileKey.replace('=', '-')}.${extension}`, picture.bytes);
  const file: LabelFile = { _id: fileKey, schema: 1, fileId, drawnAt: now };
  await keep(file);
  return file;
}

/**
 * The codes of up to 24 labels. Calls: one to the database for codes that were drawn before and one to the file store;
 * besides these an open API call, an upload and a database call for every other.
 * @throws AppError PLACE_UNKNOWN for a label of nothing; CODE_REFUSED when WeChat draws none: those it drew are kept
 */
export async function codes(
  refs: readonly LabelRef[],
  now: Millis,
): Promise<Routes['labels.codes']['output']> {
  const inForce = await plant(now);
  const state = inForce.notices.miniprogramState;
  const labels = refs.map((ref) => wanted(ref, inForce));
  const files = await drawn(labels.map(({ fileKey }) => fileKey));
  const links = await temporaryLinks([...files.values()].map(({ fileId }) => fileId));

  // A file that somebody removed has no link, and is drawn anew like one that never was.
  const linkOf = ({ fileKey }: Wanted) => links.get(files.get(fileKey)?.fileId ?? '');
  const missing = labels.filter((label) => linkOf(label) === undefined);
  const attempts = await Promise.allSettled(missing.map((label) => draw(label, state, now)));
  const fresh = attempts.map((attempt) => {
    if (attempt.status === 'rejected') throw attempt.reason;
    return attempt.value;
  });
  for (const file of fresh) files.set(file._id, file);
  for (const [id, url] of await temporaryLinks(fresh.map(({ fileId }) => fileId))) links.set(id, url);

  return {
    codes: labels.map((label): LabelCode => {
      const url = linkOf(label);
      if (url === undefined) throw new Error(`no link to ${label.fileKey}`);
      return { ...label.ref, url, plain: qrRows(plainOf(label.target)) };
    }),
  };
}
