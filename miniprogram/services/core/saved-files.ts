/** Which saved files nobody will ever send or show again: what an app that was killed left between saving and noting. */

/** As the platform lists it; `createTime` in seconds. */
export interface SavedFile {
  filePath: string;
  createTime: number;
}

/** Younger ones may belong to something that is being filled in at this moment (s). */
const AT_WORK = 24 * 3_600;

/**
 * @param files - everything that the app saved on the phone
 * @param notes - everything that the app keeps in its storage, as JSON: what names a file needs it
 * @param now - the phone's clock (ms)
 */
export function forgotten(files: readonly SavedFile[], notes: readonly string[], now: number): string[] {
  return files
    .filter(({ createTime }) => now / 1_000 - createTime > AT_WORK)
    .map(({ filePath }) => filePath)
    .filter((path) => !notes.some((note) => note.includes(path)));
}
