/** The ticket that a person asks for, with everything copied in that it rests on. */
import { AppError } from '../../../miniprogram/shared/errors';
import { whenText } from '../../../miniprogram/shared/time';
import type { HotWorkRules, Permit, PermitPlace, PermitWorker } from '../../../typings/permit';
import type { PermitInput } from '../../../typings/permit-views';
import type { CertificateKind } from '../../../typings/certificate';
import type { PersonRef } from '../../../typings/domain';
import { latestEnd, levelFor, needsGas } from './level';
import { approverFor, nextApproval, type PermitWorld } from './people';
import { led, type Moved } from './step';

/** What is looked up for a ticket. */
export interface PermitFacts {
  applicant: PersonRef;
  place: PermitPlace;
  by: Permit['by'];
  workers: PermitWorker[];
  watcher: PersonRef;
  rules: HotWorkRules;
  certificateKind: CertificateKind;
  /** Of the configuration `permits`. */
  version: string;
  /** Of a day, `yyyy-mm-dd`. */
  isHoliday(day: string): boolean;
  /** What is not known of the holidays of these days. */
  warnings: string[];
}

const mend = (field: string, message: string): AppError =>
  new AppError('BAD_REQUEST', {}, { [field]: message });

/** @throws AppError BAD_REQUEST for times that are none, or longer than the level in force allows */
function checkTimes(
  { from, until }: PermitInput,
  latest: number,
  why: string[],
  hours: number,
  now: number,
): void {
  if (from >= until) throw mend('until', '结束要晚于开始，请对调');
  if (until <= now) throw mend('until', '这个时间已经过去了，请重新选');
  if (until <= latest) return;
  const because = why.length === 0 ? '' : `${why.join('，')}，`;
  throw mend('until', `${because}最长 ${hours} 小时，请改到 ${whenText(latest, now)} 前结束`);
}

function checkPeople({ watcher, workers, rules, certificateKind }: PermitFacts, from: number): void {
  if (workers.some(({ personId }) => personId === watcher.id))
    throw mend('watcherId', '监护人不能自己动火，请另选一位');
  workers.forEach(({ name, certificate }, index) => {
    const field = `certificateIds.${index}`;
    if (certificate.kindId !== rules.certificateKindId)
      throw mend(field, `${name}的这本证不是${certificateKind.name}`);
    if (certificate.isRetired || from >= certificate.endsAt)
      throw mend(field, `${name}的${certificateKind.name}证到那天已经到期或停用，请换人或先复审`);
  });
}

/**
 * A ticket as it is asked for, without its number; whoever signs first is told.
 * @throws AppError BAD_REQUEST for what does not fit; SIGNER_MISSING when nobody is left who may sign
 */
export function asked(input: PermitInput, facts: PermitFacts, world: PermitWorld): Moved {
  const { rules, place, applicant, certificateKind } = facts;
  const { now } = world;
  if (input.from >= input.until) throw mend('until', '结束要晚于开始，请对调');
  const { level, why: raisedBy } = levelFor(
    rules,
    { asked: input.level, place, from: input.from, until: input.until },
    (day) => facts.isHoliday(day),
  );
  const why = [...raisedBy, ...facts.warnings];
  checkTimes(input, latestEnd(level, input.from), why, level.hours, now);
  checkPeople(facts, Math.max(input.from, now));
  const { label, approveWithin, afterWatch, near, raiseAgain, gas } = rules;
  const { items, within, againAfter } = gas;
  const ticket: Permit = {
    _id: input.id,
    schema: 1,
    rev: 1,
    kind: 'hotWork',
    number: '',
    version: facts.version,
    rules: {
      ...{ label, approveWithin, afterWatch, near, raiseAgain, certificateKind },
      checks: rules.checks.filter(({ levels }) => levels.length === 0 || levels.includes(level.id)),
      gas: needsGas(rules, level, place) ? { items, within, againAfter } : null,
    },
    state: 'asked',
    open: true,
    next: null,
    applicant,
    askedAt: now,
    place,
    work: input.work.trim(),
    method: input.method,
    by: facts.by,
    workers: facts.workers,
    watcher: facts.watcher,
    level: { asked: input.level, inForce: level.id, name: level.name, hours: level.hours, why },
    from: input.from,
    until: input.until,
    approvals: level.approvals.map((approval) => ({ ...approval, signed: null })),
    checks: {},
    gasTests: [],
    watches: [],
    startedAt: null,
    pauses: [],
    finished: null,
    afterWatch: null,
    raised: [],
    ended: null,
    evidence: {},
    trail: [],
    nextDueAt: null,
  };
  const first = nextApproval(ticket);
  if (first === undefined || approverFor(ticket, first.by, world) === null)
    throw new AppError('SIGNER_MISSING', { name: world.duty.dutyLeader(now).name });
  const next = led(ticket, world);
  const detail = { level: level.id, why };
  return {
    ticket: next,
    happenings: [{ actor: applicant, action: 'ask', from: null, to: 'asked', detail }],
    tell: next.next === null ? [] : [{ notice: 'permitAsked', to: next.next.owner, reason: '' }],
  };
}
