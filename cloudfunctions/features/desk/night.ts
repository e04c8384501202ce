/** The duty leader's card: what needs a person before morning, and whom to call where. */
import type { NightCard, PersonCard } from '../../../typings/api';
import type { Millis, PersonRef } from '../../../typings/domain';
import { DUTY_WORDS, ROLE_WORDS } from '../../../miniprogram/shared/words';
import { nightPile } from '../order/piles';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { leadersShift } from '../shift/current';

/** Areas named with a 现场管控人; whoever keeps more keeps 「等 n 个区域」. */
const NAMED_AREAS = 2;

function areasText(names: readonly string[]): string {
  const named = names.slice(0, NAMED_AREAS).join('、');
  return names.length > NAMED_AREAS ? `${named}等 ${names.length} 个区域` : named;
}

/** Who is on duty now, each once: the duty leader, safety, then who keeps which areas. */
export function onDuty({ duty, places, personById }: Plant, now: Millis): PersonCard[] {
  const areas = new Map<string, { person: PersonRef; names: string[] }>();
  for (const { id, name } of places.areas) {
    const person = duty.siteKeeper(id, now);
    const known = areas.get(person.id);
    if (known === undefined) areas.set(person.id, { person, names: [name] });
    else known.names.push(name);
  }
  const all = [
    { person: duty.dutyLeader(now), as: ROLE_WORDS.dutyLeader },
    { person: duty.safety(now), as: ROLE_WORDS.safety },
    ...[...areas.values()].map(({ person, names }) => ({
      person,
      as: `${areasText(names)} ${DUTY_WORDS.siteKeeper}`,
    })),
  ];
  const cards = new Map<string, PersonCard>();
  for (const { person, as } of all) {
    const known = cards.get(person.id);
    const phone = personById.get(person.id)?.phone ?? null;
    const said = known === undefined ? as : `${known.duty}、${as}`;
    cards.set(person.id, { id: person.id, name: person.name, phone, duty: said });
  }
  return [...cards.values()];
}

/** Two database calls and one for the pictures. */
export async function night(actor: Actor, now: Millis): Promise<NightCard> {
  const inForce = await plant(now);
  const [turn, pile] = await Promise.all([
    leadersShift(actor.id, inForce, now),
    nightPile(actor, inForce, now),
  ]);
  return { turn, ...pile, people: onDuty(inForce, now) };
}
