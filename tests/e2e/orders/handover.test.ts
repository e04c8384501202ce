/** The end of a shift: what the 现场管控人 has goes to the next one, whether anybody confirms it or not. */
import { TEXT } from '../../../miniprogram/shared/text';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T15:10:00+08:00');

const DAY_KEEPER = '梁永康';
const SWING_KEEPER = '宋长河';

let day: Person;
let swing: Person;
let number: string;

describe('an order that nobody answered before the shift ends', () => {
  it('is the day keeper’s, who sees it among what is to be handed over', async () => {
    const reporter = await plant().phoneOf('p-040');
    number = await report(reporter, { label: 'A-08', what: '防护罩缺失', picture: 'guard-missing' });
    await reporter.sees(DAY_KEEPER);
    await plant().close(reporter);

    await plant().clock({ advance: '25m' });
    day = await plant().phoneOf(DAY_KEEPER);
    await day.open(PAGES.today, '.entry', TEXT.home.today);
    await day.sees('交班 1 件');
    await day.sees(`交给${SWING_KEEPER}`);
    expect(await day.screen()).not.toContain('夜班交接');
    await day.find('.todo', '防护罩缺失');
  });

  it('moves to the next keeper at the hour, though nobody handed it over', async () => {
    await plant().clock({ advance: '30m' });
    swing = await plant().phoneOf(SWING_KEEPER);
    await swing.open(PAGES.order, '.wait', '防护罩缺失');
    await swing.sees(`轮到${SWING_KEEPER}`);
  });

  it('says so on its timeline, and to the one who went home', async () => {
    await plant().atOrder(day, number);
    await day.sees(`轮到${SWING_KEEPER}`);
    expect((await day.read('.event')).join('\n')).toMatch(new RegExp(`换班.*${SWING_KEEPER}`, 's'));
    await day.lacks('act-bar >>> big-button >>> .big-inside', '我来整改');
  });
});

describe('接班', () => {
  it('shows what came from the shift before', async () => {
    await swing.comeBy(PAGES.today, {});
    await swing.sees('白班交接 1 件');
    await swing.sees(`${DAY_KEEPER}还没留话`);
    await swing.tap('.hand .soft-button', TEXT.supervisor.lookHandover);
    await swing.find('handover-sheet >>> .hand-order', '防护罩缺失');
    await swing.tap('handover-sheet >>> bottom-sheet >>> .sheet-close');
  });

  it('opens the reminders in the same tap', async () => {
    await swing.press(TEXT.supervisor.takeOver);
    await swing.answer('允许');
    await swing.sees(TEXT.supervisor.reminded);
    await plant().clock({ advance: '1m' });
    await swing.comeBy(PAGES.today, {});
    await swing.find('.todo', '防护罩缺失');
    await swing.lacks('big-button >>> .big-inside', TEXT.supervisor.takeOver);
  });
});

it('made no errors on any phone', () => {
  expect([...day.exceptions, ...swing.exceptions]).toEqual([]);
});
