/** The routes of certificates: everybody reads their own, safety keeps those of the plant. */
import * as v from 'valibot';
import { day } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { listCertificates, mine } from './read';
import { retire } from './retire';
import { KEEPERS } from './rights';
import { MAX_PHOTOS, save } from './save';

const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
const line = (label: string, max: number) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
    v.regex(/\S/, `${label}还没填`),
  );
const kindId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, '请选一种证件'));
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));
const photo = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(v.nullable(time)),
});
const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given)),
);

const saveInput = v.strictObject({
  id: uuid,
  rev: v.pipe(v.number(), v.integer(), v.minValue(0)),
  holder: v.union(
    [
      v.strictObject({ personId: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人')) }),
      v.strictObject({ name: line('姓名', 20), company: line('单位', 40) }),
    ],
    '请选一个人，或填姓名和单位',
  ),
  kindId,
  number: v.exactOptional(line('证件编号', 40)),
  issuedAt: day('发证日期'),
  validUntil: day('有效期'),
  reviewDue: v.nullable(day('复审日期')),
  photos: v.pipe(v.array(photo), v.maxLength(MAX_PHOTOS, `照片最多 ${MAX_PHOTOS} 张`)),
});

type CertificateRoutes = Pick<
  RouteTable<Actor>,
  'certificates.mine' | 'certificates.list' | 'certificates.save' | 'certificates.retire'
>;

export const certificateRoutes: CertificateRoutes = {
  'certificates.mine': {
    input: v.pipe(noList, v.strictObject({})),
    admit: 'bound',
    run: ({ actor, now }) => mine(actor, now),
  },
  'certificates.list': {
    input: v.pipe(noList, v.strictObject({ kindId: v.exactOptional(kindId) })),
    admit: [...KEEPERS, 'manager'],
    run: ({ actor, now }, input) => listCertificates(actor, input, now),
  },
  'certificates.save': {
    input: saveInput,
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => save(actor, input, requestId, now),
  },
  'certificates.retire': {
    input: v.strictObject({
      id: uuid,
      rev: v.pipe(v.number(), v.integer(), v.minValue(1)),
      reason: line('原因', 200),
    }),
    admit: KEEPERS,
    run: ({ actor, requestId, now }, input) => retire(actor, input, requestId, now),
  },
};
