/** Rings at a person: one channel after the other until one takes the message, no longer than an instance may wait. */
import type { Notices } from '../../../typings/config';
import * as log from '../../platform/log';
import { isBusy, NO_ANSWER, type Answer, type Channel, type Message } from './channels';
import type { Channels } from './store';

/** Instances freeze soon after they answered, so a message gets no longer than this to go out. */
export const SEND_CEILING = 1_500;

/** How often a message is tried before it counts as failed. */
const ATTEMPTS = 3;

export type Tried = Channels['tried'];

/** What came of all that was tried, best first: what is busy may still take it. */
const BEST = ['delivered', 'failed', 'refused', 'notConfigured'] as const;

/** @param attempts - made so far */
export function outcome(tried: Tried, attempts: number): Channels {
  const results = Object.values(tried).map(({ result }) => result);
  return { result: BEST.find((result) => results.includes(result)) ?? 'notConfigured', tried, attempts };
}

/** Whether a further attempt may change the result. */
export const mayRetry = ({ result, tried, attempts }: Channels): boolean =>
  result === 'failed' && attempts < ATTEMPTS && Object.values(tried).some(isAnswerBusy);

const isAnswerBusy = ({ result, errCode }: NonNullable<Tried[keyof Tried]>): boolean =>
  result !== 'held' && isBusy({ result, errCode });

/** The channels of a plant: subscription messages first, then what its notices list. */
export const channelsOf = (all: readonly Channel[], { channels: listed = [] }: Notices): Channel[] =>
  all.filter(({ id }) => id === 'subscription' || listed.includes(id));

/** Asks one channel; never throws. */
async function ask(channel: Channel, message: Message): Promise<Answer> {
  try {
    const answer = await channel.send(message);
    const { result, errCode } = answer;
    // What was never asked is no news; a code is for somebody to look up.
    if (errCode !== null && (result === 'failed' || result === 'notConfigured'))
      log.warn({ event: `notice.${result}`, channel: channel.id, errCode });
    return answer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    log.warn({ event: 'notice.failed', channel: channel.id, reason });
    return NO_ANSWER;
  }
}

/** What was tried, and what comes of it after the ceiling; `late` is null when nothing was left under way. */
export interface Rung {
  tried: Tried;
  late: Promise<Tried> | null;
}

/**
 * Tries the channels in their order; those that gave a final answer before are left alone.
 * @param before - what an earlier attempt came to
 */
export async function ring(
  channels: readonly Channel[],
  message: Message,
  before: Tried = {},
): Promise<Rung> {
  const tried: Tried = { ...before };
  let isOver = false;
  let asking: Channel | null = null;

  async function tryAll(): Promise<'done'> {
    for (const channel of channels) {
      const earlier = tried[channel.id];
      if (isOver || (earlier !== undefined && !isAnswerBusy(earlier))) continue;
      asking = channel;
      tried[channel.id] = await ask(channel, message);
      asking = null;
      if (tried[channel.id]?.result === 'delivered') break;
    }
    return 'done';
  }

  const trying = tryAll();
  if ((await withinCeiling(trying)) === 'done') return { tried: { ...tried }, late: null };
  isOver = true;
  const silent = asking as Channel | null;
  const soFar = silent === null ? { ...tried } : { ...tried, [silent.id]: NO_ANSWER };
  return { tried: soFar, late: trying.then(() => tried) };
}

async function withinCeiling<T>(work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const ceiling = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), SEND_CEILING);
  });
  return Promise.race([work, ceiling]).finally(() => clearTimeout(timer));
}
