/** Photos of certificates: sealed at once, or by the timer. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import { sealAttached, sealAttachedNow, type RecordSealed } from '../capture/attached';
import { writeSealed } from './store';

/** When the timer looks again is its own business: it looks at what it sealed. */
const recordOf =
  ({ _id }: Certificate): RecordSealed =>
  async (sealed) => {
    if (Object.keys(sealed).length > 0) await writeSealed(_id, sealed);
  };

/** Seals what an invocation admitted; the timer does the rest. Never throws. */
export const sealNow = (certificate: Certificate, now: Millis, files: Map<string, Buffer>): Promise<void> =>
  sealAttachedNow(certificate, recordOf(certificate), now, files);

/** Seals what is pending. @returns whether some is to be tried again */
export async function sealPending(certificate: Certificate, now: Millis): Promise<boolean> {
  let isLeft = false;
  await sealAttached(
    certificate,
    async (sealed, left) => {
      isLeft = left;
      await recordOf(certificate)(sealed, left);
    },
    now,
  );
  return isLeft;
}
