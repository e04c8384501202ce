/** 培训: what somebody has to learn, read and done level by level, and who is marked until it is. */
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { certificate } from './support/permits';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  attend,
  doAll,
  editPerson,
  freshTraining,
  LEARNER,
  look,
  planTraining,
  signFor,
  tick,
  TRAINING,
  trainingStored,
  tryQuiz,
} from './support/training';

const cloud = useCloud();

const NONE = 'p-001@nothing:2026';
const learner = phoneOf(LEARNER);

/** Of the department of {@link LEARNER}. */
const NEIGHBOUR = 'p-034';

beforeAll(() => planTraining(cloud()));

contractOf('training.mine', {
  valid() {
    it('lists what is open first, with what comes next, and what is over', async () => {
      const first = await freshTraining(cloud());
      await doAll(cloud(), first);
      const second = await freshTraining(cloud());
      const { trainings } = await cloud().callOk(learner, 'training.mine', {});
      expect(trainings.find(({ id }) => id === second.id)).toMatchObject({
        ...{ state: 'due', open: true, mine: true, line: '还差上课：课 law', hours: { done: 0, all: 3 } },
      });
      expect(trainings.find(({ id }) => id === first.id)).toMatchObject({ state: 'done', line: '' });
      expect(trainings.map(({ open }) => open)).toEqual(
        [...trainings.map(({ open }) => open)].sort().reverse(),
      );
    });
  },
  edge() {
    it('has a year’s training for the posts that it is for, and none for others', async () => {
      await tick(cloud());
      const year = new Date(await cloud().now()).getUTCFullYear();
      const painter = phoneOf('p-034');
      const { trainings } = await cloud().callOk(painter, 'training.mine', {});
      expect(trainings.map(({ id }) => id)).toEqual([`p-034@test-year:${year}`]);
      expect((await cloud().callOk(phone('storekeeper'), 'training.mine', {})).trainings).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, learner, 'training.mine', misshapen({}));
  },
  forbidden() {
    it('is for people on the roll', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.mine', {});
    });
    itRefusesNobody(cloud, 'training.mine', {});
  },
});

contractOf('training.get', {
  valid() {
    it('shows three levels with who holds them, and nothing of what is right', async () => {
      const training = await freshTraining(cloud());
      expect(training.parts.map(({ label, trainer, waits }) => [label, trainer.id, waits])).toEqual([
        ['公司级', 'p-010', false],
        ['车间级', 'p-004', true],
        ['班组级', 'p-016', true],
      ]);
      expect(JSON.stringify(training)).not.toMatch(/correct|因为/);
    });
  },
  edge() {
    it('keeps courses and questions as they were when it began', async () => {
      const before = await freshTraining(cloud());
      const renamed = TRAINING.courses.map((course) => ({ ...course, title: '换过的课' }));
      await planTraining(cloud(), { ...TRAINING, courses: renamed });
      await tick(cloud());
      expect((await look(cloud(), before.id)).parts).toEqual(before.parts);
      await planTraining(cloud());
    });
  },
  invalid() {
    itRefusesShapes(cloud, learner, 'training.get', misshapen({ trainingId: NONE }));

    it('refuses one that does not exist', async () => {
      await refused(cloud(), 'TRAINING_UNKNOWN', learner, 'training.get', { trainingId: NONE });
    });
  },
  forbidden() {
    it('is for the person and whoever looks after them; to others there is none', async () => {
      const { id } = await freshTraining(cloud());
      for (const part of ['safety', 'manager', 'dutyLeader'] as const) {
        expect(await cloud().callOk(phone(part), 'training.get', { trainingId: id })).toMatchObject({
          mine: false,
        });
      }
      for (const part of ['reporter', 'otherSupervisor', 'contractor'] as const)
        await refused(cloud(), 'TRAINING_UNKNOWN', phone(part), 'training.get', { trainingId: id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.get', { trainingId: id });
    });
    itRefusesNobody(cloud, 'training.get', { trainingId: NONE });
  },
});

/** A training whose first level is signed for, so that there is something to read. */
async function toRead(): Promise<string> {
  const { id } = await freshTraining(cloud());
  await attend(cloud(), phone('safety'), ['law']);
  await signFor(cloud(), (await tryQuiz(cloud(), id, 'law')).training);
  return id;
}

contractOf('training.read', {
  valid() {
    it('notes what was read, and opens the quiz once all of it was', async () => {
      const trainingId = await toRead();
      const read = (materialIds: string[]) =>
        cloud().callOk(learner, 'training.read', { trainingId, courseId: 'fire', materialIds });
      const quizOf = async (materialIds: string[]) => (await read(materialIds)).parts[1]?.courses[0];
      expect(await quizOf(['one'])).toMatchObject({
        quiz: { from: null },
        materials: [{ read: true }, { read: false }],
      });
      expect(await quizOf(['two'])).toMatchObject({
        quiz: { from: 0 },
        materials: [{ read: true }, { read: true }],
      });
    });
  },
  edge() {
    it('waits for the level before to be signed for', async () => {
      const { id } = await freshTraining(cloud());
      const input = { trainingId: id, courseId: 'fire', materialIds: ['one'] };
      const { message } = await refused(cloud(), 'TRAINING_WAITS', learner, 'training.read', input);
      expect(message).toContain('公司级');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      learner,
      'training.read',
      misshapen({ trainingId: NONE, courseId: 'fire', materialIds: ['one'] }),
    );

    it('refuses a course and a material that are not there', async () => {
      const trainingId = await toRead();
      const course = { trainingId, courseId: 'none', materialIds: ['one'] };
      await refused(cloud(), 'TRAINING_UNKNOWN', learner, 'training.read', course);
      const material = { trainingId, courseId: 'fire', materialIds: ['one', 'none'] };
      await refused(cloud(), 'BAD_REQUEST', learner, 'training.read', material);
    });
  },
  forbidden() {
    it('is for the person alone', async () => {
      const trainingId = await toRead();
      const input = { trainingId, courseId: 'fire', materialIds: ['one'] };
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('safety'), 'training.read', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.read', input);
    });
    itRefusesNobody(cloud, 'training.read', { trainingId: NONE, courseId: 'fire', materialIds: ['one'] });
  },
  replay() {
    it('changes nothing when sent again', async () => {
      const trainingId = await toRead();
      const input = { trainingId, courseId: 'fire', materialIds: ['one'] };
      const first = await cloud().callOk(learner, 'training.read', input);
      const after = await stored(cloud());
      expect(await cloud().callOk(learner, 'training.read', input)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

describe('whoever is given work', () => {
  /** What is said of the learner wherever somebody is chosen for work: an order, a round, hot work; and to report for. */
  const missingOf = async (colleague: string) => {
    const [orders, rounds, fire, reports] = await Promise.all([
      cloud().callOk(phone('safety'), 'people.candidates', {}),
      cloud().callOk(phoneOf(colleague), 'people.colleagues', { forWork: true }),
      cloud().callOk(phone('safety'), 'permits.rules', {}),
      cloud().callOk(phoneOf(colleague), 'people.colleagues', {}),
    ]);
    const isLearner = (one: { id?: string; personId?: string | null }): boolean =>
      one.id === LEARNER || one.personId === LEARNER;
    const lists = [orders.people, rounds.people, fire.people, fire.certified, reports.people];
    return lists.map((list) =>
      list.filter(isLearner).map((one) => ('training' in one ? one.training : null)),
    );
  };

  it('is marked while their training is not done, and no longer after', async () => {
    await certificate(cloud(), { holder: { personId: LEARNER } });
    const training = await freshTraining(cloud());
    await tick(cloud());
    const missing = { missing: '新员工三级安全教育还没学完' };
    expect(await missingOf(NEIGHBOUR)).toEqual([[missing], [missing], [missing], [missing], [null]]);
    await doAll(cloud(), training);
    await tick(cloud());
    await tick(cloud());
    expect(await missingOf(NEIGHBOUR)).toEqual([[null], [null], [null], [null], [null]]);
  });

  it('has nothing to learn any more once they left', async () => {
    const training = await freshTraining(cloud());
    await editPerson(cloud(), LEARNER, { status: 'left' });
    await tick(cloud());
    expect(await trainingStored(cloud(), training.id)).toMatchObject({
      state: 'dropped',
      open: false,
      nextDueAt: null,
    });
    await editPerson(cloud(), LEARNER, { status: 'active' });
  });
});
