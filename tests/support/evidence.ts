/** Uploads evidence the way a phone does: under the person's own path, named by a UUID. */
import { randomUUID } from 'node:crypto';
import type { PhotoInput } from '../../typings/api';
import { dayStamp } from '../../miniprogram/shared/time';
import { jpeg, phoneExif } from './pictures';
import type { TestCloud } from './cloud';

/**
 * Uploads one file and answers what a report or act takes.
 * @param bytes - a JPEG with EXIF unless given
 * @param extension - of the file name; says nothing about the bytes
 */
export async function takePhoto(
  cloud: Pick<TestCloud, 'callOk' | 'upload'>,
  as: string,
  bytes: Uint8Array = jpeg({ seed: Math.floor(Math.random() * 2 ** 31), exif: phoneExif }),
  extension = 'jpg',
): Promise<PhotoInput> {
  const { uploadPrefix, serverNow } = await cloud.callOk(as, 'session.get', {});
  const month = dayStamp(serverNow).slice(0, 6);
  const path = `evidence/${month}/${uploadPrefix}/${randomUUID()}.${extension}`;
  return { fileId: await cloud.upload(as, path, bytes), source: 'camera', takenAt: serverNow };
}
