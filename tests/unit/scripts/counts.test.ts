/** The closing line of `npm test` counts what really ran. */
import fc from 'fast-check';
import { closingLine, countTests, verdict } from '../../support/counts.mjs';

const suite = (passing: number, failing: number, extra: Record<string, unknown> = {}) => ({
  numPassingTests: passing,
  numFailingTests: failing,
  numPendingTests: 0,
  numTodoTests: 0,
  ...extra,
});

describe('countTests', () => {
  it('adds up the suites', () => {
    const suites = [
      suite(3, 1, { failureMessage: '● one failed' }),
      suite(2, 0, { numPendingTests: 1, numTodoTests: 2 }),
    ];
    expect(countTests(suites)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('counts a suite that could not run as one failure', () => {
    expect(
      countTests([suite(4, 0), suite(0, 0, { testExecError: {}, failureMessage: 'does not compile' })]),
    ).toEqual({
      passed: 4,
      failed: 1,
      skipped: 0,
    });
  });

  it('counts a broken hook besides the tests that failed', () => {
    expect(countTests([suite(1, 2, { testExecError: {}, failureMessage: 'afterAll' })]).failed).toBe(3);
  });
});

describe('verdict', () => {
  it('passes a green run', () => {
    const counts = { passed: 2, failed: 0, skipped: 1 };
    expect(verdict(0, counts)).toEqual({ counts, exitCode: 0, reason: null });
  });

  it('fails when no test was executed, even if some were skipped', () => {
    expect(verdict(0, { passed: 0, failed: 0, skipped: 7 })).toMatchObject({
      counts: { passed: 0, failed: 1, skipped: 7 },
      exitCode: 1,
      reason: 'No test was run.',
    });
  });

  it('fails when jest ended before it could count', () => {
    expect(verdict(0, null)).toMatchObject({ counts: { passed: 0, failed: 1 }, exitCode: 1 });
  });

  it('keeps the exit code of jest', () => {
    expect(verdict(134, { passed: 2, failed: 0, skipped: 0 }).exitCode).toBe(134);
  });

  it('lets exit code and counts agree in every case', () => {
    const count = fc.nat(3);
    const counts = fc.option(fc.record({ passed: count, failed: count, skipped: count }));
    fc.assert(
      fc.property(fc.nat(2), counts, (code, counted) => {
        const { counts: told, exitCode } = verdict(code, counted);
        expect(exitCode === 0).toBe(told.failed === 0);
        expect(exitCode === 0).toBe(code === 0 && (counted?.failed ?? 1) === 0 && (counted?.passed ?? 0) > 0);
      }),
    );
  });
});

describe('closingLine', () => {
  it('names skipped tests only when there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });
});
