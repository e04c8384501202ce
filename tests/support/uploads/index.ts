/** Ninety kinds of file that people, programs and attackers upload as a photo, and what must become of each. */
import { REFUSED } from './refused';
import { TAKEN } from './taken';

export { MARKS } from './parts';

/** The format in which it is served, or the code with which it is refused. */
export type Becomes = 'jpeg' | 'png' | 'webp' | 'heic' | 'PHOTO_NOT_IMAGE' | 'PHOTO_TOO_LARGE';

/** What it is, the file, what becomes of it, and the extension of its name where that is not `jpg`. */
export type Upload = [what: string, file: () => Buffer, becomes: Becomes, extension?: string];

export const UPLOADS: readonly Upload[] = [...TAKEN, ...REFUSED];
