/** What a phone's page offers to the page around it (devtools/simulator/README.md). */

export type Network = 'on' | 'slow' | 'off';

export interface PhoneBridge {
  /** Opens a page of the app with its query, as a tap on a message does. */
  open(url: string): void;
  setNetwork(network: Network): void;
}

/** The phone in a frame of the same origin; null while it is starting or could not start. */
export function bridgeOf(frame: HTMLIFrameElement): PhoneBridge | null {
  const offered: unknown = frame.contentWindow && Reflect.get(frame.contentWindow, '__phone');
  return isBridge(offered) ? offered : null;
}

function isBridge(offered: unknown): offered is PhoneBridge {
  return (
    typeof offered === 'object' &&
    offered !== null &&
    ['open', 'setNetwork'].every((name) => typeof Reflect.get(offered, name) === 'function')
  );
}
