/** What a task copies of the plant in force, however it is made. */
import type { Surroundings } from '../../engine/inspection';
import type { Plant } from '../plant/current';

export function lookUps({
  inspection,
  pointById,
  areaById,
  versions,
}: Plant): Pick<Surroundings, 'point' | 'area' | 'checklist' | 'version'> {
  const checklists = new Map(inspection.checklists.map((checklist) => [checklist.id, checklist]));
  return {
    point: (id) => pointById.get(id),
    area: (id) => areaById.get(id),
    checklist: (id) => checklists.get(id),
    version: versions.inspection,
  };
}
