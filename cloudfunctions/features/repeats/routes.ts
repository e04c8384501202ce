/** The routes of hazards that came back. */
import * as v from 'valibot';
import { choice, line, list, shape, whole } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { answer, done } from './answer';
import { listRepeats, readRepeat } from './read';
import { READERS } from './view';

/** The longest line, and how often why is asked. */
const LINE = 100;
const WHYS = 5;

/** More rounds than anything comes back. */
const ROUNDS = 9_999;

const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/));
const no = whole('第几次', 1, ROUNDS);
const time = v.pipe(
  v.number('请选一个日期'),
  v.integer('请选一个日期'),
  v.minValue(0),
  v.maxValue(9_999_999_999_999),
);

type RepeatRouteTable = Pick<
  RouteTable<Actor>,
  'repeats.list' | 'repeats.read' | 'repeats.answer' | 'repeats.done'
>;

export const repeatRoutes: RepeatRouteTable = {
  'repeats.list': {
    input: shape({
      open: v.boolean('请选要看哪些'),
      cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
    }),
    admit: READERS,
    run: ({ actor, now }, input) => listRepeats(actor, input, now),
  },
  'repeats.read': {
    input: shape({ id }),
    admit: 'bound',
    run: ({ actor, now }, input) => readRepeat(actor, input.id, now),
  },
  'repeats.answer': {
    input: shape({
      ...{ id, no, dueAt: time },
      cause: choice('根源', ['person', 'thing', 'environment', 'management']),
      whys: v.pipe(list(line('为什么', LINE), '为什么', WHYS), v.minLength(1, '至少问一次为什么')),
      measure: line('长久办法', LINE),
      ownerId: v.pipe(v.string('请选一个人'), v.regex(/^[\w-]{1,64}$/, '请选一个人')),
    }),
    admit: 'bound',
    run: ({ actor, requestId, now }, input) => answer(actor, input, requestId, now),
  },
  'repeats.done': {
    input: shape({ id, no, text: line('怎么落实的', LINE) }),
    admit: 'bound',
    run: ({ actor, requestId, now }, input) => done(actor, input, requestId, now),
  },
};
