/** The routes of directives: management issues them, whoever was given one answers it. */
import * as v from 'valibot';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { answer } from './answer';
import { issue, type Direct } from './issue';
import { ISSUERS } from './issuers';
import { listDirectives } from './read';

const id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{8,64}$/));
const orderId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
const personId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人'));
const words = v.pipe(v.string(), v.maxLength(300, '最多 300 个字'), v.regex(/\S/, '请写一句话'));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));

type DirectiveRoutes = Pick<RouteTable<Actor>, 'directives.issue' | 'directives.answer' | 'directives.list'>;

/** @param direct - of the feature that knows orders */
export const directiveRoutes = (direct: Direct): DirectiveRoutes => ({
  'directives.issue': {
    input: v.strictObject({ orderId: v.nullable(orderId), to: personId, text: words, dueAt: time }),
    admit: ISSUERS,
    run: ({ actor, requestId, now }, input) => issue(actor, input, requestId, now, direct),
  },
  'directives.answer': {
    input: v.strictObject({ id, rev: v.pipe(v.number(), v.integer(), v.minValue(1)), text: words }),
    admit: 'bound',
    run: ({ actor, now }, input) => answer(actor, input, now),
  },
  'directives.list': {
    input: v.pipe(
      v.unknown(),
      v.check((given) => !Array.isArray(given)),
      v.strictObject({ cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))) }),
    ),
    admit: 'bound',
    run: ({ actor, now }, { cursor }) => listDirectives(actor, cursor, now),
  },
});
