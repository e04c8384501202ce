/** The routes of a supervisor's day: what there is to do, 接班 and 交班. */
import * as v from 'valibot';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { handOver } from './handOver';
import { takeOver } from './takeOver';
import { today } from './today';

const SUPERVISORS = ['supervisor', 'dutyLeader', 'safety'] as const;

/** Notes that one handover may hold; a shift with more open orders has other worries. */
const MAX_NOTES = 50;

const shiftId = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}:[a-z0-9-]{1,64}$/));
const words = v.pipe(v.string(), v.maxLength(200, '最多 200 个字'));
const orderId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);

type ShiftRoutes = Pick<RouteTable<Actor>, 'today.get' | 'shifts.takeOver' | 'shifts.handOver'>;

export const shiftRoutes: ShiftRoutes = {
  'today.get': {
    input: v.strictObject({}),
    admit: SUPERVISORS,
    run: ({ actor, now }) => today(actor, now),
  },
  'shifts.takeOver': {
    input: v.strictObject({ shiftId }),
    admit: SUPERVISORS,
    run: ({ actor, now }, input) => takeOver(actor, input.shiftId, now),
  },
  'shifts.handOver': {
    input: v.strictObject({
      shiftId,
      note: words,
      notes: v.pipe(
        v.array(v.strictObject({ orderId, text: words })),
        v.maxLength(MAX_NOTES, `最多给 ${MAX_NOTES} 件留话`),
      ),
    }),
    admit: SUPERVISORS,
    run: ({ actor, requestId, now }, input) => handOver(actor, input, requestId, now),
  },
};
