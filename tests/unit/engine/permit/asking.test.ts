/** The level of a ticket and its longest time: as asked, by the area, by the holidays it covers; and what cannot be asked for. */
import { AppError } from '../../../../miniprogram/shared/errors';
import { createDaysOff } from '../../../../cloudfunctions/features/routing/calendar';
import { HOUR } from '../../../../miniprogram/shared/time';
import { ask, FAR, MORNING, PLAYERS, RULES, worker, type Wish } from '../../../support/hot-work';

const daysOff = createDaysOff({ holidays: 'china' });
const china = (day: string): boolean => daysOff.isHoliday(day);
/** The day before the National Day. */
const EVE = Date.parse('2026-09-30T20:00:00+08:00');

const fieldsOf = (wish: Wish): Record<string, string> => {
  try {
    ask(wish);
  } catch (error) {
    if (error instanceof AppError) return { ...error.fields };
    throw error;
  }
  throw new Error('it was not refused');
};

describe('the level', () => {
  it.each([
    ['second', 'yellow', 'yard', 'second', 0],
    ['second', 'red', 'yard', 'first', 1],
    ['special', 'red', 'yard', 'special', 0],
    ['second', 'yellow', 'gas-manifold', 'special', 1],
  ] as const)('asked %s in a %s area %s is %s', (level, riskColor, areaId, inForce, reasons) => {
    const { ticket } = ask({ riskColor, areaId, input: { level } });
    expect(ticket.level).toMatchObject({ asked: level, inForce });
    expect(ticket.level.why).toHaveLength(reasons);
    expect(ticket.approvals.map(({ by }) => by)).toEqual(
      RULES.levels.find(({ id }) => id === inForce)!.approvals.map(({ by }) => by),
    );
  });

  it('is one higher across the midnight before a holiday, and says why', () => {
    const wish = { at: EVE, isHoliday: china };
    const before = ask({ ...wish, input: { until: Date.parse('2026-10-01T00:00:00+08:00') } }).ticket;
    expect(before.level).toMatchObject({ inForce: 'second', why: [] });
    const across = ask({ ...wish, input: { until: Date.parse('2026-10-01T00:00:01+08:00') } }).ticket;
    expect(across.level).toMatchObject({ inForce: 'first', hours: 8, why: ['10月1日是法定节假日，升一级'] });
  });

  it('is one higher than its area asks for on a holiday, and never above the highest', () => {
    const wish = { at: EVE + 12 * HOUR, isHoliday: china };
    expect(ask({ ...wish, riskColor: 'red' }).ticket.level.inForce).toBe('special');
    expect(ask({ ...wish, areaId: 'gas-manifold' }).ticket.level.inForce).toBe('special');
  });

  it('stays when the rules keep no holidays', () => {
    const rules = { ...RULES, holidaysUp: false };
    expect(ask({ at: EVE + 12 * HOUR, isHoliday: china, rules }).ticket.level.inForce).toBe('second');
  });

  it('brings its checks and its measurements', () => {
    const [plain, high] = [ask().ticket, ask({ input: { level: 'first' } }).ticket];
    expect(plain.rules.checks.map(({ id }) => id)).not.toContain('isolated');
    expect(high.rules.checks.map(({ id }) => id)).toContain('isolated');
    expect([plain.rules.gas, high.rules.gas?.items.map(({ id }) => id)]).toEqual([null, ['lel', 'o2']]);
  });
});

describe('the time', () => {
  it.each([
    ['second', 72],
    ['first', 8],
    ['special', 8],
  ] as const)('of %s is %i hours at most', (level, hours) => {
    const input = (until: number) => ({ input: { level, until } });
    expect(ask(input(MORNING + hours * HOUR)).ticket.until).toBe(MORNING + hours * HOUR);
    expect(fieldsOf(input(MORNING + hours * HOUR + 1))['until']).toContain(`最长 ${hours} 小时`);
  });

  it('is counted anew where a holiday raises the level, and why is said', () => {
    const long = { at: EVE, isHoliday: china, input: { until: EVE + 9 * HOUR } };
    expect(fieldsOf(long)['until']).toMatch(/10月1日是法定节假日，升一级，最长 8 小时/);
    expect(ask({ ...long, isHoliday: () => false }).ticket.level.inForce).toBe('second');
  });

  it('runs forwards, and is not over', () => {
    expect(Object.keys(fieldsOf({ input: { from: MORNING + HOUR, until: MORNING } }))).toEqual(['until']);
    expect(Object.keys(fieldsOf({ input: { from: MORNING, until: MORNING } }))).toEqual(['until']);
    expect(Object.keys(fieldsOf({ input: { from: MORNING - HOUR, until: MORNING } }))).toEqual(['until']);
  });
});

describe('the people', () => {
  it('who work need a certificate of the kind that counts when work begins', () => {
    const from = MORNING + HOUR;
    const input = { from, until: from + HOUR };
    const ends = (endsAt: number) => ({ input, workers: [worker(PLAYERS.welder, endsAt)] });
    expect(Object.keys(fieldsOf(ends(from)))).toEqual(['certificateIds.0']);
    expect(ask(ends(from + 1)).ticket.state).toBe('asked');
    const good = worker(PLAYERS.welder, FAR);
    const wrong = (patch: object) => ({
      workers: [{ ...good, certificate: { ...good.certificate, ...patch } }],
    });
    expect(Object.keys(fieldsOf(wrong({ kindId: 'crane' })))).toEqual(['certificateIds.0']);
    expect(Object.keys(fieldsOf(wrong({ isRetired: true })))).toEqual(['certificateIds.0']);
  });

  it('who watch do not work', () => {
    expect(Object.keys(fieldsOf({ watcher: 'welder' }))).toEqual(['watcherId']);
  });

  it('who sign are found up the line, and nobody at all is said', () => {
    expect(ask({ applicant: 'keeper' }).ticket.next?.owner.id).toBe('head');
    const everybody = Object.values(PLAYERS).filter(({ id }) => id !== 'watcher' && id !== 'applicant');
    expect(() => ask({ workers: everybody.map((who) => worker(who, FAR)) })).toThrow(AppError);
  });
});
