/** 帮同事报: whose report it is, who is told, and how the order says who sent it. */
import { shippedFlows } from '../../../cloudfunctions/config/flows';
import { parseConfig } from '../../../cloudfunctions/config/schema';
import { timelineOf } from '../../../cloudfunctions/features/order/timeline';
import { reportedFor, toldReporter } from '../../../cloudfunctions/features/order/through';
import { mayKnowReporter } from '../../../cloudfunctions/features/order/visibility';
import { directoryPerson } from '../../../cloudfunctions/features/people/directory';
import { actorOf, type Actor } from '../../../cloudfunctions/features/people/identify';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Order, Reporter, TrailEntry } from '../../../typings/domain';
import { person } from '../people/roll';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: {},
  collection: () => ({}),
  secret: () => 'a secret for tests, 32 characters or more',
}));

const [helper, mate, stranger] = [
  person('helper', { name: '潘志伟' }),
  person('mate', { name: '谢小刚' }),
  person('stranger', { departmentId: 'store', teamId: 's' }),
];
const roll = { people: [helper, mate, stranger, person('gone', { status: 'left' })].map(directoryPerson) };
const actor = actorOf(helper, 'o-helper');
const guest: Actor = { ...actor, kind: 'guest', id: 'g-1', roles: [], person: null };

const asked = (as: Actor, forPersonId: string | undefined, visibility: 'named' | 'safetyOnly' = 'named') =>
  reportedFor(as, { visibility, ...(forPersonId === undefined ? {} : { forPersonId }) }, roll);

describe('whose report it is', () => {
  it('is the colleague’s, sent by who holds the phone', () => {
    expect(asked(actor, 'mate')).toEqual({
      id: 'mate',
      name: '谢小刚',
      through: { id: 'helper', name: '潘志伟' },
    });
  });

  it.each([[undefined], ['helper']])('is their own for %p', (id) => {
    expect(asked(actor, id)).toBeNull();
  });

  it.each([['stranger'], ['gone'], ['nobody']])('is not %s’s', (id) => {
    expect(() => asked(actor, id)).toThrow(new AppError('PERSON_UNKNOWN'));
  });

  it('is nobody else’s for a guest', () => {
    expect(() => asked(guest, 'mate')).toThrow(new AppError('NOT_BOUND'));
  });
});

const through = { id: 'helper', name: '潘志伟' };

function orderOf(reporter: Partial<Reporter>): Order {
  const whole: Reporter = { kind: 'person', id: 'mate', name: '谢小刚', visibility: 'named', ...reporter };
  const entry = {
    at: 1,
    actor: { kind: 'person', id: 'helper', name: '潘志伟', role: 'worker' },
    action: 'report',
    from: null,
    to: 'awaitingResponse',
    detail: { flow: 'hazard' },
  } as Partial<TrailEntry>;
  return {
    flow: { id: 'hazard', version: 'v1' },
    number: 'YH-1',
    title: '防护罩松动',
    urgency: 'medium',
    place: { areaName: '打磨区', pointNo: 'C-07' },
    reporter: whole,
    trail: [entry],
    relations: {},
  } as Partial<Order> as Order;
}

it('tells the colleague who reported in their name, and nobody who reported themselves', () => {
  expect(toldReporter(orderOf({ through }))).toMatchObject({
    'notice-1-reportedForYou': {
      to: { id: 'mate', name: '谢小刚' },
      facts: { from: '潘志伟', place: '打磨区 C-07' },
    },
  });
  expect(toldReporter(orderOf({}))).toEqual({});
});

describe('on the order', () => {
  const book = parseConfig('flows', shippedFlows);
  const told = (reporter: Partial<Reporter>, as: Actor) => timelineOf(orderOf(reporter), book, as)[0];

  it('says 「{A} 帮{B}上报了隐患」', () => {
    expect(told({ through }, guest)).toMatchObject({ who: '潘志伟', what: '帮谢小刚上报了隐患' });
  });

  it('names neither where only safety may know, except to the two', () => {
    const hidden = { through, visibility: 'safetyOnly' as const };
    expect(told(hidden, actorOf(stranger, 'o-3'))).toMatchObject({ who: '上报人', what: '上报了隐患' });
    for (const one of [actor, actorOf(mate, 'o-mate')]) {
      expect(mayKnowReporter(orderOf(hidden), one)).toBe(true);
      expect(told(hidden, one)).toMatchObject({ who: '潘志伟', what: '帮谢小刚上报了隐患' });
    }
  });
});
