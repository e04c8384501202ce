/** What a document adds to which day: late acts to the day for which they were due, events to their own. */
import {
  countCertificate,
  countMeeting,
  countPermit,
  countRound,
  countTraining,
} from '../../../../cloudfunctions/engine/insight';
import { finish, merged, newMiss } from '../../../../cloudfunctions/engine/inspection';
import { DAY } from '../../../../miniprogram/shared/time';
import type { Certificate } from '../../../../typings/certificate';
import type { CountsByDay } from '../../../../typings/insight';
import { ask, approved, doIt, MORNING } from '../../../support/hot-work';
import { made as meeting } from '../briefing/fixtures';
import { ALL, answer, DUE, made, OPENS, WANG } from '../inspection/fixtures';
import { at, training } from '../training/fixtures';

/** Day → measure → count, whatever told apart by. */
const flat = (counts: CountsByDay): Record<string, Record<string, number>> =>
  Object.fromEntries(
    Object.entries(counts).map(([day, { cells }]) => {
      const sum: Record<string, number> = {};
      for (const { n } of cells)
        for (const [name, count] of Object.entries(n)) sum[name] = (sum[name] ?? 0) + count;
      return [day, sum];
    }),
  );

describe('a round', () => {
  it('is due on the day of its shift, with its names', () => {
    expect(countRound(made())).toEqual({
      '2026-11-25': {
        cells: [
          { of: 'round', by: { area: 'hall', kind: 'spotCheck', opens: '510', plan: 'plan' }, n: { due: 1 } },
        ],
        names: { area: { hall: '车间' }, plan: { plan: '点检' } },
      },
    });
  });

  it('that is done days later counts late on its own day', () => {
    const { task } = finish(merged(made(), ALL(), WANG, DUE + 3 * DAY), WANG, DUE + 3 * DAY);
    const counts = { due: 1, done: 1, late: 1, missed: 1, points: 1, reached: 1 };
    expect(flat(countRound(task))).toEqual({ '2026-11-25': counts });
  });

  it('with something wrong counts what was found and reported, and that it is to stop', () => {
    const given = [answer('hook', { result: 'notOk', orderId: 'o' }), ...ALL().slice(1)];
    const { task } = finish(merged(made(), given, WANG, OPENS), WANG, OPENS);
    expect(flat(countRound(task))['2026-11-25']).toMatchObject({
      findings: 1,
      reported: 1,
      stops: 1,
      inTime: 1,
    });
  });

  it('tells orders that it made from those that it joined', () => {
    const given = [
      answer('hook', { result: 'notOk', orderId: 'o', joined: true }),
      answer('oil', { result: 'notOk', number: 99, orderId: 'p' }),
      answer('noise'),
    ];
    const { task } = finish(merged(made(), given, WANG, OPENS), WANG, OPENS);
    expect(flat(countRound(task))['2026-11-25']).toMatchObject({
      ...{ findings: 2, reported: 2, made: 1, joined: 1 },
    });
  });

  it('that is explained, dropped or before use counts as that', () => {
    const miss = { ...newMiss(DUE), reason: '停着' };
    const explained = { ...made(), state: 'missed', open: false, isMissed: true, miss } as const;
    expect(flat(countRound(explained))['2026-11-25']).toMatchObject({ missed: 1, explained: 1, points: 1 });
    expect(flat(countRound({ ...made(), state: 'dropped' }))).toEqual({ '2026-11-25': { dropped: 1 } });
    const use = countRound({ ...made(), beforeUse: true });
    expect(use).toEqual({});
  });
});

describe('a training', () => {
  it('is assigned by level, and overdue on the day on which that was noted', () => {
    const missedAt = at('2026-12-01');
    const miss = { at: missedAt, reason: null, by: null, until: null, raisedTo: [] };
    expect(flat(countTraining(training({ isMissed: true, misses: [miss] })))).toEqual({
      '2026-11-10': { assigned: 2 },
      '2026-12-01': { overdue: 2 },
    });
  });
});

describe('a meeting', () => {
  it('counts who was awaited once it was held or missed', () => {
    expect(flat(countMeeting(meeting()))).toEqual({ '2026-11-25': { due: 1 } });
    expect(flat(countMeeting({ ...meeting(), state: 'missed', isMissed: true }))).toEqual({
      '2026-11-25': { due: 1, missed: 1, expected: 4 },
    });
    expect(flat(countMeeting(meeting({ expected: [] })))).toEqual({ '2026-11-25': { dropped: 1 } });
  });
});

describe('a ticket and a certificate', () => {
  it('count what became of a ticket on the day of it', () => {
    const signed = approved(ask().ticket, MORNING + DAY / 8);
    expect(flat(countPermit(signed))).toEqual({ '2026-11-25': { asked: 1, approved: 1 } });
    const { ticket } = doIt(signed, 'applicant', 'withdraw', MORNING + DAY);
    expect(flat(countPermit(ticket))).toMatchObject({ '2026-11-26': { withdrawn: 1 } });
  });

  it('count a certificate on the first day without it, unless it was taken out of use before', () => {
    const endsAt = at('2026-12-01', '00:00');
    const certificate = { endsAt, retired: null, kindId: 'weld', kindName: '焊接' } as Certificate;
    expect(flat(countCertificate(certificate))).toEqual({ '2026-12-01': { expired: 1 } });
    const retired = (when: number) => ({ ...certificate, retired: { at: when, by: 'p', reason: '调走' } });
    expect(countCertificate(retired(endsAt - 1))).toEqual({});
    expect(flat(countCertificate(retired(endsAt)))).toEqual({ '2026-12-01': { expired: 1 } });
    const renewed = { ...certificate, lapsed: [at('2026-11-01', '00:00'), endsAt] };
    expect(flat(countCertificate(renewed))).toEqual({
      '2026-11-01': { expired: 1 },
      '2026-12-01': { expired: 1 },
    });
  });
});
