/** Update operators on arrays: $push, $addToSet, $pop, $pull, $pullAll. */
import { writeRefused } from './errors';
import { compileFilter } from './match';
import type { Place, UpdateOperator } from './places';
import { typeName } from './places';
import type { Doc, SortKey, Value } from './values';
import { compare, equal, isDoc, sortDocs, sortKeys } from './values';

function arrayAt(place: Place, refusal: (type: string) => string): Value[] {
  const current = place.get();
  if (current === undefined) return [];
  if (!Array.isArray(current)) throw writeRefused(refusal(typeName(current)));
  return current;
}

const MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

/** `{$each: […], …}`, or a single value. */
function eachOf(operator: string, operand: Value): { values: Value[]; options: Doc } {
  if (!isDoc(operand) || operand['$each'] === undefined) return { values: [operand], options: {} };
  const { $each: values, ...options } = operand;
  if (!Array.isArray(values)) {
    throw writeRefused(
      `The argument to $each in ${operator} must be an array but it was of type ${typeName(values)}`,
    );
  }
  const unknown = Object.keys(options).find((name) => !MODIFIERS.has(name));
  if (unknown !== undefined) throw writeRefused(`Unrecognized clause in ${operator}: ${unknown}`);
  return { values, options };
}

function integer(name: string, value: Value): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw writeRefused(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
}

function sorted(array: Value[], spec: Value): Value[] {
  if (spec === 1 || spec === -1) return [...array].sort((a, b) => compare(a, b) * spec);
  if (!isDoc(spec)) throw writeRefused('The $sort is invalid: use 1/-1 to sort the whole element');
  const keys: SortKey[] = sortKeys(spec, writeRefused);
  const wrapped = array.map((element) => ({ element }));
  const order = keys.map(({ path, direction }) => ({ path: `element.${path}`, direction }));
  return sortDocs(wrapped, order).map(({ element }) => element);
}

const push: UpdateOperator = {
  creates: true,
  apply: (place, operand) => {
    const id = JSON.stringify(place.documentId ?? null);
    let array = arrayAt(
      place,
      (type) => `The field '${place.path}' must be an array but is of type ${type} in document {_id: ${id}}`,
    );
    const { values, options } = eachOf('$push', operand);
    const { $position, $sort, $slice } = options;
    const position = $position === undefined ? array.length : integer('$position', $position);
    array = [...array];
    array.splice(position, 0, ...values);
    if ($sort !== undefined) array = sorted(array, $sort);
    if ($slice !== undefined) {
      const slice = integer('$slice', $slice);
      array = slice < 0 ? array.slice(slice) : array.slice(0, slice);
    }
    place.set(array);
  },
};

const addToSet: UpdateOperator = {
  creates: true,
  apply: (place, operand) => {
    const array = [
      ...arrayAt(
        place,
        (type) =>
          `Cannot apply $addToSet to non-array field. Field named '${place.name}' has non-array type ${type}`,
      ),
    ];
    const { values, options } = eachOf('$addToSet', operand);
    if (Object.keys(options).length > 0) throw writeRefused('$addToSet takes $each alone');
    for (const value of values) {
      if (!array.some((element) => equal(element, value))) array.push(value);
    }
    place.set(array);
  },
};

const pop: UpdateOperator = {
  creates: false,
  apply: (place, operand) => {
    if (operand !== 1 && operand !== -1) throw writeRefused('$pop expects 1 or -1');
    if (place.get() === undefined) return;
    const array = arrayAt(
      place,
      (type) => `Path '${place.path}' contains an element of non-array type '${type}'`,
    );
    place.set(operand === 1 ? array.slice(0, -1) : array.slice(1));
  },
};

/** An element goes when it meets a condition, matches a partial object, or equals a value. */
function pulled(operand: Value): (element: Value) => boolean {
  if (operand instanceof RegExp) return (element) => typeof element === 'string' && operand.test(element);
  if (!isDoc(operand)) return (element) => equal(element, operand);
  if (Object.keys(operand).some((name) => name.startsWith('$') && !['$and', '$or', '$nor'].includes(name))) {
    const matches = compileFilter({ element: operand });
    return (element) => matches({ element });
  }
  const matches = compileFilter(operand);
  return (element) => isDoc(element) && matches(element);
}

function remove(place: Place, goes: (element: Value) => boolean): void {
  if (place.get() === undefined) return;
  const array = arrayAt(place, () => 'Cannot apply $pull to a non-array value');
  place.set(array.filter((element) => !goes(element)));
}

/** The array operators by name. */
export const arrayOperators: Record<string, UpdateOperator> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: { creates: false, apply: (place, operand) => remove(place, pulled(operand)) },
  $pullAll: {
    creates: false,
    apply: (place, operand) => {
      if (!Array.isArray(operand)) throw writeRefused('$pullAll requires an array argument');
      remove(place, (element) => operand.some((value) => equal(element, value)));
    },
  },
};
