/** Pictures on their way: the sheet of those that were taken, the page that marks one, and the camera for what was mended. */
import { fill, TEXT } from '../../../../miniprogram/shared/text';
import { HOUR } from '../../../../miniprogram/shared/time';
import type { Phone } from '../support/phone';
import { CAMERA, MARKUP, ORDER, RESULT, SHOOT, type Screen } from './screen';

const SHUTTER = '[aria-label="拍照"]';
const LENS = 'css:wx-camera img';
/** A picture that the form has already. */
const TAKEN = 'css:[class*="taken-photo"]';
/** What people wear: photographed with them in it. */
const WORN = '打磨没戴护目镜';

const AIMED = { page: CAMERA, who: 'worker', query: { point: 'b-05' } } as const;
/** The design lets the place be cut at 320. */
const PLACE = '[class*="place-where"]';

const shoot = async (phone: Phone, count = 1): Promise<void> => {
  for (let taken = 1; taken <= count; taken += 1) {
    await phone.see(LENS);
    await phone.press(SHUTTER);
    await phone.see(fill(TEXT.report.taken, { count: taken }));
    await kept(phone, taken);
  }
};

/** Until so many pictures are in the draft. */
const kept = async (phone: Phone, count: number): Promise<void> => {
  await phone.page.waitForFunction(
    (wanted) => {
      const [draft] = (__phone.wx['getStorageSync'] as (key: string) => { photos: unknown[] }[])('drafts.v1');
      return draft?.photos.length === wanted;
    },
    { polling: 30 },
    count,
  );
};

const choosePeople = async (phone: Phone): Promise<void> => {
  await phone.tap(TEXT.report.more);
  await phone.tap(WORN);
};

const sheet =
  (count: number) =>
  async (phone: Phone): Promise<void> => {
    await shoot(phone, count);
    await phone.press('.shots');
    await phone.see(TEXT.shots.title);
  };

const marking = async (phone: Phone): Promise<void> => {
  await sheet(1)(phone);
  await phone.tap(TEXT.shots.mark);
  await phone.see(TEXT.markup.ringHint);
};

/** Draws over the picture, from one part of it to another (0–1). */
async function draw(phone: Phone, tool: string, from: [number, number], to: [number, number]): Promise<void> {
  await phone.tap(tool);
  const { left, top, width, height } = await phone.page.evaluate(() => {
    const box = document.querySelector('.phone-page:not([hidden]) .glass')?.getBoundingClientRect();
    return { left: box?.left ?? 0, top: box?.top ?? 0, width: box?.width ?? 0, height: box?.height ?? 0 };
  });
  await phone.page.mouse.move(left + width * from[0], top + height * from[1]);
  await phone.page.mouse.down();
  await phone.page.mouse.move(left + width * to[0], top + height * to[1], { steps: 4 });
  await phone.page.mouse.up();
}

const marked = async (phone: Phone): Promise<void> => {
  await marking(phone);
  await draw(phone, TEXT.markup.ring, [0.3, 0.2], [0.6, 0.7]);
  await draw(phone, TEXT.markup.arrow, [0.85, 0.85], [0.6, 0.6]);
  await draw(phone, TEXT.markup.mask, [0.1, 0.1], [0.25, 0.35]);
};

/** The camera that opens with the form; one that has a picture already asks for it. */
export const comparing = async (phone: Phone): Promise<void> => {
  await phone.page.waitForFunction(
    (lens, taken) => audit.has(lens) || audit.has(taken),
    { polling: 30 },
    LENS,
    TAKEN,
  );
  if (!(await phone.page.evaluate((lens) => audit.has(lens), LENS))) await phone.tap(TEXT.form.takePhoto);
  await phone.see(LENS);
};

/** Back from the camera to the form. */
export const backToForm = async (phone: Phone): Promise<void> => {
  await comparing(phone);
  await phone.press('.back');
};

const MENDING = { page: SHOOT, from: ORDER, who: 'fixer', order: 'again', query: { act: 'fix' } } as const;

export const pictures: Screen[] = [
  { ...AIMED, state: 'shots', make: sheet(2), sign: TEXT.shots.goOn, mayCut: PLACE },
  { ...AIMED, state: 'shots-dark', dark: true, make: sheet(2), sign: TEXT.shots.goOn, mayCut: PLACE },
  { ...AIMED, state: 'shots-full', make: sheet(4), sign: TEXT.shots.goOn, mayCut: PLACE },
  {
    ...AIMED,
    state: 'faces',
    make: async (phone) => {
      await choosePeople(phone);
      await shoot(phone);
    },
    sign: TEXT.shots.hideFaces,
    mayCut: PLACE,
  },
  {
    ...AIMED,
    page: RESULT,
    from: CAMERA,
    state: 'held-faces',
    make: async (phone) => {
      await choosePeople(phone);
      await shoot(phone);
      await phone.tap(TEXT.report.directChosen, -HOUR);
    },
    sign: TEXT.shots.hideFaces,
  },
  { ...AIMED, page: MARKUP, from: CAMERA, state: 'open', make: marking, sign: TEXT.markup.done },
  { ...AIMED, page: MARKUP, from: CAMERA, state: 'marked', make: marked, sign: TEXT.markup.undo, main: true },
  { ...AIMED, page: MARKUP, from: CAMERA, state: 'dark', dark: true, make: marked, sign: TEXT.markup.undo },
  { ...MENDING, state: 'comparing', make: comparing, sign: TEXT.shoot.compare, main: true },
  {
    ...MENDING,
    state: 'plain',
    make: async (phone) => {
      await comparing(phone);
      await phone.tap(TEXT.shoot.off);
    },
    sign: TEXT.shoot.compare,
  },
  {
    ...MENDING,
    state: 'refused',
    make: async (phone) => {
      await comparing(phone);
      await phone.setPermission('scope.camera', false);
      await phone.press(SHUTTER);
      await phone.see(TEXT.shoot.cameraRefused);
      await phone.setPermission('scope.camera', true);
    },
    sign: TEXT.report.openSettings,
  },
  {
    ...MENDING,
    state: 'taken',
    make: async (phone) => {
      await comparing(phone);
      await phone.press(SHUTTER);
    },
    sign: fill(TEXT.shoot.count, { count: 1 }),
  },
];
