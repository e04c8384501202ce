/** A round of thirty items with the app killed, the network gone or an answer lost at any step: nothing lost, nothing doubled. */
import type { DraftPhoto } from '../../miniprogram/services/core/draft';
import type { NewAnswer } from '../../miniprogram/services/core/round';
import type { ChecklistItem, Inspection, Task } from '../../typings/inspection';
import { chance } from '../support/chance';
import type { TestCloud } from '../support/cloud';
import { jpeg } from '../support/pictures';
import { CAST, openPlant, phoneOf, sized, storedOne } from './support/plant';
import { Pocket, ROUND_STEPS, TROUBLES, type Life, type PhoneFault } from './support/pocket';

const SEEDS = sized(1, 25);
const ITEMS = 30;
const MINUTE = 60_000;

/** Every seventh item asks for a picture in any case, so that uploads happen between answers. */
const wantsPhoto = (n: number): boolean => n % 7 === 3;

const ITEM_IDS = Array.from({ length: ITEMS }, (_none, n) => `item-${n}`);

const CHECKLIST: ChecklistItem[] = ITEM_IDS.map((id, n) => ({
  id,
  text: `第 ${n + 1} 处的读数`,
  standard: '照着表写',
  answer: { kind: 'number', unit: '度', min: null, max: null },
  critical: false,
  templateId: null,
  photo: wantsPhoto(n) ? 'always' : 'notOk',
}));

const POINT = 'a-08';

/** Each case has a machine check of its own, all of them on the same morning. */
const planned = (cases: number): Inspection => ({
  checklists: [{ id: 'gauges', title: '读数', items: CHECKLIST }],
  plans: Array.from({ length: cases }, (_none, n) => ({
    id: `case-${n}`,
    title: `读数 ${n}`,
    kind: 'spotCheck',
    route: [{ pointId: POINT, checklistId: 'gauges' }],
    every: { kind: 'shift', shiftIds: ['day'] },
    by: { kind: 'person', personId: 'p-030' },
    window: { opens: 0, closes: 400, grace: 60 },
    holidays: 'run',
  })),
});

const cases = ROUND_STEPS.flatMap((step) =>
  TROUBLES.flatMap((trouble) => Array.from({ length: SEEDS }, (_, seed) => ({ step, trouble, seed }))),
).map((one, n) => ({ ...one, taskId: `case-${n}@2026-11-26:day` }));

describe('a round', () => {
  let cloud: TestCloud;
  let pictures = 0;

  beforeAll(async () => {
    cloud = await openPlant();
    const admin = phoneOf('p-029');
    const { version } = await cloud.callOk(admin, 'config.get', { kind: 'inspection' });
    const body = planned(cases.length);
    await cloud.callOk(admin, 'config.publish', { kind: 'inspection', body, basedOn: version, note: '读数' });
    const morning = Date.parse('2026-11-26T08:00:30+08:00');
    await cloud.clock({ set: morning });
    await cloud.runTimer('jobs');
    jest.useFakeTimers({
      now: morning,
      doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
    });
  });

  afterAll(async () => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'wx');
    await cloud.stop();
  });

  const storedTask = (id: string): Promise<Task | null> => storedOne<Task>(cloud, 'tasks', id);

  it.each(cases)(
    'arrives whole although $trouble at $step, seed $seed',
    async ({ step, trouble, seed, taskId }) => {
      const luck = chance(seed * 1_009 + ROUND_STEPS.indexOf(step) * 31 + TROUBLES.indexOf(trouble));
      // Answers go out a few at a time: the calls and pictures of a round are fewer than its items.
      const most = { keep: 20, upload: 3, handIn: 2 }[step];
      const fault: PhoneFault = { step, trouble, nth: 1 + luck.below(most), isDone: luck.below(2) === 1 };
      const pocket = new Pocket(cloud, CAST.reporter);
      let life: Life = await pocket.start();
      await life.readTasks();
      pocket.expect(fault);

      /** One item of each task is drawn and asks for a photo taken now. */
      const asksPhoto = (n: number): boolean =>
        wantsPhoto(n) || life.rounds.task(taskId)?.stops[0]?.items[n]?.live === true;
      /** What the person answers at an item; null: the app died while the picture was taken. */
      const answerTo = async (n: number): Promise<NewAnswer | null> => {
        const photos: DraftPhoto[] = [];
        if (asksPhoto(n)) {
          pictures += 1;
          const path = pocket.shoot(`tmp/${pictures}.jpg`, jpeg({ seed: pictures, width: 32, height: 24 }));
          void life.keepPhoto(path, 'camera').then(({ photo }) => photos.push(photo));
          await pocket.pass(1_000);
          if (pocket.isDown) return null;
        }
        return {
          ...{ itemId: `${POINT}:${ITEM_IDS[n]}`, result: 'ok', number: n, photos },
          ...{ seen: null, orderId: null, at: Date.now() },
        };
      };
      /** What the phone or the server has of it already is not answered again. */
      const isThere = (n: number): boolean => {
        const itemId = `${POINT}:${ITEM_IDS[n]}`;
        const onPhone = life.rounds.round(taskId).answers.some((one) => one.itemId === itemId);
        return onPhone || life.rounds.task(taskId)?.answers[itemId] !== undefined;
      };
      const again = async (): Promise<void> => {
        life = await pocket.start();
        life.rounds.wake();
        await pocket.pass(5_000);
      };
      const answerOn = (answer: NewAnswer): void => {
        try {
          life.rounds.answer(taskId, answer);
        } catch (error) {
          // Storage refused it: the person sees that the item is still open.
          if (!(error instanceof Error && error.message === 'keep:fail')) throw error;
        }
      };
      /** The person answers what is not answered, one after the other, and opens the app again when it died. */
      const walk = async (): Promise<void> => {
        for (let n = 0; n < ITEMS; n += 1) {
          while (!isThere(n)) {
            const answer = await answerTo(n);
            if (answer === null || !pocket.tap(() => answerOn(answer))) await again();
          }
          if (luck.below(4) === 0) await pocket.pass(2_000);
          if (pocket.isDown) {
            await again();
            // What was only in the memory of the app that died is open again.
            n = -1;
          }
        }
        life.rounds.finish(taskId);
        await pocket.pass(5_000);
      };

      await walk();
      let isBack = trouble !== 'offline';
      for (let look = 0; look < 40 && (await storedTask(taskId))?.state !== 'done'; look += 1) {
        if (pocket.isDown) {
          await again();
          await walk();
        }
        if (!isBack && look >= 1) {
          isBack = true;
          pocket.setOnline(true);
        }
        if (luck.below(3) === 0) life.rounds.wake();
        await pocket.pass(MINUTE, 5_000);
      }

      expect(pocket.struck).toBe(true);
      const task = await storedTask(taskId);
      expect(task).toMatchObject({ state: 'done', open: false, verdict: 'usable', later: [] });
      const answers = ITEM_IDS.map((id) => task?.answers[`${POINT}:${id}`]);
      expect(answers.map((one) => one?.number)).toEqual(ITEM_IDS.map((_id, n) => n));
      const named = answers.flatMap((one) => one?.photos ?? []);
      expect(named).toHaveLength(ITEM_IDS.filter((_id, n) => asksPhoto(n)).length);
      expect(named.filter((id) => task?.evidence[id] === undefined)).toEqual([]);
      expect(Object.keys(task?.evidence ?? {}).sort()).toEqual([...named].sort());
    },
    2 * MINUTE,
  );
});
