/** Not mended twice, mended the third time; reopened within 30 days the points go back, closed again they come again. */
import { Form } from '../support/form';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { accept, assign, handIn, inState, sendBack } from './support/steps';
import { usePlant } from '../support/use-plant';

/** What an urgent hazard pays its reporter, and the first of its kind on top. */
const URGENT = 20;

const plant = usePlant('2026-11-23T09:10:00+08:00');

const REPORTER = 'p-040';
const OWNER = '梁永康';
const FIXER = '姜海生';
const LABEL = 'A-08';

let reporter: Person;
let fixer: Person;
let number: string;

/** The points of the reporter, once what just happened is booked. */
async function points(balance: number): Promise<void> {
  await plant().clock({ advance: '2m' });
  await reporter.comeBy(PAGES.me, {});
  await reporter.reads('.number', String(balance));
}

/** Both look at the order as it is now. */
async function look(person: Person): Promise<void> {
  await plant().atOrder(person, number);
}

describe('an order', () => {
  it('is sent back twice, each time as a new round with its reason', async () => {
    reporter = await plant().phoneOf(REPORTER);
    number = await report(reporter, { label: LABEL, what: '防护罩缺失', picture: 'guard-missing' });
    const owner = await plant().atOrder(OWNER, number);
    await assign(owner, FIXER);
    await plant().close(owner);
    fixer = await plant().phoneOf(FIXER);
    for (const [round, why] of [
      [2, '只装了一边'],
      [3, '螺丝没拧紧'],
    ] as const) {
      await look(fixer);
      await handIn(fixer, 'guard-missing');
      await inState(fixer, '待复核');
      await look(reporter);
      await sendBack(reporter, why);
      await reporter.sees(`第${round}轮`);
      await reporter.sees(why);
    }
  });

  it('is closed in the third round, and earns points', async () => {
    await look(fixer);
    await fixer.sees('第3轮');
    await handIn(fixer, 'guard-fitted');
    await inState(fixer, '待复核');
    await look(reporter);
    await accept(reporter);
    await points(URGENT);
  });
});

describe('the same order, not mended after all', () => {
  it('is reopened by its reporter a fortnight later, and the points go back', async () => {
    await plant().clock({ advance: '14d', coalesce: true });
    await look(reporter);
    await reporter.choose('重新打开');
    const form = new Form(reporter);
    await form.write('为什么重新打开', '护罩又松了');
    await form.submit('重新打开');
    await reporter.sees('第4轮');
    await points(0);
  });

  it('earns them once more when it is closed again', async () => {
    await look(fixer);
    await handIn(fixer, 'guard-fitted');
    await inState(fixer, '待复核');
    await look(reporter);
    await accept(reporter);
    await points(URGENT);
  });

  it('can not be reopened after 30 days', async () => {
    await plant().clock({ advance: '31d', coalesce: true });
    await look(reporter);
    await inState(reporter, '已关闭');
    await reporter.lacks('act-bar >>> choice-sheet >>> .choice', '重新打开');
  });
});

it('made no errors on any phone', () => {
  expect([...reporter.exceptions, ...fixer.exceptions]).toEqual([]);
});
