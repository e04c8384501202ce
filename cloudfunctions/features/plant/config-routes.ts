/** The routes of the configuration: what is in force, and what is put in force. */
import * as v from 'valibot';
import { shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { configInForce, publish } from './publish';
import { KINDS } from './version';

const kind = v.picklist(KINDS, '没有这种设置');
const version = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, '请刷新后再改'));

export const configRoutes: Pick<RouteTable<Actor>, 'config.get' | 'config.publish'> = {
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
