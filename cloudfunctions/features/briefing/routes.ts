/** The routes of 班前会. */
import * as v from 'valibot';
import { month } from '../../config/parts';
import { MAX_CURSOR } from '../../platform/cursor';
import type { RouteTable } from '../../platform/router';
import { noList, time, words } from '../inspection/input';
import type { Actor } from '../people/identify';
import { answer } from './answer';
import { closeBriefing, explain, openBriefing, say } from './lead';
import { listBriefings } from './list';
import { OVERSEERS } from './rights';
import { sheet } from './sheet';
import { name, sign } from './sign';
import { readBriefing, today } from './today';

/** The most that a leader says; the card takes two minutes. */
const MOST_WORDS = 140;

const id = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,64}@\d{4}-\d{2}-\d{2}:[a-z0-9-]{1,64}$/, '没有这次班前会'),
);
const reason = v.pipe(words(200), v.regex(/\S/, '请写一句原因'));

type BriefingRoutes = Pick<
  RouteTable<Actor>,
  | 'briefings.today'
  | 'briefings.get'
  | 'briefings.open'
  | 'briefings.say'
  | 'briefings.sign'
  | 'briefings.name'
  | 'briefings.answer'
  | 'briefings.close'
  | 'briefings.explain'
  | 'briefings.sheet'
  | 'briefings.list'
>;

export const briefingRoutes: BriefingRoutes = {
  'briefings.today': {
    input: v.pipe(noList, v.strictObject({})),
    admit: 'bound',
    run: ({ actor, now }) => today(actor, now),
  },
  'briefings.get': {
    input: v.strictObject({ id }),
    admit: 'bound',
    run: ({ actor, now }, input) => readBriefing(actor, input.id, now),
  },
  'briefings.open': {
    input: v.strictObject({ id }),
    admit: 'bound',
    run: ({ actor, now }, input) => openBriefing(actor, input.id, now),
  },
  'briefings.say': {
    input: v.strictObject({ id, text: words(MOST_WORDS) }),
    admit: 'bound',
    run: ({ actor, now }, input) => say(actor, input, now),
  },
  'briefings.sign': {
    input: v.strictObject({
      id,
      secret: v.pipe(v.string(), v.regex(/^\d{6}$/, '签到码是六位数字')),
      means: v.picklist(['scanned', 'typed']),
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => sign(actor, input, now),
  },
  'briefings.name': {
    input: v.strictObject({
      id,
      personId: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, '请选一个人')),
      reason,
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => name(actor, input, now),
  },
  'briefings.answer': {
    input: v.strictObject({ id, optionId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/, '请选一项')) }),
    admit: 'bound',
    run: ({ actor, now }, input) => answer(actor, input, now),
  },
  'briefings.close': {
    input: v.strictObject({
      id,
      photo: v.strictObject({
        fileId: v.pipe(v.string(), v.maxLength(300)),
        source: v.picklist(['camera', 'album', 'file']),
        takenAt: v.exactOptional(v.nullable(time)),
      }),
    }),
    admit: 'bound',
    run: ({ actor, now }, input) => closeBriefing(actor, input, now),
  },
  'briefings.explain': {
    input: v.strictObject({ id, reason }),
    admit: 'bound',
    run: ({ actor, now }, input) => explain(actor, input, now),
  },
  'briefings.sheet': {
    input: v.strictObject({ id }),
    admit: 'bound',
    run: ({ actor, now }, input) => sheet(actor, input.id, now),
  },
  'briefings.list': {
    input: v.pipe(
      noList,
      v.strictObject({
        month: v.exactOptional(month),
        cursor: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CURSOR)))),
      }),
    ),
    admit: OVERSEERS,
    run: ({ actor, now }, input) => listBriefings(actor, input.month, input.cursor, now),
  },
};
