/** Texts out of links and codes, which anybody may have written. */

/** The text without its percent signs; one that is not well formed as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
