/** The scanner of the phone, and what it read. Works without a network: a label is looked up in the phone's copy of the plant. */
import { readSignIn, type SignIn } from '../shared/sign-in';
import { findLabel, type Found } from './core/scan';
import { getPlant, knownPlant } from './session';

/** `closed`: the person changed their mind; `off`: the phone does not let the app use its camera. */
type Unread = { kind: 'closed' } | { kind: 'off' };

export type Scanned = Found | Unread;

/** `foreign`: a code of something else. */
export type ScannedSignIn = { kind: 'signIn'; signIn: SignIn } | { kind: 'foreign' } | Unread;

const wasClosed = (error: unknown): boolean =>
  /cancel/.test(String((error as { errMsg?: unknown } | null)?.errMsg));

/** What the scanner read: the scene of a mini-program code of this app, or the text of any other. */
async function scanned(types: ('qrCode' | 'wxCode')[]): Promise<{ kind: 'read'; text: string } | Unread> {
  try {
    const { result, path } = await wx.scanCode({ scanType: types });
    // A mini-program code of this app gives its page with the scene in it.
    return { kind: 'read', text: /[?&]scene=([^&]+)/.exec(path)?.[1] ?? result };
  } catch (error) {
    return { kind: wasClosed(error) ? 'closed' : 'off' };
  }
}

/** Lets the person scan a label. */
export async function scanLabel(): Promise<Scanned> {
  const read = await scanned(['qrCode', 'wxCode']);
  if (read.kind !== 'read') return read;
  return findLabel(read.text, knownPlant() ?? (await getPlant().catch(() => null)));
}

/** Lets the person scan any code: whoever reads it knows what it is. */
export const scanText = (): Promise<{ kind: 'read'; text: string } | Unread> => scanned(['qrCode']);

/** Lets the person scan the code of a meeting. */
export async function scanSignIn(): Promise<ScannedSignIn> {
  const read = await scanned(['qrCode']);
  if (read.kind !== 'read') return read;
  const signIn = readSignIn(read.text);
  return signIn === null ? { kind: 'foreign' } : { kind: 'signIn', signIn };
}
