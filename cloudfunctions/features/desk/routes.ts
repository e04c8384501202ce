/** The routes of those who look after the whole plant: safety, the duty leader, the general manager. */
import { shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import { openDirectives } from '../directives/read';
import { decisionPiles } from '../order/piles';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { desk } from './desk';
import { night } from './night';

export const deskRoutes: Pick<RouteTable<Actor>, 'desk.get' | 'night.get' | 'decisions.get'> = {
  'desk.get': {
    input: shape({}),
    admit: ['safety'],
    run: ({ actor, now }) => desk(actor, now),
  },
  'night.get': {
    input: shape({}),
    admit: ['dutyLeader', 'safety'],
    run: ({ actor, now }) => night(actor, now),
  },
  'decisions.get': {
    input: shape({}),
    admit: ['manager'],
    async run({ actor, now }) {
      const inForce = await plant(now);
      const [piles, directives] = await Promise.all([
        decisionPiles(actor, inForce, now),
        openDirectives(actor, now),
      ]);
      return { ...piles, directives };
    },
  },
};
