/** A configuration body as an immutable document whose name is its content hash. */
import type { ConfigKind, ConfigKinds, ConfigVersion } from '../../../typings/config';
import { EDITION } from '../../config/edition';
import { canonical, sha256 } from '../../platform/canonical';

/** Every kind of configuration; a plant needs them all. */
export const KINDS = [
  'flows',
  'places',
  'roster',
  'routing',
  'templates',
  'screening',
  'deadlines',
  'notices',
  'rewards',
  'roles',
  'inspection',
  'permits',
  'training',
  'briefings',
  'goods',
] as const satisfies readonly ConfigKind[];

/** A whole configuration, read kind by kind. */
export const everyKind = (read: <K extends ConfigKind>(kind: K) => ConfigKinds[K]): ConfigKinds => ({
  flows: read('flows'),
  places: read('places'),
  roster: read('roster'),
  routing: read('routing'),
  templates: read('templates'),
  screening: read('screening'),
  deadlines: read('deadlines'),
  notices: read('notices'),
  rewards: read('rewards'),
  roles: read('roles'),
  inspection: read('inspection'),
  permits: read('permits'),
  training: read('training'),
  briefings: read('briefings'),
  goods: read('goods'),
});

const VERSION_HEX = 16;

const hashOf = (body: string): string => sha256(body).slice(0, VERSION_HEX);

/** The document's id. */
export const versionId = (kind: ConfigKind, version: string): string => `${kind}@${version}`;

/**
 * @param body - already through its schema
 * @param by - the person's id, or `system`
 */
export function encodeVersion<K extends ConfigKind>(
  kind: K,
  body: ConfigKinds[K],
  { by, at, note }: { by: string; at: number; note: string },
): ConfigVersion<K> {
  const text = canonical(body);
  const version = hashOf(text);
  return {
    _id: versionId(kind, version),
    schema: 1,
    kind,
    version,
    body: text,
    publishedBy: by,
    publishedAt: at,
    note,
    ...(EDITION === null ? {} : { edition: EDITION }),
  };
}

/**
 * The body of a stored version. The schemas are read only for one that passed another edition of them: building them costs
 * a cold start more than all else that is ours.
 * @throws Error when the text is not what was published; AppError CONFIG_INVALID when it does not fit the schema
 */
export async function decodeVersion<K extends ConfigKind>(
  kind: K,
  version: string,
  stored: ConfigVersion,
): Promise<ConfigKinds[K]> {
  if (hashOf(stored.body) !== version) throw new Error('the content hash does not fit');
  const body: unknown = JSON.parse(stored.body);
  if (EDITION !== null && stored.edition === EDITION) return body as ConfigKinds[K];
  const { parseConfig } = await import('../../config/schema');
  return parseConfig(kind, body);
}
