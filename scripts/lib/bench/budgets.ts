/** Counts the database calls of the product's main requests on a warm instance (architecture.md, decision 13). */
import type { OrderView } from '../../../typings/api';
import type { Control } from '../../../devtools/client/cloud';
import type { RouteStats } from '../../../devtools/cloud/stats';
import { Floor } from '../floor';
import { median, type Figure } from './figures';
import { measurePermits } from './permits';
import { planRounds, wholeRound } from './rounds';
import { measureShop } from './shop';
import { measureTraining } from './training';

/**
 * Database calls that a person waits for, those of one message, and those that follow from one picture: it is compared with
 * others and kept for them, and its content check is noted and recorded.
 */
export const BUDGETS = {
  ...{ report: 4, act: 3, list: 2, home: 3, today: 3, points: 2, tasks: 2, submit: 3, tick: 2 },
  ...{ permitAsk: 4, permitAct: 3, permitRead: 2, permitSign: 3, certificate: 3 },
  ...{ trainingRead: 2, trainingAct: 3 },
  // A transaction: its two ends, and the documents in it one by one; handing out also tells the owner (docs/shop.md).
  ...{ shopList: 3, redeem: 6, codeLook: 4, handOut: 14 },
  ...{ message: 2, picture: 4 },
} as const;

/** Acts that bring pictures along or pay points: what follows from those is told apart from messages. */
const MORE_THAN_MESSAGES: readonly string[] = ['report', 'fix', 'verify'];

/** An instance reads the plant again once a minute, which may fall on one of these runs. */
const RUNS = 3;

/** Items of a round. */
const ROUND_SIZES = [30, 100];

/** Wednesday, day shift. */
const OPENING = Date.parse('2026-11-25T09:00:05+08:00');

const REPORTER = 'p-030';
const FIXER = 'p-039';
const BOSS = 'p-003';
const KEEPER = 'p-012';

const openidOf = (id: string): string => `o-demo-${id}`;

/** Messages everybody may get before WeChat refuses. */
const PLENTY = 1_000;

/** Database calls of a request, of all that follows from it, and of that for each message. */
interface Split {
  request: number;
  delivery: number;
  perMessage: number;
}

export class Bench {
  private constructor(
    readonly control: Control,
    readonly floor: Floor,
  ) {}

  /** Sets the clock and lets everybody accept reminders. */
  static async open(control: Control): Promise<Bench> {
    const { reminders } = await control.callOk(openidOf(REPORTER), 'session.get', {});
    for (const { openid } of await control.people()) {
      for (const { templateId } of reminders) await control.subscribe(openid, templateId, PLENTY);
    }
    await control.clock({ set: OPENING });
    return new Bench(control, await Floor.open(control));
  }

  /** Reports a hazard with a picture. @returns the order's id */
  async report(pictures = true): Promise<string> {
    const { id } = await this.floor.report(REPORTER, {
      templateId: null,
      description: '通道堆料',
      areaId: 'manual-welding',
      pointId: null,
      pictures: pictures ? ['oil-spill'] : [],
    });
    return id;
  }

  /** The acts of a whole loop, each as something to do with one order; it ends closed. */
  acts(id: string): [name: string, perform: () => Promise<OrderView>][] {
    const { floor } = this;
    const act =
      (by: string, ...rest: [string, Record<string, unknown>?, ['oil-clean']?]) =>
      (): Promise<OrderView> =>
        floor.act(by, id, ...rest);
    return [
      ['transfer', act(KEEPER, 'transfer', { personId: BOSS, reason: '他更熟悉这里' })],
      ['respond', act(BOSS, 'respond', { text: '马上清走', personId: FIXER })],
      ['fix', act(FIXER, 'fix', {}, ['oil-clean'])],
      ['sendBack', act(REPORTER, 'sendBack', { reason: '还有一半', onSite: true })],
      ['fix', act(FIXER, 'fix', {}, ['oil-clean'])],
      ['verify', act(REPORTER, 'verify', { onSite: true })],
    ];
  }

  /** What one function, or one route of it, cost since `work` began. */
  async cost(name: string, route: string, work: () => Promise<unknown>): Promise<RouteStats> {
    await this.control.resetStats();
    await work();
    const stats = (await this.control.stats()).functions[name]?.[route];
    if (stats === undefined) throw new Error(`${name} ${route} was not called`);
    return stats;
  }

  /** Messages recorded so far. */
  private async messages(): Promise<number> {
    return (await this.control.dump('deliveries')).length;
  }

  /** Database calls of the request, and those that delivered each message. */
  async split(route: string, work: () => Promise<unknown>): Promise<Split> {
    const before = await this.messages();
    const { request, delivery } = await this.cost('api', route, work);
    const messages = (await this.messages()) - before;
    const perMessage = messages === 0 ? 0 : delivery.calls / messages;
    return { request: request.calls, delivery: delivery.calls, perMessage };
  }
}

/**
 * Whoever looks at points or spends them waits for accounts, ledger and the two ends of a transaction too, which elsewhere
 * count as what follows from an act.
 */
const everyCall = ({ request, delivery }: RouteStats): number => request.calls + delivery.calls;

async function reads(bench: Bench): Promise<Figure[]> {
  const of = async (
    route: 'orders.list' | 'home.get' | 'today.get' | 'points.get',
    phone: string,
  ): Promise<number> => {
    const calls: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const ask = (): Promise<unknown> =>
        route === 'orders.list'
          ? bench.control.callOk(phone, route, { tab: 'reported' })
          : bench.control.callOk(phone, route, {});
      await ask();
      calls.push(everyCall(await bench.cost('api', route, ask)));
    }
    return median(calls);
  };
  return [
    { what: 'list: database calls', value: await of('orders.list', openidOf(REPORTER)), bound: BUDGETS.list },
    { what: 'home: database calls', value: await of('home.get', openidOf(REPORTER)), bound: BUDGETS.home },
    {
      what: 'points page: database calls',
      value: await of('points.get', openidOf(REPORTER)),
      bound: BUDGETS.points,
    },
    { what: 'today: database calls', value: await of('today.get', openidOf(KEEPER)), bound: BUDGETS.today },
  ];
}

async function writes(bench: Bench): Promise<Figure[]> {
  const seen = new Map<string, Split[]>();
  const note = async (name: string, route: string, work: () => Promise<unknown>): Promise<void> => {
    seen.set(name, [...(seen.get(name) ?? []), await bench.split(route, work)]);
  };
  for (let run = 0; run < RUNS; run += 1) {
    let id = '';
    await note('report', 'orders.report', async () => (id = await bench.report()));
    for (const [name, perform] of bench.acts(id)) await note(name, 'orders.act', perform);
  }
  return [...seen].flatMap(([name, splits]) => [
    {
      what: `${name}: database calls`,
      value: median(splits.map(({ request }) => request)),
      bound: name === 'report' ? BUDGETS.report : BUDGETS.act,
    },
    ...(MORE_THAN_MESSAGES.includes(name)
      ? []
      : [
          {
            what: `${name}: delivery, database calls per message`,
            value: median(splits.map(({ perMessage }) => perMessage)),
            bound: BUDGETS.message,
          },
        ]),
  ]);
}

/** What follows from a report without a picture, and from the picture of another one. */
async function reported(bench: Bench): Promise<Figure[]> {
  const [bare, pictured]: [Split[], Split[]] = [[], []];
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(await bench.split('orders.report', () => bench.report(false)));
    pictured.push(await bench.split('orders.report', () => bench.report()));
  }
  const calls = (splits: Split[]): number => median(splits.map(({ delivery }) => delivery));
  return [
    {
      what: 'report: delivery, database calls per message',
      value: median(bare.map(({ perMessage }) => perMessage)),
      bound: BUDGETS.message,
    },
    {
      what: 'report: what follows from a picture, database calls',
      value: calls(pictured) - calls(bare),
      bound: BUDGETS.picture,
    },
  ];
}

/** A day's tasks, and the end of a round sent at once, however many items it has. */
async function rounds(bench: Bench): Promise<Figure[]> {
  const phone = openidOf(FIXER);
  await planRounds(bench.control, FIXER, RUNS, ROUND_SIZES);
  const listed: number[] = [];
  const ended = new Map<number, number[]>(ROUND_SIZES.map((size) => [size, []]));
  const ask = () => bench.control.callOk(phone, 'tasks.today', {});
  for (const { id, stops } of (await ask()).tasks) {
    listed.push((await bench.cost('api', 'tasks.today', ask)).request.calls);
    const answers = wholeRound(stops);
    const end = () => bench.control.callOk(phone, 'tasks.submit', { taskId: id, answers, done: true });
    const { calls } = (await bench.cost('api', 'tasks.submit', end)).request;
    ended.get(answers.length)?.push(calls);
  }
  return [
    { what: 'tasks of a day: database calls', value: median(listed), bound: BUDGETS.tasks },
    ...[...ended].map(([size, calls]) => ({
      what: `end of a round of ${size} items: database calls`,
      value: median(calls),
      bound: BUDGETS.submit,
    })),
  ];
}

/** A hot-work ticket from asking to the fire. */
async function permits(bench: Bench): Promise<Figure[]> {
  const count = async (route: string, work: () => Promise<unknown>): Promise<number> =>
    (await bench.cost('api', route, work)).request.calls;
  const costs = await measurePermits(bench.control, count, RUNS);
  const { permitAsk, permitAct, permitRead, permitSign, certificate } = BUDGETS;
  const figure = (what: string, calls: number[], bound: number): Figure => ({
    what: `${what}: database calls`,
    value: median(calls),
    bound,
  });
  return [
    figure('form for a ticket', costs.rules, permitRead),
    figure('asking for a ticket', costs.ask, permitAsk),
    figure('a step of a ticket', costs.act, permitAct),
    figure('a ticket', costs.look, permitRead),
    figure('a ticket for whoever signs', costs.signerLook, permitSign),
    figure('list of tickets', costs.list, permitRead),
    figure('writing a certificate down', costs.certificate, certificate),
  ];
}

/** A new hire's first level. */
async function trainings(bench: Bench): Promise<Figure[]> {
  const count = async (route: string, work: () => Promise<unknown>): Promise<number> =>
    (await bench.cost('api', route, work)).request.calls;
  const { read, act, overview } = await measureTraining(bench.floor, count, RUNS);
  const figure = (what: string, calls: number[], bound: number): Figure => ({
    what: `${what}: database calls`,
    value: median(calls),
    bound,
  });
  return [
    figure('a training', read, BUDGETS.trainingRead),
    figure('a step of a training', act, BUDGETS.trainingAct),
    figure('who lacks a training', overview, BUDGETS.trainingRead),
  ];
}

/** The shop, with the points that the loops before it earned. */
async function shop(bench: Bench): Promise<Figure[]> {
  const count = async (route: string, work: () => Promise<unknown>): Promise<number> =>
    everyCall(await bench.cost('api', route, work));
  const { list, redeem, look, handOut } = await measureShop(bench.control, openidOf(REPORTER), count, RUNS);
  const figure = (what: string, calls: number[], bound: number): Figure => ({
    what: `${what}: database calls`,
    value: median(calls),
    bound,
  });
  return [
    figure('the shop', list, BUDGETS.shopList),
    figure('redeeming', redeem, BUDGETS.redeem),
    figure('a code at the counter', look, BUDGETS.codeLook),
    figure('handing out', handOut, BUDGETS.handOut),
  ];
}

async function tick(bench: Bench): Promise<Figure> {
  const calls: number[] = [];
  // What the loops left waiting is delivered, and the head of the day is written, before a tick is idle.
  await bench.control.clock({ advance: '5m' });
  for (let run = 0; run < RUNS; run += 1) {
    const { request, delivery } = await bench.cost('jobs', '-', () => bench.control.runTimer('jobs'));
    calls.push(request.calls + delivery.calls);
  }
  return { what: 'idle jobs tick: database calls', value: median(calls), bound: BUDGETS.tick };
}

/** WeChat's code for a person who accepted no more messages. */
const REFUSED = '43101';

/** A message that WeChat refuses must not cost more than one it takes. */
async function refused(bench: Bench): Promise<Figure> {
  const calls: number[] = [];
  const match = { action: 'openapi.subscribeMessage.send' };
  await bench.control.faults([{ match, mode: 'fail', code: REFUSED, times: 'forever' }]);
  for (let run = 0; run < RUNS; run += 1) {
    calls.push((await bench.split('orders.report', () => bench.report(false))).perMessage);
  }
  await bench.control.faults([]);
  return {
    what: 'refused message: delivery, database calls per message',
    value: median(calls),
    bound: BUDGETS.message,
  };
}

/** Measures every budget on a private cloud with the starter plant; its orders stay in it. */
export async function measureBudgets(control: Control): Promise<Figure[]> {
  const bench = await Bench.open(control);
  const written = await writes(bench);
  const followed = await reported(bench);
  const read = await reads(bench);
  const walked = await rounds(bench);
  const burnt = await permits(bench);
  const learnt = await trainings(bench);
  const bought = await shop(bench);
  return [
    ...written,
    ...followed,
    ...read,
    ...walked,
    ...burnt,
    ...learnt,
    ...bought,
    await tick(bench),
    await refused(bench),
  ];
}
