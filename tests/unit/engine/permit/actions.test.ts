/** Every action in every state by everybody: who may, and what it leads to, by a table written down apart from the product's. */
import { permitActions } from '../../../../cloudfunctions/engine/permit';
import { AppError } from '../../../../miniprogram/shared/errors';
import { HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { Permit, PermitState } from '../../../../typings/permit';
import type { PermitAction } from '../../../../typings/permit-views';
import {
  ask,
  doIt,
  givenFor,
  MORNING,
  PLAYERS,
  PLAYER_IDS,
  ready,
  running,
  worldAt,
  type PlayerId,
} from '../../../support/hot-work';

const NOW = MORNING + HOUR;
/** After the watch of half an hour that begins at {@link NOW}. */
const LATER = NOW + 31 * MINUTE;

/** A red area, so that gas is measured. */
const asked = (): Permit => ask({ riskColor: 'red' }).ticket;

const STATES: Record<PermitState, () => Permit> = {
  asked,
  approved: () => ready(asked(), NOW),
  running: () => running(asked(), NOW),
  paused: () => doIt(running(asked(), NOW), 'other', 'pause', NOW).ticket,
  watching: () => doIt(running(asked(), NOW), 'applicant', 'finish', NOW).ticket,
  closed: () => doIt(STATES.watching(), 'watcher', 'endWatch', LATER).ticket,
  refused: () => doIt(asked(), 'keeper', 'refuse', NOW).ticket,
  withdrawn: () => doIt(asked(), 'applicant', 'withdraw', NOW).ticket,
  expired: () => ({ ...asked(), state: 'expired', open: false, next: null }),
};

const HEADS: PlayerId[] = ['keeper', 'safety', 'leader'];
const WATCHED: PlayerId[] = ['applicant', 'watcher'];
const ANYBODY = PLAYER_IDS;

/** State → action → who may, and in which state it ends. What is not there, nobody may. */
const TABLE: Partial<Record<PermitState, Partial<Record<PermitAction, [PlayerId[], PermitState]>>>> = {
  asked: {
    // 一级 asks for two signatures: after the first it still waits.
    approve: [['keeper'], 'asked'],
    refuse: [['keeper'], 'refused'],
    check: [WATCHED, 'asked'],
    gasTest: [[...WATCHED, 'keeper', 'safety'], 'asked'],
    appoint: [[...WATCHED, ...HEADS], 'asked'],
    withdraw: [['applicant', 'safety', 'leader'], 'withdrawn'],
  },
  approved: {
    check: [WATCHED, 'approved'],
    gasTest: [[...WATCHED, 'keeper', 'safety'], 'approved'],
    start: [WATCHED, 'running'],
    watchOut: [['watcher'], 'approved'],
    appoint: [[...WATCHED, ...HEADS], 'approved'],
    withdraw: [['applicant', 'safety', 'leader'], 'withdrawn'],
  },
  running: {
    gasTest: [[...WATCHED, 'keeper', 'safety'], 'running'],
    finish: [[...WATCHED, ...HEADS], 'watching'],
    pause: [ANYBODY, 'paused'],
    watchOut: [['watcher'], 'paused'],
    appoint: [[...WATCHED, ...HEADS], 'running'],
  },
  paused: {
    gasTest: [[...WATCHED, 'keeper', 'safety'], 'paused'],
    resume: [WATCHED, 'running'],
    finish: [[...WATCHED, ...HEADS], 'watching'],
    watchOut: [['watcher'], 'paused'],
    appoint: [[...WATCHED, ...HEADS], 'paused'],
  },
  watching: {
    endWatch: [['watcher'], 'closed'],
    watchOut: [['watcher'], 'watching'],
    appoint: [[...WATCHED, ...HEADS], 'watching'],
  },
};

const ACTIONS: PermitAction[] = [
  ...(['approve', 'refuse', 'withdraw', 'appoint', 'check', 'gasTest', 'watchIn', 'watchOut'] as const),
  ...(['start', 'pause', 'resume', 'finish', 'endWatch'] as const),
];

const cases = (Object.keys(STATES) as PermitState[]).flatMap((state) =>
  ACTIONS.map((action) => [state, action] as const),
);

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'OK';
};

it.each(cases)('%s: %s', (state, action) => {
  const ticket = STATES[state]();
  expect(ticket.state).toBe(state);
  const at = state === 'watching' ? LATER : NOW;
  const [who, to]: [readonly PlayerId[], PermitState | null] = TABLE[state]?.[action] ?? [[], null];
  for (const id of PLAYER_IDS) {
    const may = who.includes(id);
    const offered = permitActions(ticket, PLAYERS[id], worldAt(at)).find((each) => each.id === action);
    expect([id, offered !== undefined]).toEqual([id, may]);
    if (may) {
      expect(offered?.lacks).toEqual([]);
      const { ticket: next, happenings } = doIt(ticket, id, action, at);
      expect(next.state).toBe(to);
      expect(happenings[0]).toMatchObject({ actor: { id }, from: state });
      expect(next.open).toBe(next.next !== null);
    } else {
      const code = codeOf(() => doIt(ticket, id, action, at));
      expect([id, code]).toEqual([
        id,
        TABLE[state]?.[action] === undefined
          ? expect.stringMatching(/^(WRONG_STATE|NOT_FOR_YOU)$/)
          : 'NOT_FOR_YOU',
      ]);
    }
  }
  // Nothing that was read is written on.
  expect(ticket).toEqual(STATES[state]());
});

it('signs in whoever is named to watch, once', () => {
  const ticket = doIt(running(asked(), NOW), 'applicant', 'appoint', NOW).ticket;
  expect(permitActions(ticket, PLAYERS.other, worldAt(NOW)).map(({ id }) => id)).toContain('watchIn');
  const { ticket: watched } = doIt(ticket, 'other', 'watchIn', NOW + MINUTE);
  expect(watched.state).toBe('running');
  expect(watched.watches.map(({ by, out }) => [by.id, out])).toEqual([
    ['watcher', NOW + MINUTE],
    ['other', null],
  ]);
  expect(permitActions(watched, PLAYERS.other, worldAt(NOW)).map(({ id }) => id)).not.toContain('watchIn');
  expect(() => doIt(watched, 'watcher', 'watchOut', NOW)).toThrow(AppError);
});

describe('what is given', () => {
  const refusal = (work: () => unknown): Record<string, string> => {
    try {
      work();
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, ...error.fields };
      throw error;
    }
    throw new Error('it was not refused');
  };

  it('asks for a word when open orders are near', () => {
    const near = { near: ['YH-20261125-0001'] };
    expect(Object.keys(refusal(() => doIt(asked(), 'keeper', 'approve', NOW, near)))).toContain('note');
    const { ticket } = doIt(asked(), 'keeper', 'approve', NOW, { ...near, note: '先派人清走' });
    expect(ticket.approvals[0]?.signed).toMatchObject({ note: '先派人清走', near: near.near });
  });

  it.each(['refuse', 'withdraw'] as const)('asks for a reason to %s', (action) => {
    const who = action === 'refuse' ? 'keeper' : 'applicant';
    expect(refusal(() => doIt(asked(), who, action, NOW, {})).code).toBe('REASON_NEEDED');
  });

  it('asks for a photo where the rule does, and for the reason why something is not needed', () => {
    const check = (patch: object) => () =>
      doIt(asked(), 'applicant', 'check', NOW, {
        checks: [{ checkId: 'cleared', result: 'done', reason: '', photos: [], ...patch }],
      });
    expect(Object.keys(refusal(check({})))).toContain('checks.0.photos');
    expect(Object.keys(refusal(check({ result: 'na' })))).toContain('checks.0.reason');
    expect(Object.keys(refusal(check({ checkId: 'nothing' })))).toContain('checks.0.checkId');
    expect(check({ photos: ['a'] })().ticket.checks['cleared']?.result).toBe('done');
  });

  it('asks for every gas, and for none that is not measured here', () => {
    const test = (values: Record<string, number>) => () =>
      doIt(asked(), 'applicant', 'gasTest', NOW, { values });
    expect(Object.keys(refusal(test({ lel: 1 })))).toContain('values.o2');
    expect(Object.keys(refusal(test({ lel: 1, o2: 20, co: 1 })))).toContain('values.co');
    expect(test({ lel: 11, o2: 20 })().ticket.gasTests[0]?.ok).toBe(false);
    expect(test({ lel: 10, o2: 19.5 })().ticket.gasTests[0]?.ok).toBe(true);
    const dry = ask().ticket;
    expect(permitActions(dry, PLAYERS.applicant, worldAt(NOW)).map(({ id }) => id)).not.toContain('gasTest');
  });

  it('puts the fire out when the air is bad', () => {
    const { ticket, tell } = doIt(running(asked(), NOW), 'watcher', 'gasTest', NOW, {
      values: { lel: 40, o2: 20 },
    });
    expect(ticket).toMatchObject({ state: 'paused', pauses: [{ because: 'gas', by: null }] });
    expect(tell.map(({ to }) => to.id).sort()).toEqual(['applicant', 'keeper', 'watcher', 'welder']);
    expect(refusal(() => doIt(ticket, 'applicant', 'resume', NOW)).code).toBe('PERMIT_LACKS');
    const measured = doIt(ticket, 'watcher', 'gasTest', NOW + MINUTE).ticket;
    expect(doIt(measured, 'applicant', 'resume', NOW + MINUTE).ticket.state).toBe('running');
  });

  it('names nobody to watch who works, signed or left', () => {
    const signed = doIt(asked(), 'keeper', 'approve', NOW).ticket;
    const appoint = (id: PlayerId) => () =>
      doIt(signed, 'applicant', 'appoint', NOW, { person: PLAYERS[id] });
    expect(Object.keys(refusal(appoint('welder')))).toContain('personId');
    expect(Object.keys(refusal(appoint('keeper')))).toContain('personId');
    expect(appoint('other')().ticket.watcher.id).toBe('other');
  });

  it('ends the watch with a photo, and not before its time', () => {
    const watching = STATES.watching();
    expect(refusal(() => doIt(watching, 'watcher', 'endWatch', NOW + 29 * MINUTE)).code).toBe('PERMIT_LACKS');
    expect(refusal(() => doIt(watching, 'watcher', 'endWatch', LATER, {})).code).toBe('PHOTO_NEEDED');
    const [end] = permitActions(watching, PLAYERS.watcher, worldAt(NOW)).filter(
      ({ id }) => id === 'endWatch',
    );
    expect(end?.from).toBe(NOW + 30 * MINUTE);
  });
});

it.each(['applicant', 'watcher', 'welder'] as const)('is never signed by the %s', (who) => {
  // The keeper would be asked first: here they have a part in the work.
  const part =
    who === 'applicant'
      ? { applicant: 'keeper' as const }
      : who === 'watcher'
        ? { watcher: 'keeper' as const }
        : {};
  const workers =
    who === 'welder'
      ? { workers: [{ ...ask().ticket.workers[0]!, personId: 'keeper', name: '王班长' }] }
      : {};
  const { ticket } = ask({ ...part, ...workers });
  expect(ticket.next?.owner.id).toBe('head');
  expect(() => doIt(ticket, 'keeper', 'approve', NOW)).toThrow(AppError);
  expect(doIt(ticket, 'head', 'approve', NOW, givenFor('approve', ticket)).ticket.state).toBe('approved');
});

it('asks each person for one signature', () => {
  const special = ask({ input: { level: 'special' } }).ticket;
  const first = doIt(special, 'keeper', 'approve', NOW).ticket;
  expect(first.next?.owner.id).toBe('safety');
  const second = doIt(first, 'safety', 'approve', NOW).ticket;
  expect(second.next?.owner.id).toBe('manager');
  const third = doIt(second, 'manager', 'approve', NOW);
  expect(third.ticket.state).toBe('approved');
  expect(third.tell.map(({ notice, to }) => `${notice} ${to.id}`)).toEqual([
    'permitApproved applicant',
    'permitApproved watcher',
  ]);
});
