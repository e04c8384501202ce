/** The routes of labels: what a scanned one says, and the codes that are printed on it. */
import * as v from 'valibot';
import { LABEL_MAKERS } from '../../../miniprogram/shared/label';
import { choice, distinct, id, list, shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { codes } from './codes';
import { status } from './status';

const pointNo = v.pipe(
  v.string('点位编号要写成文字'),
  v.regex(/^\s*[\p{L}\p{N}][\p{L}\p{N}-]{0,19}\s*$/u, '照标签上的大字写，比如 C-07'),
);

/** Three sheets: what can be drawn for the first time before a call must have answered. */
const MOST_LABELS = 24;

const labels = v.pipe(
  list(shape({ kind: choice('标签', ['point', 'area']), id: id('点位或区域') }), '标签', MOST_LABELS, 1),
  v.check((refs) => distinct(refs.map(({ kind, id }) => `${kind}/${id}`)), '同一张标签写了两次'),
);

export const labelRoutes: Pick<RouteTable<Actor>, 'points.status' | 'labels.codes'> = {
  'points.status': {
    input: shape({ pointNo }),
    admit: 'anyone',
    run: ({ actor, now }, input) => status(actor, input.pointNo, now),
  },
  'labels.codes': {
    input: shape({ labels }),
    admit: LABEL_MAKERS,
    run: ({ now }, input) => codes(input.labels, now),
  },
};
