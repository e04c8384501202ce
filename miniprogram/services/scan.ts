/** The scanner of the phone, and what it read. Works without a network: a label is looked up in the phone's copy of the plant. */
import { findLabel, type Found } from './core/scan';
import { getPlant, knownPlant } from './session';

/** `closed`: the person changed their mind; `off`: the phone does not let the app use its camera. */
export type Scanned = Found | { kind: 'closed' } | { kind: 'off' };

const wasClosed = (error: unknown): boolean =>
  /cancel/.test(String((error as { errMsg?: unknown } | null)?.errMsg));

/** Lets the person scan a label. */
export async function scanLabel(): Promise<Scanned> {
  let text: string;
  try {
    const { result, path } = await wx.scanCode({ scanType: ['qrCode', 'wxCode'] });
    // A mini-program code of this app gives its page with the scene in it.
    text = /[?&]scene=([^&]+)/.exec(path)?.[1] ?? result;
  } catch (error) {
    return { kind: wasClosed(error) ? 'closed' : 'off' };
  }
  return findLabel(text, knownPlant() ?? (await getPlant().catch(() => null)));
}
