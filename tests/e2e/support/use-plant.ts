/** A plant for one story: a cloud, a browser and a clock of its own. */
import { launchBrowser } from '../../../devtools/automation';
import { startTestCloud } from '../../support/cloud';
import { Plant } from './plant';

/** A busy machine is slow, and a step of a story waits several times (ms). */
const PATIENCE = 240_000;

/**
 * @param at - when the story begins
 * @param env - further settings of the cloud
 * @returns the plant, once the tests run
 */
export function usePlant(at: string, env: Record<string, string> = {}): () => Plant {
  jest.setTimeout(PATIENCE);
  let open: Plant | null = null;
  beforeAll(async () => {
    const [cloud, browser] = await Promise.all([startTestCloud({ env }), launchBrowser()]);
    open = await Plant.open(cloud, browser);
    await open.clock({ set: at });
  });
  afterAll(async () => {
    await open?.end();
    await open?.cloud.stop();
  });
  return () => {
    if (open === null) throw new Error('the plant is there once the tests run');
    return open;
  };
}
