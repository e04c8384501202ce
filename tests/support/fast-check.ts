/** Properties run on one fixed seed in `npm test`, so that green stays green; the long run looks at new cases each time. */
import fc from 'fast-check';

if (process.env.TEST_LONG !== '1') fc.configureGlobal({ seed: 20_261_122 });
