/** Links to evidence: a file store in trouble hides the pictures, not the order they belong to. */
import { photoLinks } from '../../../cloudfunctions/features/capture/links';
import type { Evidence } from '../../../typings/domain';
import { MemoryFiles } from './memory-files';

const sealed = {
  id: 'e1',
  state: 'sealed',
  sealedFileId: 'cloud://env.bucket/sealed/e1.jpg',
} as Partial<Evidence> as Evidence;

it('leaves pictures out while the file store is in trouble', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation();
  const files = new MemoryFiles();
  jest.spyOn(files, 'links').mockRejectedValue(new Error('ETIMEDOUT'));
  expect(await photoLinks([sealed], files)).toEqual(new Map());
  expect(error).toHaveBeenCalledTimes(1);
  error.mockRestore();
});
