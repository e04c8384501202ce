/** Uploads evidence the way a phone does: under the person's own path, named by a UUID. */
import { randomUUID } from 'node:crypto';
import type { PhotoInput, VoiceInput } from '../../typings/api';
import { dayStamp } from '../../miniprogram/shared/time';
import { jpeg, phoneExif } from './pictures';
import { recording } from './recordings';
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
  return { ...(await upload(cloud, as, bytes, extension)), source: 'camera' };
}

/** Uploads what somebody said and answers what a report takes. @param bytes - 3 s unless given */
export async function takeVoice(
  cloud: Pick<TestCloud, 'callOk' | 'upload'>,
  as: string,
  bytes: Uint8Array = recording(3),
): Promise<VoiceInput> {
  return { ...(await upload(cloud, as, bytes, 'mp3')), seconds: 3 };
}

async function upload(
  cloud: Pick<TestCloud, 'callOk' | 'upload'>,
  as: string,
  bytes: Uint8Array,
  extension: string,
): Promise<{ fileId: string; takenAt: number }> {
  const { uploadPrefix, serverNow } = await cloud.callOk(as, 'session.get', {});
  const month = dayStamp(serverNow).slice(0, 6);
  const path = `evidence/${month}/${uploadPrefix}/${randomUUID()}.${extension}`;
  return { fileId: await cloud.upload(as, path, bytes), takenAt: serverNow };
}
