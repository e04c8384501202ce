/** Acts that cost something and must happen once: an intent whose answer was lost goes again under the same id. */
import type { RouteName, Routes } from '../../../typings/api';
import type { Call } from './call';
import { isPassing } from './failure';

/** An intent without an answer is the same one for so long (ms); after that a tap means a new one. */
const SAME_FOR = 60 * 60_000;

/** An intent that nobody answered yet. */
interface Open {
  /** Who meant it, what, and with what input. */
  key: string;
  requestId: string;
  /** By the phone's clock (ms). */
  at: number;
}

export interface IntentPorts {
  call: Call;
  /** A new request id. */
  newId: () => string;
  /** Whose phone it is now. */
  who: () => string;
  load: () => unknown;
  save: (open: Open[]) => void;
  now: () => number;
}

const isOpen = (value: unknown): value is Open =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Open).key === 'string' &&
  typeof (value as Open).requestId === 'string' &&
  typeof (value as Open).at === 'number';

/** Sends an intent. @throws CallFailure */
export type SendOnce = <R extends RouteName>(
  route: R,
  input: Routes[R]['input'],
) => Promise<Routes[R]['output']>;

/**
 * Sends intents so that each happens once: two taps are one call, and a call that did not come back is sent again under
 * its id, also after the app was closed.
 */
export function createSendOnce({ call, newId, who, load, save, now }: IntentPorts): SendOnce {
  const underWay = new Map<string, Promise<unknown>>();

  const all = (): Open[] => {
    const saved = load();
    return Array.isArray(saved) ? saved.filter(isOpen).filter(({ at }) => now() - at < SAME_FOR) : [];
  };

  const without = (key: string): Open[] => all().filter((one) => one.key !== key);

  async function send<R extends RouteName>(route: R, input: Routes[R]['input'], key: string) {
    const requestId = all().find((one) => one.key === key)?.requestId ?? newId();
    // Written before it goes: an app that is closed meanwhile still knows what it asked.
    save([...without(key), { key, requestId, at: now() }]);
    try {
      const answer = await call(route, input, { requestId });
      save(without(key));
      return answer;
    } catch (error) {
      if (!isPassing(error)) save(without(key));
      throw error;
    }
  }

  return <R extends RouteName>(route: R, input: Routes[R]['input']) => {
    const key = [who(), route, JSON.stringify(input)].join(' ');
    const running = underWay.get(key) as Promise<Routes[R]['output']> | undefined;
    if (running !== undefined) return running;
    const sent = send(route, input, key).finally(() => underWay.delete(key));
    underWay.set(key, sent);
    return sent;
  };
}
