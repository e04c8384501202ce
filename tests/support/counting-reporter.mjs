/** A jest reporter that leaves the counts of a run in the file named by TEST_COUNTS_FILE, for scripts/test.mjs. */
import { writeFileSync } from 'node:fs';
import { countTests } from './counts.mjs';

export default class CountingReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    const file = process.env.TEST_COUNTS_FILE;
    if (file) writeFileSync(file, JSON.stringify(countTests(results.testResults)));
  }
}
