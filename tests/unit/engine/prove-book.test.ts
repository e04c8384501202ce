/** Publishing a book of several flows: each hole that only the whole book, a signature, a level or a lock can have. */
import { prove } from '../../../cloudfunctions/engine/prove';
import type { FlowAction, FlowBook, FlowState, Rung } from '../../../typings/flow';
import { book, deadlines } from './plant';

type Flows = 'hazard' | 'major' | 'selfFixed' | 'stop';

/** The shipped book, to be bent by name. */
class Bent {
  readonly book: FlowBook = structuredClone(book);

  flow(id: Flows): FlowBook['flows'][number] {
    return this.book.flows.find((flow) => flow.id === id)!;
  }

  state(path: `${Flows}/${string}`): FlowState {
    const [flow, id] = path.split('/') as [Flows, string];
    return this.flow(flow).states.find((state) => state.id === id)!;
  }

  /** What an action means in a state. */
  action(path: `${Flows}/${string}`, id: string): FlowAction {
    const [flow, from] = path.split('/') as [Flows, string];
    return this.flow(flow).actions.find((action) => action.id === id && action.from.includes(from))!;
  }

  drop(path: `${Flows}/${string}`, id: string): void {
    const action = this.action(path, id);
    const [flow] = path.split('/') as [Flows, string];
    this.flow(flow).actions = this.flow(flow).actions.filter((each) => each !== action);
  }

  climb(path: `${Flows}/${string}`, over: Partial<Rung>): void {
    const { ladder } = this.state(path);
    ladder.push({ ...ladder.at(-1)!, id: 'probe', at: 1, ...over });
  }
}

/** Kind of hole → how to make it, and all that publishing says of it. */
const HOLES: Record<string, [bend: (bent: Bent) => void, holes: string[]]> = {
  'a flow twice': [
    ({ book: b }) => b.flows.push(structuredClone(b.flows[2]!)),
    ['流程「selfFixed」写了两次', '即查即改的「自改待抽查」永远走不到', '即查即改的「已关闭」永远走不到'],
  ],
  'a start without its flow': [
    ({ book: b }) => (b.starts.stop = 'proposed'),
    ['建议停用的开始状态「proposed」不存在'],
  ],
  'a start in signatures': [
    ({ book: b }) => (b.starts.stop = 'hazard/deferApproval'),
    [
      '建议停用一开始就要签字，但没有人申请过',
      '进入一般隐患整改的「整改中」时还没有人被派去改',
      '进入一般隐患整改的「暂缓整改」时还没有定新的日期',
    ],
  ],
  'a way to a flow that is not there': [
    (bent) => (bent.action('stop/proposed', 'declineStop').to = 'limbo/awaitingResponse'),
    ['设备停用：按钮「不用停用」写了不存在的状态「limbo/awaitingResponse」'],
  ],
  'a way to a state that another flow does not have': [
    (bent) => (bent.action('stop/proposed', 'declineStop').to = 'hazard/proposed'),
    ['设备停用：按钮「不用停用」写了不存在的状态「hazard/proposed」'],
  ],
  'a clock that leads to a state of another flow that is not there': [
    (bent) => bent.climb('hazard/transferred', { moveTo: 'major/limbo' }),
    ['一般隐患整改：「待响应」的升级「probe」要转到不存在的状态「major/limbo」'],
  ],
  'clocks that lead in a circle': [
    (bent) => bent.climb('hazard/ruling', { moveTo: 'transferred' }),
    ['一般隐患整改的「待响应」会自动转来转去，没有尽头', '一般隐患整改的「待裁决」会自动转来转去，没有尽头'],
  ],
  'a clock that leads to itself': [
    (bent) => bent.climb('stop/proposed', { moveTo: 'proposed' }),
    ['设备停用的「建议停用」会自动转来转去，没有尽头'],
  ],
  'a clock that ends an order': [
    (bent) => bent.climb('hazard/ruling', { moveTo: 'notHazard' }),
    ['一般隐患整改：「待裁决」的升级「probe」时间一到就自己结束'],
  ],
  'a clock that leads to signatures': [
    (bent) => bent.climb('major/planning', { moveTo: 'planApproval' }),
    [
      '重大隐患治理：「待定方案」的升级「probe」要转到签字，但没有人申请过',
      '进入重大隐患治理的「整改中」时还没有人被派去改',
    ],
  ],
  'a clock that does not wait for the deadline': [
    (bent) => bent.climb('hazard/transferred', { at: 0.5, moveTo: 'ruling' }),
    ['一般隐患整改：「待响应」的升级「probe」没到期限就转走'],
  ],
  'a clock that leads to a fix by nobody': [
    (bent) => bent.climb('hazard/ruling', { moveTo: 'rectifying' }),
    ['进入一般隐患整改的「整改中」时还没有人被派去改'],
  ],
  'a suspicion that ends undecided': [
    (bent) => (bent.action('major/determining', 'notMajor').to = 'hazard/awaitingResponse'),
    [
      '重大隐患治理的「待判定」永远走不到',
      '疑似重大还没判定，就能到一般隐患整改的「已关闭」',
      '疑似重大还没判定，就能到一般隐患整改的「不属于隐患」',
      '疑似重大还没判定，就能到一般隐患整改的「已合并」',
      '疑似重大还没判定，就能到设备停用的「已恢复」',
    ],
  ],
  'a suspicion that is told and forgotten': [
    (bent) => (bent.action('selfFixed/awaitingCheck', 'suspectMajor').to = 'same'),
    [
      '疑似重大还没判定，就能到一般隐患整改的「已关闭」',
      '疑似重大还没判定，就能到一般隐患整改的「不属于隐患」',
      '疑似重大还没判定，就能到一般隐患整改的「已合并」',
      '疑似重大还没判定，就能到即查即改的「已关闭」',
      '疑似重大还没判定，就能到设备停用的「已恢复」',
    ],
  ],
  'a level lowered with one signature': [
    (bent) => bent.action('major/determining', 'notMajor').changes.push('lowerLevel'),
    [
      '重大隐患治理：按钮「不属于重大」在「待判定」一个人就能定为不属于重大',
      '按钮「不属于重大」没有第一个人的依据就降级',
    ],
  ],
  'a level lowered without a signature in a state of signatures': [
    (bent) => (bent.action('major/confirmingNotMajor', 'approve').changes = ['lowerLevel']),
    [
      '重大隐患治理：按钮「同意不属于重大」在「待判定」一个人就能定为不属于重大',
      '重大隐患治理：「待判定」要签字，却没有签字的按钮',
    ],
  ],
  'a level lowered without the word of a first person': [
    (bent) => (bent.action('major/determining', 'notMajor').changes = ['recordInterim']),
    ['按钮「同意不属于重大」没有第一个人的依据就降级'],
  ],
  'a level that rests on nothing': [
    (bent) => (bent.action('major/determining', 'isMajor').form = []),
    ['重大隐患治理：按钮「属于重大」要用到「basis」，却没有要求填写'],
  ],
  'a lock that nobody takes off': [
    (bent) => (bent.action('stop/awaitingUnlock', 'unlock').changes = ['recordVerdictFixed', 'close']),
    ['停用以后没有解锁，就能到设备停用的「已恢复」'],
  ],
  'a lock without a photo': [
    (bent) => bent.action('stop/proposed', 'stop').form.forEach((field) => (field.required = false)),
    ['设备停用：按钮「已停用，拍锁或挂牌」要用到「photos」，却没有要求填写'],
  ],
  'a lock taken off that was never put on': [
    (bent) => (bent.action('stop/proposed', 'stop').changes = ['nameFixer']),
    ['按钮「可以恢复使用」没有停用过就解锁'],
  ],
  'a locked machine whose order goes elsewhere': [
    (bent) => bent.action('stop/proposed', 'suspectMajor').from.push('stopped'),
    [
      '停用以后没有解锁，就能到一般隐患整改的「已关闭」',
      '停用以后没有解锁，就能到一般隐患整改的「不属于隐患」',
      '停用以后没有解锁，就能到一般隐患整改的「已合并」',
      '停用以后没有解锁，就能到重大隐患治理的「已关闭」',
    ],
  ],
  'signatures that nobody can give': [
    (bent) => (bent.action('hazard/deferApproval', 'approve').changes = []),
    ['一般隐患整改：「暂缓待批」要签字，却没有签字的按钮'],
  ],
  'signatures that nobody can refuse': [
    (bent) => bent.drop('major/planApproval', 'refuse'),
    ['重大隐患治理：「方案待批」要签字，却没有不同意的按钮'],
  ],
  'signatures that only others can refuse': [
    (bent) => (bent.action('major/planApproval', 'refuse').by = ['safety']),
    ['重大隐患治理：「方案待批」要签字，却没有不同意的按钮'],
  ],
  'a signature out of turn': [
    (bent) => bent.action('major/planApproval', 'approve').by.push('safety'),
    ['重大隐患治理：按钮「同意方案」在「方案待批」没轮到的人也能签字'],
  ],
  'a last signature that leads nowhere': [
    (bent) => (bent.action('hazard/deferApproval', 'approve').to = 'same'),
    ['一般隐患整改：按钮「同意」在「暂缓待批」签完字也走不下去', '一般隐患整改的「暂缓整改」永远走不到'],
  ],
  'a way around the signatures': [
    (bent) => {
      const { actions } = bent.flow('hazard');
      actions.push({
        ...bent.action('hazard/deferred', 'resume'),
        id: 'skip',
        from: ['deferApproval'],
        to: 'deferred',
      });
    },
    ['一般隐患整改：按钮「现在能改了」绕过了「暂缓待批」的签字'],
  ],
  'a signature where none is wanted': [
    (bent) => bent.action('hazard/rectifying', 'partFix').changes.push('sign'),
    ['一般隐患整改：按钮「先改了一部分」在「整改中」要签字，但那里不用签字'],
  ],
  'a way back from where nobody asked': [
    (bent) => (bent.action('hazard/deferred', 'resume').to = 'back'),
    ['一般隐患整改：按钮「现在能改了」在「暂缓整改」要退回，但那里不知道退到哪'],
  ],
  'a way back into an end': [
    (bent) => {
      const reopen = bent.action('major/closed', 'reopen');
      Object.assign(reopen, { to: 'planApproval' });
    },
    ['按钮「退回方案」从「方案待批」退回到已经结束的「已关闭」'],
  ],
  'an approver without signatures': [
    (bent) => delete bent.state('hazard/deferApproval').approval,
    [
      '一般隐患整改：「暂缓待批」没有写由谁签字',
      '一般隐患整改：按钮「同意」在「暂缓待批」要签字，但那里不用签字',
      '一般隐患整改：按钮「不同意」在「暂缓待批」要签字，但那里不用签字',
      '一般隐患整改：按钮「不同意」在「暂缓待批」要退回，但那里不知道退到哪',
    ],
  ],
  'signatures of an owner who is no approver': [
    (bent) => (bent.state('hazard/deferApproval').owner = 'safety'),
    ['一般隐患整改：「暂缓待批」要签字，责任人却不是签字的人'],
  ],
  'a wait without a day': [
    (bent) => (bent.action('hazard/rectifying', 'defer').changes = []),
    ['进入一般隐患整改的「暂缓整改」时还没有定新的日期'],
  ],
  'a ruling that names nobody': [
    (bent) => bent.action('hazard/ruling', 'rule').form.forEach((field) => (field.required = false)),
    ['一般隐患整改：按钮「定由谁处理」要用到「personId」，却没有要求填写'],
  ],
  'a check by who mended it': [
    (bent) => (bent.action('selfFixed/awaitingCheck', 'accept').guards = []),
    ['即查即改：按钮「认可」让改的人自己复核'],
  ],
  'an unlocking by who mended it': [
    (bent) => (bent.action('stop/awaitingUnlock', 'unlock').guards = []),
    ['设备停用：按钮「可以恢复使用」让改的人自己复核'],
  ],
  'a check that is passed on by the clock': [
    (bent) => bent.climb('selfFixed/awaitingCheck', { passOn: true }),
    ['即查即改：「自改待抽查」的升级「probe」要换人，但只有复核可以换人'],
  ],
  'a flow that nothing leads to': [
    ({ book: b }) => (b.starts.selfFixed = 'hazard/awaitingResponse'),
    ['即查即改的「自改待抽查」永远走不到', '即查即改的「已关闭」永远走不到'],
  ],
};

it('finds no hole in the shipped book', () => {
  expect(prove(book, deadlines)).toEqual([]);
});

it.each(Object.entries(HOLES))('says of %s just what it is', (_kind, [bend, holes]) => {
  const bent = new Bent();
  bend(bent);
  expect(prove(bent.book, deadlines)).toEqual(holes);
});

it.each(Object.keys(deadlines.high).filter((limit) => limit !== 'clock'))('wants time for %s', (limit) => {
  for (const [urgency, word] of [
    ['high', '高'],
    ['medium', '中'],
    ['low', '低'],
  ] as const) {
    const times = structuredClone(deadlines);
    Object.assign(times[urgency], { [limit]: 0 });
    expect(prove(book, times)).toEqual([expect.stringMatching(`^紧急程度「${word}」的.+期限要大于零$`)]);
  }
});

it('leaves messages that are not there to who checks the messages', () => {
  const bent = new Bent();
  bent.book.duties.forEach((duty) => (duty.notice = 'unheardOf'));
  expect(prove(bent.book, deadlines)).toEqual([]);
});
