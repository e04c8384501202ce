/** The starter plant as a phone has it. */
import { parseConfig } from '../../cloudfunctions/config/schema';
import { plantView } from '../../cloudfunctions/features/plant/view';
import { KINDS } from '../../cloudfunctions/features/plant/version';
import type { Plant } from '../../miniprogram/services/core/places';
import type { ConfigKind } from '../../typings/config';
import { CONFIGS } from './starter-configs';

/** @throws Error when the server would send nothing */
export function starterView(): Plant {
  const view = plantView(
    {
      versions: Object.fromEntries(KINDS.map((kind) => [kind, kind])) as Record<ConfigKind, string>,
      places: parseConfig('places', CONFIGS.places),
      templates: parseConfig('templates', CONFIGS.templates),
      screening: parseConfig('screening', CONFIGS.screening),
      inspection: parseConfig('inspection', CONFIGS.inspection),
    },
    null,
  );
  if (view.unchanged) throw new Error('a phone without a copy needs one');
  return view;
}
