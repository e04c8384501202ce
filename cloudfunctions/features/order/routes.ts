/** The routes of orders: what a phone may send, and which command it reaches. */
import * as v from 'valibot';
import { distinct } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import { keyPrefix } from '../capture/paths';
import type { Actor } from '../people/identify';
import { toMe } from '../people/me';
import { plant } from '../plant/current';
import { act, MAX_ACT_PHOTOS } from './act';
import { comment, MAX_COMMENT_PHOTOS, MAX_MENTIONS } from './comment';
import { follow, reply } from './follow';
import { templatesHere } from './frequent';
import { cursor, id, noList, rev, shared, time, urgency, uuid, words } from './input';
import { join } from './join';
import { mine } from './mine';
import { home, listPage, readOrder } from './read';
import { MAX_SCENE_PHOTOS, report } from './report';
import { similar } from './similar';

const photo = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(v.nullable(time)),
});

/** `{plan}@{day}:{shift}` or a UUID, and `{point}:{item}`; an order only points there, and what is there decides who may read it. */
const foundAt = v.strictObject({
  taskId: v.union([v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}@\d{4}-\d{2}-\d{2}:[a-z0-9-]{1,64}$/)), uuid]),
  itemId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}:[a-z0-9-]{1,64}$/)),
});

/** The server counts the seconds itself; more than a minute no phone of ours records. */
const voice = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  seconds: v.pipe(v.number(), v.minValue(0), v.maxValue(60)),
  takenAt: v.exactOptional(v.nullable(time)),
});

/** No card asks more than three questions; one of an earlier edition may have asked others. */
const MAX_ANSWERS = 10;

const photos = (max: number) => v.pipe(v.array(photo), v.maxLength(max, `照片最多 ${max} 张`));

/** As many digits as 256 bits have. */
const followKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '这张凭证不完整，请在报的那部手机上打开'));

const position = v.nullable(
  v.strictObject({
    longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
    latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
    accuracy: v.pipe(v.number(), v.minValue(0), v.maxValue(100_000)),
  }),
);

/** Of a picture, see `dHash`. */
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const reportInput = v.strictObject({
  id: uuid,
  templateId: v.nullable(id),
  description: words(500),
  urgency: v.exactOptional(urgency),
  urgencyReason: v.exactOptional(words(200)),
  areaId: id,
  pointId: v.nullable(id),
  placeSource: v.picklist(['label', 'typed', 'gps', 'chosen', 'lastUsed']),
  position,
  photos: photos(MAX_SCENE_PHOTOS),
  voice: v.exactOptional(voice),
  observedAt: v.nullable(time),
  visibility: v.picklist(['named', 'safetyOnly', 'anonymous']),
  followKey: v.exactOptional(followKey),
  selfFixed: v.exactOptional(v.strictObject({ photos: photos(MAX_SCENE_PHOTOS), text: words(500) })),
  stop: v.exactOptional(v.boolean()),
  screening: v.exactOptional(
    v.strictObject({
      cardId: id,
      answers: v.pipe(
        noList,
        v.record(id, v.picklist(['yes', 'no', 'unsure'])),
        v.check((answers) => Object.keys(answers).length <= MAX_ANSWERS),
      ),
    }),
  ),
  forPersonId: v.exactOptional(id),
  task: v.exactOptional(foundAt),
});

const part = v.exactOptional(words(500));

const actInput = v.strictObject({
  orderId: uuid,
  rev,
  action: id,
  input: v.pipe(
    noList,
    v.strictObject({
      ...shared,
      photos: v.exactOptional(photos(MAX_ACT_PHOTOS)),
      files: v.exactOptional(photos(MAX_ACT_PHOTOS)),
      basis: part,
      interim: part,
      measure: part,
      money: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000))),
      emergency: part,
      reviewerId: v.exactOptional(id),
      goal: part,
      funds: part,
      team: part,
      schedule: part,
      safeguard: part,
      duty: v.exactOptional(id),
    }),
  ),
});

/** A word on an order. */
const said = v.pipe(words(300), v.regex(/\S/, '请写一句话'));

const mentions = v.pipe(
  v.array(id),
  v.maxLength(MAX_MENTIONS, `一次最多提到 ${MAX_MENTIONS} 个人`),
  v.check((ids) => distinct(ids), '同一个人提到了两次'),
);

const listInput = v.strictObject({
  tab: v.picklist(['waiting', 'reported', 'charge', 'area']),
  state: v.exactOptional(id),
  open: v.exactOptional(v.boolean()),
  cursor,
});

type OrderRoutes = Pick<
  RouteTable<Actor>,
  | 'orders.report'
  | 'orders.get'
  | 'orders.list'
  | 'orders.act'
  | 'orders.comment'
  | 'orders.folder'
  | 'orders.follow'
  | 'orders.reply'
  | 'orders.similar'
  | 'orders.join'
  | 'templates.here'
  | 'reports.mine'
  | 'home.get'
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
      text: said,
      mentions: v.exactOptional(mentions),
      photos: v.exactOptional(photos(MAX_COMMENT_PHOTOS)),
    }),
    admit: 'anyone',
    run: (call, input) => comment(call.actor, input, call.requestId, call.now),
  },
  'orders.folder': {
    input: v.strictObject({ key: followKey }),
    admit: 'anyone',
    run: (_call, { key }) => Promise.resolve({ uploadPrefix: keyPrefix(key) }),
  },
  'orders.follow': {
    input: v.strictObject({ id: uuid, key: followKey }),
    admit: 'anyone',
    run: (call, input) => follow(call.actor, input, call.now),
  },
  'orders.reply': {
    input: v.strictObject({
      id: uuid,
      key: followKey,
      text: said,
      photos: v.exactOptional(photos(MAX_COMMENT_PHOTOS)),
    }),
    admit: 'anyone',
    run: (call, input) => reply(call.actor, input, call.requestId, call.now),
  },
  'orders.similar': {
    input: v.strictObject({
      areaId: id,
      pointId: v.nullable(id),
      templateId: v.nullable(id),
      position,
      hashes: v.pipe(v.array(hash), v.maxLength(MAX_SCENE_PHOTOS)),
    }),
    admit: 'anyone',
    run: (call, input) => similar(call.actor, input, call.now),
  },
  'orders.join': {
    input: v.strictObject({
      id: uuid,
      orderId: uuid,
      ticket: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      urgency: v.exactOptional(urgency),
      photos: v.exactOptional(photos(MAX_SCENE_PHOTOS)),
    }),
    admit: 'anyone',
    run: (call, input) => join(call.actor, input, call.now),
  },
  'templates.here': {
    input: v.strictObject({ areaId: id, pointId: v.nullable(id) }),
    admit: 'anyone',
    run: ({ actor, now }, input) => templatesHere(actor, input, now),
  },
  'reports.mine': {
    input: v.pipe(noList, v.strictObject({ cursor })),
    admit: 'anyone',
    run: ({ actor, now }, input) => mine(actor, input, now),
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
