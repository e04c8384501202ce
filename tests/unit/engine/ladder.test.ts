/** The ladder, minute by minute: who is told when nobody acts, and who is not. */
import { tick, undelivered } from '../../../cloudfunctions/engine';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { ReportFacts } from '../../../cloudfunctions/engine';
import {
  act,
  book,
  born,
  deadlines,
  frozen,
  NINE,
  orderIn,
  shiftEnd,
  told,
  URGENCIES,
  worldAt,
} from './plant';

/** Lets the clock run minute by minute and writes down what it does: `+hours notice → person`. */
function timeline(start: OrderCore, hours: number, left?: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  let order = start;
  for (let at = NINE; at <= NINE + hours * HOUR; at += 5 * MINUTE) {
    const climbed = tick(book, frozen(order), worldAt(at, left));
    if (climbed === null) continue;
    order = climbed.order;
    lines.push(...told(climbed).map((line) => `+${(at - NINE) / HOUR} ${line}`));
  }
  return lines;
}

const respond = (over: Partial<ReportFacts>, hours: number): string[] => timeline(born(over).order, hours);

describe('nobody responds', () => {
  it('high: half time, boss, duty leader, safety', () => {
    expect(respond({ urgency: 'high' }, 200)).toEqual([
      '+1 reminder → elec',
      '+2 escalated → head',
      '+2.5 escalated → lead',
      '+3 escalated → safe',
    ]);
  });

  it('medium: half time, boss, safety', () => {
    expect(respond({ urgency: 'medium' }, 200)).toEqual([
      '+2 reminder → elec',
      '+4 escalated → head',
      '+5 escalated → safe',
    ]);
  });

  it('low: the boss, once, at the deadline', () => {
    expect(respond({ urgency: 'low' }, 200)).toEqual(['+8 escalated → head']);
  });

  it.each(URGENCIES)('%s: pushes the general manager only when it may be major', (urgency) => {
    expect(respond({ urgency }, 200).join()).not.toContain('gm');
    const major = born({ urgency, suspectedMajor: true }, NINE, undefined, 'hazard').order;
    const due = deadlines[urgency].respond / HOUR;
    expect(timeline(major, 12)).toContain(`+${due + 1} escalated → gm`);
  });

  it('goes to safety where there is nobody above the owner but the general manager', () => {
    const { order } = born({}, NINE, new Set(['elec', 'keep']));
    expect(order.next!.owner.id).toBe('lead');
    expect(timeline(order, 2)).toContain('+2 escalated → safe');
  });

  it('skips a boss who left', () => {
    const { order } = act(born().order, 'transfer', 'elec', NINE, { personId: 'fixy', reason: '他管' });
    expect(timeline(order, 2, new Set(['chief']))).toContain('+2 escalated → head');
  });
});

it.each([
  ['high', ['+12.5 reminder → fixy', '+24 overdue → elec', '+24 escalated → chief', '+26 escalated → lead']],
  ['medium', ['+24.5 reminder → fixy', '+48 overdue → elec', '+48 escalated → chief']],
  ['low', ['+52.5 reminder → fixy', '+104 overdue → elec', '+104 escalated → chief']],
] as const)('nobody fixes, %s', (urgency, expected) => {
  const lines = timeline(orderIn('rectifying', { urgency }), 400);
  expect(lines).toEqual(urgency === 'high' ? [...expected, '+26 escalated → safe'] : expected);
});

it('nobody verifies: reporter, inspector, another team, safety, in turn; then the duty leader is told', () => {
  const lines = timeline(orderIn('awaitingVerification'), 200).filter((line) => !line.includes('reminder'));
  expect(lines).toEqual([
    '+14 verifyPassedOn → insp',
    '+26 verifyPassedOn → keep2',
    '+38 verifyPassedOn → lead',
    '+50 verifyPassedOn → safe',
    '+63 escalated → lead',
  ]);
});

it('keeps the owner accountable, and makes whom it reached a party', () => {
  const { order } = tick(book, born().order, worldAt(NINE + 2.5 * HOUR))!;
  expect(order.next).toMatchObject({
    owner: { id: 'elec' },
    escalatedTo: { id: 'lead', at: NINE + 2.5 * HOUR },
  });
});

it('settles everything that is due in one go, however late it comes', () => {
  const climbed = tick(book, born().order, worldAt(NINE + 90 * HOUR))!;
  expect(climbed.happenings.map(({ detail }) => detail['rung'])).toEqual([
    'halfTime',
    'boss',
    'dutyLeader',
    'safety',
  ]);
  expect(climbed.order.nextDueAt).toBe(shiftEnd(NINE + 90 * HOUR));
  expect(climbed.order.rev).toBe(2);
  expect(tick(book, climbed.order, worldAt(NINE + 90 * HOUR))).toBeNull();
  expect(tick(book, climbed.order, worldAt(NINE + 900 * HOUR))?.happenings).toEqual([]);
});

it('does nothing before its time', () => {
  const { order } = born();
  expect(order.nextDueAt).toBe(NINE + HOUR);
  expect(tick(book, order, worldAt(NINE + HOUR - 1))).toBeNull();
  expect(tick(book, orderIn('closed'), worldAt(NINE + 900 * HOUR))).toBeNull();
});

it('does not remind of a half time that never was', () => {
  const late = act(born().order, 'respond', 'elec', NINE + 25 * HOUR).order;
  const climbed = tick(book, late, worldAt(NINE + 25 * HOUR))!;
  expect(told(climbed)).toEqual(['overdue → elec', 'escalated → chief']);
});

it('does not climb again for the same deadline when the fixer changes', () => {
  const late = tick(book, orderIn('rectifying'), worldAt(NINE + 24 * HOUR))!.order;
  const { order } = act(late, 'assign', 'elec', NINE + 25 * HOUR);
  expect(order.next).toMatchObject({ owner: { id: 'other' }, escalatedTo: { id: 'chief' } });
  expect(timeline(order, 30)).toEqual(['+26 escalated → lead', '+26 escalated → safe']);
});

it('starts again when the deadline itself moves', () => {
  const late = tick(book, born().order, worldAt(NINE + 2 * HOUR))!.order;
  const { order } = act(late, 'transfer', 'elec', NINE + 2 * HOUR, { personId: 'fixy', reason: '他管' });
  expect(order.next).toMatchObject({ climbed: [], escalatedTo: null, dueAt: NINE + 3 * HOUR });
  expect(timeline(order, 3)).toEqual(['+2.5 reminder → fixy', '+3 escalated → chief', '+3 ruling → safe']);
});

describe('a message that did not arrive', () => {
  const missed = (order: OrderCore, id: string, at = NINE + 5 * MINUTE) =>
    undelivered(book, frozen(order), id, 'assigned', worldAt(at));

  it('goes up to the next person at once, past the reminder the owner would not get either', () => {
    const climbed = missed(born().order, 'elec')!;
    expect(told(climbed)).toEqual(['escalated → head']);
    expect(climbed.happenings).toMatchObject([
      { action: 'undelivered', detail: { undelivered: 'assigned' } },
    ]);
    expect(climbed.order).toMatchObject({
      rev: 2,
      next: { owner: { id: 'elec' }, escalatedTo: { id: 'head' } },
    });
  });

  it('climbs once per step, and the rung is not climbed again at the deadline', () => {
    const { order } = missed(born().order, 'elec')!;
    expect(missed(order, 'elec')).toBeNull();
    expect(timeline(order, 3)).toEqual([
      '+1 reminder → elec',
      '+2.5 escalated → lead',
      '+3 escalated → safe',
    ]);
  });

  it('may climb again for the next owner', () => {
    const { order } = missed(born().order, 'elec')!;
    const moved = act(order, 'transfer', 'elec', NINE + HOUR, { personId: 'fixy', reason: '他管' }).order;
    expect(missed(moved, 'elec')).toBeNull();
    expect(told(missed(moved, 'fixy')!)).toEqual(['escalated → chief']);
  });

  it('does nothing once somebody else has the step, or it is over', () => {
    expect(missed(orderIn('rectifying'), 'elec')).toBeNull();
    expect(missed(orderIn('closed'), 'rep')).toBeNull();
  });

  it('tells the 整改责任人 first when the fixer cannot be reached, and whoever is above when they are one', () => {
    expect(told(missed(orderIn('rectifying'), 'fixy')!)).toEqual(['overdue → elec']);
    const alone = act(born().order, 'respond', 'elec', NINE, { text: '我自己换' }).order;
    expect(told(missed(alone, 'elec')!)).toEqual(['escalated → head']);
  });

  it('does not take a verification away before its time', () => {
    const { order } = missed(orderIn('awaitingVerification'), 'rep', NINE + 2 * HOUR)!;
    expect(order.next).toMatchObject({ owner: { id: 'rep' }, escalatedTo: { id: 'lead' } });
    expect(order.passedOver).toEqual([]);
  });

  it('leaves passing on to the deadline, whomever the flow tells of it', () => {
    const loud = structuredClone(book);
    const ladder = loud.flows[0]!.states.find(({ id }) => id === 'awaitingVerification')!.ladder;
    ladder.find(({ passOn }) => passOn)!.to = 'safety';
    const { order } = undelivered(loud, orderIn('awaitingVerification'), 'rep', 'fixed', worldAt(NINE))!;
    expect(order.next!.climbed).toEqual(['undelivered', 'dutyLeader']);
  });

  it('has nobody to tell of a low hazard waiting to be verified', () => {
    expect(missed(orderIn('awaitingVerification', { urgency: 'low' }), 'rep', NINE + 2 * HOUR)).toBeNull();
  });
});
