/** The route of the plant: what phones report against. */
import * as v from 'valibot';
import { shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { plant } from './current';
import { plantView } from './view';

export const plantRoutes: Pick<RouteTable<Actor>, 'plant.get'> = {
  'plant.get': {
    // A phone may hold a version of any earlier form: one that is not known is simply out of date.
    input: shape({ version: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(64)))) }),
    admit: 'anyone',
    run: async ({ now }, input) => plantView(await plant(now), input.version ?? null),
  },
};
