/** The plant as a phone needs it to report: places, categories, one-tap templates, and what is asked after them. */
import type { Routes } from '../../../typings/api';
import { sha256 } from '../../platform/canonical';
import type { Plant } from './current';
import { cornersForPhones } from './outline';

const VERSION_HEX = 16;

/** Machines that are looked at by whoever is about to use them. */
const usedMachines = ({ plans }: Plant['inspection']): ReadonlySet<string> =>
  new Set(
    plans
      .filter(({ every }) => every.kind === 'beforeUse')
      .flatMap(({ route }) => route.map(({ pointId }) => pointId)),
  );

/**
 * @param plant - the plant in force
 * @param known - the version that the phone has
 */
export function plantView(
  {
    versions,
    places,
    templates,
    screening,
    inspection,
  }: Pick<Plant, 'versions' | 'places' | 'templates' | 'screening' | 'inspection'>,
  known: string | null,
): Routes['plant.get']['output'] {
  const version = sha256(
    [versions.places, versions.templates, versions.screening, versions.inspection].join('\n'),
  ).slice(0, VERSION_HEX);
  if (version === known) return { unchanged: true, version };
  const used = usedMachines(inspection);
  return {
    unchanged: false,
    version,
    areas: places.areas.map(({ id, name, building, floor, zone, riskColor, phoneFree, outline }) => ({
      ...{ id, name, building, floor, zone, riskColor, phoneFree },
      ...(outline === undefined ? {} : { outline: cornersForPhones(outline) }),
    })),
    points: places.points.map(({ id, no, name, areaId, riskColor }) => ({
      ...{ id, no, name, areaId, riskColor },
      ...(used.has(id) ? { beforeUse: true as const } : {}),
    })),
    categories: templates.categories,
    templates: templates.templates,
    screening: screening.cards,
  };
}
