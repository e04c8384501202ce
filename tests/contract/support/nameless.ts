/** Reports without a name as a phone makes them: a key of its own, and pictures in the folder of that key. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { OrderView, PhotoInput, ReportInput, ReportReceipt } from '../../../typings/api';
import { dayStamp } from '../../../miniprogram/shared/time';
import { jpeg, phoneExif } from '../../support/pictures';
import type { TestCloud } from '../../support/cloud';
import { report } from './desk';

export const newKey = (): string => randomBytes(32).toString('hex');

/** A picture of a phone, with all that phones write into them, in the folder of a key. */
export async function keyPhoto(
  cloud: TestCloud,
  as: string,
  key: string,
  bytes: Uint8Array = jpeg({ seed: Math.floor(Math.random() * 2 ** 31), exif: phoneExif }),
): Promise<PhotoInput> {
  const { uploadPrefix } = await cloud.callOk(as, 'orders.folder', { key });
  const path = `evidence/${dayStamp(await cloud.now()).slice(0, 6)}/${uploadPrefix}/${randomUUID()}.jpg`;
  return { fileId: await cloud.upload(as, path, bytes), source: 'camera', takenAt: null };
}

export const reportNameless = (
  cloud: TestCloud,
  as: string,
  key: string,
  patch: Partial<ReportInput> = {},
): Promise<ReportReceipt> => report(cloud, as, { visibility: 'anonymous', followKey: key, ...patch });

/** The order as the holder of its key sees it. */
export const follow = (cloud: TestCloud, as: string, id: string, key: string): Promise<OrderView> =>
  cloud.callOk(as, 'orders.follow', { id, key });
