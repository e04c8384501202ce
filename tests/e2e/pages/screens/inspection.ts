/** 今日任务, a round item by item, and the misses. */
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { BEGUN, STANDARD } from '../support/plant';
import { HOME, DAY, downTo, HISTORY, MISSES, ROUND, shown, tap, unanswered, type Screen } from './screen';

const t = TEXT.inspection;

/** The round of the power room, at three points. */
const ROOM = { page: ROUND, who: 'electrician', query: { id: 'power-room@2026-11-23:day' } } as const;
const FIRST = '没有焦味和放电声';
const CHECK = STANDARD;
const NUMBER = '室内温度';

/** Opens the list of all items. */
const all = (phone: Phone): Promise<void> => phone.press('[class*="items-more"]');

/** Goes to an item by the list of all. */
const to =
  (item: string) =>
  async (phone: Phone): Promise<void> => {
    await all(phone);
    await phone.tap(item);
  };

const steps =
  (...each: ((phone: Phone) => Promise<void>)[]) =>
  async (phone: Phone): Promise<void> => {
    for (const step of each) await step(phone);
  };

/** Types into the field of the item. */
const type =
  (digits: string) =>
  (phone: Phone): Promise<void> =>
    phone.page.evaluate((value) => {
      const [field] = __phone.select('item-card >>> t-input >>> input');
      if (field === undefined) throw new Error('there is no field');
      __phone.input(field, value);
    }, digits);

/** For the app no time goes by, so that it may be taken back as long as one looks. */
const reported = async (phone: Phone): Promise<void> => {
  await steps(to(CHECK), tap(t.problem))(phone);
  await phone.see(t.otherKind);
  await phone.tap(t.report, -HOUR);
};

const GO = fill(t.goThere, { other: 'E-01' });
const ITEM = 'css:[class*="item-place"]';

/** From the way of the patrol to its first item, and on; once the round has begun it opens there. */
const inRoom =
  (...each: ((phone: Phone) => Promise<void>)[]) =>
  async (phone: Phone): Promise<void> => {
    await phone.page.waitForFunction(
      (go, item) => audit.has(go) || audit.has(item),
      { polling: 30 },
      GO,
      ITEM,
    );
    if (await phone.page.evaluate((go) => audit.has(go), GO)) await phone.tap(GO);
    for (const step of each) await step(phone);
  };

/** As a task was before points said where they are: taken up again from what the phone keeps, where no network tells of it anew. */
const unmapped = async (phone: Phone): Promise<void> => {
  await phone.see(t.wayHint);
  await phone.page.evaluate(() => {
    const { getStorageSync, setStorageSync } = __phone.wx as Record<string, (...given: unknown[]) => unknown>;
    const kept = getStorageSync?.('tasks.v1') as { walk?: unknown }[];
    setStorageSync?.(
      'tasks.v1',
      kept.map((task) => ({ ...task, walk: undefined })),
    );
  });
  await phone.restartOffline();
  await phone.go(ROUND, ROOM.query);
  await phone.see(t.wayTitle);
  expect(await phone.page.evaluate((hint) => audit.has(hint), t.wayHint)).toBe(false);
};

const more = (phone: Phone): Promise<void> => phone.press('[class*="top-more"]');

export const day: Screen[] = [
  { page: HOME, state: 'tasks', who: 'inspector', sign: 'css:.tasks', main: true },
  { page: DAY, state: 'filled', who: 'electrician', sign: t.doNow, main: true },
  { page: DAY, state: 'missed', who: 'worker', sign: t.explain },
  { page: DAY, state: 'why', who: 'worker', make: tap(t.explain), sign: t.explainAsk },
  { page: DAY, state: 'done', who: 'inspector', make: downTo(t.doneToday), sign: t.doneToday },
  { page: DAY, state: 'empty', who: 'manager', sign: t.empty },
  ...unanswered({ page: DAY, who: 'leader' }),
  { page: DAY, state: 'offline', who: 'electrician', wire: 'none', sign: TEXT.failure.reading },
];

export const round: Screen[] = [
  { ...ROOM, state: 'way', sign: t.wayHint, main: true },
  {
    page: ROUND,
    state: 'way-half',
    who: 'inspector',
    query: { id: 'cylinder-store@2026-11-23:day' },
    make: tap(t.wayMap),
    sign: t.wayHint,
  },
  {
    page: ROUND,
    state: 'way-done',
    who: 'safety',
    query: { id: 'welding-area@2026-11-23:day' },
    make: downTo(t.wayHint),
    sign: t.wayHint,
    mayCut: 'header.phone-bar',
  },
  { ...ROOM, state: 'way-list', make: unmapped, sign: t.wayTitle },
  { ...ROOM, state: 'item', make: inRoom(to(CHECK)), sign: 'css:[class*="item-model"]', main: true },
  { ...ROOM, state: 'past', make: inRoom(to(`1 ${FIRST}`)), sign: 'css:[class*="item-past"]' },
  { ...ROOM, state: 'all', make: inRoom(all), sign: t.fewer },
  { ...ROOM, state: 'number', make: inRoom(to(NUMBER)), sign: t.problem },
  { ...ROOM, state: 'beyond', make: inRoom(steps(to(NUMBER), type('48'))), sign: t.okWithReason },
  { ...ROOM, state: 'offline', wire: 'none', make: inRoom(to(CHECK)), sign: t.ok },
  { ...ROOM, state: 'type', make: inRoom(tap(t.scanBad)), sign: t.typeLook },
  { ...ROOM, state: 'more', make: inRoom(more), sign: t.pause },
  { ...ROOM, state: 'notApplicable', make: inRoom(steps(more, tap(t.na))), sign: t.confirm },
  { ...ROOM, state: 'handOver', make: inRoom(steps(more, tap(t.handOver))), sign: TEXT.form.findPerson },
  { ...ROOM, state: 'missing', make: inRoom(steps(more, tap(t.missing))), sign: t.lacksHint },
  { ...ROOM, state: 'undo', wire: 'none', make: inRoom(reported), sign: t.undo },
  { ...ROOM, state: 'problem', make: inRoom(steps(to(CHECK), tap(t.problem))), sign: t.otherKind },
  {
    page: ROUND,
    state: 'result',
    who: 'inspector',
    query: { id: 'crane-c-11@2026-11-23:day' },
    sign: t.verdict,
  },
  {
    page: ROUND,
    state: 'photos',
    who: 'inspector',
    query: { id: 'crane-c-11@2026-11-23:day' },
    make: downTo('css:[class*="items-photos"]'),
    sign: t.verdict,
  },
  { page: ROUND, state: 'beforeUse', who: 'electrician', query: { id: BEGUN }, sign: t.ok },
  {
    page: ROUND,
    state: 'gone',
    who: 'worker',
    query: { id: 'nothing@2026-11-23:day' },
    sign: 'css:[class*="state-ico"]',
  },
  {
    page: ROUND,
    state: 'loading',
    who: 'manager',
    wire: 'slow',
    query: ROOM.query,
    sign: 'css:[class*="state-bone"]',
  },
];

const MONTH = fill(t.month, { month: 11 });
const NO_MONTH = { heading: MONTH, hint: t.monthNone, lines: [] };

/** What stands below the misses, as the page has it only once in a while. */
const below =
  (data: Record<string, unknown>, sign: string) =>
  async (phone: Phone): Promise<void> => {
    await shown(data)(phone);
    await downTo(sign)(phone);
  };

export const misses: Screen[] = [
  { page: MISSES, state: 'filled', who: 'safety', sign: t.uncovered, main: true },
  { page: MISSES, state: 'supervisor', who: 'supervisor', sign: 'css:[class*="miss"]' },
  { page: MISSES, state: 'month', who: 'safety', make: downTo(MONTH), sign: t.uncovered },
  { page: MISSES, state: 'monthOwn', who: 'supervisor', make: downTo(t.monthOwn), sign: t.monthOwn },
  {
    page: MISSES,
    state: 'monthEmpty',
    who: 'safety',
    make: below({ blocks: [NO_MONTH] }, t.monthNone),
    sign: t.monthNone,
  },
  {
    page: MISSES,
    state: 'monthFailed',
    who: 'safety',
    make: below({ blocks: [], monthFailed: true }, t.monthFailed),
    sign: t.monthFailed,
  },
  { page: MISSES, state: 'coverage', who: 'safety', make: downTo(t.uncovered), sign: t.uncovered },
  ...unanswered({ page: MISSES, who: 'safety' }),
  { page: MISSES, state: 'offline', who: 'safety', wire: 'none', sign: TEXT.failure.reading },
];

/** Of the crane whose round is over; of a point that only patrols look at. */
export const history: Screen[] = [
  {
    page: HISTORY,
    state: 'filled',
    who: 'inspector',
    query: { pointId: 'c-11' },
    sign: t.usable,
    main: true,
  },
  { page: HISTORY, state: 'beforeUse', who: 'inspector', query: { pointId: 'c-12' }, sign: t.beforeUse },
  { page: HISTORY, state: 'area', who: 'inspector', query: { areaId: 'power-room' }, sign: t.historyNone },
  { page: HISTORY, state: 'empty', who: 'inspector', query: { pointId: 'd-08' }, sign: t.historyNone },
  ...unanswered({ page: HISTORY, who: 'worker', query: { pointId: 'c-11' } }),
];
