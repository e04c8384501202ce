/** Taking a certificate out of use before its time; open tickets that rest on it stand still. */
import type { CertificateView, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { learned } from './learn';
import { changedBy } from './save';
import { getCertificate, writeCertificate } from './store';
import { certificateView } from './view';

type Input = Routes['certificates.retire']['input'];

/**
 * Takes a certificate out of use. Three database calls with those of the caller, and those of open tickets. The same again
 * is no failure.
 * @throws AppError CERTIFICATE_UNKNOWN; CHANGED when it is not as the person saw it
 */
export async function retire(
  actor: Actor,
  input: Input,
  requestId: string,
  now: Millis,
): Promise<CertificateView> {
  const inForce = await plant(now);
  const known = await getCertificate(input.id);
  if (known === null) throw new AppError('CERTIFICATE_UNKNOWN');
  const reason = input.reason.trim();
  const isDone = known.retired?.by === actor.id && known.retired.reason === reason;
  if (isDone) return certificateView(known, actor, inForce, now);
  if (known.retired !== null) throw new AppError('CERTIFICATE_UNKNOWN');
  if (known.rev !== input.rev) throw changedBy(known, inForce);
  const next = {
    ...known,
    rev: known.rev + 1,
    retired: { at: now, by: actor.id, reason },
    pending: true,
    // The timer sees to the tickets, should this invocation not get that far.
    nextDueAt: now,
    savedBy: actor.id,
    savedAt: now,
    requestId,
    inputHash: keyed('input', canonical(input)),
  };
  if (!(await writeCertificate(next, {}))) {
    const first = await getCertificate(input.id);
    const isMine = first?.retired?.by === actor.id && first.retired.reason === reason;
    if (first === null || !isMine) throw changedBy(first, inForce);
    return certificateView(first, actor, inForce, now);
  }
  await learned(next, inForce, now);
  return certificateView(next, actor, inForce, now);
}
