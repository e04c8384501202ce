/** Plays the demo stories through the real functions, in the order in which they happen, with the clock moved along. */
import type { OrderView } from '../../typings/api';
import { DAY, HOUR, MINUTE, startOfDay } from '../../miniprogram/shared/time';
import type { Floor } from '../lib/floor';
import type { Story, Step } from './stories';

/** How often the minute timer runs while nothing else happens: often enough for every rung, few enough to wait for. */
const TICK = 30 * MINUTE;

/** Something that somebody does at a moment. */
export interface Happening {
  at: number;
  run: () => Promise<void>;
}

const place = (queue: Happening[], happening: Happening): void => {
  const index = queue.findIndex(({ at }) => at > happening.at);
  queue.splice(index < 0 ? queue.length : index, 0, happening);
};

/** Whose phone a step is done on, as the order stands. */
function actorOf(step: Step, story: Story, order: OrderView): string {
  if (step.by === 'reporter') return story.reporter;
  if (step.by === 'fixer') return order.people.fixer?.id ?? order.next?.owner.id ?? story.reporter;
  return order.next?.owner.id ?? story.reporter;
}

/** What a step gives, its date counted from the day of the act. */
function inputOf({ input = {}, untilDays }: Step, at: number): NonNullable<Step['input']> {
  return untilDays === undefined ? input : { ...input, until: startOfDay(at) + (untilDays + 1) * DAY - 1 };
}

/**
 * @param beside - what happens beside the stories
 * @param now - the end of the history: nothing happens after it
 */
export async function playHistory(
  floor: Floor,
  stories: readonly Story[],
  beside: readonly Happening[],
  now: number,
): Promise<number> {
  const midnight = startOfDay(now);
  const queue: Happening[] = [];
  for (const happening of beside) place(queue, happening);
  const schedule = (story: Story, orderId: string, at: number, index: number): void => {
    const step = story.steps[index];
    if (step === undefined) return;
    const due = at + step.after * HOUR;
    place(queue, {
      at: due,
      run: async () => {
        const order = await floor.look(story.reporter, orderId);
        const actor = actorOf(step, story, order);
        await floor.act(actor, orderId, step.action, inputOf(step, due), step.pictures);
        schedule(story, orderId, due, index + 1);
      },
    });
  };
  for (const story of stories) {
    const at = midnight - story.daysAgo * DAY + story.hour * HOUR;
    place(queue, {
      at,
      run: async () => {
        const { id } = await floor.report(story.reporter, story);
        schedule(story, id, at, 0);
      },
    });
  }
  let clock = (queue[0]?.at ?? now) - TICK;
  let played = 0;
  for (let next = queue.shift(); next !== undefined && next.at < now; next = queue.shift()) {
    clock = await runTimers(floor, clock, next.at);
    await floor.control.clock({ set: next.at });
    await next.run();
    played += 1;
  }
  await runTimers(floor, clock, now);
  return played;
}

/** Lets the timer run up to a moment. @returns that moment */
async function runTimers(floor: Floor, from: number, to: number): Promise<number> {
  for (let at = from + TICK; at < to; at += TICK) {
    await floor.control.clock({ set: at });
    await floor.control.runTimer('jobs');
  }
  return to;
}
