/** `npm run check`: everything that must be green before a change is handed in; stops at the first failure. */
import { npm, root, runMain, setup } from './setup.mjs';

const STEPS = ['typecheck', 'lint', 'format:check', 'build', 'test'];

runMain(async () => {
  await setup();
  for (const step of STEPS) {
    process.stderr.write(`\n── ${step} ──\n`);
    if (npm(['run', '--silent', step], root) !== 0) throw new Error(`\n✗ ${step} failed`);
  }
  process.stderr.write(`\n✓ ${STEPS.join(', ')}\n`);
});
