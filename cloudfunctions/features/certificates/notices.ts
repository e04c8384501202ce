/** What is told of certificates that end: to the holder, and to whoever the rules name; each once. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis, PersonRef } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { whenText } from '../../../miniprogram/shared/time';
import { notify } from '../notices/notify';
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
  const { _id, holder, kindName, endsAt } = certificate;
  const notice = now < endsAt ? 'certificateDue' : 'certificateOver';
  // Its last day, not the midnight after it.
  const due = whenText(endsAt - 1, now);
  const facts = { number: WORDS.certificate, title: kindName, owner: holder.name, due, dueAt: endsAt };
  for (const to of readersOf(certificate, inForce)) {
    const key = `certificate-${_id}-${endsAt}-${days}-${to.id}`;
    await notify({ key, notice, to, urgency: 'low', facts }, inForce, now);
  }
}
