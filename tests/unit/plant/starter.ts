/** The starter plant in memory, imported as a first import would, for the tests of configuration. */
import { AppError } from '../../../miniprogram/shared/errors';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { loadDirectory } from '../../../cloudfunctions/features/people/directory';
import { enrol } from '../../../cloudfunctions/features/people/enrol';
import type { Actor } from '../../../cloudfunctions/features/people/identify';
import { createPeopleStore } from '../../../cloudfunctions/features/people/store';
import { bootstrapPlant, type PlantFiles } from '../../../cloudfunctions/features/plant/bootstrap';
import { createPlantReader } from '../../../cloudfunctions/features/plant/current';
import { createConfigStore } from '../../../cloudfunctions/features/plant/store';
import people from '../../../scripts/plant/people.json';
import type { ConfigPointer, ConfigVersion } from '../../../typings/config';
import type { BindAttempts, Invite, Person, Role } from '../../../typings/domain';
import { CONFIGS } from '../../support/starter-configs';
import { memory } from '../notices/memory';

process.env['SAFELOOP_SECRET'] = 'a secret for tests, 32 characters or more';

/** Sunday 22 November 2026, 09:00 in +08:00. */
export const NOW = Date.parse('2026-11-22T09:00:00+08:00');

/** The files of the starter plant, to be changed at will. */
export const starterFiles = () =>
  structuredClone({
    people,
    configs: { ...CONFIGS, flows: parseConfig('flows', CONFIGS.flows) },
  });

/** What is stored where. */
interface Rows {
  versions: ConfigVersion[];
  pointers: ConfigPointer[];
  roll: Person[];
}

/** An environment with these rows in it. */
function environmentOf(rows: Rows) {
  const versions = memory(rows.versions);
  const pointers = memory(rows.pointers);
  const roll = memory(rows.roll);
  const store = createConfigStore(versions, pointers);
  const peopleStore = createPeopleStore(roll, memory<Invite>(), memory<BindAttempts>());
  const directory = () => loadDirectory(peopleStore);
  const created: string[] = [];
  const load = (files: PlantFiles, now = NOW) =>
    bootstrapPlant(files, now, {
      store,
      directory,
      enrol: (newcomers) => enrol(newcomers, peopleStore),
      ensureCollection: (name) => Promise.resolve(void created.push(name)),
    });
  const calls = (): number =>
    [versions, pointers, roll].flatMap((each) => Object.values(each.calls)).reduce((sum, n) => sum + n, 0);
  const newReader = () => createPlantReader(store, directory);
  return {
    versions,
    pointers,
    roll,
    store,
    peopleStore,
    created,
    load,
    calls,
    newReader,
    reader: newReader(),
  };
}

/** An environment without anything in it. */
export const emptyEnvironment = () => environmentOf({ versions: [], pointers: [], roll: [] });

async function imported(): Promise<Rows> {
  const { load, versions, pointers, roll } = emptyEnvironment();
  await load(starterFiles());
  const rowsOf = <T>(each: { rows: Map<string, T> }): T[] => [...each.rows.values()];
  return { versions: rowsOf(versions), pointers: rowsOf(pointers), roll: rowsOf(roll) };
}

let once: Promise<Rows> | undefined;

/** The starter plant, in force; imported once, and a copy for every caller. */
export async function starterPlant() {
  return environmentOf(await (once ??= imported()));
}

/** Somebody with these roles who calls. */
export const caller = (...roles: Role[]): Actor => ({
  kind: 'person',
  id: 'p-001',
  name: '周建国',
  roles,
  departmentId: 'office',
  openid: 'oCaller',
  person: null,
});

/** The refusal that a command ends in. @throws whatever else it ends in */
export async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
