/** The routes of orders: what a phone may send, and which command it reaches. */
import * as v from 'valibot';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { toMe } from '../people/me';
import { plant } from '../plant/current';
import { act, MAX_ACT_PHOTOS } from './act';
import { candidates } from './candidates';
import { comment } from './comment';
import { templatesHere } from './frequent';
import { home, listPage, readOrder } from './read';
import { MAX_SCENE_PHOTOS, report } from './report';

const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[\w-]+$/));
const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `最多 ${max} 个字`));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));
const urgency = v.picklist(['high', 'medium', 'low']);

const photo = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(v.nullable(time)),
});

const photos = (max: number) => v.pipe(v.array(photo), v.maxLength(max, `照片最多 ${max} 张`));

const reportInput = v.strictObject({
  id: uuid,
  templateId: v.nullable(id),
  description: words(500),
  urgency: v.exactOptional(urgency),
  urgencyReason: v.exactOptional(words(200)),
  areaId: id,
  pointId: v.nullable(id),
  placeSource: v.picklist(['label', 'typed', 'gps', 'chosen', 'lastUsed']),
  position: v.nullable(
    v.strictObject({
      longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
      latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
      accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)),
    }),
  ),
  photos: photos(MAX_SCENE_PHOTOS),
  observedAt: v.nullable(time),
  visibility: v.picklist(['named', 'safetyOnly']),
});

const actInput = v.strictObject({
  orderId: uuid,
  rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
  action: id,
  input: v.pipe(
    v.unknown(),
    // With every key optional, a list would pass for an object without keys.
    v.check((given) => !Array.isArray(given)),
    v.strictObject({
      text: v.exactOptional(words(500)),
      reason: v.exactOptional(words(200)),
      photos: v.exactOptional(photos(MAX_ACT_PHOTOS)),
      files: v.exactOptional(photos(MAX_ACT_PHOTOS)),
      personId: v.exactOptional(id),
      onSite: v.exactOptional(v.boolean()),
      urgency: v.exactOptional(urgency),
    }),
  ),
});

const listInput = v.strictObject({
  tab: v.picklist(['waiting', 'reported', 'charge', 'area']),
  state: v.exactOptional(id),
  open: v.exactOptional(v.boolean()),
  cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
});

type OrderRoutes = Pick<
  RouteTable<Actor>,
  | 'orders.report'
  | 'orders.get'
  | 'orders.list'
  | 'orders.act'
  | 'orders.comment'
  | 'people.candidates'
  | 'home.get'
  | 'templates.here'
>;

export const orderRoutes: OrderRoutes = {
  'orders.report': {
    input: reportInput,
    admit: 'anyone',
    run: (call, input) => report(call.actor, input, call.requestId, call.now),
  },
  'orders.get': {
    input: v.strictObject({ orderId: uuid }),
    admit: 'anyone',
    run: (call, { orderId }) => readOrder(call.actor, orderId, call.now),
  },
  'orders.list': {
    input: listInput,
    admit: 'anyone',
    run: (call, input) => listPage(call.actor, input, call.now),
  },
  'orders.act': {
    input: actInput,
    admit: 'anyone',
    run: (call, input) => act(call.actor, input, call.requestId, call.now),
  },
  'orders.comment': {
    input: v.strictObject({
      orderId: uuid,
      text: v.pipe(words(300), v.regex(/\S/, '请写一句话')),
    }),
    admit: 'anyone',
    run: (call, input) => comment(call.actor, input, call.requestId, call.now),
  },
  'people.candidates': {
    input: v.strictObject({ orderId: uuid }),
    admit: 'bound',
    run: (call, { orderId }) => candidates(call.actor, orderId, call.now),
  },
  'templates.here': {
    input: v.strictObject({ areaId: id, pointId: v.nullable(id) }),
    admit: 'anyone',
    run: (call, input) => templatesHere(input, call.now),
  },
  'home.get': {
    input: v.strictObject({}),
    admit: 'anyone',
    run: async (call) => ({
      me: toMe(call.actor, await plant(call.now)),
      ...(await home(call.actor, call.now)),
    }),
  },
};
