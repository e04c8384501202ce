/** What a signature stands for: one hash over everything in the record of a part. */
import type { Training, TrainingLevel } from '../../../typings/training';
import { recordOf } from '../../engine/training';
import { canonical, sha256 } from '../../platform/canonical';

/** SHA-256 (hex); any change of what was attended, read or answered changes it. */
export const recordHash = (training: Training, level: TrainingLevel): string =>
  sha256(canonical(recordOf(training, level)));
