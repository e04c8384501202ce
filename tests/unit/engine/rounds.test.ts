/** The way through the loop: who takes charge, rounds, closing and opening again. */
import { act, book, born, codeOf, NINE, orderIn, person, told, worldAt } from './plant';
import { granted } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';

describe('responding', () => {
  it('puts whoever answers with a plan in charge', () => {
    const { order, happenings } = act(born().order, 'respond', 'elec', NINE + HOUR);
    expect(order).toMatchObject({
      state: 'rectifying',
      rev: 2,
      rectifier: { id: 'elec' },
      fixer: { id: 'fixy' },
      next: { owner: { id: 'fixy' }, explain: '电工班长安排整改', since: NINE + HOUR, climbed: [] },
    });
    expect(order.rounds).toEqual([
      {
        no: 1,
        plan: { text: '换门锁，今天下班前', by: { id: 'elec', name: '电工班长' }, at: NINE + HOUR },
        fixer: { id: 'fixy', name: '电工' },
        fixed: null,
        verdict: null,
      },
    ]);
    expect(happenings).toMatchObject([
      {
        action: 'respond',
        from: 'awaitingResponse',
        to: 'rectifying',
        detail: { text: '换门锁，今天下班前' },
      },
    ]);
  });

  it('makes the answerer fix it when they name nobody', () => {
    const { order } = act(born().order, 'respond', 'keep', NINE, { text: '我来换' });
    expect(order).toMatchObject({
      rectifier: { id: 'keep' },
      fixer: { id: 'keep' },
      next: { owner: { id: 'keep' }, explain: '自己负责整改' },
    });
  });

  it('keeps the owner in charge when the work is given away, whoever gives it', () => {
    const { order } = act(born().order, 'assign', 'elec', NINE);
    expect(order).toMatchObject({
      rectifier: { id: 'elec' },
      fixer: { id: 'other' },
      next: { owner: { id: 'other' } },
    });
  });
});

describe('sending back', () => {
  const back = (order = orderIn('awaitingVerification'), at = NINE + 3 * HOUR) =>
    act(order, 'sendBack', order.next!.owner.id, at);

  it('opens the next round with the same fixer and the reason on record', () => {
    const { order } = back();
    expect(order).toMatchObject({
      state: 'rectifying',
      round: 2,
      fixer: { id: 'fixy' },
      next: { owner: { id: 'fixy' } },
    });
    expect(
      order.rounds.map(({ no, verdict, fixer }) => [no, verdict?.result, verdict?.reason, fixer?.id]),
    ).toEqual([
      [1, 'notFixed', '门还是关不严', 'fixy'],
      [2, undefined, undefined, 'fixy'],
    ]);
  });

  it('counts on, round after round', () => {
    let order = orderIn('awaitingVerification');
    for (let round = 2; round <= 5; round += 1) {
      order = back(order).order;
      expect(order.round).toBe(round);
      order = act(order, 'fix', 'elec', NINE + 4 * HOUR).order;
      expect(order.rounds.at(-1)).toMatchObject({ no: round, fixed: { by: { id: 'elec' } }, verdict: null });
    }
    expect(order.rounds).toHaveLength(5);
  });

  it('goes to the 整改责任人 when the fixer has left', () => {
    const { order } = act(
      orderIn('awaitingVerification'),
      'sendBack',
      'rep',
      NINE,
      undefined,
      new Set(['fixy']),
    );
    expect(order).toMatchObject({ fixer: { id: 'elec' }, next: { owner: { id: 'elec' } } });
    expect(order.rounds.map(({ fixer }) => fixer?.id)).toEqual(['fixy', 'elec']);
  });
});

describe('closing', () => {
  it('ends the step and rewards the reporter, once per order', () => {
    const closed = act(orderIn('awaitingVerification'), 'verify', 'rep', NINE + 3 * HOUR);
    expect(closed.order).toMatchObject({
      state: 'closed',
      open: false,
      next: null,
      nextDueAt: null,
      closedAt: NINE + 3 * HOUR,
    });
    expect(closed.order.rounds[0]!.verdict).toMatchObject({
      result: 'fixed',
      onSite: true,
      by: { id: 'rep' },
    });
    expect(closed.effects['award-valid-hazard']).toEqual({
      kind: 'award',
      rule: 'valid-hazard',
      personId: 'rep',
      time: 0,
    });
  });

  it.each([
    ['high', {}, 'ONSITE_NEEDED'],
    ['medium', {}, 'ok'],
    ['low', {}, 'ok'],
    ['low', { level: 'major' }, 'ONSITE_NEEDED'],
    ['low', { suspectedMajor: true }, 'ONSITE_NEEDED'],
  ] as const)('by photo of a %s hazard %j: %s', (urgency, over, expected) => {
    const order = orderIn('awaitingVerification', { urgency, ...over });
    expect(codeOf(() => act(order, 'verify', 'rep', NINE + 3 * HOUR, {}))).toBe(expected);
    expect(codeOf(() => act(order, 'verify', 'rep', NINE + 3 * HOUR, { onSite: true }))).toBe('ok');
  });

  it('answers a report that is no hazard politely, with a consolation', () => {
    const closed = act(born().order, 'notHazard', 'elec', NINE + HOUR);
    expect(closed.order).toMatchObject({
      state: 'notHazard',
      open: false,
      next: null,
      closedAt: NINE + HOUR,
    });
    expect(told(closed)).toEqual(['notHazard → rep']);
    expect(closed.effects['award-consolation']).toEqual({
      kind: 'award',
      rule: 'consolation',
      personId: 'rep',
      time: 0,
    });
  });

  it.each([
    ['a guest', { kind: 'guest', id: 'g1', name: '未绑定同事', visibility: 'named' }, new Set<string>()],
    ['a leaver', { kind: 'person', id: 'rep', name: '小李', visibility: 'named' }, new Set(['rep'])],
  ] as const)('rewards nobody when the reporter is %s', (_who, reporter, left) => {
    const { effects } = act(born({ reporter }).order, 'notHazard', 'elec', NINE, undefined, left);
    expect(Object.values(effects).filter(({ kind }) => kind === 'award')).toEqual([]);
  });
});

describe('opening again', () => {
  it('gives a closed order back to the same people in the next round', () => {
    const { order } = act(orderIn('closed'), 'reopen', 'rep', NINE + 100 * HOUR);
    expect(order).toMatchObject({
      state: 'rectifying',
      open: true,
      closedAt: null,
      round: 2,
      rectifier: { id: 'elec' },
      next: { owner: { id: 'fixy' }, dueAt: NINE + 108 * HOUR },
      resolveDueAt: NINE + 24 * HOUR,
    });
  });

  it('finds the people of today when those of then have left', () => {
    const { order } = act(orderIn('closed'), 'reopen', 'rep', NINE, undefined, new Set(['elec', 'fixy']));
    expect(order).toMatchObject({
      rectifier: { id: 'head' },
      fixer: { id: 'head' },
      next: { owner: { id: 'head' } },
    });
  });

  it('lets safety decide anew on what was taken for no hazard', () => {
    const { order } = act(orderIn('notHazard'), 'reopen', 'rep', NINE + 5 * HOUR);
    expect(order).toMatchObject({
      state: 'awaitingResponse',
      open: true,
      closedAt: null,
      next: { owner: { id: 'safe' }, dueAt: NINE + 7 * HOUR },
    });
    expect(granted(book, order, person('safe'), worldAt(NINE)).map(({ id }) => id)).toContain('respond');
  });
});
