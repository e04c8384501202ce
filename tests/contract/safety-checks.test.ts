/**
 * Whatever the content checks of WeChat answer, and whether they answer at all: the owner is told with the same deadline,
 * and the order is the same but for what outsiders do not see.
 */
import type { OrderView } from '../../typings/api';
import type { FaultWish } from '../../devtools/client/cloud';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import { look, photo, reachable, report, storedOrder } from './support/desk';
import { CAST, phone, useCloud } from './support/plant';
import { sampled } from '../support/sample';

const cloud = useCloud({ PUSH_TO: 'events' });

/** Labels that 文本内容安全识别 and 多媒体内容安全识别 document beside 100. */
const LABELS = [10001, 20001, 20002, 20003, 20006, 20008, 20012, 20013, 21000];

/** A word for each, of the local cloud's list, with what it suggests. */
const WORDS: [label: number, words: string, result: 'review' | 'risky'][] = [
  [10001, '有人代开发票', 'review'],
  [20001, '传谣言', 'risky'],
  [20002, '贴色情画', 'risky'],
  [20003, '叫我滚蛋', 'review'],
  [20006, '有毒品', 'risky'],
  [20008, '有人赌博', 'risky'],
  [20012, '说下流话', 'review'],
  [20013, '装盗版软件', 'review'],
  [21000, '短信诈骗', 'risky'],
];

/** Codes that the two interfaces, the gateway and the cloud answer with instead. */
const CODES = [-1, 40003, 40097, 45009, 47001, 61010, 87014, -604101];

const TEXT_API = { action: 'openapi.security.msgSecCheck' };
const MEDIA_API = { action: 'openapi.security.mediaCheckAsync' };

const LATE = 120_000;

/** Ways in which an interface does not answer. */
const outages = (match: { action: string }): [string, FaultWish][] => [
  ...CODES.map((code): [string, FaultWish] => [
    `answers ${code}`,
    { match, mode: 'fail', code: String(code), times: 'forever' },
  ]),
  ['is down', { match, mode: 'cut', times: 'forever' }],
  ['fails inside', { match, mode: 'fail', times: 'forever' }],
  ['loses its answer', { match, mode: 'cut', when: 'after', times: 'forever' }],
  ['never answers', { match, mode: 'delay', delayMs: LATE, times: 'forever' }],
];

const ORDINARY = '防护罩松了';

let opening: number;

beforeAll(async () => {
  await reachable(cloud(), 'keeper');
  opening = await cloud().now();
});
afterEach(async () => {
  await cloud().faults([]);
  await cloud().planMedia({});
  await cloud().deliverMedia();
  // Nobody reports seventy hazards in an hour.
  await cloud().clock({ set: (await cloud().now()) + MINUTE });
});

interface Seen {
  id: string;
  /** How many messages told the owner of it before the report was answered. */
  told: number;
  owner: OrderView;
  outsider: OrderView;
}

/** A report about which WeChat was asked in time: a busy machine may take too long for that. */
async function answered(description: string): Promise<Seen> {
  for (;;) {
    const one = await reported(description);
    const { contentCheck, evidence } = await storedOrder(cloud(), one.id);
    const isAsked = Object.values(evidence).every(({ check }) => typeof check?.traceId === 'string');
    if (contentCheck !== 'pending' && isAsked) return one;
  }
}

/** A report with a picture and words, as its owner and somebody without a hand in it see it. */
async function reported(description: string): Promise<Seen> {
  const photos = [await photo(cloud(), phone('reporter'))];
  const { id } = await report(cloud(), phone('reporter'), { description, photos });
  const deliveries = await cloud().dump('deliveries');
  const told = deliveries.filter(({ to, orderId }) => to === CAST.keeper && orderId === id).length;
  return { id, told, ...(await seen(id)) };
}

async function seen(id: string): Promise<Pick<Seen, 'owner' | 'outsider'>> {
  return {
    owner: await look(cloud(), phone('keeper'), id),
    outsider: await look(cloud(), phone('manager'), id),
  };
}

/** A view without what differs between any two orders: ids, numbers, instants as such, and signatures of links. */
function likeness(view: OrderView, description: string): unknown {
  const text = JSON.stringify(view, (key, value: unknown) => {
    if (key === 'number' || key === 'sentence') return undefined;
    if (typeof value === 'number' && value > 1e12) return Math.round((value - view.reportedAt) / 60_000);
    return value;
  });
  return JSON.parse(
    text
      .replaceAll(view.id, '<order>')
      .replaceAll(description, '<words>')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, '<id>')
      .replace(/"http[^"]*"/g, '"<link>"'),
  );
}

/** What the checks hide: pictures, the list's picture, words. */
const hidden = ({ photos, thumb, description }: OrderView, words: string) => ({
  picture: photos.every(({ url }) => url === null) && thumb === null,
  words: description !== words,
});

/** Once the order stands as it should; results of pictures come by themselves. */
async function settled(id: string, is: (order: Awaited<ReturnType<typeof storedOrder>>) => boolean) {
  const until = Date.now() + 60_000;
  for (;;) {
    const order = await storedOrder(cloud(), id);
    if (is(order)) return order;
    if (Date.now() > until)
      throw new Error(`never settled: ${JSON.stringify([order.contentCheck, order.evidence, order.outbox])}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Result = 'pass' | 'review' | 'risky' | 'unchecked';
const resultsOf = ({ evidence }: { evidence: object }): unknown[] =>
  (Object.values(evidence) as { check?: { result: string } }[]).map(({ check }) => check?.result);

let standard: Seen;

/** The owner is told, sees everything, and has the same time; what else is on the order is the same. */
function expectUndelayed({ told, owner }: Seen, words: string): void {
  expect(told).toBe(1);
  expect(owner.next?.owner.name).toBe(standard.owner.next?.owner.name);
  expect((owner.next?.dueAt ?? 0) - owner.reportedAt).toBe(
    (standard.owner.next?.dueAt ?? 0) - standard.owner.reportedAt,
  );
  expect(hidden(owner, words)).toEqual({ picture: false, words: false });
  expect(likeness(owner, words)).toEqual(likeness(standard.owner, ORDINARY));
}

it('is a report like any other when both checks pass', async () => {
  standard = await answered(ORDINARY);
  const order = await settled(standard.id, (one) => resultsOf(one).join() === 'pass');
  expect(order).toMatchObject({ contentCheck: 'pass', outbox: {} });
  Object.assign(standard, await seen(standard.id));
  expectUndelayed(standard, ORDINARY);
  expect(hidden(standard.outsider, ORDINARY)).toEqual({ picture: false, words: false });
});

it('knows a word for every label', () => {
  expect(WORDS.map(([label]) => label)).toEqual(LABELS);
});

describe('words', () => {
  it.each(sampled(WORDS, 2))('that WeChat labels %i: %s, %s', async (_label, words, result) => {
    const one = await answered(words);
    expect(await storedOrder(cloud(), one.id)).toMatchObject({ contentCheck: result });
    expectUndelayed(one, words);
    expect(hidden(one.outsider, words).words).toBe(true);
  });

  it.each(sampled(outages(TEXT_API), 2))('when their check %s', async (_, fault) => {
    await cloud().faults([fault]);
    const one = await reported(ORDINARY);
    expectUndelayed(one, ORDINARY);
    // What was not done at once is not done later either: the author's openid is gone.
    await cloud().faults([]);
    await cloud().clock({ advance: '2m' });
    const order = await settled(one.id, ({ contentCheck }) => contentCheck !== 'pending');
    expect(order).toMatchObject({ contentCheck: 'unchecked', outbox: {} });
    expect(hidden((await seen(one.id)).outsider, ORDINARY).words).toBe(false);
  });
});

describe('a picture', () => {
  // The same morning a week later: what is reported in the afternoon has until the next day.
  beforeAll(async () => {
    await cloud().clock({ set: opening + 7 * DAY });
  });

  const answers: [suggest: 'pass' | 'review' | 'risky', label: number][] = [
    ['pass', 100],
    ...WORDS.map(([label, , suggest]): ['review' | 'risky', number] => [suggest, label]),
  ];

  async function expectPicture(one: Seen, result: Result): Promise<void> {
    await settled(one.id, (order) => resultsOf(order).join() === result);
    const after = { ...one, ...(await seen(one.id)) };
    expectUndelayed(after, ORDINARY);
    const shown = result === 'pass';
    expect(hidden(after.outsider, ORDINARY)).toEqual({ picture: !shown, words: false });
    if (!shown) expect(after.outsider.photos[0]?.note).toBe('这张照片等安全员看过再显示');
  }

  it.each(sampled(answers, 3))('that WeChat finds %s, label %i', async (suggest, label) => {
    await cloud().planMedia({ suggest, label });
    const one = await answered(ORDINARY);
    expectUndelayed(one, ORDINARY);
    await expectPicture(one, suggest);
  });

  it.each(sampled([-1, -1008, 44002, 45009, 61010, 87014], 3))(
    'at which WeChat could not look: %i',
    async (errcode) => {
      await cloud().planMedia({ errcode, suggest: 'pass' });
      await expectPicture(await answered(ORDINARY), 'unchecked');
    },
  );

  it.each(sampled(outages(MEDIA_API), 2))('when its check %s', async (name, fault) => {
    await cloud().faults([fault]);
    // An answer that is lost leaves a request that WeChat answers all the same.
    await cloud().planMedia({ when: 'held' });
    const one = await reported(ORDINARY);
    expectUndelayed(one, ORDINARY);
    await cloud().faults([]);
    await cloud().clock({ advance: '2m' });
    await expectPicture(one, 'unchecked');
    expect((await storedOrder(cloud(), one.id)).outbox).toEqual({});
    expect(await cloud().deliverMedia()).toBe(name === 'loses its answer' ? 1 : 0);
    await expectPicture(one, 'unchecked');
  });

  it.each([
    ['before we know the id of our own request', { when: 'early' }],
    ['twice', { times: 2 }],
    ['twice, and before we know', { times: 2, when: 'early' }],
  ] as const)('whose answer comes %s', async (_, plan) => {
    await cloud().planMedia({ ...plan, suggest: 'risky', label: 20002 });
    await expectPicture(await answered(ORDINARY), 'risky');
  });

  it('whose answer comes late, or never', async () => {
    await cloud().planMedia({ suggest: 'pass', when: 'held' });
    const one = await answered(ORDINARY);
    expectUndelayed(one, ORDINARY);
    expect(one.outsider.photos[0]).toMatchObject({ url: null, note: '这张照片还在核对，核对好就能看' });
    await cloud().clock({ advance: '31m' });
    expect((await seen(one.id)).outsider.photos[0]).toMatchObject({
      url: null,
      note: '这张照片等安全员看过再显示',
    });
    await cloud().deliverMedia();
    await settled(one.id, (order) => resultsOf(order).join() === 'pass');
    expect(hidden((await seen(one.id)).outsider, ORDINARY).picture).toBe(false);
  });

  it('is not lost over an answer to something nobody asked', async () => {
    const before = await cloud().dump('orders');
    const push = { FromUserName: 'o-wechat', MsgType: 'event', Event: 'wxa_media_check', errcode: 0 };
    const event = { ...push, trace_id: '0-0-0', result: { suggest: 'risky', label: 20001 } };
    // A phone that pretends to be WeChat is turned away; what WeChat itself pushes for others changes no order.
    expect((await cloud().invoke(phone('reporter'), 'events', event)).body).toMatchObject({ ok: false });
    expect(await cloud().dump('orders')).toEqual(before);
  });
});

it('keeps no openid with a request', async () => {
  const kept = JSON.stringify([await cloud().dump('mediaChecks'), await cloud().dump('orders')]);
  expect(kept).toContain('traceId');
  expect(kept).not.toContain(phone('reporter'));
});
