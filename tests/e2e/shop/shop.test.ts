/** Points from a closed order to a thing in the hand: redeemed, scanned and handed out once; another code ends, and the points are back. */
import type { Goods } from '../../../typings/goods';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { picture } from '../../../scripts/demo/pictures';
import { Floor } from '../../../scripts/lib/floor';
import { personWith } from '../../support/people';
import { readQr } from '../../support/qr';
import type { Person } from '../support/person';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

const REPORTER = 'p-030';
const FIXER = 'p-039';

const POINTS = 'packages/points/points/index';
const CODE = 'packages/points/code/index';
const COUNTER = 'packages/points/counter/index';
const SHELF = 'packages/points/shelf/index';

const s = TEXT.shop;
const c = TEXT.counter;

/** What is cheap enough for one order here, and how long it is kept. */
const SOAP = { id: 'soap', name: '香皂' };
const NOODLES = { id: 'noodles', name: '挂面' };
const PRICE = 5;
const DAYS = 3;

let worker: Person;
let keeper: Person;
let keeperName: string;
/** What the closed order earned. */
let earned: number;
let code: string;

/** A hazard from the report to its end. */
async function closeOrder(): Promise<void> {
  const floor = await Floor.open(plant().cloud);
  const { id, owner } = await floor.report(REPORTER, {
    ...{ areaId: 'manual-welding', pointId: 'b-05', templateId: 'guard-missing' },
    pictures: ['guard-missing'],
  });
  await floor.act(owner.id, id, 'respond', { text: '装好防护罩再开机', personId: FIXER });
  await floor.act(FIXER, id, 'fix', { text: '已装好' }, ['guard-fitted']);
  const { next } = await floor.look(REPORTER, id);
  await floor.act(next?.owner.id ?? '', id, 'verify', { onSite: true });
  await plant().cloud.runTimer('jobs');
}

/** The plant sells for less, so that one order is enough; of the soap there is a photo. */
async function sell(): Promise<void> {
  const { cloud } = plant();
  const admin = personWith(await cloud.people(), 'admin').openid;
  const { version, body } = await cloud.callOk(admin, 'config.get', { kind: 'goods' });
  const { rewards } = body as Goods;
  const cheap = [SOAP, NOODLES].map(({ id }) => rewards.find((one) => one.id === id));
  const photo = await cloud.upload(admin, 'goods/soap.jpg', picture('guard-fitted', 'soap'));
  const goods = cheap.flatMap((one) =>
    one === undefined
      ? []
      : [{ ...one, points: PRICE, days: DAYS, photo: one.id === SOAP.id ? photo : null }],
  );
  const wish = { kind: 'goods', body: { rewards: goods }, basedOn: version, note: '便宜些' } as const;
  await cloud.callOk(admin, 'config.publish', wish);
  await cloud.callOk(admin, 'counter.receive', { rewardId: NOODLES.id, count: 5, yuan: 25, note: '' });
}

/** What a scanner reads of the code on somebody's screen. */
async function scanned({ phone }: Person): Promise<string | null> {
  const picture = (await phone.page.evaluate(`(() => {
    const canvas = document.querySelector('.phone-page:last-child canvas');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    let letters = '';
    for (let at = 0; at < data.length; at += 30000) letters += String.fromCharCode(...data.subarray(at, at + 30000));
    return { width, height, data: btoa(letters) };
  })()`)) as { width: number; height: number; data: string };
  return readQr({ ...picture, data: new Uint8ClampedArray(Buffer.from(picture.data, 'base64')) });
}

/** 换这个, with a look at what it costs. */
async function redeem(name: string): Promise<void> {
  await worker.tap(`reward-card「${name}」 >>> .soft-button`, s.take);
  await worker.sees(fill(s.askTitle, { name }));
  await worker.submit(s.askGo, 'redeem-sheet');
  await worker.at(CODE);
  await worker.find('sign-code >>> .sign-digits');
}

beforeAll(async () => {
  await closeOrder();
  await sell();
  keeperName = personWith(await plant().cloud.people(), 'storekeeper').name;
});

it('goods that came lie on the shelf', async () => {
  keeper = await plant().phoneOf(keeperName, { path: SHELF });
  await keeper.tap(`shelf-card「${SOAP.name}」 >>> .stock-receive`);
  await keeper.submit(c.receive, 'stock-sheet');
  await keeper.sees(fill(c.lacksCount, { unit: '块' }));
  const [count, yuan] = await Promise.all(
    ['进了几块', '一共多少钱'].map((says) =>
      keeper.find(`stock-sheet >>> .stock-field「${says}」 >>> t-input >>> input`),
    ),
  );
  await count?.input?.('3');
  await yuan?.input?.('9.90');
  await keeper.submit(c.receive, 'stock-sheet');
  await keeper.find(`shelf-card「${SOAP.name}」 >>> .stock-fact「${c.stock}」`, '3 块');
});

it('a closed order is worth points', async () => {
  worker = await plant().phoneOf(REPORTER, { path: POINTS });
  const text = await (await worker.find('balance-card >>> .balance-number')).text();
  earned = Number(text);
  expect(earned).toBeGreaterThanOrEqual(2 * PRICE);
  await worker.find('entry-row >>> .entry-points', `+`);
});

it('points become a code', async () => {
  await worker.tap(`reward-card「${SOAP.name}」 >>> .soft-button`, s.take);
  await worker.find('redeem-sheet >>> .redeem-photo');
  await worker.submit(s.askGo, 'redeem-sheet');
  await worker.at(CODE);
  await worker.find('sign-code >>> .sign-digits');
  code = (await scanned(worker)) ?? 'nothing';
  expect(code).toMatch(/^safeloop:goods:/);
  const digits = (await (await worker.find('sign-code >>> .sign-digits')).text()).replace(' ', '');
  expect(code.endsWith(digits)).toBe(true);
});

it('the code is there without a network too, and nothing is handed out by a counter that has none', async () => {
  await worker.world('setNetwork({ type: "none" })');
  await worker.comeBy(CODE, (await worker.page()).query as Record<string, string>);
  await worker.sees(s.kept);
  expect(await scanned(worker)).toBe(code);
  await worker.world('setNetwork({ type: "wifi" })');

  await keeper.comeBy(COUNTER, {});
  await keeper.world(`setScan(${JSON.stringify(code)})`);
  await keeper.press(c.scan);
  const { name } = plant().person(REPORTER);
  await keeper.sees(fill(c.give, { name }));
  await keeper.find('counter-card >>> .hand-photo');
  await keeper.world('setNetwork({ type: "none" })');
  await keeper.press(fill(c.give, { name }));
  await keeper.sees(c.offline);
  await keeper.world('setNetwork({ type: "wifi" })');
});

it('the storekeeper hands it out, once', async () => {
  const { name } = plant().person(REPORTER);
  await keeper.press(fill(c.give, { name }));
  await keeper.sees(fill(c.given, { name }));
  await keeper.press(c.next);
  await keeper.sees(c.states.handedOut);
  await worker.comeBy(CODE, (await worker.page()).query as Record<string, string>);
  await worker.sees(s.ended.handedOut);
});

it('a code that nobody fetches ends, and the points are back', async () => {
  await worker.comeBy(POINTS, {});
  await worker.reads('balance-card >>> .balance-number', String(earned - PRICE));
  await redeem(NOODLES.name);
  await worker.comeBy(POINTS, {});
  await worker.reads('balance-card >>> .balance-number', String(earned - 2 * PRICE));
  await plant().clock({ advance: `${DAYS + 2}d`, coalesce: true });
  await plant().cloud.runTimer('jobs');
  await worker.comeBy(POINTS, {});
  await worker.reads('balance-card >>> .balance-number', String(earned - PRICE));
  await worker.open('packages/points/bought/index', '.link', s.mine);
  await worker.find('redemption-row', s.endedShort.expired);
  await worker.sees(s.endedShort.handedOut);
});

it('broke nothing on the phones', () => {
  expect([...worker.exceptions, ...keeper.exceptions]).toEqual([]);
});
