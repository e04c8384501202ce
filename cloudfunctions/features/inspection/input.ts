/** What the inputs of several routes of inspections have in common. */
import * as v from 'valibot';

export const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
/** `{plan}@{day}:{shift}`, or the UUID of a check before use. */
export const taskId = v.union(
  [v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}@\d{4}-\d{2}-\d{2}:[a-z0-9-]{1,64}$/)), uuid],
  '没有这项任务',
);
/** Of a point or an area. */
export const placeId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
export const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `最多 ${max} 个字`));
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));

/** Without keys, or with every one of them optional, a list would pass for an object. */
export const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given)),
);
