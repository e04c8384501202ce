/** What persons do with a ticket: from which states, who may, what it needs, and what comes of it. */
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import {
  PAUSE_WORDS,
  PERMIT_ACTIONS,
  PERMIT_BUTTONS,
  PERMIT_STATES,
  PERMIT_WORDS,
} from '../../../miniprogram/shared/permit-words';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { Permit, PermitCheck, PermitState } from '../../../typings/permit';
import type { PermitAction, PermitActionView } from '../../../typings/permit-views';
import {
  hasSigned,
  nextApproval,
  onWatch,
  partiesOf,
  works,
  type Party,
  type PermitActor,
  type PermitWorld,
} from './people';
import { led, raised, stopped, then, type Moved } from './step';
import { workLacks } from './validity';

/** What came with an action, already checked for shape, its photos admitted and its people found. */
export interface PermitGiven {
  note: string;
  /** Numbers of the open orders near, as the person was shown them. */
  near: string[];
  reason: string;
  person: PersonRef | null;
  checks: { checkId: string; result: PermitCheck['result']; reason: string; photos: string[] }[];
  values: Record<string, number>;
  photos: string[];
}

interface Rule {
  from: readonly PermitState[];
  by: readonly Party[];
}

const BEFORE = ['asked', 'approved'] as const;
const BEGUN = ['running', 'paused'] as const;
const HEADS = ['siteKeeper', 'safety', 'dutyLeader'] as const;

/** The whole table. Anybody who sees fire may stop it. */
export const PERMIT_RULES: Readonly<Record<PermitAction, Rule>> = {
  approve: { from: ['asked'], by: ['approver'] },
  refuse: { from: ['asked'], by: ['approver'] },
  check: { from: BEFORE, by: ['applicant', 'watcher'] },
  gasTest: { from: [...BEFORE, ...BEGUN], by: ['applicant', 'watcher', 'onWatch', 'siteKeeper', 'safety'] },
  watchIn: { from: ['approved', ...BEGUN, 'watching'], by: ['watcher'] },
  start: { from: ['approved'], by: ['applicant', 'onWatch'] },
  resume: { from: ['paused'], by: ['applicant', 'onWatch'] },
  endWatch: { from: ['watching'], by: ['onWatch'] },
  finish: { from: BEGUN, by: ['applicant', 'onWatch', ...HEADS] },
  pause: { from: ['running'], by: ['reader'] },
  watchOut: { from: ['approved', ...BEGUN, 'watching'], by: ['onWatch'] },
  appoint: { from: [...BEFORE, ...BEGUN, 'watching'], by: ['applicant', 'watcher', 'onWatch', ...HEADS] },
  withdraw: { from: BEFORE, by: ['applicant', 'safety', 'dutyLeader'] },
};

const ACTIONS = Object.keys(PERMIT_RULES) as PermitAction[];

/** @throws AppError BAD_REQUEST about one input */
const mend = (field: string, message: string): AppError =>
  new AppError('BAD_REQUEST', {}, { [field]: message });

const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });

/** One step of a ticket by a person, with the step that follows from it. */
function moved(
  before: Permit,
  action: PermitAction,
  actor: PermitActor,
  ticket: Permit,
  detail: Record<string, unknown> = {},
  tell: Moved['tell'] = [],
): Moved {
  const happening = { actor: refOf(actor), action, from: before.state, to: ticket.state, detail };
  return { ticket, happenings: [happening], tell };
}

type Perform = (ticket: Permit, given: PermitGiven, actor: PermitActor, world: PermitWorld) => Moved;

const approve: Perform = (ticket, { note, near }, actor, world) => {
  const step = nextApproval(ticket);
  if (near.length > 0 && note === '') throw mend('note', '附近有没改好的隐患，请写清怎么防');
  const signed = { by: refOf(actor), at: world.now, note, near };
  const approvals = ticket.approvals.map((each) => (each === step ? { ...each, signed } : each));
  const isLast = approvals.every((each) => each.signed !== null);
  const next = led({ ...ticket, approvals, state: isLast ? 'approved' : 'asked' }, world);
  const told = isLast
    ? [ticket.applicant, ticket.watcher].map((to) => ({ notice: 'permitApproved' as const, to, reason: '' }))
    : [{ notice: 'permitAsked' as const, to: next.next?.owner ?? actor, reason: '' }];
  return moved(ticket, 'approve', actor, next, { title: step?.title ?? '', note, near }, told);
};

/** The end of a ticket. */
const ended = (
  ticket: Permit,
  state: PermitState,
  by: PersonRef,
  reason: string,
  { now }: PermitWorld,
  photos: string[] = [],
): Permit => ({
  ...ticket,
  state,
  open: false,
  next: null,
  ended: { at: now, by: refOf(by), reason, photos },
});

function needsReason(reason: string): void {
  if (reason === '') throw new AppError('REASON_NEEDED', {}, { reason: '请写一句原因' });
}

const refuse: Perform = (ticket, { reason }, actor, world) => {
  needsReason(reason);
  const tell = [{ notice: 'permitRefused' as const, to: ticket.applicant, reason }];
  return moved(ticket, 'refuse', actor, ended(ticket, 'refused', actor, reason, world), { reason }, tell);
};

const withdraw: Perform = (ticket, { reason }, actor, world) => {
  needsReason(reason);
  const next = ended(ticket, 'withdrawn', actor, reason, world);
  const others = [ticket.applicant, ticket.watcher].filter(({ id }) => id !== actor.id);
  const tell = others.map((to) => ({ notice: 'permitRefused' as const, to, reason }));
  return moved(ticket, 'withdraw', actor, next, { reason }, tell);
};

const appoint: Perform = (ticket, { person }, actor, world) => {
  if (person === null || world.duty.active(person.id) === null) throw new AppError('PERSON_UNKNOWN');
  if (works(ticket, person.id)) throw mend('personId', PERMIT_WORDS.watcherWorks);
  if (hasSigned(ticket, person.id)) throw mend('personId', '批过这张票的人不能当监护人，请另选');
  const named = { ...ticket, watcher: refOf(person) };
  // Whoever was to sign may be the one who watches now.
  const next = ticket.state === 'asked' && ticket.next?.owner.id === person.id ? led(named, world) : named;
  const tell: Moved['tell'] = [{ notice: 'permitWatcher', to: refOf(person), reason: '' }];
  if (next.next !== null && next !== named)
    tell.push({ notice: 'permitAsked', to: next.next.owner, reason: '' });
  return moved(ticket, 'appoint', actor, next, { person: refOf(person) }, tell);
};

const check: Perform = (ticket, { checks }, actor, { now }) => {
  if (checks.length === 0) throw mend('checks', '请至少确认一条');
  const rules = new Map(ticket.rules.checks.map((rule) => [rule.id, rule]));
  const taken = checks.map(({ checkId, result, reason, photos }, index) => {
    const rule = rules.get(checkId);
    if (rule === undefined) throw mend(`checks.${index}.checkId`, '这张票上没有这一条，请下拉刷新');
    if (result === 'na' && reason === '') throw mend(`checks.${index}.reason`, '请写为什么用不上');
    if (result === 'done' && rule.photo && photos.length === 0)
      throw mend(`checks.${index}.photos`, '这一条要拍一张照片');
    return [checkId, { result, reason, photos, by: refOf(actor), at: now }] as const;
  });
  const next = { ...ticket, checks: { ...ticket.checks, ...Object.fromEntries(taken) } };
  const detail = { checks: checks.map(({ checkId, result, reason }) => ({ checkId, result, reason })) };
  return moved(ticket, 'check', actor, next, detail);
};

const gasTest: Perform = (ticket, { values, photos }, actor, world) => {
  const items = ticket.rules.gas?.items ?? [];
  if (items.length === 0) throw mend('values', '这张票不用测气体');
  const foreign = Object.keys(values).find((id) => items.every((item) => item.id !== id));
  if (foreign !== undefined) throw mend(`values.${foreign}`, '这张票不测这一项');
  for (const { id } of items) if (!Object.hasOwn(values, id)) throw mend(`values.${id}`, '这一项还没填');
  const ok = items.every(({ id, min, max }) => {
    const value = values[id] ?? Number.NaN;
    return (min === null || value >= min) && (max === null || value <= max);
  });
  const test = { values, ok, photos, by: refOf(actor), at: world.now };
  const next = { ...ticket, gasTests: [...ticket.gasTests, test] };
  const measured = moved(ticket, 'gasTest', actor, next, { values, ok });
  if (ok || ticket.state !== 'running') return measured;
  return then(measured, (after) => stopped(after, 'gas', PAUSE_WORDS.gas, null, world));
};

const watchIn: Perform = (ticket, _given, actor, world) => {
  const { now } = world;
  const isGap = onWatch(ticket) === null;
  const before = ticket.watches.map((watch) => (watch.out === null ? { ...watch, out: now } : watch));
  const watches = [...before, { by: refOf(actor), in: now, out: null }];
  if (ticket.state !== 'watching') return moved(ticket, 'watchIn', actor, { ...ticket, watches });
  // Minutes in which nobody looked are no watch.
  const afterWatch = isGap ? watchFrom(ticket, now) : ticket.afterWatch;
  return moved(ticket, 'watchIn', actor, led({ ...ticket, watches, afterWatch }, world));
};

const watchFrom = ({ rules }: Permit, now: Millis): NonNullable<Permit['afterWatch']> => ({
  from: now,
  until: now + rules.afterWatch.minutes * MINUTE,
  toldAt: null,
});

const watchOut: Perform = (ticket, _given, actor, world) => {
  const { now } = world;
  const watches = ticket.watches.map((watch) => (watch.out === null ? { ...watch, out: now } : watch));
  const next = { ...ticket, watches };
  if (ticket.state === 'running') {
    const left = moved(ticket, 'watchOut', actor, next);
    const out = then(left, (after) => stopped(after, 'watcher', PAUSE_WORDS.watcher, null, world));
    return then(out, (after) => raised(after, 'watcher', world));
  }
  if (ticket.state !== 'watching') return moved(ticket, 'watchOut', actor, next);
  return then(moved(ticket, 'watchOut', actor, led(next, world)), (after) => raised(after, 'watcher', world));
};

const start: Perform = (ticket, _given, actor, world) =>
  moved(ticket, 'start', actor, led({ ...ticket, state: 'running', startedAt: world.now }, world));

const pause: Perform = (ticket, { reason }, actor, world) => {
  needsReason(reason);
  return stopped(ticket, 'person', reason, refOf(actor), world);
};

/** The pause that is open ends. */
const resumed = ({ pauses }: Permit, now: Millis): Permit['pauses'] =>
  pauses.map((each) => (each.resumedAt === null ? { ...each, resumedAt: now } : each));

const resume: Perform = (ticket, _given, actor, world) => {
  const pauses = resumed(ticket, world.now);
  return moved(ticket, 'resume', actor, led({ ...ticket, state: 'running', pauses }, world));
};

const finish: Perform = (ticket, _given, actor, world) => {
  const finished = { by: refOf(actor), at: world.now };
  const afterWatch = watchFrom(ticket, world.now);
  return moved(ticket, 'finish', actor, led({ ...ticket, state: 'watching', finished, afterWatch }, world));
};

const endWatch: Perform = (ticket, { photos }, actor, world) => {
  if (photos.length === 0) throw new AppError('PHOTO_NEEDED', {}, { photos: '请拍一张看护结束的现场照片' });
  const { now } = world;
  const watches = ticket.watches.map((watch) => (watch.out === null ? { ...watch, out: now } : watch));
  const next = ended({ ...ticket, watches }, 'closed', actor, PERMIT_WORDS.ended, world, photos);
  return moved(ticket, 'endWatch', actor, next, { photos });
};

const PERFORM: Record<PermitAction, Perform> = {
  ...{ approve, refuse, withdraw, appoint, check, gasTest },
  ...{ watchIn, watchOut, start, pause, resume, finish, endWatch },
};

/** Whether an action has any sense as things stand; what it still lacks is said apart. */
function isOffered(action: PermitAction, ticket: Permit, actor: PermitActor, world: PermitWorld): boolean {
  const { from, by } = PERMIT_RULES[action];
  if (!from.includes(ticket.state)) return false;
  const parties = partiesOf(ticket, actor, world);
  if (!by.some((party) => parties.has(party))) return false;
  if (action === 'watchIn') return onWatch(ticket)?.id !== actor.id;
  if (action === 'gasTest') return ticket.rules.gas !== null;
  return true;
}

/** What an action still lacks, in words; empty: it may be done. */
function lacksOf(action: PermitAction, ticket: Permit, now: Millis): string[] {
  if (action === 'start' || action === 'resume') return workLacks(ticket, now);
  if (action === 'endWatch' && now < (ticket.afterWatch?.until ?? 0)) return ['看护时间还没到'];
  return [];
}

function fromOf(action: PermitAction, { from, afterWatch }: Permit, now: Millis): Millis | null {
  const at = action === 'start' ? from : action === 'endWatch' ? (afterWatch?.until ?? 0) : 0;
  return at > now ? at : null;
}

/** The actions that a person may take, in the order in which they are shown. */
export const permitActions = (ticket: Permit, actor: PermitActor, world: PermitWorld): PermitActionView[] =>
  ACTIONS.filter((action) => isOffered(action, ticket, actor, world)).map((id) => ({
    id,
    label: PERMIT_BUTTONS[id],
    lacks: lacksOf(id, ticket, world.now),
    from: fromOf(id, ticket, world.now),
  }));

/**
 * Asks whether somebody may take an action now, before anything that came with it is looked at.
 * @param ticket - settled: everything that was due by now has happened
 * @throws AppError WRONG_STATE; NOT_FOR_YOU; PERMIT_LACKS with what is missing
 */
export function checkAct(ticket: Permit, action: PermitAction, actor: PermitActor, world: PermitWorld): void {
  if (!PERMIT_RULES[action].from.includes(ticket.state))
    throw new AppError('WRONG_STATE', { state: PERMIT_STATES[ticket.state] });
  if (!isOffered(action, ticket, actor, world))
    throw new AppError('NOT_FOR_YOU', { who: ticket.next?.owner.name ?? ticket.applicant.name });
  const lacks = lacksOf(action, ticket, world.now);
  if (lacks.length > 0)
    throw new AppError('PERMIT_LACKS', { what: PERMIT_ACTIONS[action], lacks: lacks.join('；') });
}

/**
 * Takes an action on a settled ticket.
 * @throws AppError what {@link checkAct} refuses; REASON_NEEDED, PHOTO_NEEDED, PERSON_UNKNOWN, BAD_REQUEST about what was
 * given
 */
export function actOn(
  ticket: Permit,
  action: PermitAction,
  given: PermitGiven,
  actor: PermitActor,
  world: PermitWorld,
): Moved {
  checkAct(ticket, action, actor, world);
  return PERFORM[action](ticket, given, actor, world);
}
