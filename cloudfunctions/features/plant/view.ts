/** The plant as a phone needs it to report: places, categories, one-tap templates, and what is asked after them. */
import type { Routes } from '../../../typings/api';
import { sha256 } from '../../platform/canonical';
import type { Plant } from './current';
import { cornersForPhones } from './outline';

const VERSION_HEX = 16;

/**
 * @param plant - the plant in force
 * @param known - the version that the phone has
 */
export function plantView(
  { versions, places, templates, screening }: Pick<Plant, 'versions' | 'places' | 'templates' | 'screening'>,
  known: string | null,
): Routes['plant.get']['output'] {
  const version = sha256([versions.places, versions.templates, versions.screening].join('\n')).slice(
    0,
    VERSION_HEX,
  );
  if (version === known) return { unchanged: true, version };
  return {
    unchanged: false,
    version,
    areas: places.areas.map(({ id, name, building, floor, zone, riskColor, phoneFree, outline }) => ({
      ...{ id, name, building, floor, zone, riskColor, phoneFree },
      ...(outline === undefined ? {} : { outline: cornersForPhones(outline) }),
    })),
    points: places.points,
    categories: templates.categories,
    templates: templates.templates,
    screening: screening.cards,
  };
}
