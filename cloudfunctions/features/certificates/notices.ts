/** What is told of certificates that end: to the holder, and to whoever the rules name; each once. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis, PersonRef } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { whenText } from '../../../miniprogram/shared/time';
import { addresseeOf, hoursOf } from '../notices/addressee';
import { deliver } from '../notices/send';
import type { Plant } from '../plant/current';

/** Its holder, as long as they are with the plant, and everybody with the roles that the rules name. */
function readersOf({ holder }: Certificate, { permits, people, personById }: Plant): PersonRef[] {
  const { roles } = permits.certificateReminders;
  const named = people.filter(
    (person) => person.status === 'active' && person.roles.some((role) => roles.includes(role)),
  );
  const own = holder.kind === 'person' ? personById.get(holder.id) : undefined;
  const all = own?.status === 'active' ? [own, ...named] : named;
  return [...new Map(all.map(({ id, name }) => [id, { id, name }])).values()];
}

/** Tells once for each number of days. Told again it is one message. */
export async function tellEnding(
  certificate: Certificate,
  days: number,
  inForce: Plant,
  now: Millis,
): Promise<void> {
  const { notices } = inForce;
  const notice = now < certificate.endsAt ? 'certificateDue' : 'certificateOver';
  if (!notices.notices.some(({ id }) => id === notice)) return;
  const { _id, holder, kindName, endsAt } = certificate;
  for (const to of readersOf(certificate, inForce)) {
    await deliver({
      order: null,
      key: `certificate-${_id}-${endsAt}-${days}-${to.id}`,
      effect: {
        kind: 'notice',
        notice,
        to,
        urgency: 'low',
        facts: {
          number: WORDS.certificate,
          title: kindName,
          owner: holder.name,
          // Its last day, not the midnight after it.
          due: whenText(endsAt - 1, now),
          dueAt: endsAt,
        },
      },
      addressee: addresseeOf(inForce, to.id),
      isGrave: false,
      hours: hoursOf(inForce),
      notices,
      now,
      again: true,
    });
  }
}
