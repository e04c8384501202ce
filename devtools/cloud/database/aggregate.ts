/** Aggregation: mingo's pipeline, with the leading stages planned and the stages replaced that differ from MongoDB. */
import { Aggregator } from 'mingo/aggregator';
import { Context, ProcessingMode } from 'mingo/core';
import type { Iterator } from 'mingo/lazy';
import { Lazy } from 'mingo/lazy';
import { $group, $project } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { NotEmulated } from '../types';
import { refused } from './errors';
import type { Found } from './find';
import { distanceOf, nearOf } from './geo';
import { guarded, mingoOptions } from './match';
import { compileProjection } from './project';
import type { Entry, Session } from './session';
import type { Collection } from './store';
import type { Doc, SortKey, Value } from './values';
import { clone, isDoc, sortDocs, sortKeys } from './values';

/** Documents an aggregation answers when no stage limits it: the cloud's rule. */
export const DEFAULT_AGGREGATE_LIMIT = 20;

/** One stage, `{$match: {…}}` taken apart. */
export interface Stage {
  name: string;
  value: Value;
}

/** Stages whose meaning is the same here as in the cloud. */
const SUPPORTED = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$geoNear',
  '$graphLookup',
  '$group',
  '$limit',
  '$lookup',
  '$match',
  '$project',
  '$redact',
  '$replaceRoot',
  '$replaceWith',
  '$sample',
  '$set',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unset',
  '$unwind',
]);

/** Stages that neither change a document nor hand on parts of it: they may read shared ones. */
const READING = new Set(['$match', '$sort', '$skip', '$limit', '$count', '$sample']);

const isInclusion = (value: unknown): boolean => value === 1 || value === true;
const isPlain = (value: unknown): boolean => typeof value === 'boolean' || value === 0 || value === 1;

/** Included fields in the document's order, then computed ones in the specification's. */
function reorder(source: Doc, projected: Doc, spec: Doc): Doc {
  const included = Object.keys(source).filter((name) =>
    Object.entries(spec).some(([path, value]) => path.split('.')[0] === name && isInclusion(value)),
  );
  const out: Doc = {};
  for (const name of ['_id', ...included, ...Object.keys(projected)]) {
    if (Object.hasOwn(projected, name)) out[name] = projected[name] ?? null;
  }
  return out;
}

function projectStage(input: Iterator, spec: unknown, options: Options): Iterator {
  const expr = spec as Value;
  if (!isDoc(expr)) throw refused('$project specification must be an object');
  const docs = input.collect<Doc>();
  if (Object.values(expr).every(isPlain)) return Lazy(docs.map(compileProjection(expr)));
  const projected = $project(Lazy(docs), expr, options).collect<Doc>();
  return Lazy(projected.map((doc, at) => reorder(docs[at] ?? {}, doc, expr)));
}

function sortStage(...[input, spec]: [Iterator, unknown, Options]): Iterator {
  const expr = spec as Value;
  if (!isDoc(expr)) throw refused('the $sort key specification must be an object');
  return Lazy(sortDocs(input.collect<Doc>(), sortKeys(expr, refused)));
}

/** `$bucket` as the `$group` it stands for; mingo puts a value that equals a boundary into the bucket below. */
function bucketStage(input: Iterator, spec: unknown, options: Options): Iterator {
  const expr = spec as Value;
  const boundaries = isDoc(expr) ? expr['boundaries'] : undefined;
  if (!isDoc(expr) || !Array.isArray(boundaries) || boundaries.length < 2) {
    throw refused('$bucket needs groupBy and at least two boundaries');
  }
  const groupBy = expr['groupBy'] ?? null;
  const literal = (value: Value | undefined): Doc => ({ $literal: value ?? null });
  const branches = boundaries.slice(0, -1).map((low, at): Doc => ({
    case: { $and: [{ $gte: [groupBy, literal(low)] }, { $lt: [groupBy, literal(boundaries[at + 1])] }] },
    then: literal(low),
  }));
  const otherwise: Doc = 'default' in expr ? { default: literal(expr['default']) } : {};
  const output = isDoc(expr['output']) ? expr['output'] : { count: { $sum: 1 } };
  const grouped = $group(input, { _id: { $switch: { branches, ...otherwise } }, ...output }, options);
  return sortStage(grouped, { _id: 1 }, options);
}

/** `$count` of nothing answers nothing; mingo would answer 0. */
function countStage(...[input, field]: [Iterator, unknown, Options]): Iterator {
  if (typeof field !== 'string' || field === '' || /^\$|\./.test(field)) {
    throw refused('the count field must be a non-empty string without $ and .');
  }
  const { length } = input.collect();
  return Lazy(length === 0 ? [] : [{ [field]: length }]);
}

const mended = { $bucket: bucketStage, $count: countStage, $project: projectStage, $sort: sortStage };

/** `$$NOW` in an expression is the cloud's clock. */
function withNow(value: Value, now: number): Value {
  if (value === '$$NOW') return new Date(now);
  if (Array.isArray(value)) return value.map((element) => withNow(element, now));
  if (!isDoc(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withNow(field, now)]));
}

function assertSupported(stages: readonly Stage[]): void {
  for (const [position, { name, value }] of stages.entries()) {
    if (!SUPPORTED.has(name)) throw new NotEmulated(`the aggregation stage ${name}`);
    if (name === '$geoNear' && position > 0) {
      throw refused('$geoNear is only valid as the first stage in a pipeline');
    }
    for (const nested of nestedPipelines(name, value)) assertSupported(nested);
  }
}

function nestedPipelines(name: string, value: Value): Stage[][] {
  if (!isDoc(value)) return [];
  const pipelines = name === '$facet' ? Object.values(value) : name === '$lookup' ? [value['pipeline']] : [];
  return pipelines.map((pipeline) =>
    (Array.isArray(pipeline) ? pipeline : []).flatMap((stage) =>
      isDoc(stage) ? Object.entries(stage).map(([inner, operand]) => ({ name: inner, value: operand })) : [],
    ),
  );
}

/** Leading stages that a query answers: `$match`, then `$sort`, `$skip`, `$limit`, each at most once, in this order. */
interface Head {
  filter: Doc;
  order: SortKey[];
  skip: number;
  limit: number;
  rest: Stage[];
}

function headOf(stages: readonly Stage[]): Head {
  const rest = [...stages];
  const take = (name: string): Value | undefined => {
    return rest[0]?.name === name ? rest.shift()?.value : undefined;
  };
  const filter = take('$match') ?? {};
  if (!isDoc(filter)) throw refused('the match filter must be an expression in an object');
  const order = take('$sort');
  const skip = take('$skip');
  const limit = take('$limit');
  return {
    filter,
    order: isDoc(order) ? sortKeys(order, refused) : [],
    skip: skip === undefined ? 0 : count('$skip', skip, 0),
    limit: limit === undefined ? Infinity : count('$limit', limit, 1),
    rest,
  };
}

function count(stage: string, value: Value, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  throw refused(`invalid argument to ${stage} stage: ${JSON.stringify(value)}`);
}

const GEO_NEAR_OPTIONS = [
  'near',
  'distanceField',
  'key',
  'query',
  'minDistance',
  'maxDistance',
  'distanceMultiplier',
  'limit',
  'num',
  'includeLocs',
  'spherical',
];

/** The documents around a point, nearest first, each with its distance. */
function geoNear(session: Session, collection: Collection, spec: Value): { docs: Doc[]; examined: number } {
  if (!isDoc(spec)) throw refused('$geoNear takes an object');
  const unknown = Object.keys(spec).find((name) => !GEO_NEAR_OPTIONS.includes(name));
  if (unknown !== undefined) throw new NotEmulated(`the $geoNear option ${unknown}`);
  const { near, distanceField, key, query, minDistance, maxDistance, distanceMultiplier } = spec;
  const { limit, num, includeLocs } = spec;
  if (typeof distanceField !== 'string') throw refused('$geoNear requires a distanceField');
  if (typeof key !== 'string') throw new NotEmulated('$geoNear without key');
  const condition: Doc = { $nearSphere: { $geometry: near ?? null } };
  const search = nearOf(key, {
    $nearSphere: { ...(condition['$nearSphere'] as Doc), ...distances(minDistance, maxDistance) },
  });
  const filter = isDoc(query) ? query : {};
  const { found, examined } = session.find(collection, { filter, order: [], skip: 0, limit: Infinity });
  const factor = typeof distanceMultiplier === 'number' ? distanceMultiplier : 1;
  const measured = found.flatMap(({ doc }) => {
    const distance = distanceOf(doc, search);
    return distance === null ? [] : [{ doc, distance }];
  });
  measured.sort((a, b) => a.distance - b.distance);
  const wanted = limit ?? num;
  const docs = measured
    .slice(0, wanted === undefined ? undefined : count('$geoNear', wanted, 1))
    .map(({ doc, distance }) => {
      const located: Doc = { ...clone(doc), [distanceField]: distance * factor };
      if (typeof includeLocs === 'string') located[includeLocs] = clone(doc[key] ?? null);
      return located;
    });
  return { docs, examined };
}

function distances(min: Value | undefined, max: Value | undefined): Doc {
  return {
    ...(min === undefined ? {} : { $minDistance: min }),
    ...(max === undefined ? {} : { $maxDistance: max }),
  };
}

/** What an aggregation may see besides its own collection. */
export interface AggregateSources {
  session: Session;
  /** Null for a collection that does not exist: a join finds nothing there. */
  collection: (name: string) => Collection | null;
  now: number;
}

function everything(session: Session, collection: Collection): Found<Entry> {
  return session.find(collection, { filter: {}, order: [], skip: 0, limit: Infinity });
}

/**
 * Runs a pipeline.
 * @throws CloudError for an expression the database refuses; NotEmulated for a stage that is not emulated
 */
export function aggregate(
  { session, collection: named, now }: AggregateSources,
  collection: Collection,
  pipeline: readonly Stage[],
): Found<Doc> {
  assertSupported(pipeline);
  const stages = pipeline.map(({ name, value }) => ({ name, value: withNow(value, now) }));
  let examined = 0;
  let input: Doc[];
  let rest: Stage[];
  if (stages[0]?.name === '$geoNear') {
    const near = geoNear(session, collection, stages[0].value);
    ({ docs: input, examined } = near);
    rest = stages.slice(1);
  } else {
    const { rest: remaining, ...request } = headOf(stages);
    const found = session.find(collection, request);
    examined = found.examined;
    input = found.found.map(({ doc }) => doc);
    rest = remaining;
  }
  const options = {
    ...mingoOptions,
    context: Context.from(Context.init({ pipeline: mended }), mingoOptions.context),
    processingMode: rest.every(({ name }) => READING.has(name))
      ? ProcessingMode.CLONE_OFF
      : ProcessingMode.CLONE_INPUT,
    collectionResolver: (name: string): Doc[] => {
      const other = named(name);
      if (!other) return [];
      const joined = everything(session, other);
      examined += joined.examined;
      return joined.found.map(({ doc }) => clone(doc));
    },
  };
  const run = rest.map(({ name, value }) => ({ [name]: value }));
  const output = rest.length === 0 ? input : guarded(() => new Aggregator(run, options).run<Doc>(input));
  const limited = pipeline.some(({ name }) => name === '$limit');
  return { found: limited ? output : output.slice(0, DEFAULT_AGGREGATE_LIMIT), examined };
}
