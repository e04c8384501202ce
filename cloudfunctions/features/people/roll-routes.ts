/** The routes of the roll: who is in the plant, and the codes by which phones are bound. */
import type { Millis } from '../../../typings/domain';
import { shape, whole } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from './identify';
import { createInvite } from './invites';
import { savePerson } from './save';
import { personId, personInput } from './schema';

/** Gives the open orders of somebody who left to whoever answers for them now; doing it twice is harmless. */
export type HandOver = (personId: string, now: Millis) => Promise<unknown>;

/** @param handOver - of the feature that knows orders */
export const rollRoutes = (
  handOver: HandOver,
): Pick<RouteTable<Actor>, 'invites.create' | 'people.save'> => ({
  'invites.create': {
    input: shape({ personId }),
    admit: ['admin', 'safety', 'supervisor'],
    run: ({ actor, now }, input) => createInvite(actor, input.personId, now),
  },
  'people.save': {
    input: shape({
      rev: whole('版本', 0, Number.MAX_SAFE_INTEGER),
      person: personInput,
    }),
    admit: ['admin'],
    async run({ actor, now }, input) {
      const { id, rev, left } = await savePerson(actor, input, now);
      if (left) await handOver(id, now);
      return { id, rev };
    },
  },
});
