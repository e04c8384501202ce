/** The routes of what is counted. */
import * as v from 'valibot';
import type { Role } from '../../../typings/domain';
import { month } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { inspections } from './month';

/** Who is told numbers: of the plant, or of what they look after. */
const READERS: readonly Role[] = ['safety', 'manager', 'admin', 'supervisor'];

export const insightRoutes: Pick<RouteTable<Actor>, 'insight.inspections'> = {
  'insight.inspections': {
    input: v.strictObject({ month }),
    admit: READERS,
    run: ({ actor, now }, input) => inspections(actor, input.month, now),
  },
};
