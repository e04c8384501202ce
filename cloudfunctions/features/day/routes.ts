/** The route of what a day holds beside rounds. */
import * as v from 'valibot';
import type { RouteTable } from '../../platform/router';
import { noList } from '../inspection/input';
import type { Actor } from '../people/identify';
import { dayLines } from './lines';

export const dayRoutes: Pick<RouteTable<Actor>, 'day.lines'> = {
  'day.lines': {
    input: v.pipe(noList, v.strictObject({})),
    admit: 'bound',
    run: ({ actor, now }) => dayLines(actor, now),
  },
};
