/** Signatures: one after the other, each by a person of their own, none by who asked, and a way back. */
import { reassignIfGone, tick, transition } from '../../../cloudfunctions/engine';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { ApprovalRule, Command, FlowBook } from '../../../typings/flow';
import { act, book, codeOf, NINE, orderIn, person, shiftEnd, told, worldAt } from './plant';
import { startOf, take } from './ways';

const TEN = NINE + HOUR;
/** 22:00, when the duty leader stands in for safety. */
const NIGHT = NINE + 13 * HOUR;

const suspected = (): OrderCore => startOf('suspectedMajor');
const planning = (at = TEN): OrderCore => take(suspected(), 'isMajor', 'safe', at).order;
const planned = (by = 'elec', at = TEN): OrderCore => {
  const order =
    by === 'elec' ? planning(at) : take(planning(at), 'assign', 'elec', at, { personId: by }).order;
  return take(order, 'plan', by, at).order;
};
const signers = ({ approval }: OrderCore): string[] => approval!.signatures.map(({ by }) => by.id);

describe('all of several', () => {
  it('are asked one after the other, and the last one leads on', () => {
    const first = planned();
    expect(first).toMatchObject({
      state: 'planApproval',
      approval: { askedBy: { id: 'elec' }, askedAt: TEN, from: 'major/planning', signatures: [] },
      next: { owner: { id: 'safe' }, explain: '请安全员签字', dueAt: TEN + 4 * HOUR },
    });
    const second = take(first, 'approve', 'safe', TEN + HOUR, { text: '可以' });
    expect(second.order).toMatchObject({
      state: 'planApproval',
      rev: first.rev + 1,
      next: {
        owner: { id: 'gm' },
        explain: '请总经理签字',
        since: TEN + HOUR,
        dueAt: TEN + 5 * HOUR,
        climbed: [],
      },
    });
    expect(second.order.approval!.signatures).toEqual([
      { by: { id: 'safe', name: '安全员' }, at: TEN + HOUR, text: '可以' },
    ]);
    expect(told(second)).toEqual(['fixerNamed → gm']);
    const done = take(second.order, 'approve', 'gm', TEN + 2 * HOUR);
    expect(done.order).toMatchObject({
      state: 'rectifying',
      approval: null,
      next: { owner: { id: 'fixy' } },
    });
  });

  it('cannot sign before their turn, nor twice', () => {
    const first = planned();
    expect(codeOf(() => take(first, 'approve', 'gm', TEN))).toBe('NOT_YOUR_TURN');
    const second = take(first, 'approve', 'safe', TEN).order;
    expect(codeOf(() => take(second, 'approve', 'safe', TEN))).toBe('NOT_YOUR_TURN');
  });

  it('are led back by a refusal, whatever was signed, to sign anew the next time', () => {
    const half = take(planned(), 'approve', 'safe', TEN + HOUR).order;
    const back = take(half, 'refuse', 'gm', TEN + 2 * HOUR);
    expect(back.order).toMatchObject({ state: 'planning', approval: null, next: { owner: { id: 'elec' } } });
    expect(told(back)).toEqual(['approvalRefused → elec']);
    const again = take(back.order, 'plan', 'elec', TEN + 3 * HOUR).order;
    expect(again.next!.owner.id).toBe('safe');
    expect(signers(again)).toEqual([]);
  });

  it('are stood in for at night, and each still signs once', () => {
    const first = planned('elec', NIGHT);
    expect(first.next!.owner.id).toBe('lead');
    const second = take(first, 'approve', 'lead', NIGHT + HOUR).order;
    expect(second.next!.owner.id).toBe('gm');
    expect(signers(second)).toEqual(['lead']);
  });

  it('go on in the morning to safety, who came on duty', () => {
    const night = planned('elec', NIGHT);
    const morning = tick(book, night, worldAt(night.next!.movesAt!))!;
    expect(morning.order.next).toMatchObject({
      owner: { id: 'safe' },
      movesAt: shiftEnd(night.next!.movesAt!),
    });
    expect(morning.happenings.map(({ action }) => action)).toContain('shiftMoved');
  });

  it('are others when safety asked, or the general manager did', () => {
    expect(planned('safe').next!.owner.id).toBe('lead');
    const bySafe = take(planned('safe'), 'approve', 'lead', TEN).order;
    expect(bySafe.next!.owner.id).toBe('gm');
    const byManager = take(planned('gm'), 'approve', 'safe', TEN).order;
    expect(byManager.next).toMatchObject({ owner: { id: 'lead' }, explain: '请值班领导签字' });
  });
});

describe('one of several', () => {
  it('is the first who did not ask', () => {
    const byDay = take(suspected(), 'notMajor', 'safe', TEN).order;
    expect(byDay).toMatchObject({ state: 'confirmingNotMajor', next: { owner: { id: 'lead' } } });
    const byNight = take(suspected(), 'notMajor', 'lead', NIGHT).order;
    expect(byNight.next!.owner.id).toBe('gm');
  });

  it('is enough', () => {
    const asked = take(suspected(), 'notMajor', 'safe', TEN).order;
    expect(take(asked, 'approve', 'lead', TEN).order).toMatchObject({
      flow: { id: 'hazard' },
      state: 'awaitingResponse',
      approval: null,
    });
  });
});

describe('one level up', () => {
  it.each([
    ['fixy', 'chief'],
    ['elec', 'head'],
  ])('of %s is %s', (by, boss) => {
    const order = take(orderIn('rectifying'), 'defer', by, TEN).order;
    expect(order).toMatchObject({ approval: { askedBy: { id: by } }, next: { owner: { id: boss } } });
  });

  it('of the general manager is safety', () => {
    const mine = take(orderIn('rectifying'), 'assign', 'elec', TEN, { personId: 'gm' }).order;
    expect(take(mine, 'defer', 'gm', TEN).order.next!.owner.id).toBe('safe');
  });
});

describe('who left', () => {
  it('is not asked', () => {
    const order = take(orderIn('rectifying'), 'defer', 'elec', TEN, {}, new Set(['head'])).order;
    expect(order.next).toMatchObject({ owner: { id: 'safe' }, explain: '请安全员签字' });
  });

  it('is followed by the next who may sign, never by who asked or signed', () => {
    const asked = take(suspected(), 'notMajor', 'safe', TEN).order;
    const moved = reassignIfGone(book, asked, worldAt(TEN + HOUR, new Set(['lead'])))!;
    expect(moved.order.next!.owner.id).toBe('head');
    const second = take(planned(), 'approve', 'safe', TEN).order;
    const other = reassignIfGone(book, second, worldAt(TEN + HOUR, new Set(['gm'])))!;
    expect(other.order.next!.owner.id).toBe('lead');
    expect(other.order.approval).toEqual(second.approval);
  });

  it('is followed by who can at least refuse, when nobody is left who may sign: the clock never stops over it', () => {
    const asked = take(suspected(), 'notMajor', 'safe', TEN).order;
    const left = new Set(['gm', 'lead', 'head']);
    const moved = reassignIfGone(book, asked, worldAt(TEN, left))!.order;
    expect(moved).toMatchObject({ state: 'confirmingNotMajor', next: { owner: { id: 'elec' } } });
    const night = tick(book, moved, worldAt(moved.next!.movesAt!, left))!.order;
    expect(night.next!.owner.id).toBe('elec');
    expect(take(night, 'refuse', 'elec', NIGHT, {}, left).order.state).toBe('determining');
    expect(codeOf(() => take(suspected(), 'notMajor', 'safe', TEN, {}, left))).toBe('SIGNER_MISSING');
  });
});

/** The shipped book with other signatures under a deferral. */
function withSigners(approval: ApprovalRule): FlowBook {
  const other = structuredClone(book);
  other.flows[0]!.states.find(({ id }) => id === 'deferApproval')!.approval = approval;
  return other;
}

const DEFERRAL = {
  reason: '配件没到',
  interim: '拉了警戒线',
  measure: '到货就换',
  money: 0,
  until: NINE + 10 * DAY,
  emergency: '断电',
};

it('asks somebody else for each signature, also where one person holds two offices', () => {
  const all = withSigners({ mode: 'allOf', of: ['superior', 'departmentHead', 'safety', 'manager'] });
  const as = (order: OrderCore, action: string, by: string, input: Command['input']): OrderCore =>
    transition(all, order, { action, input }, person(by), worldAt(TEN)).order;
  let order = as(orderIn('rectifying'), 'defer', 'elec', DEFERRAL);
  const asked: string[] = [];
  while (order.state === 'deferApproval') {
    asked.push(order.next!.owner.id);
    order = as(order, 'approve', asked.at(-1)!, {});
  }
  expect(asked).toEqual(['head', 'safe', 'lead', 'gm']);
  expect(order.deferral!.approvedBy.map(({ id }) => id)).toEqual(asked);
});

it('does not put a later signature under a deferral that nobody granted', () => {
  const asked = take(orderIn('rectifying'), 'defer', 'elec', TEN).order;
  const judged = take(
    take(asked, 'suspectMajor', 'head', TEN + HOUR).order,
    'notMajor',
    'safe',
    TEN + HOUR,
  ).order;
  const lowered = take(judged, 'approve', 'lead', TEN + 2 * HOUR).order;
  expect(lowered.deferral!.approvedBy).toEqual([]);
});

it('does not lose a deferral that was granted to the refusal of something else', () => {
  const deferred = orderIn('deferred');
  const granted = deferred.deferral!;
  expect(granted.approvedBy).toEqual([{ id: 'head', name: '设备科长' }]);
  const judged = take(act(deferred, 'suspectMajor', 'elec', NIGHT).order, 'notMajor', 'lead', NIGHT).order;
  expect(take(judged, 'refuse', 'gm', NIGHT).order.deferral).toEqual(granted);
});
