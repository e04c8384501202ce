/** Where an upload lies, how large it may be, and that its id is one the server takes. */
import { cloudPath, extensionOf, fitted, LONG_SIDE } from '../../../miniprogram/services/core/upload';
import { uuid } from '../../../miniprogram/services/core/uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an upload', () => {
  it('lies in the folder of the person, by the month in +08:00', () => {
    const lastSecondOfOctober = Date.parse('2026-10-31T15:59:59Z');
    expect(cloudPath('abc', 'id', 'wxfile://tmp/x.PNG', lastSecondOfOctober)).toBe(
      'evidence/202610/abc/id.png',
    );
    expect(cloudPath('abc', 'id', 'x', lastSecondOfOctober + 1_000)).toBe('evidence/202611/abc/id.jpg');
  });

  it.each([
    ['a.jpeg', 'jpeg'],
    ['a.pdf', 'pdf'],
    ['a.exe', 'jpg'],
    ['a', 'jpg'],
  ])('%s is named %s', (path, extension) => {
    expect(extensionOf(path)).toBe(extension);
  });
});

describe('a picture', () => {
  it.each([
    [4_000, 3_000, { width: 1_600, height: 1_200 }],
    [3_000, 4_000, { width: 1_200, height: 1_600 }],
    [LONG_SIDE, 900, null],
  ])('of %d × %d becomes %p', (width, height, size) => {
    expect(fitted(width, height)).toEqual(size);
  });
});

describe('uuid', () => {
  it('is of version 4 at both ends of chance', () => {
    expect(uuid(() => 0)).toMatch(UUID);
    expect(uuid(() => 0.999_999)).toMatch(UUID);
  });

  it('is another one every time', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => uuid())).size).toBe(1_000);
  });
});
