/** What the inputs of several routes of orders have in common. */
import * as v from 'valibot';

export const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
);
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64), v.regex(/^[\w-]+$/));
export const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `最多 ${max} 个字`));
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9_999_999_999_999));
export const urgency = v.picklist(['high', 'medium', 'low']);

/** Without keys, or with every one of them optional, a list would pass for an object. */
export const noList = v.pipe(
  v.unknown(),
  v.check((given) => !Array.isArray(given)),
);

export const rev = v.pipe(v.number(), v.integer(), v.minValue(1));
export const cursor = v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(200))));

/** What several orders can be given at once. */
export const shared = {
  text: v.exactOptional(words(500)),
  reason: v.exactOptional(words(200)),
  personId: v.exactOptional(id),
  onSite: v.exactOptional(v.boolean()),
  urgency: v.exactOptional(urgency),
  until: v.exactOptional(time),
};
