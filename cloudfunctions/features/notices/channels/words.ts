/** A message in words, for channels without templates. */
import type { InboxText } from '../render';

/** The longest text that WeCom takes (bytes in UTF-8). */
const LONGEST = 2_048;

/** Title and lines; characters that no longer fit are cut off. */
export function inWords({ title, lines }: InboxText): string {
  let bytes = 0;
  let text = '';
  for (const character of [title, ...lines].join('\n')) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST) break;
    text += character;
  }
  return text;
}
