/** 匿名: under what a report is made, and how little of its time is written down and shown. */
import fc from 'fast-check';
import {
  authorOf,
  reportedWhen,
  reportWorld,
  shownTime,
  sinceWhen,
  writtenTime,
} from '../../../cloudfunctions/features/order/anonymous';
import { actorOf } from '../../../cloudfunctions/features/people/identify';
import { followId, nameless } from '../../../cloudfunctions/features/people/nameless';
import type { Plant } from '../../../cloudfunctions/features/plant/current';
import { createSlotFinder } from '../../../cloudfunctions/features/routing/shifts';
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Roster } from '../../../typings/config';
import type { Order } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { person } from '../people/roll';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({
  _: {},
  collection: () => ({}),
  secret: () => 'a secret for tests, 32 characters or more',
}));

const KEY = '0f'.repeat(32);
const shifts: Roster['shifts'] = [
  { id: 'day', name: '白班', start: '07:45', end: '19:45' },
  { id: 'night', name: '夜班', start: '19:45', end: '07:45' },
];
const plant = { roster: { shifts } as Roster };
const gaps = { roster: { shifts: shifts.slice(0, 1) } as Roster };
const at = (clock: string): number => Date.parse(`2026-11-23T${clock}+08:00`);
const named = actorOf(person('whoever'), 'o-1');
const author = nameless('o-1', KEY);

describe('as whom a report is made', () => {
  const refusal = (choice: Parameters<typeof authorOf>[1]): string[] => {
    try {
      authorOf(named, choice);
      return [];
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'BAD_REQUEST') throw error;
      return Object.keys(error.fields ?? {});
    }
  };
  const voice = { fileId: 'cloud://x', seconds: 3 };

  it('is the caller, or somebody without a name', () => {
    expect(authorOf(named, { visibility: 'named' })).toBe(named);
    expect(authorOf(named, { visibility: 'safetyOnly' })).toBe(named);
    expect(authorOf(named, { visibility: 'anonymous', followKey: KEY })).toEqual(author);
  });

  it.each<[string, Parameters<typeof authorOf>[1], string]>([
    ['a key with a name', { visibility: 'named', followKey: KEY }, 'followKey'],
    ['no name and no key', { visibility: 'anonymous' }, 'followKey'],
    [
      'who mended it alone',
      { visibility: 'anonymous', followKey: KEY, selfFixed: { photos: [], text: '' } },
      'selfFixed',
    ],
    ['a colleague’s report', { visibility: 'anonymous', followKey: KEY, forPersonId: 'p-1' }, 'forPersonId'],
    ['a voice', { visibility: 'anonymous', followKey: KEY, voice }, 'voice'],
  ])('is not found in %s', (_, choice, field) => {
    expect(refusal(choice)).toEqual([field]);
  });
});

describe('the time that is written down', () => {
  const minute = fc.integer({ min: 0, max: 3 * 24 * 60 - 1 }).map((n) => at('00:00:00') + n * MINUTE);

  it('is the minute for who gives a name', () => {
    expect(writtenTime(named, at('10:37:12'), plant)).toBe(at('10:37:12'));
  });

  it.each([
    ['10:37:12', '10:30:00'],
    ['10:30:00', '10:30:00'],
    ['07:50:00', '07:45:00'],
    ['19:46:00', '19:45:00'],
    ['00:10:00', '00:00:00'],
  ])('%s is written %s without one', (now, written) => {
    expect(writtenTime(author, at(now), plant)).toBe(at(written));
  });

  it('is never ahead, never half an hour behind, and in the same shift', () => {
    const slot = createSlotFinder(shifts);
    fc.assert(
      fc.property(minute, (now) => {
        const written = writtenTime(author, now, plant);
        expect(written).toBeLessThanOrEqual(now);
        expect(now - written).toBeLessThan(30 * MINUTE);
        expect(slot(written)).toEqual(slot(now));
      }),
    );
  });
});

describe('the time that is shown', () => {
  it.each([
    ['10:37:12', '07:45:00', '11月23日 白班'],
    ['20:00:00', '19:45:00', '11月23日 夜班'],
  ])('of %s is that of the shift', (now, startsAt, when) => {
    expect(shownTime(followId(KEY), at(now), plant)).toEqual({ at: at(startsAt), when });
  });

  it('belongs to the day on which the night began', () => {
    expect(shownTime(followId(KEY), at('02:00:00'), plant).when).toBe('11月22日 夜班');
  });

  it('is the day where the roster has a gap', () => {
    expect(shownTime(followId(KEY), at('20:10:00'), gaps)).toEqual({ at: at('00:00:00'), when: '11月23日' });
  });

  it('is the minute of anybody else', () => {
    expect(shownTime('p-1', at('10:37:12'), plant)).toEqual({ at: at('10:37:12') });
    expect(shownTime('g-0123456789abcdef0123', at('10:37:12'), plant)).toEqual({ at: at('10:37:12') });
  });

  it('of a card hides when the first step began, and no later one', () => {
    const reporter: Order['reporter'] = {
      kind: 'guest',
      id: followId(KEY),
      name: '匿名同事',
      visibility: 'anonymous',
    };
    const order = { reporter, reportedAt: at('10:30:00') };
    expect(reportedWhen(order, plant)).toEqual({ reportedAt: at('07:45:00'), reportedIn: '11月23日 白班' });
    expect(sinceWhen(order, at('10:30:00'), plant)).toBe(at('07:45:00'));
    expect(sinceWhen(order, at('10:41:00'), plant)).toBe(at('10:41:00'));
    const other = { ...order, reporter: { ...reporter, id: 'p-1' } };
    expect(reportedWhen(other, plant)).toEqual({ reportedAt: at('10:30:00') });
    expect(sinceWhen(other, at('10:30:00'), plant)).toBe(at('10:30:00'));
  });
});

it('asks who is on duty at the true minute, and counts from the written one', () => {
  const asked: number[] = [];
  const whose = (when: number) => {
    asked.push(when);
    return { id: 'p-1', name: '王大勇' };
  };
  const duty: Partial<DutyBook> = {
    route: (_order, when) => ({ person: whose(when), explain: '' }),
    siteKeeper: (_area, when) => whose(when),
    dutyLeader: whose,
    safety: whose,
    turnEndsAt(_id, when) {
      whose(when);
      return null;
    },
    verifiers: (_order, when) => [{ person: whose(when), explain: '' }],
  };
  const world = reportWorld({ duty, ...plant } as Plant, at('10:37:00'), at('10:30:00'));
  expect(world.now).toBe(at('10:30:00'));
  world.duty.route({} as Order, world.now);
  world.duty.siteKeeper('a', world.now);
  world.duty.dutyLeader(world.now);
  world.duty.safety(world.now);
  world.duty.turnEndsAt('p-1', world.now);
  world.duty.verifiers({} as Order, world.now);
  expect(asked).toEqual(Array.from({ length: 6 }, () => at('10:37:00')));
});
