/** A plant in which nobody is sent round, meets or learns, for tests about something else: moving the clock makes hundreds of them. */
import type { TrainingConfig } from '../../typings/training';
import type { TestCloud } from './cloud';

const ADMIN = 'o-demo-p-029';

type Planned = 'inspection' | 'briefings' | 'training';

/** What of a kind that plans something is left when it plans nothing. */
const NOTHING: Record<Planned, (body: unknown) => unknown> = {
  inspection: () => ({ checklists: [], plans: [] }),
  briefings: () => ({ notice: { title: '告知', basis: '本厂制度', text: '已告知' }, teams: [] }),
  training: (body) => ({ ...(body as TrainingConfig), programmes: [] }),
};

/** Publishes that nothing of these kinds is planned. */
export async function withoutPlans(cloud: TestCloud, kinds: readonly Planned[]): Promise<void> {
  for (const kind of kinds) {
    const { version, body } = await cloud.callOk(ADMIN, 'config.get', { kind });
    const plan = { kind, body: NOTHING[kind](body), basedOn: version, note: '先不排' };
    await cloud.callOk(ADMIN, 'config.publish', plan);
  }
}

/** Neither rounds, meetings nor trainings. */
export const withoutRounds = (cloud: TestCloud): Promise<void> =>
  withoutPlans(cloud, ['inspection', 'briefings', 'training']);
