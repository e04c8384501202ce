/** The routes of orders for those who look after many of them: found again, several at once, joined, judged, checked. */
import * as v from 'valibot';
import { distinct } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { adopt } from './adopt';
import { bulk, MAX_BULK } from './bulk';
import { candidates } from './candidates';
import { acceptRest, checks } from './checks';
import { cursor, id, noList, rev, shared, uuid, words } from './input';
import { lastTime } from './last';
import { merge } from './merge';
import { relate } from './relate';
import { review } from './review';
import { search } from './search';

/** More files than an order usually has. */
const MAX_REVIEWED = 50;

const bulkInput = v.strictObject({
  orders: v.pipe(
    v.array(v.strictObject({ orderId: uuid, rev })),
    v.minLength(1, '请至少选一单'),
    v.maxLength(MAX_BULK, `一次最多选 ${MAX_BULK} 单，请分几次`),
    v.check((orders) => distinct(orders.map(({ orderId }) => orderId)), '同一单选了两次'),
  ),
  action: id,
  input: v.pipe(noList, v.strictObject(shared)),
});

const searchInput = v.pipe(
  noList,
  v.strictObject({
    text: v.exactOptional(words(40)),
    areaId: v.exactOptional(id),
    personId: v.exactOptional(id),
    open: v.exactOptional(v.boolean()),
    cursor,
  }),
  v.forward(
    v.check(
      ({ text, areaId, personId }) =>
        (text ?? '').trim() !== '' || areaId !== undefined || personId !== undefined,
      '写编号、几个字或人名，或选一个区域',
    ),
    ['text'],
  ),
);

type OfficeRoutes = Pick<
  RouteTable<Actor>,
  | 'orders.bulk'
  | 'orders.search'
  | 'orders.last'
  | 'orders.merge'
  | 'orders.relate'
  | 'content.review'
  | 'rulings.adopt'
  | 'checks.get'
  | 'checks.acceptRest'
  | 'people.candidates'
>;

export const officeRoutes: OfficeRoutes = {
  'orders.bulk': {
    input: bulkInput,
    admit: 'bound',
    run: (call, input) => bulk(call.actor, input, call.requestId, call.now),
  },
  'orders.search': {
    input: searchInput,
    admit: 'anyone',
    run: (call, input) => search(call.actor, input, call.now),
  },
  'orders.last': {
    input: v.strictObject({ orderId: uuid }),
    admit: 'bound',
    run: (call, { orderId }) => lastTime(call.actor, orderId, call.now),
  },
  'orders.merge': {
    input: v.strictObject({
      orderId: uuid,
      rev,
      into: uuid,
      reason: v.pipe(words(200), v.regex(/\S/, '请写一句原因')),
    }),
    admit: 'bound',
    run: (call, input) => merge(call.actor, input, call.requestId, call.now),
  },
  'orders.relate': {
    input: v.strictObject({ orderId: uuid, to: uuid }),
    admit: 'bound',
    run: (call, input) => relate(call.actor, input, call.now),
  },
  'content.review': {
    input: v.pipe(
      v.strictObject({
        orderId: uuid,
        files: v.pipe(
          v.array(uuid),
          v.maxLength(MAX_REVIEWED),
          v.check((ids) => distinct(ids), '同一张选了两次'),
        ),
        description: v.boolean(),
        show: v.boolean(),
      }),
      v.check(({ files, description }) => description || files.length > 0, '请至少选一样'),
    ),
    admit: ['safety'],
    run: (call, input) => review(call.actor, input, call.now),
  },
  'rulings.adopt': {
    input: v.strictObject({ orderId: uuid }),
    admit: ['safety'],
    run: (call, { orderId }) => adopt(call.actor, orderId, call.now),
  },
  'checks.get': {
    input: v.strictObject({}),
    admit: 'bound',
    run: (call) => checks(call.actor, call.now),
  },
  'checks.acceptRest': {
    input: v.strictObject({}),
    admit: 'bound',
    run: (call) => acceptRest(call.actor, call.requestId, call.now),
  },
  'people.candidates': {
    input: v.strictObject({ orderId: v.exactOptional(uuid) }),
    admit: 'bound',
    run: (call, { orderId }) => candidates(call.actor, orderId ?? null, call.now),
  },
};
