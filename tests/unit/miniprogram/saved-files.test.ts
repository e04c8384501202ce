/** Files that a killed app left on the phone go; whatever is still named anywhere stays. */
import fc from 'fast-check';
import { forgotten } from '../../../miniprogram/services/core/saved-files';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const HOUR = 3_600;
const saved = (filePath: string, hoursAgo: number) => ({
  filePath,
  createTime: NOW / 1_000 - hoursAgo * HOUR,
});

it('frees what no note names, a day later', () => {
  const files = [saved('wxfile://store_a.jpg', 25), saved('wxfile://store_b.jpg', 25)];
  const notes = [JSON.stringify([{ photos: [{ path: 'wxfile://store_b.jpg' }] }]), 'null'];
  expect(forgotten(files, notes, NOW)).toEqual(['wxfile://store_a.jpg']);
});

it('leaves what may be on its way into a draft', () => {
  expect(forgotten([saved('wxfile://store_a.jpg', 23)], [], NOW)).toEqual([]);
});

it('leaves all when the phone’s clock was set back', () => {
  expect(forgotten([saved('wxfile://store_a.jpg', -48)], [], NOW)).toEqual([]);
});

it('never frees what is named in any note, and always what is in none', () => {
  const name = fc.stringMatching(/^wxfile:\/\/store_[0-9a-f]{8}\.jpg$/);
  fc.assert(
    fc.property(fc.uniqueArray(name), fc.uniqueArray(name), fc.array(fc.string()), (kept, lost, noise) => {
      const gone = lost.filter((path) => !kept.includes(path));
      const notes = [
        ...noise.filter((text) => !text.includes('wxfile')),
        ...kept.map((path) => JSON.stringify({ path })),
      ];
      const files = [...kept, ...gone].map((path) => saved(path, 30));
      expect(forgotten(files, notes, NOW)).toEqual(gone);
    }),
  );
});
