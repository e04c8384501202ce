/** How the phone refuses what it does not have: loudly, with the name. */

/** Something that exists in WeChat but not in the simulator. */
export class NotEmulated extends Error {
  constructor(readonly what: string) {
    super(`NotEmulated: ${what}`);
    this.name = 'NotEmulated';
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
