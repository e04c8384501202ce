/** `npm start`: sets up, builds and runs the local cloud until it is stopped. */
import { runMain } from './setup.mjs';
import { prepare, runNode } from './steps.mjs';

runMain(async () => {
  await prepare();
  // As 消息推送 is set up in a real environment: without it nobody learns what a content check found.
  process.env['PUSH_TO'] ??= 'events';
  return runNode(['dist/devtools/main.js']);
});
