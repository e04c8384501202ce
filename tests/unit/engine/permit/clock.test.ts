/** What the clock does to a ticket: once each, however late, early or often it is asked. */
import { dueAt, invalidity, settle, type Moved } from '../../../../cloudfunctions/engine/permit';
import { HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { Permit } from '../../../../typings/permit';
import {
  ask,
  doIt,
  FAR,
  MORNING,
  PLAYERS,
  ready,
  RULES,
  running,
  worker,
  worldAt,
  type PlayerId,
} from '../../../support/hot-work';

const UNTIL = MORNING + 4 * HOUR;

const at = (ticket: Permit, now: number, gone: PlayerId[] = []): Moved => settle(ticket, worldAt(now, gone));

const told = ({ tell }: Moved): string[] => tell.map(({ notice, to }) => `${notice} ${to.id}`).sort();

/** As the timer goes: at each instant at which something is due, up to one. */
function walked(ticket: Permit, until: number): { ticket: Permit; told: string[] } {
  const found: string[] = [];
  let next = ticket;
  for (let due = dueAt(next); due !== null && due <= until; due = dueAt(next)) {
    const moved = at(next, due);
    expect(moved.ticket).not.toBe(next);
    found.push(...told(moved));
    next = moved.ticket;
  }
  return { ticket: next, told: found };
}

it('does nothing before its time', () => {
  for (const ticket of [ask().ticket, running(ask().ticket, MORNING)]) {
    const due = dueAt(ticket)!;
    expect(at(ticket, due - 1).ticket).toBe(ticket);
    expect(at(ticket, due).ticket).not.toBe(ticket);
  }
});

it('pushes a signature that nobody gave to the duty leader, then to the general manager, who may give it', () => {
  const { ticket } = ask();
  const first = at(ticket, MORNING + RULES.approveWithin * MINUTE);
  expect(told(first)).toEqual(['permitRaised leader']);
  expect(first.ticket.next).toMatchObject({ step: 'approve', owner: { id: 'keeper' } });
  expect(doIt(first.ticket, 'leader', 'approve', MORNING + 2 * HOUR).ticket.state).toBe('approved');
  const second = walked(first.ticket, MORNING + 3 * HOUR);
  expect(second.told).toEqual(['permitRaised manager']);
  expect(doIt(second.ticket, 'manager', 'approve', MORNING + 3 * HOUR).ticket.state).toBe('approved');
});

it.each([
  ['asked for', () => ask().ticket],
  ['signed', () => ready(ask().ticket, MORNING)],
])('ends a ticket that was %s and never began, and says so', (_what, make) => {
  const { ticket, told: messages } = walked(make(), UNTIL);
  expect(ticket).toMatchObject({ state: 'expired', open: false, next: null });
  expect(messages.at(-1)).toBe('permitExpired applicant');
  expect(dueAt(ticket)).toBeNull();
});

it('puts the fire out at the end of the time, tells everybody and the duty leader, and closes nothing', () => {
  const moved = at(running(ask().ticket, MORNING), UNTIL);
  expect(moved.ticket).toMatchObject({
    state: 'paused',
    open: true,
    pauses: [{ because: 'time', by: null }],
    next: { step: 'finish', owner: { id: 'applicant' } },
  });
  expect(told(moved)).toEqual([
    'permitRaised leader',
    'permitStopped applicant',
    'permitStopped keeper',
    'permitStopped watcher',
    'permitStopped welder',
  ]);
  const later = walked(moved.ticket, UNTIL + 30 * 24 * HOUR);
  expect(later.told).toEqual(['permitRaised manager']);
  expect(later.ticket.open).toBe(true);
  expect(doIt(later.ticket, 'leader', 'finish', UNTIL + HOUR).ticket.state).toBe('watching');
});

it('goes on to the end after a pause, and no farther', () => {
  const paused = doIt(running(ask().ticket, MORNING), 'other', 'pause', MORNING + HOUR).ticket;
  const over = at(paused, UNTIL);
  expect(over.ticket.next?.step).toBe('finish');
  expect(told(over)).toEqual(['permitRaised leader']);
  expect(() => doIt(over.ticket, 'applicant', 'resume', UNTIL)).toThrow(/时间已过/);
});

describe('a certificate', () => {
  const end = MORNING + 2 * HOUR;
  const workers = () => [worker(PLAYERS.welder, FAR), worker(PLAYERS.other, end)];

  it('that ends during the job puts the fire out', () => {
    const ticket = running(ask({ workers: workers() }).ticket, MORNING);
    expect(invalidity(ticket, end - 1)).toEqual([]);
    expect(invalidity(ticket, end)).not.toEqual([]);
    const moved = at(ticket, end);
    expect(moved.ticket).toMatchObject({ state: 'paused', pauses: [{ because: 'certificate' }] });
    expect(told(moved)).toEqual(
      ['applicant', 'keeper', 'other', 'watcher', 'welder'].map((id) => `permitStopped ${id}`),
    );
    expect(() => doIt(moved.ticket, 'applicant', 'resume', end)).toThrow(/刘路过.*到期/);
  });

  it('is the reason even when the timer comes after the end of the time', () => {
    const { ticket } = at(running(ask({ workers: workers() }).ticket, MORNING), UNTIL + HOUR);
    expect(ticket.pauses.map(({ because }) => because)).toEqual(['certificate']);
    expect(ticket.raised.map(({ because }) => because)).toEqual(['time']);
  });

  it('that was taken out of use does so at once', () => {
    const ticket = running(ask().ticket, MORNING);
    const [first] = ticket.workers;
    const retired = {
      ...ticket,
      workers: [{ ...first!, certificate: { ...first!.certificate, isRetired: true } }],
    };
    expect(at(retired, MORNING + 1).ticket.state).toBe('paused');
  });
});

describe('whoever watches', () => {
  it('leaves without a successor: the fire is put out and the duty leader told, who is accountable stays', () => {
    const moved = doIt(running(ask().ticket, MORNING), 'watcher', 'watchOut', MORNING + HOUR);
    expect(moved.ticket).toMatchObject({
      state: 'paused',
      pauses: [{ because: 'watcher' }],
      next: { owner: { id: 'applicant' } },
      raised: [{ because: 'watcher', to: { id: 'leader' } }],
    });
    expect(() => doIt(moved.ticket, 'applicant', 'resume', MORNING + HOUR)).toThrow(/监护人还没签到/);
    const back = doIt(moved.ticket, 'watcher', 'watchIn', MORNING + HOUR).ticket;
    expect(doIt(back, 'applicant', 'resume', MORNING + HOUR).ticket.state).toBe('running');
  });

  it('leaves during the watch afterwards: pushed up, and the half hour begins anew with the next one', () => {
    const finished = doIt(running(ask().ticket, MORNING), 'applicant', 'finish', MORNING + HOUR).ticket;
    const left = doIt(finished, 'watcher', 'watchOut', MORNING + HOUR + 20 * MINUTE);
    expect(told(left)).toEqual(['permitRaised leader']);
    expect(left.ticket.next?.owner.id).toBe('applicant');
    expect(walked(left.ticket, MORNING + 5 * HOUR).told).toEqual(['permitRaised manager']);
    const named = doIt(left.ticket, 'applicant', 'appoint', MORNING + 2 * HOUR).ticket;
    const again = doIt(named, 'other', 'watchIn', MORNING + 2 * HOUR).ticket;
    expect(again.afterWatch?.until).toBe(MORNING + 2.5 * HOUR);
    expect(again.next).toMatchObject({ step: 'endWatch', owner: { id: 'other' } });
  });

  it('hands over without a gap: the half hour goes on', () => {
    const finished = doIt(running(ask().ticket, MORNING), 'applicant', 'finish', MORNING + HOUR).ticket;
    const named = doIt(finished, 'watcher', 'appoint', MORNING + HOUR).ticket;
    const handed = doIt(named, 'other', 'watchIn', MORNING + HOUR + 10 * MINUTE).ticket;
    expect(handed.afterWatch?.until).toBe(MORNING + HOUR + 30 * MINUTE);
  });

  it('is told at the end of the half hour; without the last photo the duty leader is, and it stays open', () => {
    const finished = doIt(running(ask().ticket, MORNING), 'applicant', 'finish', MORNING + HOUR).ticket;
    const over = walked(finished, MORNING + 48 * HOUR);
    expect(over.told).toEqual(['permitWatchOver watcher', 'permitRaised leader', 'permitRaised manager']);
    expect(over.ticket).toMatchObject({ state: 'watching', open: true, next: { owner: { id: 'watcher' } } });
    const { minutes, grace } = RULES.afterWatch;
    expect(over.ticket.raised[0]?.at).toBe(MORNING + HOUR + (minutes + grace) * MINUTE);
    expect(doIt(over.ticket, 'watcher', 'endWatch', MORNING + 48 * HOUR).ticket.state).toBe('closed');
  });
});

it('hands the step of somebody who left to whoever keeps the area', () => {
  const ticket = ready(ask().ticket, MORNING);
  const moved = at(ticket, MORNING + MINUTE, ['applicant']);
  expect(moved.ticket.next?.owner.id).toBe('keeper');
  expect(moved.happenings.map(({ action }) => action)).toEqual(['handOn']);
});

it('comes to the same, whether it runs on the minute, late or twice', () => {
  const begun = running(ask({ workers: [worker(PLAYERS.welder, MORNING + 3 * HOUR)] }).ticket, MORNING);
  const onTime = walked(begun, MORNING + 20 * HOUR).ticket;
  const late = walked(at(begun, MORNING + 20 * HOUR).ticket, MORNING + 40 * HOUR).ticket;
  const twice = at(at(begun, MORNING + 20 * HOUR).ticket, MORNING + 20 * HOUR);
  expect(twice.happenings).toEqual([]);
  for (const ticket of [onTime, late]) {
    expect(ticket.state).toBe('paused');
    expect(ticket.pauses.map(({ because }) => because)).toEqual(['certificate']);
    expect(ticket.raised.map(({ because, to }) => [because, to.id])).toEqual([
      ['time', 'leader'],
      ['time', 'manager'],
    ]);
  }
});
