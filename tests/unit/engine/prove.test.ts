/** Publishing: the shipped flow has no hole, and every kind of hole is found in a copy that has it. */
import { prove } from '../../../cloudfunctions/engine/prove';
import type { DeadlineTable, Flow, FlowAction, FlowBook, FlowState, Guard } from '../../../typings/flow';
import { book, deadlines } from './plant';

/** Bends 一般隐患整改, the deadlines or the whole book. */
type Mutation = (flow: Flow, deadlines: DeadlineTable, book: FlowBook) => void;

const state = (f: Flow, id: string): FlowState => f.states.find((s) => s.id === id)!;
const action = (f: Flow, id: string): FlowAction => f.actions.find((a) => a.id === id)!;
const guard = (rule: unknown): Guard => ({ id: 'probe', rule, error: 'NOT_FOR_YOU' });
const forget = <T>(list: T[], match: (item: T) => boolean): void => {
  list.splice(0, list.length, ...list.filter((item) => !match(item)));
};

/** Kind of hole → how to make it, and the sentence that must name it. */
const HOLES: Record<string, [Mutation, string]> = {
  'a start that does not exist': [
    (_f, _d, b) => (b.starts.hazard = 'hazard/limbo'),
    '普通上报的开始状态「hazard/limbo」不存在',
  ],
  'a start that is an end': [
    (_f, _d, b) => (b.starts.selfFixed = 'selfFixed/closed'),
    '即查即改一开始就已经结束',
  ],
  'a state twice': [(f) => f.states.push({ ...state(f, 'closed') }), '一般隐患整改：状态「closed」写了两次'],
  'an end with an owner': [
    (f) => (state(f, 'closed').owner = 'safety'),
    '一般隐患整改：「已关闭」已经结束，不该再有责任人、期限或升级',
  ],
  'no owner': [(f) => (state(f, 'rectifying').owner = null), '一般隐患整改：「整改中」没有责任人'],
  'no deadline': [(f) => (state(f, 'rectifying').deadline = null), '一般隐患整改：「整改中」没有期限'],
  'no ladder': [
    (f) => (state(f, 'rectifying').ladder = []),
    '一般隐患整改：「整改中」紧急程度为高时，超过期限没有人会知道',
  ],
  'a ladder that ends before the deadline': [
    (f) => forget(state(f, 'awaitingResponse').ladder, ({ at }) => at >= 1),
    '一般隐患整改：「待响应」紧急程度为低时，超过期限没有人会知道',
  ],
  'an urgency that nothing is climbed for': [
    (f) => state(f, 'awaitingResponse').ladder.forEach((r) => forget(r.urgencies, (u) => u === 'low')),
    '一般隐患整改：「待响应」紧急程度为低时，超过期限没有人会知道',
  ],
  'a ladder that only reminds the owner': [
    (f) => state(f, 'rectifying').ladder.forEach((rung) => (rung.to = 'owner')),
    '一般隐患整改：「整改中」紧急程度为中时，超过期限没有人会知道',
  ],
  'a ladder that counts on the general manager': [
    (f) => state(f, 'rectifying').ladder.forEach((rung) => (rung.to = 'manager')),
    '一般隐患整改：「整改中」紧急程度为高时，超过期限没有人会知道',
  ],
  'a rung twice': [
    (f) => state(f, 'rectifying').ladder.forEach((rung) => (rung.id = 'boss')),
    '一般隐患整改：「整改中」的升级「boss」写了两次',
  ],
  'a rung with a reserved name': [
    (f) => (state(f, 'rectifying').ladder[0]!.id = 'undelivered'),
    '一般隐患整改：「整改中」的升级不能叫「undelivered」，这个名字另有用处',
  ],
  'a rung at no time': [
    (f) => (state(f, 'rectifying').ladder[0]!.plus = NaN),
    '一般隐患整改：「整改中」的升级「halfTime」的时间不能小于零',
  ],
  'passing on what is no verification': [
    (f) => (state(f, 'rectifying').ladder[1]!.passOn = true),
    '一般隐患整改：「整改中」的升级「rectifier」要换人，但只有复核可以换人',
  ],
  'passing on before the deadline': [
    (f) => (state(f, 'awaitingVerification').ladder[0]!.passOn = true),
    '一般隐患整改：「待复核」的升级「halfTime」没到期限就换人',
  ],
  'a state nothing leads to': [
    (f) => forget(f.actions, ({ id }) => id === 'notHazard'),
    '一般隐患整改的「不属于隐患」永远走不到',
  ],
  'a state with no way to an end': [
    (f) => forget(f.actions, ({ from }) => from.includes('awaitingVerification')),
    '从一般隐患整改的「待复核」走不到结束',
  ],
  'an owner without a way on': [
    (f) => (action(f, 'fix').by = ['rectifier']),
    '一般隐患整改的「整改中」的责任人没有能往下走的按钮',
  ],
  'an action nobody may take': [
    (f) => (action(f, 'fix').by = []),
    '一般隐患整改：按钮「改好了，拍照」没有人能按',
  ],
  'an action for the owner of an order that has none': [
    (f) => (action(f, 'reopen').by = ['owner', 'escalated']),
    '一般隐患整改：按钮「重新打开」在「已关闭」没有人能按',
  ],
  'an action from nowhere': [
    (f) => (action(f, 'fix').from = []),
    '一般隐患整改：按钮「改好了，拍照」在哪个状态都不出现',
  ],
  'an action from a state that does not exist': [
    (f) => action(f, 'fix').from.push('limbo'),
    '一般隐患整改：按钮「改好了，拍照」写了不存在的状态「limbo」',
  ],
  'an action to a state that does not exist': [
    (f) => (action(f, 'fix').to = 'limbo'),
    '一般隐患整改：按钮「改好了，拍照」写了不存在的状态「limbo」',
  ],
  'an action with two meanings in one state': [
    (f) => f.actions.push({ ...action(f, 'fix') }),
    '一般隐患整改：按钮「改好了，拍照」在状态「rectifying」里写了两次',
  ],
  'a change that does not exist': [
    (f) => action(f, 'fix').changes.push('toString' as FlowAction['changes'][0]),
    '一般隐患整改：按钮「改好了，拍照」里没有「toString」这种改动',
  ],
  'a change that lacks its input': [
    (f) => (action(f, 'transfer').form = []),
    '一般隐患整改：按钮「转给更合适的人」要用到「personId」，却没有要求填写',
  ],
  'a field twice': [
    (f) => action(f, 'fix').form.push({ ...action(f, 'fix').form[0]! }),
    '一般隐患整改：按钮「改好了，拍照」的「photos」写了两次',
  ],
  'an end that does not close': [
    (f) => (action(f, 'notHazard').changes = []),
    '一般隐患整改：按钮「不属于隐患」到了「不属于隐患」却没有关闭',
  ],
  'closing what goes on': [
    (f) => action(f, 'fix').changes.push('close'),
    '一般隐患整改：按钮「改好了，拍照」关闭了单子，但「待复核」还没结束',
  ],
  'a step changed where there is none': [
    (f) => action(f, 'correctUrgency').from.push('closed'),
    '一般隐患整改：按钮「调整紧急程度」在「已关闭」要改下一步，但这里已经结束',
  ],
  'a fix with no fixer': [
    (f) => (action(f, 'assign').changes = []),
    '进入一般隐患整改的「整改中」时还没有人被派去改',
  ],
  'a verification with nothing fixed': [
    (f) => (action(f, 'fix').changes = []),
    '进入一般隐患整改的「待复核」时还没有人改过',
  ],
  'a fixer named for nothing': [
    (f) => (action(f, 'assign').to = 'same'),
    '按钮「派给…」派了人，却到了「待响应」',
  ],
  'a fix recorded where there is no fixer': [
    (f) => action(f, 'fix').from.push('awaitingResponse'),
    '按钮「改好了，拍照」在「待响应」记下整改，但那里没有整改人',
  ],
  'a transfer past the verifier rule': [
    (f) => action(f, 'transfer').from.push('awaitingVerification'),
    '一般隐患整改：按钮「转给更合适的人」在「待复核」转给别人，但那里的责任人不能转',
  ],
  'an owner set against the owner rule': [
    (f) => action(f, 'sendBack').changes.push('giveToSafety'),
    '一般隐患整改：按钮「没修好」指定了责任人，但「整改中」的责任人另有规定',
  ],
  'fixers who verify': [
    (f) => (action(f, 'verify').guards = []),
    '一般隐患整改：按钮「修好了」让改的人自己复核',
  ],
  '整改责任人 who verify': [
    (f) => (action(f, 'sendBack').guards[0]!.rule = { '!=': [{ var: 'actor.id' }, { var: 'order.fixer' }] }),
    '一般隐患整改：按钮「没修好」让改的人自己复核',
  ],
  'fixers who verify what is not urgent': [
    (f) => (action(f, 'verify').guards[0]!.rule = { '!=': [{ var: 'order.urgency' }, 'high'] }),
    '一般隐患整改：按钮「修好了」让改的人自己复核',
  ],
  'a verdict outside verification': [
    (f) => action(f, 'verify').from.push('rectifying'),
    '一般隐患整改：按钮「修好了」在「整改中」写下复核结果，但那里不是复核',
  ],
  'an end without a verdict': [
    (f) => (action(f, 'verify').changes = ['close']),
    '按钮「修好了」没有复核结果就结束',
  ],
  'an end around the verifier': [
    (f) => action(f, 'notHazard').from.push('rectifying'),
    '按钮「不属于隐患」不经复核就结束',
  ],
  'a guard beyond the whitelist': [
    (f) => action(f, 'fix').guards.push(guard({ '==': [{ var: 'constructor.name' }, 'Object'] })),
    '一般隐患整改：按钮「改好了，拍照」的条件「probe」：条件里的信息「constructor.name」不能用',
  ],
  'a guard with an operator of its own': [
    (f) => action(f, 'fix').guards.push(guard({ log: 'x' })),
    '一般隐患整改：按钮「改好了，拍照」的条件「probe」：条件里的运算「log」不能用',
  ],
  'a guard that refuses without a sentence': [
    (f) => action(f, 'fix').guards.push({ ...guard(true), error: 'toString' }),
    '一般隐患整改：按钮「改好了，拍照」的条件「probe」没有对应的提示',
  ],
  'no time to respond': [(_f, d) => (d.high.respond = 0), '紧急程度「高」的响应期限要大于零'],
  'less than no time': [(_f, d) => (d.low.handOver = -1), '紧急程度「低」的交接期限要大于零'],
  'no end of time': [(_f, d) => (d.medium.verify = Infinity), '紧急程度「中」的复核期限要大于零'],
};

it('finds no hole in the shipped book', () => {
  expect(prove(book, deadlines)).toEqual([]);
});

it.each(Object.entries(HOLES))('finds %s', (_kind, [mutate, hole]) => {
  const [broken, times] = structuredClone([book, deadlines] as const);
  mutate(broken.flows[0]!, times, broken);
  expect(prove(broken, times)).toContain(hole);
});

it('says each hole once', () => {
  const broken = structuredClone(book);
  broken.flows[0]!.actions.forEach((a) => (a.by = []));
  const holes = prove(broken, deadlines);
  expect(new Set(holes).size).toBe(holes.length);
});
