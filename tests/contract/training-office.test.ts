/** Trainings for those who look after them: who lacks what, misses and their reasons, letting off, and the record sheet. */
import { DAY, isoDay } from '../../miniprogram/shared/time';
import type { OverviewInput } from '../../typings/api';
import { unzip } from '../support/zip';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import {
  BOSS,
  doAll,
  freshTraining,
  lateTraining,
  LEARNER,
  look,
  planTraining,
  tick,
  trainingStored,
} from './support/training';

const cloud = useCloud();

const NONE = 'p-001@nothing:2026';
const learner = phoneOf(LEARNER);
const boss = phoneOf(BOSS);

beforeAll(() => planTraining(cloud()));

/** So many days from today. */
const inDays = async (days: number): Promise<string> => isoDay((await cloud().now()) + days * DAY);

contractOf('training.overview', {
  valid() {
    it('counts the open ones by department and lists them, soonest first', async () => {
      const { id } = await freshTraining(cloud());
      const { departments, trainings } = await cloud().callOk(phone('safety'), 'training.overview', {});
      expect(trainings.map((training) => training.id)).toContain(id);
      expect(trainings.map(({ dueAt }) => dueAt)).toEqual(
        trainings.map(({ dueAt }) => dueAt).sort((a, b) => a - b),
      );
      expect(departments.reduce((sum, { open }) => sum + open, 0)).toBe(trainings.length);
      expect(departments.find(({ id: department }) => department === 'painting')).toMatchObject({
        name: '涂装车间',
      });
    });
  },
  edge() {
    it('shows a head their department and a leader their people', async () => {
      const { id } = await freshTraining(cloud());
      for (const as of [phone('dutyLeader'), boss]) {
        const { trainings } = await cloud().callOk(as, 'training.overview', {});
        expect(trainings.map((training) => training.id)).toContain(id);
      }
      const { trainings } = await cloud().callOk(phone('otherSupervisor'), 'training.overview', {});
      expect(trainings).toEqual([]);
    });

    it('lists those of one department, those that are late, and those that are done, newest first', async () => {
      const done = await doAll(cloud(), await freshTraining(cloud()));
      const late = await lateTraining(cloud());
      const idsOf = async (input: OverviewInput): Promise<string[]> =>
        (await cloud().callOk(phone('safety'), 'training.overview', input)).trainings.map(({ id }) => id);
      expect((await idsOf({ filter: 'done' }))[0]).toBe(done.id);
      expect(await idsOf({ filter: 'done', departmentId: 'office' })).toEqual([]);
      expect(await idsOf({ filter: 'overdue', departmentId: 'painting' })).toContain(late.id);
      const fresh = await freshTraining(cloud());
      const [open, overdue] = [await idsOf({ filter: 'open' }), await idsOf({ filter: 'overdue' })];
      expect([open.includes(fresh.id), overdue.includes(fresh.id), open.includes(done.id)]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await idsOf({ departmentId: 'office' })).not.toContain(fresh.id);
    });

    it('shows those that are done to whoever looks after them alone, page by page', async () => {
      const first = await doAll(cloud(), await freshTraining(cloud()));
      await tick(cloud());
      const second = await doAll(cloud(), await freshTraining(cloud()));
      const done = async (as: string, cursor: string | null = null) =>
        (await cloud().callOk(as, 'training.overview', { filter: 'done', cursor })).trainings;
      expect((await done(boss)).slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(await done(phone('otherSupervisor'))).toEqual([]);
      const at = [second.finishedAt, second.id];
      const cursor = Buffer.from(JSON.stringify(at)).toString('base64url');
      expect((await done(boss, cursor))[0]?.id).toBe(first.id);
    });

    it('ends a page where the next begins', async () => {
      const all = await cloud().callOk(phone('safety'), 'training.overview', {});
      const { dueAt, id } = all.trainings[0]!;
      const cursor = Buffer.from(JSON.stringify([dueAt, id])).toString('base64url');
      const rest = await cloud().callOk(phone('safety'), 'training.overview', { cursor });
      expect(rest.trainings).toEqual(all.trainings.slice(1));
    });
  },
  invalid() {
    const wrong = misshapen(
      { filter: 'open' as const, departmentId: 'office', cursor: 'x' },
      { optional: ['filter', 'departmentId', 'cursor'], mayBeEmpty: ['cursor'] },
    );
    itRefusesShapes(cloud, phone('safety'), 'training.overview', wrong);
  },
  forbidden() {
    it('is for those who look after somebody', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', learner, 'training.overview', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.overview', {});
    });
    itRefusesNobody(cloud, 'training.overview', {});
  },
});

contractOf('training.explain', {
  valid() {
    it('gives a missed training a reason and a new day, and stays a miss', async () => {
      const late = await lateTraining(cloud());
      expect(late).toMatchObject({ state: 'overdue', open: true, isMissed: true, may: { explain: true } });
      const until = await inDays(5);
      const input = { trainingId: late.id, rev: late.rev, reason: '请了病假', until };
      const after = await cloud().callOk(boss, 'training.explain', input);
      expect(after).toMatchObject({
        ...{ state: 'due', open: true, isMissed: true, may: { explain: false } },
        misses: [{ reason: '请了病假', by: '徐志刚' }],
      });
      expect(isoDay(after.dueAt)).toBe(until);
    });
  },
  edge() {
    it('goes up person by person until somebody says why, and again every week', async () => {
      const { id } = await lateTraining(cloud());
      const told = async () =>
        (await cloud().dump('deliveries'))
          .filter(({ _id }) => String(_id).includes(`training-${id}-trainingLate`))
          .map(({ notice, to }) => `${String(notice)} ${String(to)}`)
          .sort();
      expect(await told()).toEqual([`trainingLate ${BOSS}`, `trainingLate ${LEARNER}`]);
      await cloud().clock({ advance: 3 * DAY, coalesce: true });
      await tick(cloud());
      const up = await told();
      expect(up).toHaveLength(5);
      expect(up.filter((line) => line.startsWith('trainingLateUp'))).toHaveLength(2);
      await cloud().clock({ advance: 7 * DAY, coalesce: true });
      await tick(cloud());
      expect(await told()).toHaveLength(8);
      expect(await look(cloud(), id)).toMatchObject({ state: 'overdue', open: true });
    });

    it('may be missed a second time', async () => {
      const late = await lateTraining(cloud());
      const input = { trainingId: late.id, rev: late.rev, reason: '出差', until: await inDays(1) };
      await cloud().callOk(learner, 'training.explain', input);
      await cloud().clock({ advance: 3 * DAY, coalesce: true });
      await tick(cloud());
      const again = await look(cloud(), late.id);
      expect(again).toMatchObject({ state: 'overdue', misses: [{ reason: '出差' }, { reason: null }] });
    });
  },
  invalid() {
    const sample = { trainingId: NONE, rev: 1, reason: '忙', until: '2026-12-01' };
    itRefusesShapes(cloud, learner, 'training.explain', misshapen(sample));

    it('refuses a day that is over or far off, and a training that is not late', async () => {
      const late = await lateTraining(cloud());
      for (const days of [-1, 31]) {
        const input = { trainingId: late.id, rev: late.rev, reason: '忙', until: await inDays(days) };
        const { fields } = await refused(cloud(), 'BAD_REQUEST', learner, 'training.explain', input);
        expect(Object.keys(fields ?? {})).toEqual(['until']);
      }
      const { id, rev } = await freshTraining(cloud());
      const early = { trainingId: id, rev, reason: '忙', until: await inDays(5) };
      await refused(cloud(), 'BAD_REQUEST', learner, 'training.explain', early);
    });

    it('refuses one that is not as it was seen', async () => {
      const late = await lateTraining(cloud());
      const input = { trainingId: late.id, rev: late.rev - 1, reason: '忙', until: await inDays(5) };
      await refused(cloud(), 'CHANGED', learner, 'training.explain', input);
    });
  },
  forbidden() {
    it('is for the person and whoever looks after them', async () => {
      const late = await lateTraining(cloud());
      const input = { trainingId: late.id, rev: late.rev, reason: '忙', until: await inDays(5) };
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('otherSupervisor'), 'training.explain', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.explain', input);
    });
    itRefusesNobody(cloud, 'training.explain', {
      trainingId: NONE,
      rev: 1,
      reason: '忙',
      until: '2026-12-01',
    });
  },
  replay() {
    it('is no failure, and another reason is', async () => {
      const late = await lateTraining(cloud());
      const input = { trainingId: late.id, rev: late.rev, reason: '忙', until: await inDays(5) };
      const first = await cloud().callOk(learner, 'training.explain', input);
      const after = await stored(cloud());
      expect(await cloud().callOk(learner, 'training.explain', input)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      const other = { ...input, reason: '忘了' };
      await refused(cloud(), 'BAD_REQUEST', learner, 'training.explain', other);
    });
  },
});

contractOf('training.waive', {
  valid() {
    it('lets somebody off with a reason, and takes the mark off them', async () => {
      const { id } = await freshTraining(cloud());
      await tick(cloud());
      const { rev } = await trainingStored(cloud(), id);
      const input = { trainingId: id, rev, reason: '刚从别厂转来，有记录' };
      const after = await cloud().callOk(phone('safety'), 'training.waive', input);
      expect(after).toMatchObject({
        state: 'waived',
        open: false,
        waived: { reason: '刚从别厂转来，有记录' },
      });
      await tick(cloud());
      expect(await trainingStored(cloud(), id)).toMatchObject({ flagged: false, nextDueAt: null });
    });
  },
  edge() {
    it('ends one that is late as well, and it stays a miss', async () => {
      const { id, rev } = await lateTraining(cloud());
      const input = { trainingId: id, rev, reason: '转岗了' };
      expect(await cloud().callOk(phone('safety'), 'training.waive', input)).toMatchObject({
        isMissed: true,
      });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'training.waive',
      misshapen({ trainingId: NONE, rev: 1, reason: '忙' }),
    );

    it('refuses one that is over, and one that is not as it was seen', async () => {
      const { id } = await freshTraining(cloud());
      const { rev } = await trainingStored(cloud(), id);
      const input = { trainingId: id, rev, reason: '转岗了' };
      await refused(cloud(), 'CHANGED', phone('safety'), 'training.waive', { ...input, rev: rev + 1 });
      await cloud().callOk(phone('safety'), 'training.waive', input);
      await refused(cloud(), 'TRAINING_OVER', phone('otherSafety'), 'training.waive', input);
    });
  },
  forbidden() {
    it('is for safety', async () => {
      const { id, rev } = await freshTraining(cloud());
      const input = { trainingId: id, rev, reason: '转岗了' };
      for (const as of [learner, boss, phone('manager')])
        await refused(cloud(), 'NOT_FOR_YOU', as, 'training.waive', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.waive', input);
    });
    itRefusesNobody(cloud, 'training.waive', { trainingId: NONE, rev: 1, reason: '忙' });
  },
  replay() {
    it('is no failure', async () => {
      const { id } = await freshTraining(cloud());
      const { rev } = await trainingStored(cloud(), id);
      const input = { trainingId: id, rev, reason: '转岗了' };
      const first = await cloud().callOk(phone('safety'), 'training.waive', input);
      const after = await stored(cloud());
      expect(await cloud().callOk(phone('safety'), 'training.waive', input)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

contractOf('training.sheet', {
  valid() {
    it('is a Word document with the person, every level, its score, and the signatures', async () => {
      const training = await freshTraining(cloud());
      await doAll(cloud(), training);
      const { url, name } = await cloud().callOk(phone('safety'), 'training.sheet', {
        trainingId: training.id,
      });
      expect(name).toBe('新员工三级安全教育记录-钟海涛.docx');
      const files = unzip(Buffer.from(await (await fetch(url)).arrayBuffer()));
      const words = (files.get('word/document.xml')?.toString() ?? '').replace(/<[^>]+>/g, ' ');
      for (const wanted of [
        '钟海涛',
        '涂装车间',
        '抛丸工',
        training.joinedOn ?? '-',
        '公司级',
        '车间级',
        '班组级',
        '何志远',
        '2/2',
        '3/3 学时',
      ])
        expect(words).toContain(wanted);
      expect([...files.keys()].filter((file) => file.startsWith('word/media/'))).toHaveLength(3);
    });
  },
  edge() {
    it('says how it stands before it is over, and takes the place of the last one', async () => {
      const training = await freshTraining(cloud());
      const ask = () => cloud().callOk(learner, 'training.sheet', { trainingId: training.id });
      const path = ({ url }: { url: string }) => new URL(url).pathname;
      const first = await ask();
      const words = unzip(Buffer.from(await (await fetch(first.url)).arrayBuffer())).get('word/document.xml');
      expect(words?.toString()).toContain('还没学完');
      expect(path(await ask())).toBe(path(first));
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'training.sheet', misshapen({ trainingId: NONE }));
  },
  forbidden() {
    it('is for the person and whoever looks after them', async () => {
      const { id } = await freshTraining(cloud());
      await refused(cloud(), 'TRAINING_UNKNOWN', phone('reporter'), 'training.sheet', { trainingId: id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'training.sheet', { trainingId: id });
    });
    itRefusesNobody(cloud, 'training.sheet', { trainingId: NONE });
  },
});
