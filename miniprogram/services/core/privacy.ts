/** WeChat's question for the privacy agreement: what waits for it, and the one sheet that asks; pure. */

/** How WeChat is answered; `buttonId` is that of the agreement button that was tapped. */
export type PrivacyAnswer =
  { event: 'exposureAuthorization' } | { event: 'agree'; buttonId: string } | { event: 'disagree' };

export type Resolve = (answer: PrivacyAnswer) => void;

/** Kinds of information as the sheet names them. */
export type PrivateKind = 'camera' | 'album' | 'location' | 'microphone';

/** The interface or component that asked → what it is for. */
const KINDS: Readonly<Record<string, PrivateKind>> = {
  camera: 'camera',
  chooseMedia: 'album',
  chooseMessageFile: 'album',
  getLocation: 'location',
  'RecorderManager.start': 'microphone',
  startRecord: 'microphone',
};

/** Asked for without a tap: once somebody refused, they do not ask again by themselves. */
const UNASKED: readonly string[] = ['camera', 'getLocation'];

/** How long what waits is kept for a page that is opening (ms). */
export const PATIENCE = 1_500;

export interface Gate {
  /** Something private waits for the agreement. */
  need(resolve: Resolve, referrer: string): void;
  /**
   * The sheet of the page in front; it is told what is to be used, as far as that is known, and null when nothing waits.
   * @returns how to leave
   */
  attach(show: (kinds: PrivateKind[] | null) => void): () => void;
  agree(buttonId: string): void;
  refuse(): void;
  /** Whether somebody refused since the app started, and did not change their mind. */
  isRefused(): boolean;
  /** They want to be asked again. */
  reconsider(): void;
}

/** @param later - runs once after so many ms */
export function createGate(later: (ms: number, run: () => void) => void): Gate {
  let waiting: { resolve: Resolve; referrer: string }[] = [];
  let sheet: ((kinds: PrivateKind[] | null) => void) | null = null;
  let refused = false;

  const kinds = (): PrivateKind[] => [...new Set(waiting.flatMap(({ referrer }) => KINDS[referrer] ?? []))];
  const settle = (answer: PrivacyAnswer): void => {
    const all = waiting;
    waiting = [];
    for (const { resolve } of all) resolve(answer);
    sheet?.(null);
  };
  const show = (): void => {
    if (sheet === null || waiting.length === 0) return;
    for (const { resolve } of waiting) resolve({ event: 'exposureAuthorization' });
    sheet(kinds());
  };

  return {
    need(resolve, referrer) {
      if (refused && UNASKED.includes(referrer)) {
        resolve({ event: 'disagree' });
        return;
      }
      waiting.push({ resolve, referrer });
      show();
      // Where no page asks, nothing may wait for ever: a report goes on without it.
      later(PATIENCE, () => {
        if (sheet === null && waiting.length > 0) settle({ event: 'disagree' });
      });
    },
    attach(shown) {
      sheet = shown;
      show();
      return () => {
        if (sheet !== shown) return;
        shown(null);
        sheet = null;
        later(PATIENCE, () => {
          if (sheet === null && waiting.length > 0) settle({ event: 'disagree' });
        });
      };
    },
    agree(buttonId) {
      refused = false;
      settle({ event: 'agree', buttonId });
    },
    refuse() {
      refused = true;
      settle({ event: 'disagree' });
    },
    isRefused: () => refused,
    reconsider() {
      refused = false;
    },
  };
}
