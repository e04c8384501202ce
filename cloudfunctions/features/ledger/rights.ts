/** Who may ask for which papers, and of which areas. */
import type { Millis, Role } from '../../../typings/domain';
import type { ExportKind } from '../../../typings/ledger';
import { AppError } from '../../../miniprogram/shared/errors';
import { overseenAreas, PLANT_WIDE } from '../inspection/rights';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/** Who may ask at all. */
export const ASKERS: readonly Role[] = [...PLANT_WIDE, 'supervisor'];

/** What is of areas; everything else is of the whole plant. */
const OF_AREAS: readonly ExportKind[] = ['orders', 'statistics'];

export const holdsPlant = ({ roles }: Actor): boolean => PLANT_WIDE.some((role) => roles.includes(role));

/** @returns the areas somebody answers for; null: the whole plant. Leading a shift opens no ledger of other departments. */
export function areasOf(actor: Actor, inForce: Plant, now: Millis): string[] | null {
  if (holdsPlant(actor)) return null;
  const { departmentId } = actor;
  const own = inForce.places.areas.filter((area) => area.departmentId === departmentId).map(({ id }) => id);
  return overseenAreas(actor, inForce, now) ?? own;
}

/** @throws AppError NOT_FOR_YOU when papers of this kind are of more than somebody answers for */
export function checkKind(kind: ExportKind, actor: Actor): void {
  if (!holdsPlant(actor) && !OF_AREAS.includes(kind)) throw new AppError('NOT_FOR_YOU', { who: '安全员' });
}
