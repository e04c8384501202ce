/** The route of labels: what a scanned one says. */
import * as v from 'valibot';
import { shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { status } from './status';

const pointNo = v.pipe(
  v.string('点位编号要写成文字'),
  v.regex(/^\s*[\p{L}\p{N}][\p{L}\p{N}-]{0,19}\s*$/u, '照标签上的大字写，比如 C-07'),
);

export const labelRoutes: Pick<RouteTable<Actor>, 'points.status'> = {
  'points.status': {
    input: shape({ pointNo }),
    admit: 'anyone',
    run: ({ actor, now }, input) => status(actor, input.pointNo, now),
  },
};
