/** Whether the pictures of a report are likely to show somebody's face, so that 遮脸 is suggested. Pure. */
import type { Plant } from './places';

/** The drawing of 劳保, whatever a plant calls that category. */
const PROTECTION = 'ppe';

/** Behaviour is what people do, and 劳保 is what they wear: both are photographed with them. */
export function showsPeople(plant: Plant | null, templateId: string | null): boolean {
  const template = plant?.templates.find(({ id }) => id === templateId);
  if (template === undefined) return false;
  const category = plant?.categories.find(({ id }) => id === template.categoryId);
  return template.kind === 'behaviour' || category?.pictogram === PROTECTION;
}
