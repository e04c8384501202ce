/** Counts what jest ran, so that the closing line of `npm test` tells the truth even when a suite could not run. */

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ numPassingTests: number, numFailingTests: number, numPendingTests: number, numTodoTests: number,
 *   testExecError?: unknown, failureMessage?: string | null }} Suite - the part of jest's TestResult that is counted
 */

/**
 * Adds up suites. A suite that failed outside its tests (it does not load, a hook broke, it holds no test)
 * counts as one failure more: its tests are not in jest's numbers.
 * @param {readonly Suite[]} suites
 * @returns {Counts}
 */
export function countTests(suites) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const suite of suites) {
    const brokenOutside =
      Boolean(suite.testExecError) || (Boolean(suite.failureMessage) && suite.numFailingTests === 0);
    counts.passed += suite.numPassingTests;
    counts.failed += suite.numFailingTests + (brokenOutside ? 1 : 0);
    counts.skipped += suite.numPendingTests + suite.numTodoTests;
  }
  return counts;
}

/**
 * Decides how a run ended. Counts and exit code always agree: a run that failed shows at least one failure.
 * @param {number} exitCode - jest's
 * @param {Counts | null} counted - null when jest ended before it could count
 * @returns {{ counts: Counts, exitCode: number, reason: string | null }} `reason` explains a failure no test stands for
 */
export function verdict(exitCode, counted) {
  const counts = counted ?? { passed: 0, failed: 0, skipped: 0 };
  if (counts.failed > 0) return { counts, exitCode: exitCode || 1, reason: null };
  const reason =
    counted === null
      ? 'The tests could not be run.'
      : counts.passed === 0
        ? 'No test was run.'
        : exitCode !== 0
          ? `The tests passed, but jest ended with ${exitCode}.`
          : null;
  if (reason === null) return { counts, exitCode: 0, reason };
  return { counts: { ...counts, failed: 1 }, exitCode: exitCode || 1, reason };
}

/**
 * @param {Counts} counts
 * @returns {string} `N passed, N failed`, and `, N skipped` when any was
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed` + (skipped > 0 ? `, ${skipped} skipped` : '');
}
