/** The routes of Top-3 点评. */
import * as v from 'valibot';
import { day, line, list, shape } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { readWeek } from './read';
import { answer, comment } from './say';

/** The longest sentence, and how many the manager says. */
const LINE = 100;
const LINES = 3;

const monday = day('哪一周');

export const weekTopRoutes: Pick<RouteTable<Actor>, 'week.get' | 'week.comment' | 'week.answer'> = {
  'week.get': {
    input: shape({ monday: v.exactOptional(monday) }),
    admit: 'bound',
    run: ({ actor, now }, input) => readWeek(actor, input.monday, now),
  },
  'week.comment': {
    input: shape({ monday, lines: list(line('点评', LINE), '点评', LINES, 1) }),
    admit: ['manager'],
    run: ({ actor, requestId, now }, input) => comment(actor, input, requestId, now),
  },
  'week.answer': {
    input: shape({
      monday,
      areaId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      text: line('答复', LINE),
    }),
    admit: ['supervisor', 'safety'],
    run: ({ actor, requestId, now }, input) => answer(actor, input, requestId, now),
  },
};
