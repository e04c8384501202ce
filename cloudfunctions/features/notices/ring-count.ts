/** How often it rang at each person in the present turn: counted from the deliveries, for everybody at once. */
import type { Millis } from '../../../typings/domain';
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Hours } from './hours';
import { deliveries, type DeliveryStore } from './store';

/** How long an instance may overlook what another one rang; its own rings it counts at once. */
const TTL = MINUTE;

export interface RingCount {
  /** How often it rang at a person in the turn that holds `now`. */
  of(personId: string, now: Millis, hours: Hours): Promise<number>;
  /** Counts one more before it rings, so that of two at the same moment one comes second. @returns its place, from 1 */
  take(personId: string, now: Millis, hours: Hours): Promise<number>;
  /** It did not ring after all. */
  giveBack(personId: string): void;
}

/**
 * One database call a minute while messages are sent, and none for each of them.
 * @param store - left out, the real one is used
 */
export function createRingCount(store: DeliveryStore = deliveries): RingCount {
  let slot = '';
  let readAt = -Infinity;
  let counts = new Map<string, number>();
  let reading: Promise<void> | null = null;

  async function read(now: Millis, hours: Hours): Promise<void> {
    const of = hours.slot(now);
    const written = await store.rungSince(hours.slotStart(now));
    // What is ringing at this moment is on no row yet.
    const merged = of === slot ? counts : new Map<string, number>();
    for (const [personId, count] of written) merged.set(personId, Math.max(count, merged.get(personId) ?? 0));
    slot = of;
    counts = merged;
    readAt = now;
  }

  async function fresh(now: Millis, hours: Hours): Promise<void> {
    const isFresh = hours.slot(now) === slot && now >= readAt && now - readAt < TTL;
    if (isFresh) return;
    reading ??= read(now, hours).finally(() => {
      reading = null;
    });
    await reading;
  }

  return {
    async of(personId, now, hours) {
      await fresh(now, hours);
      return counts.get(personId) ?? 0;
    },
    async take(personId, now, hours) {
      await fresh(now, hours);
      const place = (counts.get(personId) ?? 0) + 1;
      counts.set(personId, place);
      return place;
    },
    giveBack(personId) {
      counts.set(personId, Math.max(0, (counts.get(personId) ?? 0) - 1));
    },
  };
}

/** The count of this instance. */
export const ringCount = createRingCount();
