/** The sheet of places: by label, by number or name, by position, by what was used last, and from the whole plant. */
import { fill, TEXT } from '../../miniprogram/shared/text';
import { watchPhone, type Doings } from './support/doings';
import { knownAs, PLANT } from './support/people';
import { PLACES, suiteOf, type Mount } from './support/suite';

/** The plant with a triangle around each of its areas, a degree apart. */
const DRAWN: typeof PLANT = {
  ...PLANT,
  areas: PLANT.areas.map((area, index) => ({
    ...area,
    outline: [
      [121 + index, 31],
      [121.001 + index, 31],
      [121.001 + index, 31.001],
    ],
  })),
};

/** In the second area. */
const THERE = { longitude: 122.0008, latitude: 31.0003, accuracy: 10 };

const { component, coversAll, phone } = suiteOf('components', [PLACES], (opened) => {
  knownAs(opened, 'p-me', DRAWN);
});

let doings: Doings;
beforeEach(() => {
  doings = watchPhone(phone());
});

const GIVEN = { typical: { visible: true }, edge: { visible: false }, faulty: { visible: 'yes' } };

type Sheet = Awaited<ReturnType<Mount>>;

const scan = (sheet: Sheet, answer: () => Promise<unknown>): unknown => {
  phone().wx.scanCode = answer;
  return sheet.call('onScan');
};
const reads = (result: string) => (): Promise<unknown> => Promise.resolve({ result, path: '' });
const fails = (errMsg: string) => (): Promise<unknown> =>
  Promise.reject(Object.assign(new Error(errMsg), { errMsg }));

const type = (sheet: Sheet, value: string): unknown => sheet.call('onTyped', { detail: { value } });

/** Looks around: at a position, or with WeChat's refusal. */
const locate = (sheet: Sheet, answer: object): unknown => {
  phone().wx.getLocation = ({ success, fail }: Record<string, (told: object) => void>) =>
    'longitude' in answer ? success?.(answer) : fail?.(answer);
  return sheet.call('onLocate');
};

const expectAll = (sheet: Sheet): void => {
  for (const { name } of DRAWN.areas) expect(sheet.text()).toContain(name);
};

component(PLACES, GIVEN, (mount) => {
  it('shows every area with its points', async () => {
    const sheet = await mount();
    expectAll(sheet);
    for (const { no, name } of DRAWN.points) expect(sheet.text()).toContain(`${no} ${name}`);
  });

  it('says which place was chosen, and that it closes', async () => {
    const sheet = await mount();
    const [chosen, closed] = ['choose', 'close'].map((name) => sheet.events(name));
    await sheet.tap('.places-whole');
    await sheet.tap('.places-point');
    sheet.call('onChange', { detail: { visible: false } });
    expect(chosen).toEqual([
      { areaId: 'a-1', pointId: null, source: 'chosen' },
      { areaId: 'a-1', pointId: 'c-07', source: 'chosen' },
    ]);
    expect(closed).toHaveLength(1);
  });

  describe('a label', () => {
    it.each([
      ['SAFELOOP:C-07', { areaId: 'a-1', pointId: 'c-07' }],
      ['p=c-07', { areaId: 'a-1', pointId: 'c-07' }],
      ['SAFELOOP:.a-2', { areaId: 'a-2', pointId: null }],
    ])('%s is its place', async (text, place) => {
      const sheet = await mount();
      const chosen = sheet.events('choose');
      await scan(sheet, reads(text));
      expect(chosen).toEqual([{ ...place, source: 'label' }]);
    });

    it.each([
      ['weixin', TEXT.places.foreign],
      ['SAFELOOP:Z-99', fill(TEXT.places.retired, { no: 'Z-99' })],
      ['SAFELOOP:.gone', TEXT.places.retiredArea],
    ])('%s is none, and every area is still offered', async (text, sentence) => {
      const sheet = await mount();
      await scan(sheet, reads(text));
      expect(sheet.text()).toContain(sentence);
      expectAll(sheet);
    });

    it('that was not scanned after all changes nothing', async () => {
      const sheet = await mount();
      const before = sheet.text();
      await scan(sheet, fails('scanCode:fail cancel'));
      expect(sheet.text()).toBe(before);
    });

    it('that the phone does not let the app read may be typed', async () => {
      const sheet = await mount();
      await scan(sheet, fails('scanCode:fail auth deny'));
      expect(sheet.text()).toContain(TEXT.places.scanOff);
      expectAll(sheet);
    });
  });

  describe('what was typed', () => {
    it('finds a point by its number, however it is written', async () => {
      const sheet = await mount();
      const chosen = sheet.events('choose');
      type(sheet, 'Ｃ０７');
      expect(sheet.text()).not.toContain('成品库');
      await sheet.tap('.places-point');
      expect(chosen).toEqual([{ areaId: 'a-1', pointId: 'c-07', source: 'typed' }]);
    });

    it('finds an area by its name, and all of them again when it is gone', async () => {
      const sheet = await mount();
      type(sheet, '成品');
      expect(sheet.text()).toContain('成品库');
      expect(sheet.text()).not.toContain('焊接一区');
      type(sheet, '');
      expectAll(sheet);
    });

    it('is said to be nothing when nothing is called so', async () => {
      const sheet = await mount();
      type(sheet, 'Z-99');
      expect(sheet.text()).toContain(fill(TEXT.places.foundNone, { text: 'Z-99' }));
    });
  });

  describe('a position', () => {
    it('has what is near first', async () => {
      const sheet = await mount();
      const chosen = sheet.events('choose');
      await locate(sheet, THERE);
      expect(sheet.text().indexOf('成品库')).toBeLessThan(sheet.text().indexOf('焊接一区'));
      await sheet.tap('.places-whole');
      expect(chosen).toEqual([{ areaId: 'a-2', pointId: null, source: 'gps' }]);
    });

    it.each([
      ['refused', { errMsg: 'getLocation:fail auth deny' }, TEXT.failure.place],
      ['on another continent', { ...THERE, longitude: -0.12, latitude: 51.5 }, TEXT.places.outside],
      ['too coarse', { ...THERE, accuracy: 3_000 }, TEXT.places.coarse],
    ])('%s: says so, and every area is still offered', async (_, answer, sentence) => {
      const sheet = await mount();
      await locate(sheet, answer);
      expect(sheet.text()).toContain(sentence);
      expectAll(sheet);
    });

    it('is not offered where it would be of no use', async () => {
      expect((await mount()).text()).toContain(TEXT.places.locate);
      expect((await mount({ visible: true, located: false })).text()).not.toContain(TEXT.places.locate);
    });

    it('is taken at the tap only', async () => {
      const asked: unknown[] = [];
      phone().wx.getLocation = (options: unknown) => void asked.push(options);
      const sheet = await mount();
      type(sheet, 'c07');
      await sheet.set({ visible: false });
      expect(asked).toEqual([]);
    });
  });

  it('never speaks in a bubble that goes away', async () => {
    const sheet = await mount();
    await scan(sheet, reads('weixin'));
    expect(doings.said).toEqual([]);
  });
});

coversAll();
