/** The clock over a meeting: its leader is reminded, a miss is recorded and goes up, each once, however late it runs. */
import { closed, EXPLAIN_WITHIN, opened, tick } from '../../../../cloudfunctions/engine/briefing';
import type { Briefing } from '../../../../typings/briefing';
import { DUE, END, made, OPENS, WANG } from './fixtures';

const BOSS = { id: 'p-boss', name: '赵海峰' };
const MANAGER = { id: 'p-manager', name: '周建国' };
const ABOVE: Record<string, typeof BOSS | undefined> = { [WANG.id]: BOSS, [BOSS.id]: MANAGER };

const at = (briefing: Briefing, now: number) => tick(briefing, now, (id) => ABOVE[id] ?? null);
const running = opened(made(), WANG, { secret: '1', hash: 'h', now: OPENS });

it('reminds the leader as it may begin, and does nothing before nor twice', () => {
  expect(at(made(), OPENS - 1)).toBeNull();
  const ready = at(made(), OPENS);
  expect(ready).toMatchObject({
    briefing: { nextDueAt: DUE },
    tell: [{ notice: 'briefingReady', to: WANG }],
  });
  expect(at(ready!.briefing, DUE - 1)).toBeNull();
});

it('records a miss of what did not begin, and tells the leader and who is above', () => {
  // A run that comes late does the last of what is over.
  const missed = at(made(), DUE);
  expect(missed?.tell).toEqual([
    { notice: 'briefingMissed', to: WANG },
    { notice: 'briefingMissedUp', to: BOSS },
  ]);
  expect(missed?.briefing).toMatchObject({
    ...{ state: 'missed', open: true, isMissed: true, nextDueAt: DUE + EXPLAIN_WITHIN },
    miss: { at: DUE, reason: null, raisedTo: [BOSS] },
  });
});

it('goes one more person up after a day, and no further', () => {
  const { briefing } = at(made(), DUE)!;
  const up = at(briefing, DUE + EXPLAIN_WITHIN);
  expect(up?.tell).toEqual([{ notice: 'briefingMissedUp', to: MANAGER }]);
  expect(up?.briefing).toMatchObject({ open: true, nextDueAt: null, miss: { raisedTo: [BOSS, MANAGER] } });
  expect(at(up!.briefing, DUE + 9 * EXPLAIN_WITHIN)).toBeNull();
});

it('reminds of the end, and records a miss of what was not ended by the end of the shift', () => {
  const close = at(running, DUE);
  expect(close).toMatchObject({
    briefing: { state: 'running', nextDueAt: END },
    tell: [{ notice: 'briefingClose', to: WANG }],
  });
  expect(at(close!.briefing, END)?.briefing).toMatchObject({ state: 'missed', isMissed: true });
});

it('leaves alone what was held, and a shift without people', () => {
  const held = closed(running, WANG, 'photo', DUE);
  for (const briefing of [held, made({ expected: [] })]) expect(at(briefing, END)).toBeNull();
});
