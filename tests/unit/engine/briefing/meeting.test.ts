/** A meeting as it is made: for each team and shift, for nobody where nobody works, and anew while nobody touched it. */
import {
  briefingId,
  isUntouched,
  meetingsDue,
  opened,
  renewed,
  said,
  tick,
} from '../../../../cloudfunctions/engine/briefing';
import { DAY } from '../../../../miniprogram/shared/time';
import { LI, made, OPENS, START, TEAM, WANG } from './fixtures';

const days = {
  shifts: [
    { id: 'night', start: 0 },
    { id: 'day', start: 480 },
  ],
  isHoliday: (day: string) => day === '2026-11-26',
  isDayOff: () => false,
};

const idsDue = (over: object, from: number, to: number): string[] =>
  meetingsDue([{ ...TEAM, ...over }], days, from, to).map(({ team, shift }) => briefingId(team.id, shift));

it('is due before every shift of its team, the earliest first, and not on holidays that are left out', () => {
  expect(idsDue({}, START, START + DAY)).toEqual(['steel@2026-11-25:day', 'steel@2026-11-26:night']);
  expect(idsDue({ shiftIds: ['day'] }, START, START + 2 * DAY)).toHaveLength(2);
  expect(idsDue({ shiftIds: ['day'], holidays: 'skip' }, START, START + 3 * DAY)).toEqual([
    'steel@2026-11-25:day',
    'steel@2026-11-27:day',
  ]);
});

it('is no meeting where nobody is on the roster, and says so', () => {
  const none = made({ expected: [] });
  expect(none).toMatchObject({ state: 'dropped', open: false, nextDueAt: null });
  expect(none.dropped?.reason).not.toBe('');
});

it('is made anew while nobody touched it, and keeps what its leader said', () => {
  const before = said(made(), WANG, { text: '小心', now: OPENS - 1 });
  const fresh = made({ owner: LI });
  expect(renewed(before, fresh)).toMatchObject({ owner: LI, words: { text: '小心' }, nextDueAt: OPENS });
  // Once its leader was told, they are not told again.
  const told = tick(made(), OPENS, () => null)!.briefing;
  expect(renewed(told, fresh).nextDueAt).toBe(fresh.dueAt);
  expect(renewed(told, made({ expected: [] }))).toMatchObject({ state: 'dropped', nextDueAt: null });
  expect(renewed(made({ expected: [] }), fresh)).toMatchObject({ state: 'due', nextDueAt: OPENS });
});

it('is left as it is once somebody did something', () => {
  const { answers } = made();
  const running = opened(made(), WANG, { secret: '1', hash: 'h', now: OPENS });
  expect(isUntouched(made())).toBe(true);
  for (const touched of [running, { ...made(), answers: { ...answers, answered: 1 } }])
    expect(isUntouched(touched)).toBe(false);
});
