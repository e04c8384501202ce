/** The route of the codes that are printed on labels. */
import * as v from 'valibot';
import { LABEL_MAKERS } from '../../../miniprogram/shared/label';
import { choice, distinct, id, list, shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { codes } from './codes';

/** Three sheets: what can be drawn for the first time before a call must have answered. */
const MOST_LABELS = 24;

const labels = v.pipe(
  list(shape({ kind: choice('标签', ['point', 'area']), id: id('点位或区域') }), '标签', MOST_LABELS, 1),
  v.check((refs) => distinct(refs.map(({ kind, id }) => `${kind}/${id}`)), '同一张标签写了两次'),
);

export const codeRoutes: Pick<RouteTable<Actor>, 'labels.codes'> = {
  'labels.codes': {
    input: shape({ labels }),
    admit: LABEL_MAKERS,
    run: ({ now }, input) => codes(input.labels, now),
  },
};
