/** `npm start`: sets up, builds and runs the local cloud until it is stopped. */
import { runMain } from './setup.mjs';
import { prepare, runNode } from './steps.mjs';

runMain(async () => {
  await prepare();
  return runNode(['dist/devtools/main.js']);
});
