/** Query matching: mingo, with the operators replaced whose equality or order differs from MongoDB's. */
import { Context } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import { CloudError, NotEmulated } from '../types';
import { refused } from './errors';
import { geoOperators } from './geo';
import type { Doc, Value } from './values';
import { RANK, compare, rank, someAt } from './values';

type Test = (doc: Doc) => boolean;
type Operator = (path: string, operand: Value, options: Partial<Options>) => Test;

/** Whether a value compares within its own type; NaN is comparable with NaN alone. */
function within(value: Value | undefined, bound: Value, accepts: (order: number) => boolean): boolean {
  if (rank(value) !== rank(bound)) return false;
  if (Number.isNaN(value) !== Number.isNaN(bound)) return false;
  return accepts(compare(value, bound));
}

function range(accepts: (order: number) => boolean): Operator {
  return (path, bound) => {
    if (bound instanceof RegExp) throw refused(`Can't have RegEx as arg to predicate over field '${path}'`);
    return (doc) => someAt(doc, path, (value) => within(value, bound, accepts));
  };
}

const isEqual: Operator = (path, operand) => (doc) =>
  someAt(doc, path, (value) => compare(value, operand) === 0);

function list(name: string, operand: Value): Value[] {
  if (!Array.isArray(operand)) throw refused(`${name} needs an array`);
  return operand;
}

/** One of the listed values, or a string matched by a listed regular expression. */
const isIn: Operator = (path, operand) => {
  const candidates = list('$in', operand);
  const patterns = candidates.filter((one) => one instanceof RegExp);
  return (doc) =>
    someAt(
      doc,
      path,
      (value) =>
        candidates.some((candidate) => compare(value, candidate) === 0) ||
        (typeof value === 'string' && patterns.some((pattern) => pattern.test(value))),
    );
};

const not =
  (operator: Operator): Operator =>
  (path, operand, options) => {
    const test = operator(path, operand, options);
    return (doc) => !test(doc);
  };

/** Numbers with a remainder; mingo would read digits out of strings. */
const hasRemainder: Operator = (path, operand) => {
  const [divisor, remainder, ...more] = list('$mod', operand);
  if (typeof divisor !== 'number' || typeof remainder !== 'number' || more.length > 0 || divisor === 0) {
    throw refused('malformed mod, needs a divisor and a remainder');
  }
  const [by, rest] = [Math.trunc(divisor), Math.trunc(remainder)];
  return (doc) => someAt(doc, path, (value) => typeof value === 'number' && Math.trunc(value) % by === rest);
};

/** Every listed value is there; an entry may be `{$elemMatch}` or a regular expression. */
const hasAll: Operator = (path, operand, options) => {
  const tests = list('$all', operand).map((entry): Test => {
    const condition = { [path]: entry instanceof RegExp || isElemMatch(entry) ? entry : { $eq: entry } };
    const query = new Query(condition, options);
    return (doc) => query.test(doc);
  });
  return (doc) => tests.length > 0 && tests.every((test) => test(doc));
};

function isElemMatch(entry: Value): boolean {
  return rank(entry) === RANK.object && Object.keys(entry as Doc)[0] === '$elemMatch';
}

const unsupported =
  (name: string): (() => never) =>
  () => {
    throw new NotEmulated(`the query operator ${name}`);
  };

const mended: Record<string, Operator> = {
  $eq: isEqual,
  $ne: not(isEqual),
  $in: isIn,
  $nin: not(isIn),
  $gt: range((order) => order > 0),
  $gte: range((order) => order >= 0),
  $lt: range((order) => order < 0),
  $lte: range((order) => order <= 0),
  $all: hasAll,
  $mod: hasRemainder,
  ...geoOperators,
  $where: unsupported('$where'),
  $jsonSchema: unsupported('$jsonSchema'),
  $text: unsupported('$text'),
};

/** mingo's settings: its operators under ours, no scripts. */
export const mingoOptions = {
  context: Context.init({
    accumulator: accumulators,
    expression: expressions,
    pipeline: stages,
    projection: projections,
    query: { ...queries, ...mended },
  }),
  scriptEnabled: false,
} satisfies Partial<Options>;

/** Runs work inside mingo; whatever it rejects is answered as the database's refusal. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CloudError || !(error instanceof Error)) throw error;
    throw refused(error.message);
  }
}

/**
 * Compiles a filter.
 * @throws CloudError for an unknown operator or a malformed operand
 */
export function compileFilter(filter: Doc): Test {
  const query = guarded(() => new Query<Doc>(filter, mingoOptions));
  return (doc) => guarded(() => query.test(doc));
}
