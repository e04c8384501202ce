/** The routes of hot-work tickets. */
import * as v from 'valibot';
import { distinct } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { act } from './act';
import { apply } from './apply';
import { MAX_PHOTOS } from './photos';
import { form, listPage, readPermit } from './read';

const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
const id = (message: string) => v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, message));
const personId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人'));
const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `最多 ${max} 个字`));
const filled = (max: number, message: string) => v.pipe(words(max), v.regex(/\S/, message));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));
const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given)),
);
const photo = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(v.nullable(time)),
});
const photos = v.pipe(v.array(photo), v.maxLength(MAX_PHOTOS, `照片最多 ${MAX_PHOTOS} 张`));

/** More than any ticket has. */
const MAX_WORKERS = 20;
const MAX_CHECKS = 30;

const permitId = uuid;

const applyInput = v.strictObject({
  id: uuid,
  areaId: id('请选一个区域'),
  pointId: v.nullable(id('请重新扫码')),
  words: words(60),
  work: filled(100, '请写要干什么活'),
  method: filled(20, '请选动火方式'),
  level: v.picklist(['special', 'first', 'second'], '请选级别'),
  by: v.variant('kind', [
    v.strictObject({ kind: v.literal('department'), departmentId: id('请选一个部门') }),
    v.strictObject({ kind: v.literal('contractor'), company: filled(40, '请写相关方单位') }),
  ]),
  certificateIds: v.pipe(
    v.array(uuid),
    v.minLength(1, '请选作业人'),
    v.maxLength(MAX_WORKERS, `作业人最多 ${MAX_WORKERS} 位`),
    v.check((ids) => distinct(ids), '同一本证选了两次'),
  ),
  watcherId: personId,
  from: time,
  until: time,
});

const values = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
    v.pipe(v.number('请填数字'), v.finite('请填数字')),
  ),
  v.check((given) => Object.keys(given).length <= 10),
);

const actInput = v.strictObject({
  permitId,
  rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
  action: v.picklist([
    ...(['approve', 'refuse', 'withdraw', 'appoint', 'check', 'gasTest', 'watchIn'] as const),
    ...(['watchOut', 'start', 'pause', 'resume', 'finish', 'endWatch'] as const),
  ]),
  input: v.strictObject({
    note: v.exactOptional(words(300)),
    seen: v.exactOptional(v.pipe(v.string(), v.maxLength(4_000))),
    reason: v.exactOptional(words(200)),
    personId: v.exactOptional(personId),
    checks: v.exactOptional(
      v.pipe(
        v.array(
          v.strictObject({
            checkId: id('没有这一条'),
            result: v.picklist(['done', 'na']),
            reason: v.exactOptional(words(200)),
            photos,
          }),
        ),
        v.maxLength(MAX_CHECKS),
        v.check((checks) => distinct(checks.map(({ checkId }) => checkId)), '同一条确认了两次'),
      ),
    ),
    values: v.exactOptional(values),
    photos: v.exactOptional(photos),
  }),
});

type PermitRoutes = Pick<
  RouteTable<Actor>,
  'permits.rules' | 'permits.apply' | 'permits.get' | 'permits.act' | 'permits.list'
>;

export const permitRoutes: PermitRoutes = {
  'permits.rules': {
    input: v.pipe(noList, v.strictObject({})),
    admit: 'bound',
    run: ({ actor, now }) => form(actor, now),
  },
  'permits.apply': {
    input: applyInput,
    admit: 'bound',
    run: ({ actor, requestId, now }, input) => apply(actor, input, requestId, now),
  },
  'permits.get': {
    input: v.strictObject({ permitId }),
    admit: 'bound',
    run: ({ actor, now }, input) => readPermit(actor, input.permitId, now),
  },
  'permits.act': {
    input: actInput,
    admit: 'bound',
    run: ({ actor, requestId, now }, input) => act(actor, input, requestId, now),
  },
  'permits.list': {
    input: v.strictObject({
      tab: v.picklist(['mine', 'approve', 'running', 'area']),
      areaId: v.exactOptional(id('请选一个区域')),
      cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => listPage(actor, input, now),
  },
};
