/** Conditions of a flow: json-logic over a closed list of facts, refused before it runs when it reaches for more. */
import { apply, truthy, type RulesLogic } from 'json-logic-js';
import type { Command, EngineActor, FlowAction, Guard, Party } from '../../typings/flow';
import type { HazardKind, Level, Millis, OrderCore, Urgency } from '../../typings/domain';
import { DAY } from '../../miniprogram/shared/time';
import { ERROR_MESSAGES, type ErrorCode } from '../../miniprogram/shared/errors';

/** All that a guard may look at. Persons are ids, lists of evidence are counts. */
export interface Facts {
  order: {
    state: string;
    urgency: Urgency;
    level: Level;
    suspectedMajor: boolean;
    kind: HazardKind;
    round: number;
    transfers: number;
    /** Whether it was ruled whose it is, and whether that ruling may be changed in the morning. */
    ruled: boolean;
    provisional: boolean;
    /** Whole days since it was closed; 0 while it is open. */
    daysClosed: number;
    /** Duties by law that nobody has done yet. */
    dutiesOpen: number;
    owner: string | null;
    rectifier: string | null;
    fixer: string | null;
    reporter: string;
  };
  actor: { id: string; kind: EngineActor['kind']; roles: string[]; parties: Party[] };
  input: {
    personId: string | null;
    onSite: boolean;
    urgency: Urgency | null;
    photos: number;
    files: number;
  };
}

type FactPath = { [G in keyof Facts]: `${G}.${keyof Facts[G] & string}` }[keyof Facts];

const PATHS: Record<FactPath, true> = {
  'order.state': true,
  'order.urgency': true,
  'order.level': true,
  'order.suspectedMajor': true,
  'order.kind': true,
  'order.round': true,
  'order.transfers': true,
  'order.ruled': true,
  'order.provisional': true,
  'order.daysClosed': true,
  'order.dutiesOpen': true,
  'order.owner': true,
  'order.rectifier': true,
  'order.fixer': true,
  'order.reporter': true,
  'actor.id': true,
  'actor.kind': true,
  'actor.roles': true,
  'actor.parties': true,
  'input.personId': true,
  'input.onSite': true,
  'input.urgency': true,
  'input.photos': true,
  'input.files': true,
};

/** The variables a guard may name. */
export const FACT_PATHS: readonly string[] = Object.keys(PATHS);

const OPERATORS = new Set([
  'var',
  '==',
  '===',
  '!=',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '!',
  '!!',
  'and',
  'or',
  'if',
  'in',
]);

/** Deeper rules are refused; no rule that a person can still read comes near it. */
export const MAX_DEPTH = 8;

interface Inspection {
  variables: string[];
  faults: string[];
}

function walk(node: unknown, depth: number, found: Inspection): void {
  if (depth > MAX_DEPTH) {
    found.faults.push(`条件套了超过 ${MAX_DEPTH} 层，请拆开`);
  } else if (Array.isArray(node)) {
    for (const item of node) walk(item, depth + 1, found);
  } else if (typeof node === 'object' && node !== null) {
    walkOperation(Object.entries(node), depth, found);
  } else if (node !== null && !['string', 'number', 'boolean'].includes(typeof node)) {
    found.faults.push('条件写法不对');
  }
}

function walkOperation(entries: [string, unknown][], depth: number, found: Inspection): void {
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) {
    found.faults.push('条件写法不对');
    return;
  }
  const [operator, operand] = entry;
  if (!OPERATORS.has(operator)) {
    found.faults.push(`条件里的运算「${operator}」不能用`);
  } else if (operator === 'var') {
    // Only a literal path: json-logic would compute one, and walks prototypes (`constructor.name`).
    const path: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
    if (typeof path === 'string' && FACT_PATHS.includes(path)) found.variables.push(path);
    else found.faults.push(`条件里的信息「${typeof path === 'string' ? path : '算出来的名字'}」不能用`);
  } else {
    walk(operand, depth + 1, found);
  }
}

function inspect(rule: unknown): Inspection {
  const found: Inspection = { variables: [], faults: [] };
  walk(rule, 1, found);
  return found;
}

/** What is wrong with a rule, in Chinese; empty when it may run. */
export function ruleFaults(rule: unknown): string[] {
  return inspect(rule).faults;
}

/** Whether a rule looks at what the actor gives, and so cannot be decided before the form is filled in. */
export function asksInput(rule: unknown): boolean {
  return inspect(rule).variables.some((path) => path.startsWith('input.'));
}

function isSafe(rule: unknown): rule is RulesLogic {
  return ruleFaults(rule).length === 0;
}

/**
 * Whether a rule is true of these facts.
 * @throws Error when the rule reaches beyond the whitelist; publishing refuses such a flow
 */
export function holds(rule: unknown, facts: Facts): boolean {
  if (!isSafe(rule)) throw new Error(`unsafe guard: ${ruleFaults(rule).join('; ')}`);
  const result: unknown = apply(rule, facts);
  return truthy(result);
}

/** The first guard of an action that is false; undefined when all hold. */
export function failing(action: FlowAction, facts: Facts): Guard | undefined {
  return action.guards.find((guard) => !holds(guard.rule, facts));
}

/** Whether a guard's error is one that has a sentence. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_MESSAGES, code);
}

/**
 * The error a guard refuses with.
 * @throws Error for an unknown code; publishing refuses such a flow
 */
export function errorCodeOf(guard: Guard): ErrorCode {
  if (!isErrorCode(guard.error)) throw new Error(`guard ${guard.id} has no sentence: ${guard.error}`);
  return guard.error;
}

/** The facts of one act. */
export function factsOf(
  order: OrderCore,
  actor: EngineActor,
  parties: readonly Party[],
  input: Command['input'],
  now: Millis,
): Facts {
  return {
    order: {
      state: order.state,
      urgency: order.urgency,
      level: order.level,
      suspectedMajor: order.suspectedMajor,
      kind: order.kind,
      round: order.round,
      transfers: order.transfers.length,
      ruled: order.ruling !== null,
      provisional: order.ruling?.provisional === true,
      daysClosed: order.closedAt === null ? 0 : Math.floor((now - order.closedAt) / DAY),
      dutiesOpen: order.duties.filter(({ done }) => done === null).length,
      owner: order.next?.owner.id ?? null,
      rectifier: order.rectifier?.id ?? null,
      fixer: order.fixer?.id ?? null,
      reporter: order.reporter.id,
    },
    actor: { id: actor.id, kind: actor.kind, roles: [...actor.roles], parties: [...parties] },
    input: {
      personId: input.personId ?? null,
      onSite: input.onSite === true,
      urgency: input.urgency ?? null,
      photos: input.photos?.length ?? 0,
      files: input.files?.length ?? 0,
    },
  };
}
