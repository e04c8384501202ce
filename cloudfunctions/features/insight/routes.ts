/** The routes of what is counted. */
import * as v from 'valibot';
import type { Role } from '../../../typings/domain';
import { choice, day, month, shape } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import { ordersBehind } from '../order/behind';
import { posting } from '../order/posted';
import type { Actor } from '../people/identify';
import { inspections } from './month';
import { overview } from './overview';
import { OPENERS } from './scope';

/** Who is told numbers: of the plant, or of what they look after. */
const READERS: readonly Role[] = ['safety', 'manager', 'admin', 'supervisor'];

const id = v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(64)));

const filter = shape({
  what: choice('哪些隐患', ['reported', 'closed', 'overdue', 'answered']),
  from: v.exactOptional(day('开始日期')),
  to: v.exactOptional(day('结束日期')),
  areaId: id,
  departmentId: id,
  categoryId: id,
  urgency: v.exactOptional(choice('紧急程度', ['high', 'medium', 'low'])),
  slot: v.exactOptional(choice('时段', ['00', '04', '08', '12', '16', '20'])),
  major: v.exactOptional(v.literal(true)),
});

export const insightRoutes: Pick<
  RouteTable<Actor>,
  'insight.inspections' | 'insight.overview' | 'insight.orders' | 'insight.posting'
> = {
  'insight.inspections': {
    input: v.strictObject({ month }),
    admit: READERS,
    run: ({ actor, now }, input) => inspections(actor, input.month, now),
  },
  'insight.overview': {
    input: shape({
      period: choice('时间', ['today', 'week', 'month']),
      of: v.exactOptional(day('日期')),
    }),
    admit: READERS,
    run: ({ actor, now }, input) => overview(actor, input, now),
  },
  'insight.orders': {
    input: shape({
      filter,
      cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
    }),
    admit: OPENERS,
    run: ({ actor, now }, input) => ordersBehind(actor, input, now),
  },
  'insight.posting': {
    input: shape({ areaId: id }),
    admit: OPENERS,
    run: ({ actor, now }, input) => posting(actor, input, now),
  },
};
