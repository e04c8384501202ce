/** Hot work by the starter plant's rules among eight people, for tests of its rules without a cloud. */
import {
  actOn,
  asked,
  type Moved,
  type PermitGiven,
  type PermitWorld,
} from '../../cloudfunctions/engine/permit';
import { HOUR } from '../../miniprogram/shared/time';
import permits from '../../scripts/plant/permits.json';
import type { HotWorkRules, Permit, PermitWorker } from '../../typings/permit';
import type { PermitAction, PermitInput } from '../../typings/permit-views';
import type { PersonRef, Role } from '../../typings/domain';
import { parseConfig } from '../../cloudfunctions/config/schema';

export interface Player extends PersonRef {
  roles: Role[];
  bossId: string | null;
}

const player = (id: string, name: string, bossId: string | null, ...roles: Role[]): Player => ({
  id,
  name,
  bossId,
  roles,
});

/** Everybody by what they are to a ticket in 气体汇流间. */
export const PLAYERS = {
  manager: player('manager', '周总', null, 'manager'),
  leader: player('leader', '孙值班', 'manager', 'dutyLeader', 'supervisor'),
  head: player('head', '赵主任', 'manager', 'supervisor'),
  keeper: player('keeper', '王班长', 'head', 'supervisor'),
  safety: player('safety', '何安全', 'manager', 'safety'),
  applicant: player('applicant', '李申请', 'keeper', 'worker'),
  watcher: player('watcher', '张监护', 'keeper', 'worker'),
  welder: player('welder', '谢焊工', 'keeper', 'worker'),
  other: player('other', '刘路过', 'keeper', 'worker'),
} as const;

export type PlayerId = keyof typeof PLAYERS;

export const PLAYER_IDS = Object.keys(PLAYERS) as PlayerId[];

const byId = new Map<string, Player>(Object.values(PLAYERS).map((each) => [each.id, each]));
const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });

/** @param gone - who left */
export function worldAt(now: number, gone: readonly PlayerId[] = []): PermitWorld {
  return {
    now,
    duty: {
      siteKeeper: () => refOf(PLAYERS.keeper),
      dutyLeader: () => refOf(PLAYERS.leader),
      safety: () => refOf(PLAYERS.safety),
      manager: () => refOf(PLAYERS.manager),
      headOf: () => refOf(PLAYERS.head),
      bossOf(id) {
        const boss = byId.get(byId.get(id)?.bossId ?? '');
        return boss === undefined ? null : refOf(boss);
      },
      active(id) {
        const found = byId.get(id);
        if (found === undefined || gone.some((each) => each === id)) return null;
        return { ...refOf(found), roles: found.roles, onDuty: true };
      },
    },
  };
}

const { hotWork, certificateKinds } = parseConfig('permits', permits);
if (hotWork === null) throw new Error('the starter plant has no rules for hot work');
export const RULES: HotWorkRules = hotWork;
export const KIND = certificateKinds.find(({ id }) => id === RULES.certificateKindId)!;

export const worker = (who: PersonRef, endsAt: number): PermitWorker => ({
  personId: who.id,
  name: who.name,
  company: null,
  certificate: {
    id: `certificate-${who.id}`,
    kindId: KIND.id,
    kindName: KIND.name,
    validUntil: '2030-12-31',
    endsAt,
    isRetired: false,
  },
});

/** Wednesday, an ordinary working day. */
export const MORNING = Date.parse('2026-11-25T09:00:00+08:00');
export const FAR = Date.parse('2031-01-01T00:00:00+08:00');

export interface Wish {
  at?: number;
  input?: Partial<PermitInput>;
  workers?: PermitWorker[];
  areaId?: string;
  riskColor?: Permit['place']['riskColor'];
  applicant?: PlayerId;
  watcher?: PlayerId;
  rules?: HotWorkRules;
  isHoliday?: (day: string) => boolean;
}

/** A ticket as it is asked for: 二级, in an area without special risk, for four hours. */
export function ask(wish: Wish = {}): Moved {
  const { at = MORNING, areaId = 'yard', riskColor = 'yellow' } = wish;
  const input: PermitInput = {
    id: '11111111-1111-4111-8111-111111111111',
    areaId,
    pointId: null,
    words: '东侧立柱',
    work: '焊支架',
    method: '电焊',
    level: 'second',
    by: { kind: 'department', departmentId: 'steel' },
    certificateIds: [],
    watcherId: wish.watcher ?? 'watcher',
    from: at,
    until: at + 4 * HOUR,
    ...wish.input,
  };
  return asked(
    input,
    {
      applicant: refOf(PLAYERS[wish.applicant ?? 'applicant']),
      place: {
        areaId,
        areaName: '料场',
        departmentId: 'steel',
        riskColor,
        pointId: null,
        pointNo: null,
        pointName: null,
        words: input.words,
      },
      by: { kind: 'department', id: 'steel', name: '钢构车间' },
      workers: wish.workers ?? [worker(PLAYERS.welder, FAR)],
      watcher: refOf(PLAYERS[wish.watcher ?? 'watcher']),
      rules: wish.rules ?? RULES,
      certificateKind: KIND,
      version: 'v1',
      isHoliday: wish.isHoliday ?? (() => false),
      warnings: [],
    },
    worldAt(at),
  );
}

const NOTHING: PermitGiven = {
  note: '',
  near: [],
  reason: '',
  person: null,
  checks: [],
  values: {},
  photos: [],
};

/** Everything confirmed, with a photo. */
export const allChecks = ({ rules }: Permit): PermitGiven['checks'] =>
  rules.checks.map(({ id }) => ({ checkId: id, result: 'done', reason: '', photos: ['photo'] }));

export const GOOD_AIR = { lel: 2, o2: 20.9 };

/** What an action needs besides its time. */
export function givenFor(action: PermitAction, ticket: Permit): Partial<PermitGiven> {
  switch (action) {
    case 'refuse':
    case 'withdraw':
    case 'pause':
      return { reason: '现场没清' };
    case 'appoint':
      return { person: refOf(PLAYERS.other) };
    case 'check':
      return { checks: allChecks(ticket) };
    case 'gasTest':
      return { values: GOOD_AIR };
    case 'endWatch':
      return { photos: ['last'] };
    default:
      return {};
  }
}

/** @param given - instead of what the action usually needs */
export const doIt = (
  ticket: Permit,
  who: PlayerId,
  action: PermitAction,
  at: number,
  given: Partial<PermitGiven> = givenFor(action, ticket),
): Moved => actOn(ticket, action, { ...NOTHING, ...given }, PLAYERS[who], worldAt(at));

/** Signs with everybody who is asked. */
export function approved(ticket: Permit, at: number): Permit {
  let next = ticket;
  while (next.state === 'asked') next = doIt(next, next.next!.owner.id as PlayerId, 'approve', at).ticket;
  return next;
}

/** Signed, confirmed, measured where asked, watched: only the start is missing. */
export function ready(ticket: Permit, at: number): Permit {
  let next = doIt(approved(ticket, at), 'applicant', 'check', at).ticket;
  if (next.rules.gas !== null) next = doIt(next, 'applicant', 'gasTest', at).ticket;
  return doIt(next, 'watcher', 'watchIn', at).ticket;
}

export const running = (ticket: Permit, at: number): Permit =>
  doIt(ready(ticket, at), 'applicant', 'start', at).ticket;
