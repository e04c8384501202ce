/** What patrols found, told at each point and in each area that they came to. */
import type { MachineHistory } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import { guestPhone, phone, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';
import { allOk, answerTo, freshTask, MACHINE, plan, ROUTE, submit } from './support/tasks';

const cloud = useCloud();

/** The area of both points of the route. */
const AREA = 'cylinder-store';

beforeAll(() => plan(cloud()));

/** A patrol that found the first bottles lying. */
async function walked(): Promise<{ id: string; found: string; owner: string }> {
  const { task, owner } = await freshTask(cloud(), 'test-bottles');
  const found = `${ROUTE[0] ?? ''}:upright`;
  const photos = [await photo(cloud(), owner)];
  const answers = allOk(task).map((one) =>
    one.itemId === found ? answerTo(found, { result: 'notOk', photos }) : one,
  );
  await submit(cloud(), owner, task.id, answers, true);
  return { id: task.id, found, owner };
}

const patrols = (as = phone('safety'), areaId = AREA): Promise<MachineHistory> =>
  cloud().callOk(as, 'tasks.patrols', { areaId });

contractOf('tasks.patrols', {
  valid() {
    it('tells the patrols of an area, and at each of its points what was found there', async () => {
      const { id } = await walked();
      const [first] = (await patrols()).rounds;
      expect(first).toMatchObject({ taskId: id, kind: 'patrol', title: '气瓶巡查', readable: true });
      expect(first?.findings.map(({ text }) => text)).toEqual(['检查 upright']);
      const at = async (pointId: string | undefined): Promise<number | undefined> => {
        const { rounds } = await cloud().callOk(phone('safety'), 'tasks.history', { pointId: pointId ?? '' });
        return rounds.find(({ taskId }) => taskId === id)?.findings.length;
      };
      expect([await at(ROUTE[0]), await at(ROUTE[1]), await at(MACHINE)]).toEqual([1, 0, undefined]);
    });

    it('links the photos of what was found for whoever may see the round, and for nobody else', async () => {
      const { id } = await walked();
      const shotsFor = async (as: string): Promise<[boolean | undefined, number | undefined]> => {
        const round = (await patrols(as)).rounds.find(({ taskId }) => taskId === id);
        return [round?.readable, round?.findings[0]?.photos.length];
      };
      expect(await shotsFor(phone('safety'))).toEqual([true, 1]);
      expect(await shotsFor(phone('bystander'))).toEqual([false, 0]);
    });
  },
  edge() {
    it('takes one database call besides who asks, and tells nothing where no patrol comes', async () => {
      await patrols();
      await cloud().resetStats();
      await patrols();
      const { functions } = await cloud().stats();
      expect(functions['api']?.['tasks.patrols']?.request.calls).toBeLessThanOrEqual(2);
      expect(await patrols(phone('safety'), 'canteen')).toEqual({ rounds: [], betweenFindings: null });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'tasks.patrols', misshapen({ areaId: AREA }));

    it('refuses an area that does not exist', async () => {
      await refused(cloud(), 'PLACE_UNKNOWN', phone('reporter'), 'tasks.patrols', { areaId: 'z-99' });
    });
  },
  forbidden() {
    it('is for people on the roll', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'tasks.patrols', { areaId: AREA });
    });
    itRefusesNobody(cloud, 'tasks.patrols', { areaId: AREA });
  },
});
