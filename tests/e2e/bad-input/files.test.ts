/** Files that are no ordinary photos, from camera and album: each leads to a sentence, and the report goes with the others. */
import { crc32 } from 'node:zlib';
import { TEXT } from '../../../miniprogram/shared/text';
import { jpeg, notAPicture, png } from '../../support/pictures';
import { heic } from '../../unit/capture/samples';
import { ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';
import { sampled } from '../../support/sample';

const MB = 1024 * 1024;
const { empty, unreadable, large, moving, still, notSaved } = TEXT.picture;

/** Two frames of eight by eight pixels, red and blue. */
const GIF = Buffer.from(
  'R0lGODlhCAAIAPAAAP8AAAAAACH5BAAKAAAAIf8LTkVUU0NBUEUyLjADAQAAACwAAAAACAAIAAACB4SPqcvtXQAAIfkEAAoAAAAsAAAAAAgACACAAAD/AAAAAgeEj6nL7V0AADs=',
  'base64',
);
const WEBP = Buffer.from(
  'UklGRsAAAABXRUJQVlA4WAoAAAACAAAABwAABwAAQU5JTQYAAAD/////AABBTk1GSAAAAAAAAAAAAAcAAAcAAGQAAAJWUDggMAAAANABAJ0BKggACAACADQloAJ0ugH4AAOwAP7wxAv/ILlhdcjX/yA/5Af8gP/48gAAAEFOTUZEAAAAAAAAAAAABwAABwAAZAAAAFZQOCAsAAAAlAEAnQEqCAAIAAAANCWgAnS6AAOYAP75k2//kB//kB//kB//ID/iF3sgAAA=',
  'base64',
);

/** A PNG that says of itself that it moves. */
function apng(): Buffer {
  const still = png({ width: 64, height: 48 });
  const named = Buffer.concat([Buffer.from('acTL', 'latin1'), Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(8, 0);
  ends.writeUInt32BE(crc32(named), 4);
  const chunk = Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
  return Buffer.concat([still.subarray(0, 33), chunk, still.subarray(33)]);
}

/** The phone has no library that makes such a picture smaller. */
const CANNOT_SHRINK = "__phone.wx.compressImage = () => Promise.reject({ errMsg: 'compressImage:fail' })";

/** There is no room for another file. */
const FULL =
  "__phone.wx.getFileSystemManager().saveFile = ({ fail }) => fail({ errMsg: 'saveFile:fail the maximum size of the file storage limit is exceeded' })";

interface Case {
  is: string;
  bytes: () => Buffer;
  name: string;
  /** What the phone cannot do. */
  before?: string;
  /** What it says; nothing when the file is a photo like any other. */
  says?: string;
  /** Whether it goes with the report. */
  goes: boolean;
}

const CASES: Case[] = [
  { is: '0 bytes', bytes: () => Buffer.alloc(0), name: 'empty.jpg', says: empty, goes: false },
  {
    is: 'a program with the name of a photo',
    bytes: () => notAPicture(),
    name: 'photo.jpg',
    says: unreadable,
    goes: false,
  },
  {
    is: 'a photo with the name of another format',
    bytes: () => png({ width: 64, height: 48 }),
    name: 'photo.jpg',
    goes: true,
  },
  {
    is: '30 MB that are no photo',
    bytes: () => Buffer.alloc(30 * MB, 7),
    name: 'noise.jpg',
    says: unreadable,
    goes: false,
  },
  {
    is: '30 MB, which the phone makes small',
    bytes: () => Buffer.concat([jpeg({ width: 2400, height: 1800 }), Buffer.alloc(30 * MB)]),
    name: 'large.jpg',
    goes: true,
  },
  {
    is: '30 MB, which the phone cannot make smaller',
    bytes: () => Buffer.concat([jpeg({ width: 2400, height: 1800 }), Buffer.alloc(30 * MB)]),
    name: 'large.jpg',
    before: CANNOT_SHRINK,
    says: large,
    goes: false,
  },
  { is: '20,000 pixels', bytes: () => jpeg({ width: 20_000, height: 160 }), name: 'wide.jpg', goes: true },
  {
    is: '20,000 pixels, which the phone cannot make smaller',
    bytes: () => jpeg({ width: 20_000, height: 160 }),
    name: 'wide.jpg',
    before: CANNOT_SHRINK,
    says: large,
    goes: false,
  },
  { is: 'HEIC, which this phone cannot draw', bytes: () => heic(), name: 'photo.heic', goes: true },
  { is: 'a moving GIF', bytes: () => GIF, name: 'cat.gif', says: still, goes: true },
  { is: 'a moving WebP', bytes: () => WEBP, name: 'cat.webp', says: still, goes: true },
  { is: 'a moving PNG', bytes: () => apng(), name: 'cat.png', says: still, goes: true },
  {
    is: 'a moving GIF, which the phone cannot make still',
    bytes: () => GIF,
    name: 'cat.gif',
    before: CANNOT_SHRINK,
    says: moving,
    goes: false,
  },
  {
    is: 'a photo on a phone that is full',
    bytes: () => jpeg({ seed: 3 }),
    name: 'photo.jpg',
    before: FULL,
    says: notSaved,
    goes: true,
  },
];

describe('a file', () => {
  const desk = useDesk();

  /** Stands before the camera, as a file of this machine. */
  const stored = async (bytes: Buffer, name: string): Promise<string> => {
    const address = `/phone/1/disk/pictures/${name}`;
    const { status } = await fetch(desk().cloud.base + address, {
      method: 'PUT',
      body: new Uint8Array(bytes),
    });
    expect(status).toBe(200);
    return address;
  };

  it.each(sampled(CASES, 3))('of $is', async ({ bytes, name, before, says, goes }) => {
    const { phone, cloud } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
    if (before !== undefined) await phone.ask(`${before}, 0`);
    await phone.ask(`__phone.setPictures([${JSON.stringify(await stored(bytes(), name))}])`);
    await phone.tap('.shutter');
    if (says !== undefined)
      await phone.until(
        `document.querySelector('.phone-toast')?.innerText.includes(${JSON.stringify(says)})`,
        says,
      );
    const count = goes ? 2 : 1;
    await phone.until(
      `__phone.wx.getStorageSync('drafts.v1')[0].photos.length === ${count} && __phone.getData().taken.includes('${count}')`,
      `${count} photos`,
    );
    await phone.tap('.tile');
    await phone.at(PAGES.result);
    const [draft] = await phone.drafts();
    await phone.pastHold();
    await phone.sees('已收到');
    const [order] = await ordersOf(cloud, draft?.id ?? '');
    const evidence = Object.values(order?.evidence ?? {});
    expect(evidence).toHaveLength(count);
    for (const one of evidence) expect(one.bytes ?? 0).toBeLessThan(MB);
    expect(await phone.exceptions()).toEqual([]);
  });

  it('that is the only one, and is none: the report says in words that there was something', async () => {
    const { phone, cloud } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    // The person is faster than the phone looks at the file.
    await phone.ask(`(() => {
      const manager = __phone.wx.getFileSystemManager();
      const { getFileInfo } = manager;
      manager.getFileInfo = (options) => (__phone.held = () => getFileInfo(options));
    })()`);
    await phone.ask(`__phone.setPictures([${JSON.stringify(await stored(Buffer.alloc(0), 'empty.jpg'))}])`);
    await phone.tap('.shutter');
    await phone.until("__phone.getData().thumb !== '' && __phone.held", 'the picture');
    await phone.tap('直接提交');
    await phone.at(PAGES.result);
    await phone.ask('__phone.held()');
    const [draft] = await phone.drafts();
    await phone.pastHold();
    await phone.sees('已收到');
    const [order] = await ordersOf(cloud, draft?.id ?? '');
    expect(order?.evidence).toEqual({});
    expect(order?.description).not.toBe('');
  });
});
