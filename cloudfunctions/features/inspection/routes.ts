/** The routes of inspections that phones ask every day: the tasks of a person, and what was found. */
import * as v from 'valibot';
import { distinct } from '../../config/parts';
import type { RouteTable } from '../../platform/router';
import type { Actor } from '../people/identify';
import { noList, taskId, time, uuid, words } from './input';
import { MAX_PHOTOS } from './photos';
import { submit } from './submit';
import { readTask, today } from './today';

/** More items than any round has. */
const MAX_ANSWERS = 300;

const photo = v.strictObject({
  fileId: v.pipe(v.string(), v.maxLength(300)),
  source: v.picklist(['camera', 'album', 'file']),
  takenAt: v.exactOptional(v.nullable(time)),
});

const answer = v.strictObject({
  id: uuid,
  itemId: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}:[a-z0-9-]{1,64}$/)),
  result: v.picklist(['ok', 'notOk', 'na', 'noted']),
  number: v.exactOptional(v.pipe(v.number(), v.finite())),
  text: v.exactOptional(words(500)),
  reason: v.exactOptional(words(200)),
  photos: v.pipe(v.array(photo), v.maxLength(MAX_PHOTOS, `照片最多 ${MAX_PHOTOS} 张`)),
  seen: v.nullable(v.picklist(['scanned', 'typed'])),
  orderId: v.nullable(uuid),
  at: v.nullable(time),
});

export const taskInputs = {
  submit: v.strictObject({
    taskId,
    answers: v.pipe(
      v.array(answer),
      v.maxLength(MAX_ANSWERS, `一次最多 ${MAX_ANSWERS} 项，请分几次`),
      v.check((answers) => distinct(answers.map(({ id }) => id)), '同一条填了两次'),
    ),
    done: v.boolean(),
    unreported: v.exactOptional(v.pipe(v.array(uuid), v.maxLength(MAX_ANSWERS, '一次最多撤这么多'))),
  }),
};

type DailyTaskRoutes = Pick<RouteTable<Actor>, 'tasks.today' | 'tasks.get' | 'tasks.submit'>;

export const taskRoutes: DailyTaskRoutes = {
  'tasks.today': {
    input: v.pipe(noList, v.strictObject({})),
    admit: 'bound',
    run: ({ actor, now }) => today(actor, now),
  },
  'tasks.get': {
    input: v.strictObject({ taskId }),
    admit: 'bound',
    run: ({ actor, now }, input) => readTask(actor, input.taskId, now),
  },
  'tasks.submit': {
    input: taskInputs.submit,
    admit: 'bound',
    run: ({ actor, now }, input) => submit(actor, input, now),
  },
};
