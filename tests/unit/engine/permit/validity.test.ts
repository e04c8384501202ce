/** Fire may not be used when one condition is broken, whatever state the ticket says it is in: how that came about is no matter. */
import { invalidity } from '../../../../cloudfunctions/engine/permit';
import { PERMIT_WORDS } from '../../../../miniprogram/shared/permit-words';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Permit, PermitWorker } from '../../../../typings/permit';
import { ask, KIND, MORNING, PLAYERS, running } from '../../../support/hot-work';

const NOW = MORNING + HOUR;

/** 一级, with two signatures, a welder and a watcher. */
const burning = (): Permit => running(ask({ input: { level: 'first' } }).ticket, MORNING);

const certificate =
  (change: Partial<PermitWorker['certificate']>) =>
  ({ workers }: Permit): Partial<Permit> => ({
    workers: workers.map((worker) => ({ ...worker, certificate: { ...worker.certificate, ...change } })),
  });

const NO_CERTIFICATE = PERMIT_WORDS.certificate(PLAYERS.welder.name, KIND.name);

const BROKEN: [what: string, change: (ticket: Permit) => Partial<Permit>, lack: string][] = [
  ...[0, 1].map((which): (typeof BROKEN)[number] => [
    `signature ${which + 1} is missing`,
    ({ approvals }) => ({
      approvals: approvals.map((each, n) => (n === which ? { ...each, signed: null } : each)),
    }),
    PERMIT_WORDS.notApproved,
  ]),
  [
    'a precaution is not confirmed',
    ({ checks }) => ({ checks: Object.fromEntries(Object.entries(checks).slice(1)) }),
    PERMIT_WORDS.checksLeft(1),
  ],
  ['nobody watches', () => ({ watches: [] }), PERMIT_WORDS.noWatcher],
  [
    'whoever watched left',
    ({ watches }) => ({ watches: watches.map((watch) => ({ ...watch, out: NOW })) }),
    PERMIT_WORDS.noWatcher,
  ],
  [
    'whoever watches works',
    ({ watches }) => ({ watches: watches.map((watch) => ({ ...watch, by: PLAYERS.welder })) }),
    PERMIT_WORDS.watcherWorks,
  ],
  ['the air was never measured', () => ({ gasTests: [] }), PERMIT_WORDS.gasMissing(30)],
  ['a certificate ended', certificate({ endsAt: NOW }), NO_CERTIFICATE],
  ['a certificate was taken out of use', certificate({ isRetired: true }), NO_CERTIFICATE],
  ['nobody works', () => ({ workers: [] }), PERMIT_WORDS.noWorker],
  ['its time is to come', () => ({ from: NOW + 1 }), PERMIT_WORDS.early],
  ['its time is over', () => ({ until: NOW }), PERMIT_WORDS.late],
  ['it is paused', () => ({ state: 'paused' }), PERMIT_WORDS.notRunning],
  ['it never began', () => ({ startedAt: null }), PERMIT_WORDS.notRunning],
];

it('burns while nothing is broken', () => {
  expect(burning().approvals).toHaveLength(2);
  expect(invalidity(burning(), NOW)).toEqual([]);
});

it.each(BROKEN)('is refused because %s', (_what, change, lack) => {
  const ticket = burning();
  expect(invalidity({ ...ticket, ...change(ticket) }, NOW)).toContain(lack);
});
