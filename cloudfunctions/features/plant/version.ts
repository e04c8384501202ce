/** A configuration body as an immutable document whose name is its content hash. */
import type { ConfigKind, ConfigKinds, ConfigVersion } from '../../../typings/config';
import { parseConfig } from '../../config/schema';
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
  };
}

/**
 * The body of a stored version.
 * @throws Error when the text is not what was published; AppError CONFIG_INVALID when it does not fit the schema
 */
export function decodeVersion<K extends ConfigKind>(
  kind: K,
  version: string,
  stored: ConfigVersion,
): ConfigKinds[K] {
  if (hashOf(stored.body) !== version) throw new Error('the content hash does not fit');
  return parseConfig(kind, JSON.parse(stored.body));
}
