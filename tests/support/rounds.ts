/** A plant in which nobody plans inspections: a test of something else is not to make hundreds of rounds when it moves the clock. */
import type { TestCloud } from './cloud';

const ADMIN = 'o-demo-p-029';

/** Publishes that nothing is planned. */
export async function withoutRounds(cloud: TestCloud): Promise<void> {
  const { version } = await cloud.callOk(ADMIN, 'config.get', { kind: 'inspection' });
  await cloud.callOk(ADMIN, 'config.publish', {
    kind: 'inspection',
    body: { checklists: [], plans: [] },
    basedOn: version,
    note: '先不排',
  });
}
