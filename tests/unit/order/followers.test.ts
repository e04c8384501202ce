/** Whoever reported what was merged learns what the reporter learns, and is asked for nothing. */
import { withFollowers } from '../../../cloudfunctions/features/order/relations';
import type { Effect, NextStep, Order } from '../../../typings/domain';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const REPORTER = { id: 'p-1', name: '谢小刚' };
const FOLLOWER = { id: 'p-2', name: '潘志伟' };
const KEEPER = { id: 'p-3', name: '王大勇' };

type Followed = Parameters<typeof withFollowers>[0];

const order = (follower: typeof FOLLOWER | null): Followed => ({
  relations:
    follower === null
      ? {}
      : { x: { id: 'x', number: 'YH-1', kind: 'mergedHere', by: KEEPER, at: 1, follower } },
  reporter: { ...REPORTER, kind: 'person', visibility: 'named' },
  rev: 4,
  number: 'YH-2',
  title: '防护罩松动',
  place: { areaName: '打磨区', pointNo: null } as Order['place'],
  urgency: 'medium',
});

const next = (owner: typeof KEEPER): NextStep => ({ owner }) as NextStep;

const notice = (to: typeof KEEPER, name = 'responded'): Effect => ({
  kind: 'notice',
  notice: name,
  to,
  urgency: 'medium',
  facts: { number: 'YH-2' },
});

it('copies what the reporter is told', () => {
  const effects = {
    a: notice(REPORTER),
    b: notice(KEEPER),
    seal: { kind: 'seal', evidenceIds: [] } as Effect,
  };
  const all = withFollowers(order(FOLLOWER), next(KEEPER), effects);
  expect(all).toEqual({ ...effects, 'a-p-2': { ...notice(REPORTER), to: FOLLOWER } });
});

it('copies nothing that asks the reporter for something', () => {
  const effects = { a: notice(REPORTER, 'fixed') };
  expect(withFollowers(order(FOLLOWER), next(REPORTER), effects)).toBe(effects);
});

it('tells the end also when the reporter brought it about', () => {
  const all = withFollowers(order(FOLLOWER), null, {});
  expect(all).toMatchObject({ 'notice-5-closed-p-2': { notice: 'closed', to: FOLLOWER } });
  expect(withFollowers(order(FOLLOWER), next(KEEPER), {})).toEqual({});
});

it('leaves an order without followers alone, and never tells the reporter twice', () => {
  const effects = { a: notice(REPORTER) };
  expect(withFollowers(order(null), next(KEEPER), effects)).toBe(effects);
  expect(withFollowers(order(REPORTER), next(KEEPER), effects)).toBe(effects);
});

describe('whoever came upon the same', () => {
  const sighting = { id: 'd-1', by: FOLLOWER, at: 2, photos: [], inputHash: 'x' };

  it('learns what the reporter learns, once, also when what they reported was merged', () => {
    const effects = { a: notice(REPORTER) };
    const seen = { ...order(FOLLOWER), sightings: { 'd-1': sighting, 'd-2': { ...sighting, id: 'd-2' } } };
    expect(withFollowers(seen, next(KEEPER), effects)).toEqual({
      ...effects,
      'a-p-2': { ...notice(REPORTER), to: FOLLOWER },
    });
    expect(withFollowers({ ...seen, relations: {} }, next(KEEPER), effects)).toHaveProperty(['a-p-2']);
  });

  it('is the reporter at times, who is told anyway', () => {
    const own = { ...order(null), sightings: { 'd-1': { ...sighting, by: REPORTER } } };
    const effects = { a: notice(REPORTER) };
    expect(withFollowers(own, next(KEEPER), effects)).toBe(effects);
  });
});
