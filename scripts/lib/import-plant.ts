/** Imports a plant into an environment through the product's own door: the starter plant, or one from a folder. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import deadlines from '../../cloudfunctions/config/deadlines.json';
import { shippedFlows } from '../../cloudfunctions/config/flows';
import notices from '../../cloudfunctions/config/notices.json';
import rewards from '../../cloudfunctions/config/rewards.json';
import roles from '../../cloudfunctions/config/roles.json';
import screening from '../../cloudfunctions/config/screening.json';
import templates from '../../cloudfunctions/config/templates.json';
import { loadDirectory } from '../../cloudfunctions/features/people/directory';
import { issueInvite } from '../../cloudfunctions/features/people/invites';
import { UNPLANNED } from '../../cloudfunctions/features/plant/bodies';
import { bootstrapPlant, type ImportReport } from '../../cloudfunctions/features/plant/bootstrap';
import type { Routes } from '../../typings/api';
import briefings from '../plant/briefings.json';
import goods from '../plant/goods.json';
import inspection from '../plant/inspection.json';
import people from '../plant/people.json';
import permits from '../plant/permits.json';
import places from '../plant/places.json';
import roster from '../plant/roster.json';
import routing from '../plant/routing.json';
import training from '../plant/training.json';
import { useLocalCloud } from './sdk-environment';

export interface ImportOptions {
  /** Origin of a local cloud, e.g. `http://127.0.0.1:4000`; without it the environment says where to. */
  baseUrl?: string;
  /** Holds people, places, roster and routing.json, and what is planned of inspection, briefings, permits, training and goods.json; without it the starter plant. */
  folder?: string;
  /** Makes a fresh code for everybody who is not bound yet; earlier codes of theirs die. */
  invites?: boolean;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface ImportResult {
  report: ImportReport;
  /** Told once: only hashes are stored. */
  invites: Routes['invites.create']['output'][];
}

/**
 * Imports the plant and whatever the product ships; repeatable. `SAFELOOP_SECRET` must be set as in the functions, or
 * the codes open nothing.
 * @throws AppError CONFIG_INVALID whose fields list what to mend
 */
export async function importPlant({
  baseUrl,
  folder,
  invites = false,
  now,
}: ImportOptions): Promise<ImportResult> {
  if (baseUrl !== undefined) useLocalCloud(baseUrl);
  const starter = { people, places, roster, routing, inspection, briefings, permits, training, goods };
  const plant = folder === undefined ? starter : await readPlant(folder);
  const configs = {
    flows: shippedFlows,
    deadlines,
    notices,
    rewards,
    roles,
    screening,
    templates,
    places: plant.places,
    roster: plant.roster,
    routing: plant.routing,
    inspection: plant.inspection,
    briefings: plant.briefings,
    permits: plant.permits,
    training: plant.training,
    goods: plant.goods,
  };
  const report = await bootstrapPlant({ people: plant.people, configs }, now);
  if (!invites) return { report, invites: [] };
  const unbound = (await loadDirectory()).filter(
    ({ status, openid }) => status === 'active' && openid === null,
  );
  const issued: ImportResult['invites'] = [];
  for (const { id, name } of unbound) issued.push(await issueInvite({ _id: id, name }, 'system', now));
  return { report, invites: issued };
}

type PlantFile =
  'people' | 'places' | 'roster' | 'routing' | 'inspection' | 'briefings' | 'permits' | 'training' | 'goods';

async function readPlant(folder: string): Promise<Record<PlantFile, unknown>> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as unknown;
  const [everybody, where, when, whom] = await Promise.all(
    ['people', 'places', 'roster', 'routing'].map(read),
  );
  /** A plant that plans none of it needs no file of it. */
  const planned = (name: 'inspection' | 'briefings' | 'permits' | 'training' | 'goods'): unknown =>
    existsSync(join(folder, `${name}.json`)) ? read(name) : UNPLANNED[name];
  const [inspection, briefings, permits, training, goods] = await Promise.all([
    planned('inspection'),
    planned('briefings'),
    planned('permits'),
    planned('training'),
    planned('goods'),
  ]);
  return {
    people: everybody,
    places: where,
    roster: when,
    routing: whom,
    inspection,
    briefings,
    permits,
    training,
    goods,
  };
}
