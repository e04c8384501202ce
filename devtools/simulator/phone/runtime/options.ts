/** What the host decides about a phone before it starts, and may change while it runs. */

export interface PhoneOptions {
  /** Names the phone among several of one host. */
  slot: string;
  /** The person who holds the phone. */
  openid: string;
  /** Where the app is opened; without a path at its entry page. */
  launch: Launch;
  /** Milliseconds that the phone's clock is ahead of real time. */
  clockOffset: number;
  /** All names of `wx`, so that what is missing can be told from what does not exist. */
  wxNames: readonly string[];
}

/** How an app is opened. @see https://developers.weixin.qq.com/miniprogram/dev/reference/scene-list.html */
export interface Launch {
  path?: string;
  query?: Record<string, string>;
  scene?: number;
}

export interface LaunchOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  shareTicket?: string;
  referrerInfo: Record<string, unknown>;
  apiCategory: 'default';
}

/** Opened from the list of recently used mini-programs. */
const RECENT = 1001;

export function launchOptions(launch: Launch, entry: string): LaunchOptions {
  return {
    path: launch.path ?? entry,
    query: launch.query ?? {},
    scene: launch.scene ?? RECENT,
    referrerInfo: {},
    apiCategory: 'default',
  };
}

/** `/pages/a/index?x=1` in its parts; the path has no leading slash. */
export function parseUrl(url: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?');
  const pairs = search.split('&').filter((pair) => pair !== '');
  const query = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return { path: path.replace(/^\//, ''), query: Object.fromEntries(query) };
}
