/** Proves a flow before it is published: every open order will have one owner, one deadline and a way to its end. */
import type { DeadlineTable, FlowBook } from '../../../typings/flow';
import { actionHoles } from './actions';
import { pathHoles } from './paths';
import { signatureHoles } from './signatures';
import { repeated, startHoles, stateHoles } from './states';

const LIMITS = {
  respond: '响应',
  resolve: '整改',
  verify: '复核',
  redo: '重改',
  handOver: '交接',
  determine: '判定',
  rule: '裁决',
  approve: '签字',
  plan: '定方案',
  check: '抽查',
} as const;
const URGENCIES = { high: '高', medium: '中', low: '低' } as const;

const keysOf = <T extends object>(record: T): (keyof T & string)[] =>
  Object.keys(record) as (keyof T & string)[];

function deadlineHoles(deadlines: DeadlineTable): string[] {
  return keysOf(URGENCIES).flatMap((urgency) =>
    keysOf(LIMITS)
      .filter((limit) => !(Number.isFinite(deadlines[urgency][limit]) && deadlines[urgency][limit] > 0))
      .map((limit) => `紧急程度「${URGENCIES[urgency]}」的${LIMITS[limit]}期限要大于零`),
  );
}

/**
 * The holes of a book, in Chinese; empty when it may be published.
 * Sources of the rules: product.md, "What must always hold"; architecture.md, decision 2.
 */
export function prove(book: FlowBook, deadlines: DeadlineTable): string[] {
  const of = (flow: FlowBook['flows'][number], holes: string[]): string[] =>
    book.flows.length === 1 ? holes : holes.map((hole) => `${flow.name}：${hole}`);
  const holes = [
    ...repeated(book.flows.map(({ id }) => id)).map((id) => `流程「${id}」写了两次`),
    ...startHoles(book),
    ...book.flows.flatMap((flow) =>
      of(flow, [...stateHoles(book, flow), ...actionHoles(book, flow), ...signatureHoles(flow)]),
    ),
    ...pathHoles(book),
    ...deadlineHoles(deadlines),
  ];
  return [...new Set(holes)];
}
