/** A plant in which nobody is sent round, meets or learns, for tests about something else: moving the clock makes hundreds of them. */
import type { TrainingConfig } from '../../typings/training';
import type { TestCloud } from './cloud';

const ADMIN = 'o-demo-p-029';

/** What a plant that plans nothing has of each. */
const NOTHING = {
  inspection: { checklists: [], plans: [] },
  briefings: { notice: { title: '告知', basis: '本厂制度', text: '已告知' }, teams: [] },
};

/** Publishes that nothing is planned: neither rounds, meetings nor trainings. */
export async function withoutRounds(cloud: TestCloud): Promise<void> {
  const note = '先不排';
  for (const kind of ['inspection', 'briefings'] as const) {
    const { version } = await cloud.callOk(ADMIN, 'config.get', { kind });
    const body = NOTHING[kind];
    await cloud.callOk(ADMIN, 'config.publish', { kind, body, basedOn: version, note });
  }
  const { version, body } = await cloud.callOk(ADMIN, 'config.get', { kind: 'training' });
  const idle = { ...(body as TrainingConfig), programmes: [] };
  await cloud.callOk(ADMIN, 'config.publish', { kind: 'training', body: idle, basedOn: version, note });
}
