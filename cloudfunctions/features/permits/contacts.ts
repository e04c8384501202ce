/** Whom anybody who sees a ticket may call about it: whoever is asked next, who watches, who answers for the work, who was told. */
import type { PersonCard } from '../../../typings/api';
import type { PersonRef } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { PERMIT_CONTACTS } from '../../../miniprogram/shared/permit-words';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Each person once with all they are there, without whoever reads. Empty once the ticket is over. */
export function contactsOf(permit: Permit, actor: Pick<Actor, 'id'>, { personById }: Plant): PersonCard[] {
  if (!permit.open) return [];
  const { next, applicant, watcher, watches, raised } = permit;
  const named: [PersonRef | undefined, string][] = [
    [next?.step === 'approve' ? next.owner : undefined, PERMIT_CONTACTS.approve],
    [watches.find(({ out }) => out === null)?.by ?? watcher, PERMIT_CONTACTS.watcher],
    [applicant, PERMIT_CONTACTS.applicant],
    [raised.at(-1)?.to, PERMIT_CONTACTS.raised],
  ];
  const cards = new Map<string, PersonCard>();
  for (const [person, duty] of named) {
    if (person === undefined || person.id === actor.id) continue;
    const known = cards.get(person.id);
    const phone = personById.get(person.id)?.phone ?? null;
    cards.set(person.id, {
      id: person.id,
      name: person.name,
      phone: phone === '' ? null : phone,
      duty: known === undefined ? duty : `${known.duty}、${duty}`,
    });
  }
  return [...cards.values()];
}
