/** The only file that knows the collection `labels`: where the mini-program code of each label lies once it was drawn. */
import type { LabelFile } from '../../../typings/domain';
import { _, collection } from '../../platform/sdk';

const labels = collection<LabelFile>('labels');

/** Those of these files that were drawn, by id. One database call. */
export async function drawn(ids: string[]): Promise<Map<string, LabelFile>> {
  const found = await labels.find({ _id: _.in(ids) }, { limit: ids.length });
  return new Map(found.map((file) => [file._id, file]));
}

/** Remembers a file; drawn again it lies in the same place. One database call. */
export const keep = (file: LabelFile): Promise<void> => labels.put(file);
