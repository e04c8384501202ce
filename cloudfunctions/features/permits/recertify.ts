/** What became of a certificate reaches the open tickets that rest on it; work whose certificate does not count stops. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { AppError } from '../../../miniprogram/shared/errors';
import type { PermitHappening } from '../../engine/permit';
import type { Plant } from '../plant/current';
import { tellOf } from './notices';
import { getPermit, openPermits, writePermit } from './store';
import { recorded } from './trail';
import { lookAt, settled } from './world';

/** More tickets than a plant has open. */
const READS = 500;

const TRIES = 8;

/** The ticket with the certificate as it is now; the very same one when nothing differs. */
function withCertificate(permit: Permit, certificate: Certificate): Permit {
  const { _id, kindId, kindName, validUntil, endsAt, retired } = certificate;
  // Another kind is no certificate for this work any more.
  const isRetired = retired !== null || kindId !== permit.rules.certificateKind.id;
  const isSame = ({ certificate: known }: Permit['workers'][number]): boolean =>
    known.id !== _id || (known.endsAt === endsAt && known.isRetired === isRetired);
  if (permit.workers.every(isSame)) return permit;
  const workers = permit.workers.map((worker) =>
    worker.certificate.id === _id
      ? { ...worker, certificate: { id: _id, kindId, kindName, validUntil, endsAt, isRetired } }
      : worker,
  );
  return { ...permit, workers };
}

/** @throws AppError BUSY when others were first time and again: the timer tries again */
async function reach(first: Permit, certificate: Certificate, inForce: Plant, now: Millis): Promise<void> {
  let read: Permit | null = first;
  for (let tries = 0; tries < TRIES && read?.open === true; tries += 1) {
    const changed = withCertificate(read, certificate);
    if (changed === read) return;
    const { state } = read;
    const change: PermitHappening = {
      actor: null,
      action: 'certificate',
      from: state,
      to: state,
      detail: {
        name: certificate.holder.name,
        endsAt: certificate.endsAt,
        isRetired: certificate.retired !== null,
      },
    };
    const moved = settled(changed, inForce, now);
    const noted = recorded(moved.ticket, [change, ...moved.happenings], now, null);
    const written = await writePermit(read, { ...noted, nextDueAt: lookAt(noted, now) });
    if (written !== null) {
      await tellOf(written, moved.tell, inForce, now);
      return;
    }
    read = await getPermit(first._id);
  }
  if (read?.open === true) throw new AppError('BUSY');
}

/** One database call, and two for each ticket that rests on the certificate. Done again it changes nothing. */
export async function recertify(certificate: Certificate, inForce: Plant, now: Millis): Promise<void> {
  const open = await openPermits(READS);
  for (const permit of open) await reach(permit, certificate, inForce, now);
}
