/** Update operators: what `{$set, $inc, …}` makes of a document, or the refusal MongoDB answers. */
import { writeRefused } from './errors';
import type { UpdateOperator } from './places';
import { locate, typeName } from './places';
import { arrayOperators } from './update-arrays';
import type { Doc, Value } from './values';
import { clone, compare, equal, isDoc } from './values';

function number(operator: string, path: string, operand: Value): number {
  if (typeof operand === 'number') return operand;
  const verb = operator === '$mul' ? 'multiply' : 'increment';
  throw writeRefused(`Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`);
}

function arithmetic(operator: '$inc' | '$mul', combine: (a: number, b: number) => number): UpdateOperator {
  return {
    creates: true,
    apply: (place, operand) => {
      const by = number(operator, place.path, operand);
      const current = place.get() === undefined ? 0 : place.get();
      if (typeof current !== 'number') {
        const id = JSON.stringify(place.documentId ?? null);
        throw writeRefused(
          `Cannot apply ${operator} to a value of non-numeric type. {_id: ${id}} has the field '${place.name}' of non-numeric type ${typeName(current)}`,
        );
      }
      place.set(combine(current, by));
    },
  };
}

function extreme(sign: 1 | -1): UpdateOperator {
  return {
    creates: true,
    apply: (place, operand) => {
      const current = place.get();
      if (current === undefined || compare(operand, current) * sign > 0) place.set(operand);
    },
  };
}

const set: UpdateOperator = { creates: true, apply: (place, operand) => place.set(operand) };

const rename: UpdateOperator = {
  creates: false,
  apply: (place, operand, doc) => {
    if (typeof operand !== 'string') throw writeRefused(`The 'to' field for $rename must be a string`);
    const value = place.get();
    if (value === undefined) return;
    place.unset();
    locate(doc, operand, true)?.set(value);
  },
};

const BITWISE: Record<string, (a: number, b: number) => number> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: UpdateOperator = {
  creates: true,
  apply: (place, operand) => {
    const current = place.get() ?? 0;
    if (!isDoc(operand) || !Number.isInteger(current))
      throw writeRefused(`Cannot apply $bit to ${place.path}`);
    let result = current as number;
    for (const [name, mask] of Object.entries(operand)) {
      const combine = BITWISE[name];
      if (!combine || !Number.isInteger(mask)) throw writeRefused(`The $bit modifier takes and, or, xor`);
      result = combine(result, mask as number);
    }
    place.set(result);
  },
};

const OPERATORS: Record<string, UpdateOperator> = {
  $set: set,
  $unset: { creates: false, apply: (place) => place.unset() },
  $inc: arithmetic('$inc', (a, b) => a + b),
  $mul: arithmetic('$mul', (a, b) => a * b),
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
  $bit: bit,
  ...arrayOperators,
};

/** Two operators may not touch one path, nor a path and its parent. */
function assertApart(paths: string[], path: string): void {
  const clash = paths.find(
    (other) => other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`),
  );
  if (clash !== undefined) {
    throw writeRefused(`Updating the path '${path}' would create a conflict at '${clash}'`);
  }
  paths.push(path);
}

/**
 * Checks an update apart from any document: known operators, none empty, no path touched twice.
 * @throws CloudError as MongoDB refuses it
 */
export function checkUpdate(update: Doc): void {
  const paths: string[] = [];
  const operators = Object.entries(update);
  if (operators.length === 0) throw writeRefused('update document must have at least one element');
  for (const [name, fields] of operators) {
    if (name !== '$setOnInsert' && !OPERATORS[name]) throw writeRefused(`Unknown modifier: ${name}`);
    if (!isDoc(fields)) {
      throw writeRefused(`Modifiers operate on fields but we found type ${typeName(fields)} instead`);
    }
    if (Object.keys(fields).length === 0) {
      throw writeRefused(`'${name}' is empty. You must specify a field like so: {${name}: {<field>: ...}}`);
    }
    for (const [path, operand] of Object.entries(fields)) {
      assertApart(paths, path);
      if (name === '$rename' && typeof operand === 'string') assertApart(paths, operand);
    }
  }
}

/**
 * Applies a checked update to a copy of a document.
 * @param inserting - true when an upsert creates the document; `$setOnInsert` counts only then
 * @throws CloudError as MongoDB refuses; NotEmulated for positional paths
 */
export function applyUpdate(before: Doc, update: Doc, inserting = false): Doc {
  const doc = clone(before);
  for (const [name, fields] of Object.entries(update)) {
    const operator = name === '$setOnInsert' ? (inserting ? OPERATORS['$set'] : undefined) : OPERATORS[name];
    if (!operator || !isDoc(fields)) continue;
    for (const [path, operand] of Object.entries(fields)) {
      const place = locate(doc, path, operator.creates);
      if (place) operator.apply(place, clone(operand), doc);
    }
  }
  if (!inserting && !equal(doc['_id'], before['_id'])) {
    throw writeRefused(`Performing an update on the path '_id' would modify the immutable field '_id'`);
  }
  return doc;
}
