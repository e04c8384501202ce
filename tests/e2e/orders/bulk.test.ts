/** Several at once: small stuff given away together, and of what people mended themselves a sample, then the rest. */
import type { Order } from '../../../typings/domain';
import { TEXT } from '../../../miniprogram/shared/text';
import { pick } from '../support/form';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { inState } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

const OWNER = '梁永康';
const FIXER = '姜海生';
const REPORTER = 'p-040';

/** Low urgency, for whoever keeps the site. */
const SMALL = 3;
/** With the one that is reported by hand, four: two are drawn. */
const MENDED = 3;

let owner: Person;
let reporter: Person;

/** The states of all orders in a flow. */
async function statesOf(flow: string): Promise<string[]> {
  const orders = (await plant().cloud.dump('orders')) as unknown[];
  return (orders as Order[]).filter((order) => order.flow.id === flow).map(({ state }) => state);
}

beforeAll(async () => {
  const place = { areaId: 'manual-welding', pointId: 'b-05' };
  for (let n = 0; n < SMALL; n += 1) await plant().reportedBefore({ ...place, templateId: 'ppe-worn-out' });
  for (let n = 0; n < MENDED; n += 1)
    await plant().reportedBefore({ ...place, templateId: 'ppe-worn-out', mended: ['guard-fitted'] });
});

it('a worker mends on the spot, and somebody else will look', async () => {
  reporter = await plant().phoneOf(REPORTER);
  await report(reporter, {
    label: 'B-05',
    what: '劳保用品破损没更换',
    picture: 'guard-missing',
    mended: 'guard-fitted',
  });
  await reporter.sees(OWNER);
});

describe('small stuff', () => {
  it('waits together in 今日', async () => {
    owner = await plant().phoneOf(OWNER);
    await owner.open(PAGES.today, '.entry', TEXT.home.today);
    await owner.sees(TEXT.supervisor.low);
  });

  it('is given to one person in two taps', async () => {
    await owner.tap('.bulk-button', TEXT.supervisor.allAssign);
    await owner.sees(`这 ${SMALL} 件派给谁`);
    await pick(owner, '.whom person-picker', FIXER);
    await owner.sees(`${SMALL} 件定了`);
    expect(await statesOf('hazard')).toEqual(Array.from({ length: SMALL }, () => 'rectifying'));
    await owner.lacks('.bulk-button', TEXT.supervisor.allAssign);
  });
});

describe('what people mended themselves', () => {
  it('is looked at by sample first', async () => {
    await owner.sees(TEXT.supervisor.checks);
    await owner.sees('先看这 2 件，都行了，其余 2 单一起认可');
    await owner.lacks('.bulk-button', '一起认可');
    for (let left = 2; left > 0; left -= 1) {
      await owner.comeBy(PAGES.today, {});
      await owner.open(PAGES.order, '.check .soft-button');
      await owner.tap('action-form >>> .segment', TEXT.order.onSite);
      await owner.press('认可', 'act-bar');
      await inState(owner, '已关闭');
    }
    expect((await statesOf('selfFixed')).sort()).toEqual([
      'awaitingCheck',
      'awaitingCheck',
      'closed',
      'closed',
    ]);
  });

  it('is then accepted, all the rest in one tap', async () => {
    await owner.comeBy(PAGES.today, {});
    await owner.sees(TEXT.supervisor.checkRestHint);
    await owner.tap('.bulk-button', '其余 2 单一起认可');
    await owner.answer(TEXT.supervisor.yes);
    await owner.sees('2 件定了');
    expect(new Set(await statesOf('selfFixed'))).toEqual(new Set(['closed']));
  });

  it('earns points once somebody else has accepted it', async () => {
    await plant().clock({ advance: '2m' });
    await reporter.comeBy(PAGES.me, {});
    await reporter.reads('.number', '10');
  });
});

it('made no errors on any phone', () => {
  expect([...owner.exceptions, ...reporter.exceptions]).toEqual([]);
});
