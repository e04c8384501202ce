/** Holes of single states: a missing owner, deadline or ladder, and ids that name nothing or two things. */
import type { Flow, FlowBook, FlowState, Rung } from '../../../typings/flow';
import type { Urgency } from '../../../typings/domain';
import { UNDELIVERED } from '../ladder';

const URGENCIES: readonly [Urgency, string][] = [
  ['high', '高'],
  ['medium', '中'],
  ['low', '低'],
];

/** The ids that occur more than once. */
export function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

/** The state that `state` or `flow/state` names, seen from a flow; undefined when there is none. */
export function stateAt(book: FlowBook, from: Flow, target: string): FlowState | undefined {
  const [first = '', second] = target.split('/');
  const flow = second === undefined ? from : book.flows.find(({ id }) => id === first);
  return flow?.states.find(({ id }) => id === (second ?? first));
}

/** Tells somebody besides the owner, or moves the step: the general manager does not count, most orders never reach them. */
function rises(rung: Rung): boolean {
  const elsewhere = rung.to !== 'owner' || rung.passOn || rung.moveTo !== undefined;
  return rung.at >= 1 && rung.to !== 'manager' && elsewhere;
}

function moveHoles(book: FlowBook, flow: Flow, { label }: FlowState, { id, at, moveTo }: Rung): string[] {
  if (moveTo === undefined) return [];
  const named = `「${label}」的升级「${id}」`;
  const to = stateAt(book, flow, moveTo);
  return [
    ...(to === undefined ? [`${named}要转到不存在的状态「${moveTo}」`] : []),
    ...(to?.end === true ? [`${named}时间一到就自己结束`] : []),
    ...(to?.approval === undefined ? [] : [`${named}要转到签字，但没有人申请过`]),
    ...(at < 1 ? [`${named}没到期限就转走`] : []),
  ];
}

function ladderHoles(book: FlowBook, flow: Flow, state: FlowState): string[] {
  const { label, owner, ladder } = state;
  const named = `「${label}」的升级`;
  return [
    ...repeated(ladder.map(({ id }) => id)).map((id) => `${named}「${id}」写了两次`),
    ...ladder.flatMap((rung) => moveHoles(book, flow, state, rung)),
    ...ladder.flatMap(({ id, at, plus, passOn }) => [
      ...(id === UNDELIVERED ? [`${named}不能叫「${id}」，这个名字另有用处`] : []),
      ...(at >= 0 && plus >= 0 && Number.isFinite(at + plus) ? [] : [`${named}「${id}」的时间不能小于零`]),
      ...(passOn && owner !== 'verifier' ? [`${named}「${id}」要换人，但只有复核可以换人`] : []),
      ...(passOn && at < 1 ? [`${named}「${id}」没到期限就换人`] : []),
    ]),
    ...URGENCIES.filter(
      ([urgency]) => !ladder.some((rung) => rung.urgencies.includes(urgency) && rises(rung)),
    ).map(([, word]) => `「${label}」紧急程度为${word}时，超过期限没有人会知道`),
  ];
}

function holesOf(book: FlowBook, flow: Flow, state: FlowState): string[] {
  const { label, end, owner, deadline, ladder, approval } = state;
  if (end) {
    const idle = owner === null && deadline === null && ladder.length === 0 && approval === undefined;
    return idle ? [] : [`「${label}」已经结束，不该再有责任人、期限或升级`];
  }
  return [
    ...(owner === null ? [`「${label}」没有责任人`] : []),
    ...(deadline === null ? [`「${label}」没有期限`] : []),
    ...(owner === 'approver' && approval === undefined ? [`「${label}」没有写由谁签字`] : []),
    ...(owner !== 'approver' && approval !== undefined ? [`「${label}」要签字，责任人却不是签字的人`] : []),
    ...ladderHoles(book, flow, state),
  ];
}

/** What single states lack, and ids that name two things. */
export function stateHoles(book: FlowBook, flow: Flow): string[] {
  return [
    ...repeated(flow.states.map(({ id }) => id)).map((id) => `状态「${id}」写了两次`),
    ...flow.states.flatMap((state) => holesOf(book, flow, state)),
  ];
}

const STARTS = {
  hazard: '普通上报',
  suspectedMajor: '疑似重大上报',
  selfFixed: '即查即改',
  stop: '建议停用',
} as const;

/** Beginnings that do not exist or are over at once. */
export function startHoles(book: FlowBook): string[] {
  return (Object.keys(STARTS) as (keyof typeof STARTS)[]).flatMap((start) => {
    const path = book.starts[start];
    const flow = book.flows.find(({ id }) => id === path.split('/')[0]);
    const state = flow && path.includes('/') ? stateAt(book, flow, path) : undefined;
    if (state === undefined) return [`${STARTS[start]}的开始状态「${path}」不存在`];
    if (state.end) return [`${STARTS[start]}一开始就已经结束`];
    return state.approval === undefined ? [] : [`${STARTS[start]}一开始就要签字，但没有人申请过`];
  });
}
