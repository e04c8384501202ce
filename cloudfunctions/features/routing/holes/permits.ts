/** Lists what does not fit together in the rules of certificates and hot work, and rules by which nobody could ever begin. */
import type { HotWorkRules, PermitRules, Places, Templates } from '../../../../typings/config';

/**
 * Lists the holes; an empty list means that the rules name certificates, areas and categories that exist, and that
 * something is measured wherever gas is asked for. Who signs is found by the roster, which names somebody at every minute.
 * @param permits - the rules to prove
 * @param places - areas that the rules may name
 * @param templates - what can be reported near a place
 */
export function permitsHoles(
  { certificateKinds, hotWork }: PermitRules,
  { areas }: Pick<Places, 'areas'>,
  { categories }: Pick<Templates, 'categories'>,
): string[] {
  if (hotWork === null) return [];
  const areaIds = new Set(areas.map(({ id }) => id));
  const categoryIds = new Set(categories.map(({ id }) => id));
  return [
    ...(certificateKinds.some(({ id }) => id === hotWork.certificateKindId)
      ? []
      : [`动火要的证件 ${hotWork.certificateKindId} 不在证件种类里`]),
    ...[...new Set([...hotWork.gas.areaIds, ...hotWork.areaLevels.flatMap((each) => each.areaIds)])]
      .filter((id) => !areaIds.has(id))
      .map((id) => `动火规定里的区域 ${id} 不存在`),
    ...hotWork.near.categoryIds
      .filter((id) => !categoryIds.has(id))
      .map((id) => `动火规定里的隐患类别 ${id} 不存在`),
    ...gasHoles(hotWork),
  ];
}

/** Gas that is to be measured, and nothing says what. */
function gasHoles({ gas, levels }: HotWorkRules): string[] {
  const isAsked =
    levels.some(({ gasTest }) => gasTest) || gas.areaIds.length > 0 || gas.riskColors.length > 0;
  return isAsked && gas.items.length === 0 ? ['动火前要测气体，还没写测哪几种'] : [];
}
