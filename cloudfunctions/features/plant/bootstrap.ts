/** Brings a plant into an empty environment: everything is proven together before anything is written. */
import type { ConfigKind, ConfigKinds, ConfigPointer } from '../../../typings/config';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';
import collections from '../../config/database.json';
import { parseConfig } from '../../config/schema';
import { ensureCollection } from '../../platform/sdk';
import { loadDirectory } from '../people/directory';
import { asEnrolled, enrol, readRoll } from '../people/enrol';
import { invalidate } from './current';
import { holesError, plantHoles } from './proof';
import { keepVersion } from './publish';
import { configStore, type ConfigStore } from './store';
import { decodeVersion, encodeVersion, KINDS, versionId } from './version';

/** A plant as it comes from files: nothing of it is checked yet. */
export interface PlantFiles {
  people: unknown;
  configs: Record<ConfigKind, unknown>;
}

/** What an import did; all is kept the second time. */
export interface ImportReport {
  people: { added: number; kept: number };
  configs: { published: ConfigKind[]; kept: ConfigKind[] };
}

/** What an import needs of the environment. */
export interface ImportDoors {
  store: ConfigStore;
  directory: typeof loadDirectory;
  enrol: typeof enrol;
  ensureCollection: typeof ensureCollection;
}

const doors: ImportDoors = { store: configStore, directory: loadDirectory, enrol, ensureCollection };

const BY = { by: 'system', note: '首次导入' };

/**
 * Imports a plant. Kinds in force and people on the roll stay as they are, so it can be repeated, also after a crash:
 * the pointer moves last.
 * @throws AppError CONFIG_INVALID with every hole; nothing was written then but empty collections
 */
export async function bootstrapPlant(
  files: PlantFiles,
  now: Millis,
  { store, directory, enrol: add, ensureCollection: ensure }: ImportDoors = doors,
): Promise<ImportReport> {
  const { people, holes: rollHoles } = readRoll(files.people);
  const { bodies: given, holes: bodyHoles } = readBodies(files.configs);
  if (given === null || rollHoles.length > 0) throw holesError([...bodyHoles, ...rollHoles]);

  for (const name of Object.keys(collections)) await ensure(name);
  const [pointer, present] = await Promise.all([store.pointer(), directory()]);
  const inForce = pointer?.kinds ?? {};
  const missing = KINDS.filter((kind) => inForce[kind] === undefined);
  const here = new Set(present.map(({ id }) => id));
  const newcomers = people.filter(({ id }) => !here.has(id));
  if (missing.length > 0 || newcomers.length > 0) {
    const all = await together(given, inForce, store);
    const everybody = [...present, ...newcomers.map(asEnrolled)];
    const departments = new Set(all.places.departments.map(({ id }) => id));
    const holes = [
      ...plantHoles(all, everybody, isoDay(now)),
      ...newcomers
        .filter(({ departmentId }) => !departments.has(departmentId))
        .map(({ name, departmentId }) => `${name}的部门 ${departmentId} 不存在`),
    ];
    if (holes.length > 0) throw holesError(holes);
  }

  const enrolled = await add(newcomers);
  if (missing.length > 0) await putInForce(missing, given, pointer, now, store);
  invalidate();
  return {
    people: { added: enrolled.added, kept: people.length - enrolled.added },
    configs: { published: missing, kept: KINDS.filter((kind) => !missing.includes(kind)) },
  };
}

/** All bodies through their schemas, with what is wrong in any of them. */
function readBodies(configs: Record<ConfigKind, unknown>): { bodies: ConfigKinds | null; holes: string[] } {
  const holes: string[] = [];
  for (const kind of KINDS) {
    try {
      parseConfig(kind, configs[kind]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      for (const [path, text] of Object.entries(error.fields ?? {})) holes.push(`${kind} ${path}：${text}`);
    }
  }
  if (holes.length > 0) return { bodies: null, holes };
  // All of them passed just now, so that this is what they are.
  return { bodies: configs as ConfigKinds, holes };
}

/** What will be in force: what is in force now, and the given bodies of all other kinds. */
async function together(
  given: ConfigKinds,
  inForce: ConfigPointer['kinds'],
  store: ConfigStore,
): Promise<ConfigKinds> {
  const ids = KINDS.flatMap((kind) => {
    const version = inForce[kind]?.current;
    return version === undefined ? [] : [versionId(kind, version)];
  });
  if (ids.length === 0) return given;
  const stored = new Map((await store.versions(ids)).map((each) => [each._id, each]));
  const bodyOf = async <K extends ConfigKind>(kind: K): Promise<ConfigKinds[K]> => {
    const version = inForce[kind]?.current;
    if (version === undefined) return given[kind];
    const found = stored.get(versionId(kind, version));
    if (found === undefined) throw new Error(`${versionId(kind, version)} is in force and cannot be read`);
    return decodeVersion(kind, version, found);
  };
  const bodies = await Promise.all(KINDS.map(async (kind) => [kind, await bodyOf(kind)] as const));
  return { ...given, ...Object.fromEntries(bodies) };
}

async function putInForce(
  kinds: readonly ConfigKind[],
  given: ConfigKinds,
  pointer: ConfigPointer | null,
  now: Millis,
  store: ConfigStore,
): Promise<void> {
  const inForce = { ...pointer?.kinds };
  for (const kind of kinds) {
    const version = encodeVersion(kind, given[kind], { ...BY, at: now });
    await keepVersion(version, store);
    inForce[kind] = { current: version.version, previous: null };
  }
  const moved =
    pointer === null
      ? (await store.addPointer({ _id: 'pointer', schema: 1, rev: 1, kinds: inForce })) === 'added'
      : await store.movePointer(pointer.rev, inForce);
  if (!moved) throw new AppError('CONFIG_CHANGED', { name: '有人' });
}
