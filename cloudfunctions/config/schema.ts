/** The gate of all configuration: a body passes its kind's schema here or is refused field by field. */
import * as v from 'valibot';
import { AppError } from '../../miniprogram/shared/errors';
import type { ConfigKind, ConfigKinds } from '../../typings/config';
import { briefingsSchema } from './briefing-schema';
import { noticesSchema, rolesSchema, templatesSchema } from './content-schema';
import { deadlinesSchema } from './deadlines-schema';
import { flowsSchema } from './flow-schema';
import { goodsSchema } from './goods-schema';
import { inspectionSchema } from './inspection-schema';
import { permitsSchema } from './permits-schema';
import { placesSchema, rosterSchema, routingSchema } from './plant-schema';
import { rewardsSchema } from './rewards-schema';
import { screeningSchema } from './screening-schema';
import { trainingSchema } from './training-schema';

/** Kind → schema; each output is exactly the type in typings/config.ts. */
export const CONFIG_SCHEMAS = {
  flows: flowsSchema,
  places: placesSchema,
  roster: rosterSchema,
  routing: routingSchema,
  templates: templatesSchema,
  screening: screeningSchema,
  deadlines: deadlinesSchema,
  notices: noticesSchema,
  rewards: rewardsSchema,
  roles: rolesSchema,
  inspection: inspectionSchema,
  permits: permitsSchema,
  training: trainingSchema,
  briefings: briefingsSchema,
  goods: goodsSchema,
};

const schemas: { [K in ConfigKind]: v.GenericSchema<unknown, ConfigKinds[K]> } = CONFIG_SCHEMAS;

/** An editor mends a screenful at a time; the count still tells how many there are. */
const MAX_FIELDS = 50;

/**
 * Reads a configuration body.
 * @param kind - which configuration it claims to be
 * @param body - JSON from an editor, a file or the database
 * @returns the body, typed; nothing is added or trimmed
 * @throws AppError `CONFIG_INVALID` with dotted path → Chinese message, at most {@link MAX_FIELDS}
 */
export function parseConfig<K extends ConfigKind>(kind: K, body: unknown): ConfigKinds[K] {
  const result = v.safeParse<v.GenericSchema<unknown, ConfigKinds[K]>>(schemas[kind], body);
  if (result.success) return result.output;
  const fields: Record<string, string> = {};
  for (const issue of result.issues.slice(0, MAX_FIELDS)) {
    fields[v.getDotPath(issue) ?? kind] ??= issue.message;
  }
  throw new AppError('CONFIG_INVALID', { count: result.issues.length }, fields);
}
