/** The part of a phone's bridge, `window.__phone`, that the page uses (devtools/simulator/README.md). */

export type Network = 'on' | 'slow' | 'off';

export interface PhoneBridge {
  /** Opens the app at a page, as a tap on a message does. */
  launch(launch: { path: string; query: Record<string, string>; scene: number }): void;
  setNetwork(network: { type: 'wifi' | '4g' | 'none'; delay: number }): void;
  setClockOffset(milliseconds: number): void;
  /** Whether this phone's person agreed to the privacy terms; every phone begins with somebody who did. */
  setPrivacyAgreed(agreed: boolean): void;
  /** What the phone calls a template when it asks whether its messages are welcome. */
  setTemplateTitles(titles: Record<string, string>): void;
}

/** What a switch position means to the phone; `slow` lets every request wait (ms). */
export const NETWORKS = {
  on: { type: 'wifi', delay: 0 },
  slow: { type: '4g', delay: 3000 },
  off: { type: 'none', delay: 0 },
} as const;

/** WeChat's scene of an app opened from a subscription message. */
const FROM_MESSAGE = 1014;

const METHODS = ['launch', 'setNetwork', 'setClockOffset', 'setTemplateTitles', 'setPrivacyAgreed'] as const;

/** The phone in a frame of the same origin; null while it is starting or could not start. */
export function bridgeOf(frame: HTMLIFrameElement): PhoneBridge | null {
  const offered: unknown = frame.contentWindow && Reflect.get(frame.contentWindow, '__phone');
  return isBridge(offered) ? offered : null;
}

/** @param page - a message's page: a path, perhaps with a query */
export function openFromMessage(bridge: PhoneBridge, page: string): void {
  const [path = '', query = ''] = page.split('?');
  const launch = { path: path.replace(/^\//, ''), query: Object.fromEntries(new URLSearchParams(query)) };
  bridge.launch({ ...launch, scene: FROM_MESSAGE });
}

function isBridge(offered: unknown): offered is PhoneBridge {
  return (
    typeof offered === 'object' &&
    offered !== null &&
    METHODS.every((name) => typeof Reflect.get(offered, name) === 'function')
  );
}
