/** The routes of points: inputs, admission, and the functions behind them. */
import * as v from 'valibot';
import { MAX_CURSOR } from '../../platform/cursor';
import type { Identified, RouteTable } from '../../platform/router';
import { plant } from '../plant/current';
import { getPoints } from './balance';

export const pointInputs = {
  get: v.strictObject(
    {
      cursor: v.exactOptional(
        v.nullable(v.pipe(v.string('翻页位置不对，请刷新'), v.maxLength(MAX_CURSOR, '翻页位置不对，请刷新'))),
      ),
    },
    '有一项这里不收，请更新小程序后再试',
  ),
};

/** What these routes must know of the caller. */
export type PointHolder = Identified & { id: string };

export const pointRoutes: Pick<RouteTable<PointHolder>, 'points.get'> = {
  'points.get': {
    input: pointInputs.get,
    admit: 'bound',
    run: async ({ actor, now }, { cursor }) => getPoints(actor.id, cursor, (await plant(now)).rewards, now),
  },
};
