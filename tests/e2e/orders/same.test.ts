/** The same thing reported twice: 「我也遇到」 makes one order with two who follow it; otherwise there are two. */
import { launchBrowser } from '../../../devtools/automation';
import type { Order } from '../../../typings/domain';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { startTestCloud, type TestCloud } from '../../support/cloud';
import type { Person } from '../support/person';
import { Plant } from '../support/plant';
import { report } from '../support/report';
import { PAGES } from '../support/screens';

const FIRST = 'p-040';
const SECOND = 'p-039';

let cloud: TestCloud;
let plant: Plant;
let first: Person;
let second: Person;

const ordersOf = async (title: string): Promise<Order[]> =>
  ((await cloud.dump('orders')) as (Record<string, unknown> & Order)[]).filter((one) => one.title === title);

/** So far the clock of the phone is put back while its question is waited for: a busy machine is slow to ask. */
const BACK = 120_000;

/** From the label to the question: the shutter, and what it is. */
async function reportAgain(person: Person, label: string, what: string): Promise<void> {
  await person.comeBy(PAGES.home, {});
  await person.world(`setScan(${JSON.stringify(label)})`);
  await person.tap('.side', TEXT.home.scan);
  await person.at(PAGES.camera);
  await person.sees(label);
  await person.looksAt('guard-missing');
  await person.tap('.shutter');
  await person.sees(fill(TEXT.report.taken, { count: 1 }));
  await person.tap('.promise .link', TEXT.report.more);
  await person.tap('template-sheet >>> .kinds-tile', what);
  const { offset } = await cloud.clock({ advance: '1s' });
  await person.world(`setClockOffset(${offset - BACK})`);
  await person.at(PAGES.result);
  await person.sees(TEXT.same.ask);
  await plant.clock({ advance: '1s' });
}

beforeAll(async () => {
  const [started, browser] = await Promise.all([
    startTestCloud({ env: { PUSH_TO: 'events' } }),
    launchBrowser(),
  ]);
  cloud = started;
  plant = await Plant.open(cloud, browser);
  await plant.clock({ set: '2026-11-23T09:10:00+08:00' });
  first = await plant.phoneOf(FIRST);
  second = await plant.phoneOf(SECOND);
});
afterAll(async () => {
  await plant.end();
  await cloud.stop();
});

it('becomes one order that both follow, when the second says 「我也遇到」', async () => {
  const what = '防护罩缺失';
  const number = await report(first, { label: 'A-08', what, picture: 'guard-missing' });
  await reportAgain(second, 'A-08', what);
  await second.press(TEXT.same.yes);
  await second.sees(TEXT.same.joined);
  expect(await second.screen()).toContain(number);

  const [order, ...others] = await ordersOf(what);
  expect(others).toEqual([]);
  expect(order).toMatchObject({ number, reporter: { id: FIRST } });
  expect(Object.values(order!.sightings ?? {})).toMatchObject([{ by: { id: SECOND } }]);
  expect(Object.values(order!.evidence).filter(({ purpose }) => purpose === 'scene')).toHaveLength(2);

  const { id: owner } = order!.next!.owner;
  const keeper = await plant.atOrder(owner, number);
  await keeper.sees('又有 1 人遇到');
  expect(await keeper.screen()).not.toContain(plant.person(SECOND).name);
});

it('becomes an order of its own when it is not the same', async () => {
  const what = '急停按钮失灵';
  await report(first, { label: 'A-07', what, picture: 'guard-missing' });
  await reportAgain(second, 'A-07', what);
  await second.press(TEXT.same.no);
  await second.sees(TEXT.result.received);
  expect(await ordersOf(what)).toHaveLength(2);
});

it('becomes an order of its own when nobody answers', async () => {
  const what = '光栅或门锁被短接';
  await report(first, { label: 'A-06', what, picture: 'guard-missing' });
  await reportAgain(second, 'A-06', what);
  await plant.clock({ advance: '1m' });
  // Whatever wakes the queue finds that its time has come.
  for (const type of ['none', 'wifi']) await second.world(`setNetwork({ type: '${type}', delay: 0 })`);
  await second.sees(TEXT.result.received);
  expect(await ordersOf(what)).toHaveLength(2);
  expect((await ordersOf(what)).flatMap(({ sightings = {} }) => Object.keys(sightings))).toEqual([]);
});
