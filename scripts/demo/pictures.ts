/** The demo photos, each upload made distinct as two shots of the same scene would be. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the files in scripts/demo/photos. */
export type Picture =
  | 'cylinder-loose'
  | 'cylinder-chained'
  | 'cylinder-one-chained'
  | 'extinguisher-blocked'
  | 'extinguisher-clear'
  | 'panel-blocked'
  | 'panel-clear'
  | 'oil-spill'
  | 'oil-clean'
  | 'guard-missing'
  | 'guard-fitted'
  | 'cable-frayed'
  | 'cable-new'
  | 'hotwork-rubbish'
  | 'hotwork-clear';

const FOLDER = 'scripts/demo/photos';

/**
 * The bytes of one shot: the picture with a comment segment after its start marker, so that no two shots are the same file.
 * @param shot - tells shots of one scene apart
 */
export function picture(name: Picture, shot: string): Buffer {
  const jpeg = readFileSync(join(FOLDER, `${name}.jpg`));
  const comment = Buffer.from(shot, 'utf8');
  const segment = Buffer.alloc(4 + comment.length);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(2 + comment.length, 2);
  comment.copy(segment, 4);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}
