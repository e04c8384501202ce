/** The whole loop on three phones, through the official automator: found, forgotten, assigned, fixed, sent back, fixed, closed. */
import { launchBrowser } from '../../../devtools/automation';
import { startTestCloud, type TestCloud } from '../../support/cloud';
import { eventually } from '../support/eventually';
import { TEXT } from '../../../miniprogram/shared/text';
import { shootAgain } from '../support/form';
import type { Person } from '../support/person';
import { Plant } from '../support/plant';

const HOME = 'pages/home/index';
const CAMERA = 'packages/report/camera/index';
const RESULT = 'packages/report/result/index';
const ORDER = 'packages/order/detail/index';

/** 1号冲床: in an area where phones are allowed, with a template of high urgency. */
const LABEL = 'A-08';
const TEMPLATE = '防护罩缺失';

const REPORTER = 'p-040';
const FIXER = 'p-039';

let cloud: TestCloud;
let plant: Plant;
let reporter: Person;
let owner: Person;
let fixer: Person;
/** The supervisor's, as the reporter was told. */
let ownerName: string;
let orderId: string;
let number: string;

/** What a person was told about this order. */
async function messagesTo(who: string): Promise<string[]> {
  const messages = await cloud.messages(plant.person(who).openid);
  const texts = messages.map(({ data }) => Object.values(data).map(({ value }) => value));
  return texts.map((values) => values.join(' ')).filter((text) => text.includes(number));
}

/** The last message of a person, tapped. */
async function tapMessage(person: Person, who: string): Promise<void> {
  const last = (await cloud.messages(plant.person(who).openid)).at(-1);
  const [path = '', search = ''] = (last?.page ?? '').split('?');
  await person.comeBy(path, Object.fromEntries(new URLSearchParams(search)));
}

beforeAll(async () => {
  const [started, browser] = await Promise.all([startTestCloud(), launchBrowser()]);
  cloud = started;
  plant = await Plant.open(cloud, browser);
  await plant.clock({ set: '2026-11-20T15:00:00+08:00' });
  await plant.reportedBefore({ templateId: 'guard-missing', areaId: 'press', pointId: 'a-07' });
  await plant.clock({ set: '2026-11-23T09:10:00+08:00' });
  await plant.acceptReminders();
  reporter = await plant.phoneOf(REPORTER);
});
afterAll(async () => {
  await plant.end();
  await cloud.stop();
});

describe('a report', () => {
  it('takes three taps with the shutter, and not one letter', async () => {
    await reporter.sees('随手拍');
    await reporter.world(`setScan(${JSON.stringify(LABEL)})`);
    await reporter.looksAt('guard-missing');
    await reporter.tap('.side', '扫码报');
    await reporter.at(CAMERA);
    await reporter.sees(LABEL);
    await reporter.find('.tile', TEMPLATE);

    const work = (await reporter.world('setDataDone()')) as Record<string, { calls: number; bytes: number }>;
    const { calls, bytes } = work[CAMERA] ?? { calls: Infinity, bytes: Infinity };
    expect(calls).toBeLessThanOrEqual(5);
    expect(bytes).toBeLessThanOrEqual(50 * 1024);
    expect(await reporter.nodes()).toBeLessThan(600);

    await reporter.tap('.shutter');
    await reporter.sees('已拍 1 张');
    await reporter.tap('.tile', TEMPLATE);
    await reporter.at(RESULT);
    expect([reporter.taps, reporter.typed]).toEqual([3, 0]);
  });

  it('says at once whose it is now, and until when there is an answer', async () => {
    await reporter.sees('已收到');
    number = /YH-20261123-\d{4}/.exec(await reporter.screen())?.[0] ?? 'none';
    await reporter.sees('11:10 前');
    ownerName = (await (await reporter.find('.say .accent')).text()).trim();
    expect(plant.person(ownerName).roles).toContain('supervisor');
    expect(await messagesTo(ownerName)).toEqual([expect.stringContaining(TEMPLATE)]);
  });
});

describe('an order that nobody answers', () => {
  it('is remembered at half time, and goes up at the deadline', async () => {
    await plant.clock({ advance: '1h1m' });
    expect(await messagesTo(ownerName)).toHaveLength(2);
    await plant.clock({ advance: '1h1m' });
    const boss = plant.bossOf(ownerName);
    expect(await messagesTo(boss)).toEqual([expect.stringContaining(ownerName)]);

    owner = await plant.phoneOf(ownerName);
    await tapMessage(owner, ownerName);
    await owner.at(ORDER);
    orderId = String(((await owner.page()).query as { id?: unknown }).id);
    await owner.sees(`已报${boss}`);
  });
});

describe('the answer', () => {
  it('names who fixes it', async () => {
    await owner.press('派给', 'act-bar');
    const { name } = plant.person(FIXER);
    await owner.type('act-sheet >>> action-form >>> person-picker >>> t-input >>> input', name);
    await owner.tap('act-sheet >>> action-form >>> person-picker >>> .pick', name);
    await owner.submit('派给', 'act-sheet');
    await owner.sees('整改中');
    await owner.sees(`轮到${name}整改`);
    expect(await messagesTo(FIXER)).toHaveLength(1);
  });
});

/** The fixer takes a picture and hands in. */
async function fix(picture: Parameters<Person['looksAt']>[0]): Promise<void> {
  await fixer.looksAt(picture);
  await fixer.press('改好了', 'act-bar');
  await shootAgain(fixer);
  await fixer.find('act-sheet >>> action-form >>> shot-row >>> .taken');
  await fixer.submit('提交', 'act-sheet');
  await fixer.sees('待复核');
}

/** The reporter was there and looked. */
async function goThere(): Promise<void> {
  await tapMessage(reporter, REPORTER);
  await reporter.sees('待复核');
  await reporter.tap('action-form >>> .segment', '现场');
}

describe('the fix', () => {
  it('is handed in with a picture', async () => {
    await plant.clock({ advance: '2h' });
    fixer = await plant.phoneOf(FIXER);
    await tapMessage(fixer, FIXER);
    await fixer.at(ORDER);
    await fix('guard-missing');
  });

  it('is sent back by the reporter with a reason, as round 2', async () => {
    await goThere();
    await reporter.press('没修好', 'act-bar');
    await reporter.type('act-sheet >>> action-form >>> t-textarea >>> textarea', '只装了一边');
    await reporter.submit('没修好', 'act-sheet');
    await reporter.sees('第2轮');
    expect((await messagesTo(FIXER)).length).toBeGreaterThan(1);
  });

  it('is made good, verified and closed', async () => {
    await tapMessage(fixer, FIXER);
    await fixer.sees('第2轮');
    await fix('guard-fitted');
    await goThere();
    await reporter.press('修好了', 'act-bar');
    await reporter.sees('已关闭');
  });

  it('earns the reporter points', async () => {
    await plant.clock({ advance: '2m' });
    await reporter.comeBy('pages/me/index', {});
    await reporter.reads('.number', '15');
  });

  it('leaves every step on the order, for all three', async () => {
    for (const person of [reporter, owner, fixer]) {
      await person.comeBy(ORDER, { id: orderId });
      await person.sees('已关闭');
      const screen = await person.screen();
      for (const said of ['上报了隐患', '已上报给', '没修好', '复核通过']) expect(screen).toContain(said);
    }
  });
});

it('made no errors on any phone', () => {
  expect([reporter, owner, fixer].map(({ exceptions }) => exceptions)).toEqual([[], [], []]);
});

describe('a report without signal', () => {
  const orders = async (): Promise<number> => (await cloud.dump('orders')).length;

  /** Everything but the network, up to the sentence that it is kept. */
  async function reportOffline(): Promise<void> {
    await reporter.comeBy(HOME, {});
    await reporter.world('setNetwork({ type: "none" })');
    await reporter.looksAt('oil-spill');
    await reporter.tap('.shoot');
    await reporter.at(CAMERA);
    await reporter.tap('.shutter');
    await reporter.sees('已拍 1 张');
    await reporter.tap('.tile', TEMPLATE);
    await reporter.at(RESULT);
    await reporter.sees('已存在手机里');
  }

  it('goes by itself when the network returns', async () => {
    const before = await orders();
    await reportOffline();
    expect(await orders()).toBe(before);
    await reporter.world('setNetwork({ type: "wifi" })');
    await reporter.sees('已收到');
    expect(await orders()).toBe(before + 1);
  });

  it('outlives the app, and becomes one order when it is opened with a network again', async () => {
    const before = await orders();
    await reportOffline();
    await plant.close(reporter);
    expect(await orders()).toBe(before);

    reporter = await plant.phoneOf(REPORTER);
    await eventually('the order', async () => (await orders()) > before || null);
    await reporter.comeBy('packages/report/unsent/index', {});
    await reporter.sees(TEXT.unsent.empty);
    expect(await orders()).toBe(before + 1);
    expect(reporter.exceptions).toEqual([]);
  });
});
