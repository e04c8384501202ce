/** What an action changes besides the state: one pure function per change a flow may name. */
import type { ChangeId, Command, EngineActor, FlowBook, World } from '../../typings/flow';
import type { Approval, Deferral, NextStep, OrderCore, PersonRef, Round } from '../../typings/domain';
import { AppError } from '../../miniprogram/shared/errors';
import { DAY } from '../../miniprogram/shared/time';
import { correctedDueAt, handOverDueAt } from './deadlines';
import type { Place } from './flow';
import { isIndependent, refOf } from './owners';
import { spokenName } from './parties';
import { freshRound, withRound } from './rounds';
import type { Draft } from './step';

/** An act whose right, form and guards were checked. */
export interface Act {
  book: FlowBook;
  /** Where it is taken. */
  place: Place;
  /** As it was before. */
  order: OrderCore;
  actor: EngineActor;
  input: Command['input'];
  world: World;
}

type Change = (draft: Draft, act: Act) => Draft;

/** Nobody promises a date beyond half a year. */
const FURTHEST = 183 * DAY;

/** @throws AppError PERSON_UNKNOWN when nobody active has this id */
function personNamed(id: string | undefined, world: World, field: 'personId' | 'reviewerId'): PersonRef {
  const person = id === undefined ? null : world.duty.active(id);
  if (person === null) throw new AppError('PERSON_UNKNOWN', {}, { [field]: '请另选一位' });
  return refOf(person);
}

/** @throws AppError DATE_NEEDED when the date is past or too far */
function dateNamed(until: number | undefined, { now }: World): number {
  if (until !== undefined && until > now && until <= now + FURTHEST) return until;
  throw new AppError('DATE_NEEDED', {}, { until: '请另选一个日期' });
}

/** @throws Error when the order is closed: publishing lets no change that needs a step be taken there */
function stepOf({ order }: Draft): NextStep {
  if (order.next === null) throw new Error(`order ${order._id} has no next step`);
  return order.next;
}

const on = (draft: Draft, patch: Partial<OrderCore>): Draft => ({
  ...draft,
  order: { ...draft.order, ...patch },
});

/** Who answers with a plan takes charge: they become 整改责任人. */
const namePlan: Change = (draft, { actor, input, world }) => {
  const by = refOf(actor);
  const plan = { text: input.text ?? '', by, at: world.now };
  return { ...draft, order: withRound({ ...draft.order, rectifier: by }, { plan }) };
};

/**
 * The person named fixes, else the actor. Who is asked whose it is takes charge, unless somebody else answered with a
 * plan; elsewhere 整改责任人 stays, and only where there is none the current owner becomes it.
 */
const nameFixer: Change = (draft, { place, order, actor, input, world }) => {
  const fixer = input.personId === undefined ? refOf(actor) : personNamed(input.personId, world, 'personId');
  const isAnswer = place.state.owner === 'routed' && draft.order.rectifier === order.rectifier;
  const rectifier = (isAnswer ? null : draft.order.rectifier) ?? stepOf(draft).owner;
  return { ...draft, order: withRound({ ...draft.order, rectifier, fixer }, { fixer }) };
};

function transferred(draft: Draft, { input, world }: Act): { order: OrderCore; to: PersonRef } {
  const to = personNamed(input.personId, world, 'personId');
  const transfer = { from: stepOf(draft).owner, to, reason: input.reason ?? '', at: world.now };
  return { order: { ...draft.order, transfers: [...draft.order.transfers, transfer] }, to };
}

/** The step goes to another person; the resolve clock runs on, and the new owner gets at least `handOver`. */
const transferOwner: Change = (draft, act) => {
  const { order, to } = transferred(draft, act);
  const { actor, input, world } = act;
  return {
    ...draft,
    order,
    owner: { person: to, explain: `${spokenName(order, actor)}转来：${input.reason ?? ''}` },
    dueAt: handOverDueAt(stepOf(draft).dueAt, order, world),
  };
};

/** Whoever it went to says it is not theirs either: kept by name, the owner rule of the next state decides. */
const dispute: Change = (draft, act) => ({ ...draft, order: transferred(draft, act).order });

/** 归属裁决: the new owner gets at least `handOver`, the resolve clock runs on. By anyone but safety it is provisional. */
const recordRuling: Change = (draft, { actor, input, world }) => {
  const to = personNamed(input.personId, world, 'personId');
  const provisional = !actor.roles.includes('safety');
  const reason = input.reason ?? '';
  const ruling = { by: refOf(actor), to, reason, at: world.now, provisional };
  return {
    ...on(draft, { ruling }),
    owner: { person: to, explain: `${actor.name}定由${to.name}处理：${reason}` },
    dueAt: handOverDueAt(world.now, draft.order, world),
  };
};

const recordFix: Change = (draft, { actor, input, world }) => {
  const fixed = { note: input.text ?? '', by: refOf(actor), at: world.now };
  return { ...draft, order: withRound(draft.order, { fixed }) };
};

/** @throws AppError VERIFIER_NOT_INDEPENDENT whatever the flow's guards say */
function judge(draft: Draft, { order, actor, input, world }: Act, result: 'fixed' | 'notFixed'): Draft {
  if (!isIndependent(order, actor.id)) throw new AppError('VERIFIER_NOT_INDEPENDENT');
  const verdict: Round['verdict'] = {
    result,
    reason: input.reason ?? input.text ?? '',
    by: refOf(actor),
    at: world.now,
    onSite: input.onSite === true,
  };
  return { ...draft, order: withRound(draft.order, { verdict }) };
}

/** The next pass, by the same fixer; whoever was passed over may be asked again. */
const newRound: Change = (draft) => {
  const round = draft.order.round + 1;
  const rounds = [...draft.order.rounds, freshRound(round, draft.order.fixer)];
  return on(draft, { round, rounds, passedOver: [] });
};

/** Counts the resolve deadline and that of the running step again, see {@link correctedDueAt}. */
const setUrgency: Change = (draft, { place, input, world }) => {
  const { order } = draft;
  const step = stepOf(draft);
  const { urgency } = input;
  if (urgency === undefined || urgency === order.urgency) {
    throw new AppError('BAD_REQUEST', {}, { urgency: '现在就是这个紧急程度，请另选一个' });
  }
  const resolveDueAt = correctedDueAt(order.resolveDueAt, 'resolve', order.reportedAt, order, urgency, world);
  const rule = place.state.deadline ?? 'resolve';
  const from = rule === 'resolve' || rule === 'respond' ? order.reportedAt : step.since;
  return {
    ...draft,
    order: { ...order, urgency, resolveDueAt },
    dueAt: rule === 'until' ? step.dueAt : correctedDueAt(step.dueAt, rule, from, order, urgency, world),
  };
};

const giveToSafety: Change = (draft, { world }) => ({
  ...draft,
  owner: { person: refOf(world.duty.safety(world.now)), explain: '重新打开，由安全员定谁来处理' },
});

/** @throws AppError LEVEL_UNDECIDED: no way leads around the judgement of a 疑似重大, whatever the flow says */
const close: Change = (draft, { actor, input, world }) => {
  const { suspectedMajor, level } = draft.order;
  if (suspectedMajor && level === 'undetermined') throw new AppError('LEVEL_UNDECIDED');
  const ending = { by: refOf(actor), reason: input.reason ?? input.text ?? '' };
  return on(draft, { open: false, closedAt: world.now, ending });
};

/** Judged once, it stays judged: only a further judgement changes a level. */
const suspectMajor: Change = (draft) =>
  on(draft, { suspectedMajor: true, level: 'undetermined', levelBasis: null });

const raiseLevel: Change = (draft, { book, actor, input, world }) => {
  const { now, duty } = world;
  const owner = refOf(duty.safety(now));
  const duties = book.duties.map(({ id, within }) => ({
    id,
    owner,
    dueAt: now + within,
    remindedAt: null,
    done: null,
  }));
  const levelBasis = { basis: input.basis ?? '', by: refOf(actor), second: null, at: now };
  return on(draft, { level: 'major', suspectedMajor: true, levelBasis, duties });
};

const proposeLower: Change = (draft, { actor, input, world }) =>
  on(draft, {
    levelBasis: { basis: input.basis ?? '', by: refOf(actor), second: null, at: world.now },
  });

/** @throws AppError SIGNER_MISSING when the second signature is the first one's again */
const lowerLevel: Change = (draft, { actor, world }) => {
  const { levelBasis } = draft.order;
  if (levelBasis === null || levelBasis.by.id === actor.id) {
    throw new AppError('SIGNER_MISSING', { name: world.duty.dutyLeader(world.now).name });
  }
  return on(draft, {
    level: 'general',
    suspectedMajor: false,
    levelBasis: { ...levelBasis, second: refOf(actor), at: world.now },
  });
};

/** Whether the signatures are asked for this deferral: one that was settled, or overtaken, is no longer touched. */
const isAskedFor = ({ askedAt }: Approval, deferral: Deferral | null): deferral is Deferral =>
  deferral?.at === askedAt;

/** @throws AppError SIGNER_MISSING for whoever asked, or signed before */
const sign: Change = (draft, { actor, input, world }) => {
  const { approval, deferral } = draft.order;
  if (approval === null) throw new Error(`order ${draft.order._id} wants no signature`);
  const used = [approval.askedBy, ...approval.signatures.map(({ by }) => by)];
  if (used.some(({ id }) => id === actor.id)) {
    throw new AppError('SIGNER_MISSING', { name: world.duty.dutyLeader(world.now).name });
  }
  const signature = { by: refOf(actor), at: world.now, text: input.text ?? '' };
  const signatures = [...approval.signatures, signature];
  const approvedBy = signatures.map(({ by }) => by);
  return on(draft, {
    approval: { ...approval, signatures },
    deferral: isAskedFor(approval, deferral) ? { ...deferral, approvedBy } : deferral,
  });
};

/** What was asked for is not granted: a promise of a later date is gone, a proposed level too. */
const refuse: Change = (draft) => {
  const { suspectedMajor, level, levelBasis, approval, deferral } = draft.order;
  const undecided = suspectedMajor && level === 'undetermined';
  return on(draft, {
    deferral: approval !== null && isAskedFor(approval, deferral) ? null : deferral,
    levelBasis: undecided ? null : levelBasis,
  });
};

const recordInterim: Change = (draft, { actor, input, world }) =>
  on(draft, {
    interim: { text: input.interim ?? input.text ?? '', by: refOf(actor), at: world.now },
  });

const recordDeferral: Change = (draft, { actor, input, world }) =>
  on(draft, {
    deferral: {
      reason: input.reason ?? '',
      interim: input.interim ?? '',
      measure: input.measure ?? '',
      money: input.money ?? 0,
      emergency: input.emergency ?? '',
      reviewer: input.reviewerId === undefined ? null : personNamed(input.reviewerId, world, 'reviewerId'),
      until: dateNamed(input.until, world),
      by: refOf(actor),
      at: world.now,
      approvedBy: [],
    },
  });

/** Its date becomes the resolve deadline; whoever plans is 整改责任人, and names who mends it. */
const recordMajorPlan: Change = (draft, { actor, input, world }) => {
  const by = refOf(actor);
  const fixer = input.personId === undefined ? by : personNamed(input.personId, world, 'personId');
  const majorPlan = {
    goal: input.goal ?? '',
    measure: input.measure ?? '',
    funds: input.funds ?? '',
    team: input.team ?? '',
    schedule: input.schedule ?? '',
    safeguard: input.safeguard ?? '',
    by,
    at: world.now,
  };
  const plan = { text: majorPlan.measure, by, at: world.now };
  const order = {
    ...draft.order,
    majorPlan,
    rectifier: by,
    fixer,
    resolveDueAt: dateNamed(input.until, world),
    pausedAt: null,
  };
  return { ...draft, order: withRound(order, { plan, fixer }) };
};

/** What is mended so far is on the trail and in the pictures; the step goes on. */
const recordPartFix: Change = (draft) => draft;

const recordSelfFix: Change = (draft, { actor, input, world }) => {
  const by = refOf(actor);
  const fixed = { note: input.text ?? '', by, at: world.now };
  return { ...draft, order: withRound({ ...draft.order, rectifier: by, fixer: by }, { fixer: by, fixed }) };
};

/** @throws AppError BAD_REQUEST for a duty the order does not have, DUTY_DONE for one that is done */
const doDuty: Change = (draft, { actor, input, world }) => {
  const duty = draft.order.duties.find(({ id }) => id === input.duty);
  if (duty === undefined) throw new AppError('BAD_REQUEST', {}, { duty: '没有这一件，请刷新后再选' });
  if (duty.done !== null) throw new AppError('DUTY_DONE');
  const done = { by: refOf(actor), at: world.now, text: input.text ?? '' };
  return on(draft, {
    duties: draft.order.duties.map((each) => (each === duty ? { ...each, done } : each)),
  });
};

const recordStop: Change = (draft, { actor, input, world }) =>
  on(draft, {
    stoppage: { by: refOf(actor), at: world.now, photos: input.photos ?? [], unlocked: null },
  });

const recordUnlock: Change = (draft, { actor, input, world }) => {
  const { stoppage } = draft.order;
  if (stoppage === null) throw new Error(`order ${draft.order._id} stopped nothing`);
  const unlocked = { by: refOf(actor), at: world.now, photos: input.photos ?? [] };
  return on(draft, { stoppage: { ...stoppage, unlocked } });
};

/** All changes a flow may name. */
export const CHANGES: Readonly<Record<ChangeId, Change>> = {
  namePlan,
  nameFixer,
  transferOwner,
  dispute,
  recordRuling,
  recordFix,
  recordPartFix,
  recordSelfFix,
  recordVerdictFixed: (draft, act) => judge(draft, act, 'fixed'),
  recordVerdictNotFixed: (draft, act) => judge(draft, act, 'notFixed'),
  newRound,
  setUrgency,
  giveToSafety,
  close,
  suspectMajor,
  raiseLevel,
  proposeLower,
  lowerLevel,
  sign,
  refuse,
  recordInterim,
  recordDeferral,
  recordMajorPlan,
  doDuty,
  recordStop,
  recordUnlock,
  reopen: (draft) => on(draft, { reopened: draft.order.reopened + 1 }),
  /** @throws AppError BAD_REQUEST unless the house says into which order */
  merge(draft, { input }) {
    if (input.into === undefined) throw new AppError('BAD_REQUEST', {}, { into: '请选要合并到哪一单' });
    return draft;
  },
};
