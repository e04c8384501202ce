/** A reporter who is silent: somebody independent of the mending looks in their place. */
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { accept, assign, handIn } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

const REPORTER = '范丽';
const OWNER = '梁永康';
const FIXER = '姜海生';
/** 巡检员 of the swing shift on Mondays. */
const DEPUTY = '邓海波';

let reporter: Person;
let deputy: Person;
let number: string;

describe('what was mended', () => {
  it('waits for its reporter first', async () => {
    reporter = await plant().phoneOf(REPORTER);
    number = await report(reporter, { label: 'A-08', what: '防护罩缺失', picture: 'guard-missing' });
    const owner = await plant().atOrder(OWNER, number);
    await assign(owner, FIXER);
    await plant().close(owner);
    const fixer = await plant().atOrder(FIXER, number);
    await handIn(fixer, 'guard-fitted');
    await fixer.sees(`轮到${REPORTER}`);
    await plant().close(fixer);
  });

  it('passes to the inspector on duty when the reporter is silent', async () => {
    await plant().clock({ advance: '12h30m', coalesce: true });
    deputy = await plant().phoneOf(DEPUTY);
    await deputy.open(PAGES.order, '.wait', '防护罩缺失');
    await deputy.sees('上报人没有按时复核');
  });

  it('is no longer up to the reporter', async () => {
    await plant().atOrder(reporter, number);
    await reporter.sees(`轮到${DEPUTY}`);
    await reporter.lacks('act-bar >>> big-button >>> .big-inside', '修好了');
  });

  it('is closed by the deputy, who looked on site', async () => {
    await accept(deputy);
    await deputy.sees('复核通过');
  });

  it('earns the reporter the points all the same', async () => {
    await plant().clock({ advance: '2m' });
    await reporter.comeBy(PAGES.me, {});
    // Urgent, and the first of its kind here.
    await reporter.reads('.number', '20');
  });
});

it('made no errors on any phone', () => {
  expect([...reporter.exceptions, ...deputy.exceptions]).toEqual([]);
});
