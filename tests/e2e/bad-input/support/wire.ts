/** The connection of a phone, broken at a chosen place: on the way there, on the way back, or held until it is let go. */
import type { CDPSession, Page } from 'puppeteer-core';

/** `there`: the cloud never hears of it; `back`: it did what was asked, and its answer is lost. */
export type Way = 'there' | 'back';

/** What of the phone's traffic is meant: an upload, or a call of a route. */
export type Traffic = { upload: true } | { route: string };

interface Paused {
  requestId: string;
  request: { url: string; postData?: string };
  responseStatusCode?: number;
}

interface Trap {
  traffic: Traffic;
  way: Way;
  /** Called for the first that comes; the trap is gone then. */
  caught: (paused: Paused) => void;
}

function fits(traffic: Traffic, { url, postData = '' }: Paused['request']): boolean {
  const { pathname } = new URL(url);
  if ('upload' in traffic) return pathname === '/control/upload';
  return pathname === '/control/call' && postData.includes(`"route":${JSON.stringify(traffic.route)}`);
}

export interface Trapped {
  happened: Promise<void>;
}

export class Wire {
  private traps: Trap[] = [];
  private readonly held: string[] = [];

  private constructor(private readonly session: CDPSession) {
    session.on('Fetch.requestPaused', (paused: Paused) => void this.pass(paused));
  }

  static async of(page: Page): Promise<Wire> {
    return new Wire(await page.createCDPSession());
  }

  /** Breaks the connection at the next such traffic; `happened` resolves when it broke. */
  breakAt(traffic: Traffic, way: Way): Promise<Trapped> {
    return this.trap(traffic, way, ({ requestId }) =>
      this.session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }),
    );
  }

  /** Stops the next such traffic where it is; `happened` resolves when it stands. It goes on only by {@link letGo}. */
  holdAt(traffic: Traffic, way: Way): Promise<Trapped> {
    return this.trap(traffic, way, ({ requestId }) => {
      this.held.push(requestId);
      return Promise.resolve();
    });
  }

  /** Lets everything go on; what belonged to a page that is gone is forgotten. */
  async letGo(): Promise<void> {
    this.traps = [];
    const held = this.held.splice(0);
    await Promise.allSettled(
      held.map((requestId) => this.session.send('Fetch.continueRequest', { requestId })),
    );
  }

  private async trap(
    traffic: Traffic,
    way: Way,
    act: (paused: Paused) => Promise<unknown>,
  ): Promise<Trapped> {
    const happened = new Promise<void>((resolve, reject) => {
      const caught = (paused: Paused): void => void act(paused).then(() => resolve(), reject);
      this.traps.push({ traffic, way, caught });
    });
    // Only while something is to be caught: large uploads pass slowly through here.
    const urlPattern = '*/control/*';
    const patterns = (['Request', 'Response'] as const).map((requestStage) => ({ urlPattern, requestStage }));
    await this.session.send('Fetch.enable', { patterns });
    return { happened };
  }

  private async pass(paused: Paused): Promise<void> {
    const way = paused.responseStatusCode === undefined ? 'there' : 'back';
    const trap = this.traps.find((one) => one.way === way && fits(one.traffic, paused.request));
    if (trap !== undefined) {
      this.traps = this.traps.filter((one) => one !== trap);
      trap.caught(paused);
      return;
    }
    // The page may be gone meanwhile.
    await this.session.send('Fetch.continueRequest', { requestId: paused.requestId }).catch(() => undefined);
  }
}
