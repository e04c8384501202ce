/** The routes of the plant: what phones report against, and the configuration in force. */
import * as v from 'valibot';
import { shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { plant } from './current';
import { configInForce, publish } from './publish';
import { KINDS } from './version';
import { plantView } from './view';

const kind = v.picklist(KINDS, '没有这种设置');
const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, '请刷新后再改'));

export const plantRoutes: Pick<RouteTable<Actor>, 'plant.get' | 'config.get' | 'config.publish'> = {
  'plant.get': {
    // A phone may hold a version of any earlier form: one that is not known is simply out of date.
    input: shape({ version: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(64)))) }),
    admit: 'anyone',
    run: async ({ now }, input) => plantView(await plant(now), input.version ?? null),
  },
  'config.get': {
    input: shape({ kind }),
    admit: ['admin', 'safety'],
    run: ({ now }, input) => configInForce(input.kind, now),
  },
  'config.publish': {
    input: shape({
      kind,
      body: v.unknown(),
      basedOn: v.nullable(version),
      note: v.pipe(v.string('请写一句说明'), v.maxLength(200, '说明最多 200 个字')),
    }),
    admit: ['admin', 'safety'],
    run: ({ actor, now }, input) => publish(actor, input, now),
  },
};
