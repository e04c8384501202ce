/** Puts a configuration in force: checked, proven against the rest, kept for good, then one pointer moves. */
import type { Routes } from '../../../typings/api';
import type { ConfigKind, ConfigVersion } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';
import { parseConfig } from '../../config/schema';
import type { Actor } from '../people/identify';
import { plantReader, type Plant, type PlantReader } from './current';
import { configHoles, holesError } from './proof';
import { configStore, type ConfigStore } from './store';
import { decodeVersion, encodeVersion, versionId } from './version';

/** What safety officers may change without an administrator. */
const SAFETY_KINDS: ReadonlySet<ConfigKind> = new Set<ConfigKind>([
  'templates',
  'screening',
  'routing',
  'roster',
  'deadlines',
  'notices',
  'inspection',
  'permits',
  'training',
  'briefings',
]);

type Published = Routes['config.publish']['output'];

/**
 * Publishes one kind. Publishing what is in force already is no failure, so that a lost answer can be asked for again.
 * A roll-back is publishing the previous body: its version is there already.
 * @param actor - an administrator; a safety officer for what they own
 * @throws AppError NOT_FOR_YOU; CONFIG_INVALID with what to mend; CONFIG_CHANGED when somebody published meanwhile
 */
export async function publish(
  actor: Actor,
  input: Routes['config.publish']['input'],
  now: Millis,
  store: ConfigStore = configStore,
  reader: PlantReader = plantReader,
): Promise<Published> {
  const { kind, basedOn, note } = input;
  if (!mayPublish(actor, kind)) throw new AppError('NOT_FOR_YOU', { who: '管理员' });
  const body = parseConfig(kind, input.body);
  const next = encodeVersion(kind, body, { by: actor.id, at: now, note });
  const published = { kind, version: next.version };

  const { pointer, plant } = await reader.fresh(now);
  const entry = pointer.kinds[kind];
  const current = entry?.current ?? null;
  // Differs from the pointer while a damaged version is stood in for by the previous one.
  const effective = plant.versions[kind];
  const isDamaged = current !== effective;
  if (next.version === current && !isDamaged) return published;
  if (basedOn !== current && basedOn !== effective) throw await changedBy(current, kind, plant, store);
  const holes = configHoles(kind, { ...plant, [kind]: body }, plant.people, isoDay(now));
  if (holes.length > 0) throw holesError(holes);

  await keepVersion(next, store);
  if (next.version !== current) {
    const previous = isDamaged ? (entry?.previous ?? null) : current;
    const kinds = { ...pointer.kinds, [kind]: { current: next.version, previous } };
    if (!(await store.movePointer(pointer.rev, kinds))) {
      const winner = (await store.pointer())?.kinds[kind]?.current ?? null;
      if (winner !== next.version) throw await changedBy(winner, kind, plant, store);
    }
  }
  reader.invalidate();
  return published;
}

/**
 * What an editor starts from: read past the cache, or the publish would be refused.
 * @returns the body in force; `version` is what {@link publish} wants as `basedOn`
 */
export async function configInForce(
  kind: ConfigKind,
  now: Millis,
  reader: PlantReader = plantReader,
): Promise<Routes['config.get']['output']> {
  const { plant } = await reader.fresh(now);
  return { kind, version: plant.versions[kind], body: plant[kind] };
}

function mayPublish({ roles }: Actor, kind: ConfigKind): boolean {
  return roles.includes('admin') || (roles.includes('safety') && SAFETY_KINDS.has(kind));
}

/** Stores a version unless it is there; one that was damaged since is put right. */
export async function keepVersion(next: ConfigVersion, store: ConfigStore): Promise<void> {
  if ((await store.addVersion(next)) === 'added') return;
  const [stored] = await store.versions([next._id]);
  try {
    if (stored === undefined) throw new Error('the document is gone');
    await decodeVersion(next.kind, next.version, stored);
  } catch {
    await store.repairVersion(next);
  }
}

/** Says who was first. */
async function changedBy(
  version: string | null,
  kind: ConfigKind,
  { personById }: Plant,
  store: ConfigStore,
): Promise<AppError> {
  const [winner] = version === null ? [] : await store.versions([versionId(kind, version)]);
  const name = personById.get(winner?.publishedBy ?? '')?.name ?? '有人';
  return new AppError('CONFIG_CHANGED', { name });
}
