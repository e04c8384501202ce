/** A report from the first tap to its number, with the app killed, the network gone or an answer lost at any step: one order, all photos. */
import type { Order } from '../../typings/domain';
import type { Draft, DraftContent } from '../../miniprogram/services/core/draft';
import { TEXT } from '../../miniprogram/shared/text';
import type { TestCloud } from '../support/cloud';
import { chance } from '../support/chance';
import { jpeg } from '../support/pictures';
import { AREA, CAST, OPENING, openPlant, sized, storedOrder } from './support/plant';
import { PHONE_STEPS, Pocket, TROUBLES, type Life, type PhoneFault } from './support/pocket';

const SEEDS = sized(1, 50);
const MOST_PHOTOS = 4;
const MINUTE = 60_000;

const CONTENT: DraftContent = {
  templateId: 'cylinder-unsecured',
  description: '',
  areaId: AREA,
  pointId: null,
  placeSource: 'chosen',
  position: null,
  observedAt: OPENING,
  visibility: 'named',
  title: '气瓶未固定',
  placeText: '手工焊接区',
};

const cases = PHONE_STEPS.flatMap((step) =>
  TROUBLES.flatMap((trouble) => Array.from({ length: SEEDS }, (_, seed) => ({ step, trouble, seed }))),
);

describe('a report', () => {
  let cloud: TestCloud;
  let pictures = 0;
  /** Everybody in turn: one phone may send sixty reports an hour. */
  let phones: string[];
  let reports = 0;

  beforeAll(async () => {
    cloud = await openPlant();
    phones = (await cloud.people()).map(({ openid }) => openid);
    jest.useFakeTimers({
      now: OPENING,
      doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
    });
  });

  afterAll(async () => {
    jest.useRealTimers();
    Reflect.deleteProperty(globalThis, 'wx');
    await cloud.stop();
  });

  /** Takes the photos that are still missing, as the shutter does. @returns how many lie on the phone then */
  async function shoot(
    pocket: Pocket,
    { drafts, keepPhoto }: Life,
    id: string,
    wanted: number,
  ): Promise<void> {
    for (let taken = drafts.get(id)?.photos.length ?? 0; taken < wanted; taken += 1) {
      pictures += 1;
      const path = pocket.shoot(`tmp/${pictures}.jpg`, jpeg({ seed: pictures, width: 32, height: 24 }));
      drafts.expect(
        id,
        keepPhoto(path, 'camera').then(({ photo }) => drafts.addPhoto(id, photo)),
      );
      await pocket.pass(1_000);
    }
  }

  it.each(cases)('arrives once although $trouble at $step, seed $seed', async ({ step, trouble, seed }) => {
    const luck = chance(seed * 1_009 + PHONE_STEPS.indexOf(step) * 31 + TROUBLES.indexOf(trouble));
    const photos = 1 + luck.below(MOST_PHOTOS);
    const often = step === 'upload' || step === 'save' || step === 'compress';
    const fault: PhoneFault = {
      step,
      trouble,
      nth: often ? 1 + luck.below(photos) : 1,
      isDone: luck.below(2) === 1,
    };
    const backAt = 1 + luck.below(4);
    reports += 1;
    const pocket = new Pocket(cloud, phones[reports % phones.length] ?? CAST.reporter);
    let life = await pocket.start();
    // The phone was used before: it knows where its files go. Now and then it does not.
    pocket.expect(fault);

    let id = '';
    const begin = (): void => {
      id = life.drafts.begin({ ...CONTENT }).id;
    };
    /** What the person does until the report is submitted; again after the app died, with what it kept. */
    const report = async (): Promise<void> => {
      const [kept] = life.drafts.all();
      if (kept !== undefined) id = kept.id;
      else if (!pocket.tap(begin) && life.drafts.all().length === 0) return;
      await shoot(pocket, life, id, photos);
      if (life.drafts.get(id)?.state === 'editing') life.drafts.submit(id);
      await pocket.pass(6_000);
    };

    await report();
    const shown: (string | null)[] = [];
    for (let look = 0; look < 40; look += 1) {
      const draft: Draft | null = life.drafts.get(id);
      if (draft?.state === 'sent') break;
      if (pocket.struck && trouble === 'killed' && look === 0) {
        life = await pocket.start();
        life.drafts.wake();
        await report();
      }
      if (trouble === 'offline' && look === backAt) pocket.setOnline(true);
      if (luck.below(3) === 0) life.drafts.wake();
      await pocket.pass(MINUTE, 5_000);
      shown.push(life.drafts.get(id)?.receipt?.number ?? null);
    }

    expect(pocket.struck).toBe(true);
    const draft = life.drafts.get(id);
    const order: Order | null = await storedOrder(cloud, id);
    expect({ state: draft?.state, number: draft?.receipt?.number }).toEqual({
      state: 'sent',
      number: order?.number,
    });
    // A file that the phone moved without saying where to is lost, and the person reads that.
    const isLost = step === 'save' && trouble === 'timeoutAfterEffect';
    expect(draft?.note ?? null).toBe(isLost ? TEXT.draft.photoDropped : null);
    const kept = Object.values(order?.evidence ?? {}).filter(({ state }) => state !== 'refused');
    expect(kept).toHaveLength(photos - Number(isLost));
    // Nobody was shown a number that is not the order's.
    expect(shown.filter((number) => number !== null && number !== order?.number)).toEqual([]);
    expect(order?.trail.filter(({ seq }) => seq === 1)).toHaveLength(1);
  });
});
