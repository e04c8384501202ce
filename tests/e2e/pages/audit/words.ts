/** Words that no person should read: English, codes, and what the product never says. */
import { NEVER } from '../../../support/never';
import { finding, type Finding } from './finding';
import { type ShownText } from './scene';

/** Letters that belong: order numbers, point numbers, units, and formats that people say. */
const SPOKEN = [/YH-\d{8}-\d{4}/g, /DH-\d{8}-\d{3,}/g, /\b[A-Z]-\d{2}\b/g, /\bHEIC\b/g];

/** @returns what is wrong with a text; empty when nothing is */
export function wordTroubles(text: string): string[] {
  const plain = SPOKEN.reduce((left, pattern) => left.replace(pattern, ''), text);
  return [
    ...(plain.match(/[A-Za-z]{2,}/g) ?? []).map((word) => `foreign: ${word}`),
    ...(plain.match(/-\d{5,}/g) ?? []).map((code) => `a code: ${code}`),
    ...(text.match(/\{\w*\}/g) ?? []).map((hole) => `not filled in: ${hole}`),
    ...(text.match(/[一-鿿][,;?!]|[一-鿿]:(?!\d)/g) ?? []).map((mark) => `narrow mark: ${mark}`),
    ...NEVER.filter((word) => text.includes(word)).map((word) => `never: ${word}`),
  ];
}

export const checkWords = ({ text, element }: ShownText): Finding[] =>
  wordTroubles(text).map((trouble) => finding('words', text, element, trouble));

/** Names that are read aloud. */
export const checkLabels = (root: Element): Finding[] =>
  [...root.querySelectorAll('[aria-label]')].flatMap((element) => {
    const label = element.getAttribute('aria-label') ?? '';
    return wordTroubles(label).map((trouble) => finding('words', label, element, trouble));
  });
