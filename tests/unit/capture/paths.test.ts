/** Which paths a phone may name, and which nobody can guess. */
import fc from 'fast-check';
import {
  checkPath,
  folderOf,
  inSameBucket,
  keyPrefix,
  sealedPath,
  uploadPrefix,
} from '../../../cloudfunctions/features/capture/paths';
import { AppError } from '../../../miniprogram/shared/errors';
import { BUCKET } from './memory-files';

process.env.SAFELOOP_SECRET = 'a secret of the tests, long enough';

const OPENID = 'oWorker-1';
const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const prefix = uploadPrefix(OPENID);
const good = `${BUCKET}evidence/202611/${prefix}/${UUID}.jpg`;

const refused = (fileId: string, openid = OPENID): boolean => {
  try {
    checkPath(fileId, uploadPrefix(openid));
    return false;
  } catch (error) {
    return error instanceof AppError && error.code === 'PHOTO_PATH';
  }
};

describe('the upload prefix', () => {
  it('is 24 hex digits, the same for one person and another for another', () => {
    expect(prefix).toMatch(/^[0-9a-f]{24}$/);
    expect(uploadPrefix(OPENID)).toBe(prefix);
    expect(uploadPrefix('oWorker-2')).not.toBe(prefix);
  });

  it('cannot be told without the secret', () => {
    const before = process.env.SAFELOOP_SECRET;
    process.env.SAFELOOP_SECRET = 'another secret of the tests, long enough';
    expect(uploadPrefix(OPENID)).not.toBe(prefix);
    process.env.SAFELOOP_SECRET = before;
  });
});

describe('the folder of a report without a name', () => {
  const key = 'ab'.repeat(32);

  it('comes from its key alone', () => {
    expect(folderOf({ openid: OPENID, followKey: key })).toBe(keyPrefix(key));
    expect(folderOf({ openid: 'oWorker-2', followKey: key })).toBe(keyPrefix(key));
    expect(folderOf({ openid: OPENID })).toBe(prefix);
  });

  it('is as long as a person’s, another for every key, and shows nothing of the key', () => {
    expect(keyPrefix(key)).toMatch(/^[0-9a-f]{24}$/);
    expect(keyPrefix(key)).not.toBe(keyPrefix('cd'.repeat(32)));
    expect(key).not.toContain(keyPrefix(key).slice(0, 6));
  });

  it('takes no file out of the person’s own', () => {
    expect(() => checkPath(good, keyPrefix(key))).toThrow(new AppError('PHOTO_PATH'));
    expect(checkPath(good.replace(prefix, keyPrefix(key)), keyPrefix(key)).id).toBe(UUID);
  });
});

describe('a path', () => {
  it.each(['jpg', 'jpeg', 'png', 'webp', 'heic', 'pdf'])('may end in %s', (ext) => {
    expect(checkPath(good.replace(/jpg$/, ext), prefix)).toEqual({ id: UUID, ext });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('may hold a uuid of version %i', (version) => {
    const id = UUID.replace('-41d3-', `-${version}1d3-`);
    expect(checkPath(good.replace(UUID, id), prefix).id).toBe(id);
  });

  it.each<[string, string]>([
    ['somebody else’s folder', good.replace(prefix, uploadPrefix('oWorker-2'))],
    ['a shortened folder', good.replace(prefix, prefix.slice(1))],
    ['the sealed folder', good.replace('/evidence/', '/sealed/')],
    ['a step upwards', good.replace('/evidence/', '/evidence/../evidence/')],
    ['an escaped step upwards', good.replace('/evidence/', '/evidence/%2e%2e/')],
    ['a folder more', good.replace(UUID, `more/${UUID}`)],
    ['a doubled slash', good.replace('/evidence/', '//evidence/')],
    ['month 13', good.replace('202611', '202613')],
    ['month 00', good.replace('202611', '202600')],
    ['a uuid in capitals', good.replace(UUID, UUID.toUpperCase())],
    ['a uuid of version 0', good.replace('-41d3-', '-01d3-')],
    ['a uuid of version 9', good.replace('-41d3-', '-91d3-')],
    ['a uuid of another variant', good.replace('-9a0c-', '-ca0c-')],
    ['another extension', good.replace(/jpg$/, 'gif')],
    ['an extension in capitals', good.replace(/jpg$/, 'JPG')],
    ['two extensions', `${good}.exe`],
    ['no extension', good.replace(/\.jpg$/, '')],
    ['a query', `${good}?sign=1`],
    ['a fragment', `${good}#x`],
    ['a line break behind', `${good}\n`],
    ['a line break before', `\n${good}`],
    ['a space', ` ${good}`],
    ['a zero byte', good.replace('.jpg', '\0.jpg')],
    ['full-width letters', good.replace('jpg', 'ｊｐｇ')],
    ['a web address', good.replace('cloud://', 'https://')],
    ['no bucket', good.replace(BUCKET, 'cloud://plant-1/')],
    ['no environment', good.replace(BUCKET, '')],
    ['nothing', ''],
  ])('with %s is refused', (_, fileId) => {
    expect(refused(fileId)).toBe(true);
  });

  it('of one person is refused for any other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (openid) => {
        fc.pre(openid !== OPENID);
        expect(refused(good, openid)).toBe(true);
      }),
    );
  });

  it('is refused with any one character changed to one that does not belong', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (at) => {
        expect(refused(`${good.slice(0, at)}!${good.slice(at + 1)}`)).toBe(true);
      }),
    );
  });
});

describe('a sealed path', () => {
  const name = {
    orderId: UUID,
    evidenceId: 'e-1',
    receivedAt: Date.parse('2026-11-30T17:00:00Z'),
    format: 'jpeg',
  } as const;

  it('is the same each time, by the month in +08:00', () => {
    expect(sealedPath(name)).toBe(sealedPath({ ...name }));
    expect(sealedPath(name)).toMatch(/^sealed\/202612\/[0-9a-f]{24}\/e-1\.jpg$/);
  });

  it('tells nothing of the order and differs between orders', () => {
    expect(sealedPath(name)).not.toContain(UUID.slice(0, 8));
    expect(sealedPath({ ...name, orderId: 'other' })).not.toBe(sealedPath(name));
  });

  it('is no place a phone may name', () => {
    expect(refused(BUCKET + sealedPath(name))).toBe(true);
  });

  it('lies in the bucket of the upload', () => {
    expect(inSameBucket(good, 'sealed/x.jpg')).toBe(`${BUCKET}sealed/x.jpg`);
  });
});
