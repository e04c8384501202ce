/** The routes of points that few calls ask for: statement, rules, board, fund, points by hand, and trying rules out. */
import * as v from 'valibot';
import type { PointsRoutes, PendingPoints } from '../../../typings/points';
import { line, shape } from '../../config/parts';
import { rulesTold } from '../../engine/points/told';
import type { RouteTable } from '../../platform/router';
import { setNamed } from '../accounts';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { board } from './board';
import { fund } from './fund';
import { decide, grant, grants } from './grants';
import { simulate, type Past } from './simulate';
import { statement } from './statement';

const month = v.pipe(
  v.string('月份要写成文字'),
  v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2026-11 这样'),
);

const points = v.pipe(
  v.number('积分要写成数字'),
  v.integer('积分要写成整数'),
  v.minValue(1, '积分至少 1 分'),
  v.maxValue(10_000, '积分太多了'),
);

const personId = v.pipe(v.string('请选一位同事'), v.regex(/^[\w-]{1,64}$/, '请选一位同事'));

const grantId = v.pipe(v.string('请刷新后再看'), v.regex(/^[\w-]{1,64}:[\w-]{8,64}$/, '请刷新后再看'));

export const officePointInputs = {
  none: shape({}),
  month: shape({ month }),
  named: shape({ named: v.boolean('只能选是或否') }),
  simulate: shape({
    body: v.unknown() as v.GenericSchema<unknown, PointsRoutes['points.simulate']['input']['body']>,
  }),
  grant: shape({ personId, points, reason: line('原因', 40) }),
  decide: shape({
    grantId,
    approve: v.boolean('只能选是或否'),
    reason: v.pipe(v.string('原因要写成文字'), v.maxLength(40, '原因最多 40 个字')),
  }),
};

const GIVERS = ['supervisor', 'safety', 'manager'] as const;
const OFFICERS = ['safety', 'manager', 'admin'] as const;

/** What is known of points elsewhere. */
export interface Elsewhere extends Past {
  pending(actor: Actor, inForce: Plant): Promise<PendingPoints[]>;
}

export const officePointRoutes = (
  elsewhere: Elsewhere,
): Pick<RouteTable<Actor>, Exclude<keyof PointsRoutes, 'points.get'>> => ({
  'points.pending': {
    input: officePointInputs.none,
    admit: 'bound',
    run: async ({ actor, now }) => ({ pending: await elsewhere.pending(actor, await plant(now)) }),
  },
  'points.rules': {
    input: officePointInputs.none,
    admit: 'bound',
    async run({ now }) {
      const { rewards, templateById } = await plant(now);
      return rulesTold(rewards, (id) => templateById.get(id)?.title ?? '');
    },
  },
  'points.statement': {
    input: officePointInputs.month,
    admit: 'bound',
    run: ({ actor, now }, input) => statement(actor.id, input.month, now),
  },
  'points.board': {
    input: officePointInputs.month,
    admit: 'bound',
    run: async ({ actor, now }, input) => board(actor, input.month, await plant(now), now),
  },
  'points.named': {
    input: officePointInputs.named,
    admit: 'bound',
    async run({ actor }, { named }) {
      await setNamed(actor.id, named);
      return { named };
    },
  },
  'points.fund': {
    input: officePointInputs.month,
    admit: OFFICERS,
    run: ({ now }, input) => fund(input.month, now),
  },
  'points.simulate': {
    input: officePointInputs.simulate,
    admit: OFFICERS,
    run: ({ now }, { body }) => simulate(body, now, elsewhere),
  },
  'points.grant': {
    input: officePointInputs.grant,
    admit: GIVERS,
    run: ({ actor, requestId, now }, input) => grant(actor, input, requestId, now),
  },
  'points.grants': {
    input: officePointInputs.none,
    admit: GIVERS,
    run: ({ actor, now }) => grants(actor, now),
  },
  'points.decide': {
    input: officePointInputs.decide,
    admit: ['manager'],
    run: ({ actor, now }, input) => decide(actor, input, now),
  },
});
