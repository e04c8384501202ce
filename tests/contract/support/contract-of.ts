/** How a test file says which route it proves: the kinds of case that every route of the contract must have. */
import { randomUUID } from 'node:crypto';
import type { RouteName } from '../../../typings/api';
import { CLIENT_VERSION, type TestCloud } from '../../support/cloud';
import { errorOf, refusal, stored } from './refusal';
import type { Misshapen } from './shapes';

/** Routes that change something and can be sent again after a lost answer. */
type WritingRoute =
  | 'session.bind'
  | 'invites.create'
  | 'people.save'
  | 'config.publish'
  | 'orders.report'
  | 'orders.act'
  | 'orders.comment'
  | 'orders.reply'
  | 'orders.bulk'
  | 'orders.join'
  | 'orders.merge'
  | 'orders.relate'
  | 'rulings.adopt'
  | 'content.review'
  | 'checks.acceptRest'
  | 'directives.issue'
  | 'directives.answer'
  | 'briefings.open'
  | 'briefings.say'
  | 'briefings.sign'
  | 'briefings.name'
  | 'briefings.answer'
  | 'briefings.close'
  | 'briefings.explain'
  | 'tasks.begin'
  | 'tasks.submit'
  | 'tasks.handOver'
  | 'tasks.explain'
  | 'permits.apply'
  | 'permits.act'
  | 'certificates.save'
  | 'certificates.retire'
  | 'training.read'
  | 'training.answer'
  | 'training.sign'
  | 'training.explain'
  | 'training.waive'
  | 'training.sessions.open'
  | 'training.sessions.signIn'
  | 'training.sessions.close'
  | 'shop.redeem'
  | 'shop.cancel'
  | 'counter.handOut'
  | 'counter.receive'
  | 'counter.correct'
  | 'counter.withdraw'
  | 'shifts.takeOver'
  | 'shifts.handOver'
  | 'notices.read'
  | 'notices.granted'
  | 'points.named'
  | 'points.grant'
  | 'points.decide'
  | 'ledger.ask'
  | 'report.redo'
  | 'repeats.answer'
  | 'repeats.done'
  | 'week.comment'
  | 'week.answer';

interface ReadCases {
  /** What the route is for. */
  valid(): void;
  /** At the edge of what is allowed. */
  edge(): void;
  /** Inputs that are no inputs, and those that mean nothing. */
  invalid(): void;
  /** Callers who may not. */
  forbidden(): void;
}

interface WriteCases extends ReadCases {
  /** The same call again, under the same id with another body, and by somebody else. */
  replay(): void;
}

type Cases<R extends RouteName> = R extends WritingRoute ? WriteCases : ReadCases;

/** The cases of one route; a kind that is missing does not compile. */
export function contractOf<R extends RouteName>(route: R, cases: Cases<R>): void {
  describe(route, () => {
    for (const [kind, define] of Object.entries(cases)) describe(kind, define as () => void);
  });
}

/** Asserts that each input is refused with a word about the place that is wrong, and that none of them wrote anything. */
export function itRefusesShapes(
  cloud: () => TestCloud,
  as: string,
  route: RouteName,
  inputs: readonly Misshapen[],
): void {
  describe('shapes', () => {
    let before: unknown;
    beforeAll(async () => {
      before = await stored(cloud());
    });

    it.each(inputs)('refuses an input in which $what', async ({ input, field }) => {
      const event = { route, input, requestId: randomUUID(), clientVersion: CLIENT_VERSION };
      const { code, fields } = errorOf((await cloud().invoke(as, 'api', event)).body);
      expect(code).toBe('BAD_REQUEST');
      const told = Object.keys(fields ?? {});
      if (field !== '') expect(told.some((path) => `${path}.`.startsWith(`${field}.`))).toBe(true);
    });

    it('wrote nothing for any of them', async () => {
      expect(await stored(cloud())).toEqual(before);
    });
  });
}

/** Asserts that a call without an openid, which no phone can make, is refused. */
export function itRefusesNobody(cloud: () => TestCloud, route: RouteName, input: unknown): void {
  it('is not for a caller without an openid', async () => {
    const event = { route, input, requestId: randomUUID(), clientVersion: CLIENT_VERSION };
    await refusal(cloud(), 'CALLER_REFUSED', async () => (await cloud().invoke(null, 'api', event)).body);
  });
}
