/** Every folder of components has a suite: a new package of the app is not forgotten. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { componentFolders, componentsIn } from './support/suite';

it.each(componentFolders())('%s is tested', (folder) => {
  const [, name = folder] = folder.split('/');
  expect(componentsIn(folder)).not.toEqual([]);
  expect(existsSync(join(__dirname, `${name}.test.ts`))).toBe(true);
});
