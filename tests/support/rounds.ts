/** A plant in which nobody plans inspections: a test of something else is not to make hundreds of rounds when it moves the clock. */
import type { TestCloud } from './cloud';

const ADMIN = 'o-demo-p-029';

/** What a plant that plans nothing has of each. */
const NOTHING = {
  inspection: { checklists: [], plans: [] },
  briefings: { notice: { title: '告知', basis: '本厂制度', text: '已告知' }, teams: [] },
};

/** Publishes that nothing is planned: neither rounds nor meetings. */
export async function withoutRounds(cloud: TestCloud): Promise<void> {
  for (const kind of ['inspection', 'briefings'] as const) {
    const { version } = await cloud.callOk(ADMIN, 'config.get', { kind });
    const body = NOTHING[kind];
    await cloud.callOk(ADMIN, 'config.publish', { kind, body, basedOn: version, note: '先不排' });
  }
}
