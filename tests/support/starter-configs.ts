/** The configuration of the starter plant as its files hold it, by kind. */
import deadlines from '../../cloudfunctions/config/deadlines.json';
import { shippedFlows as flows } from '../../cloudfunctions/config/flows';
import notices from '../../cloudfunctions/config/notices.json';
import rewards from '../../cloudfunctions/config/rewards.json';
import roles from '../../cloudfunctions/config/roles.json';
import screening from '../../cloudfunctions/config/screening.json';
import templates from '../../cloudfunctions/config/templates.json';
import briefings from '../../scripts/plant/briefings.json';
import goods from '../../scripts/plant/goods.json';
import inspection from '../../scripts/plant/inspection.json';
import permits from '../../scripts/plant/permits.json';
import places from '../../scripts/plant/places.json';
import roster from '../../scripts/plant/roster.json';
import routing from '../../scripts/plant/routing.json';
import training from '../../scripts/plant/training.json';
import type { ConfigKind } from '../../typings/config';

export const CONFIGS = {
  flows,
  places,
  roster,
  routing,
  templates,
  screening,
  deadlines,
  notices,
  rewards,
  roles,
  inspection,
  permits,
  training,
  briefings,
  goods,
} satisfies Record<ConfigKind, unknown>;
