/** Holes of single states: a missing owner, deadline or ladder, and ids that name nothing or two things. */
import type { Flow, FlowState, Rung } from '../../../typings/flow';
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

/** Tells somebody besides the owner, or moves the step: the general manager does not count, most orders never reach them. */
function rises(rung: Rung): boolean {
  return rung.at >= 1 && rung.to !== 'manager' && (rung.to !== 'owner' || rung.passOn);
}

function ladderHoles({ label, owner, ladder }: FlowState): string[] {
  const named = `「${label}」的升级`;
  return [
    ...repeated(ladder.map(({ id }) => id)).map((id) => `${named}「${id}」写了两次`),
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

function holesOf(state: FlowState): string[] {
  const { label, end, owner, deadline, ladder } = state;
  if (end) {
    const idle = owner === null && deadline === null && ladder.length === 0;
    return idle ? [] : [`「${label}」已经结束，不该再有责任人、期限或升级`];
  }
  return [
    ...(owner === null ? [`「${label}」没有责任人`] : []),
    ...(deadline === null ? [`「${label}」没有期限`] : []),
    ...ladderHoles(state),
  ];
}

/** What single states lack, and a start that is no beginning. */
export function stateHoles(flow: Flow): string[] {
  const start = flow.states.find(({ id }) => id === flow.start);
  return [
    ...repeated(flow.states.map(({ id }) => id)).map((id) => `状态「${id}」写了两次`),
    ...(start === undefined ? [`开始状态「${flow.start}」不存在`] : []),
    ...(start?.end === true ? [`「${start.label}」一开始就已经结束`] : []),
    ...flow.states.flatMap(holesOf),
  ];
}
