/** What a task copies of the plant in force, however it is made. */
import type { Surroundings } from '../../engine/inspection';
import type { Plant } from '../plant/current';
import { cornersForPhones } from '../plant/outline';

export function lookUps({
  inspection,
  places,
  pointById,
  areaById,
  versions,
}: Plant): Pick<Surroundings, 'point' | 'area' | 'checklist' | 'version' | 'grounds'> {
  const checklists = new Map(inspection.checklists.map((checklist) => [checklist.id, checklist]));
  return {
    grounds: places.areas.flatMap(({ outline, ...area }) =>
      outline === undefined ? [] : [{ ...area, corners: cornersForPhones(outline) }],
    ),
    point: (id) => pointById.get(id),
    area: (id) => areaById.get(id),
    checklist: (id) => checklists.get(id),
    version: versions.inspection,
  };
}
