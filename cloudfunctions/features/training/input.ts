/** What the inputs of several routes of trainings have in common. */
import * as v from 'valibot';
import { day } from '../../config/parts';

export const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
export const trainingId = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,64}@[a-z0-9-]{1,64}:\d{4}(?:-\d{2}-\d{2})?$/, '没有这份培训'),
);
/** Of a course, a material, a question or an option. */
export const itemId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, '没有这一项，请下拉刷新'));
export const personId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人'));
export const departmentId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '没有这个部门，请下拉刷新'));
export const rev = v.pipe(v.number(), v.integer(), v.minValue(1));
export const reason = v.pipe(v.string(), v.maxLength(200, '最多 200 个字'), v.regex(/\S/, '请写一句原因'));
export const place = v.pipe(v.string(), v.maxLength(40, '最多 40 个字'), v.regex(/\S/, '请写在哪里上课'));
export const until = day('新的日子');
export const level = v.picklist(['company', 'workshop', 'team', 'refresh']);
export const secret = v.pipe(v.string(), v.regex(/^\d{6}$/, '请输入六位数'));

/** Without keys, or with every one of them optional, a list would pass for an object. */
export const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given)),
);

export const picture = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999))),
  ),
});
