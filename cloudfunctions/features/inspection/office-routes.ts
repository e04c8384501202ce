/** The routes of inspections that few calls ask for: begun before use, handed on, explained, overseen. */
import * as v from 'valibot';
import { month } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { begin } from './begin';
import { coverage } from './coverage';
import { explain } from './explain';
import { handOver } from './handOver';
import { history, patrols } from './history';
import { noList, placeId, taskId, uuid, words } from './input';
import { misses } from './misses';
import { OVERSEERS, PLANT_WIDE } from './rights';

const rev = v.pipe(v.number(), v.integer(), v.minValue(1));
const reason = v.pipe(words(200), v.regex(/\S/, '请写一句原因'));
const personId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人'));

type OfficeTaskRoutes = Pick<
  RouteTable<Actor>,
  | 'tasks.begin'
  | 'tasks.handOver'
  | 'tasks.explain'
  | 'tasks.misses'
  | 'tasks.coverage'
  | 'tasks.history'
  | 'tasks.patrols'
>;

export const officeTaskRoutes: OfficeTaskRoutes = {
  'tasks.begin': {
    input: v.strictObject({ id: uuid, pointId: placeId }),
    admit: 'bound',
    run: ({ actor, now }, input) => begin(actor, input, now),
  },
  'tasks.handOver': {
    input: v.strictObject({ taskId, rev, to: personId, reason }),
    admit: 'bound',
    run: ({ actor, now }, input) => handOver(actor, input, now),
  },
  'tasks.explain': {
    input: v.strictObject({ taskId, rev, reason }),
    admit: 'bound',
    run: ({ actor, now }, input) => explain(actor, input, now),
  },
  'tasks.misses': {
    input: v.pipe(
      noList,
      v.strictObject({ cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))) }),
    ),
    admit: OVERSEERS,
    run: ({ actor, now }, { cursor }) => misses(actor, cursor, now),
  },
  'tasks.coverage': {
    input: v.pipe(noList, v.strictObject({ month: v.exactOptional(month) })),
    admit: PLANT_WIDE,
    run: ({ now }, { month }) => coverage(month, now),
  },
  'tasks.history': {
    input: v.strictObject({ pointId: placeId }),
    admit: 'bound',
    run: ({ actor, now }, { pointId }) => history(actor, pointId, now),
  },
  'tasks.patrols': {
    input: v.strictObject({ areaId: placeId }),
    admit: 'bound',
    run: ({ actor, now }, { areaId }) => patrols(actor, areaId, now),
  },
};
