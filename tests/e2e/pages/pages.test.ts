/**
 * All pages in all their states, on two sizes of phone, in normal and large letters: nothing that a person would stumble
 * over. A short run shows each page's main states, and every eighth of the others, where there is least room.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/process';
import { openBrowser, PATIENCE, type Browser, type Size } from './support/browser';
import { Phone, SCENE } from './support/phone';
import { keptPhoto, pixelsOf, type Mean, type Pixels } from './support/pixels';
import { openPlant, type Plant } from './support/plant';
import { SCREENS, type Screen } from './screens';
import { CAMERA } from './screens/screen';
import { sampled } from '../../support/sample';

const long = process.env.TEST_LONG === '1';

/** Where the pictures of a run lie: an artefact, not part of the repository. */
const FOLDER = join(root, 'test-results/screens');

interface View extends Size {
  large: boolean;
  /** In the colours for the night, where the state is not shown in them anyhow. */
  dark?: true;
}

/** Where there is least room: a short run looks there alone. */
const TIGHT: View = { width: 320, height: 568, large: true };

const ROOMY: View = { width: 375, height: 812, large: false };

const VIEWS: readonly View[] = [
  ROOMY,
  { width: 375, height: 812, large: true },
  { width: 320, height: 568, large: false },
  TIGHT,
  { ...ROOMY, dark: true },
];

const { pages, subPackages } = JSON.parse(readFileSync(join(root, 'miniprogram/app.json'), 'utf8')) as {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
};

const FLOWS = ['hazard', 'major', 'selfFixed', 'stop'].map((id) => {
  const file = join(root, `cloudfunctions/config/flows/${id}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as { id: string; states: { id: string }[] };
});

const nameOf = ({ page }: Screen): string =>
  page
    .replace(/^(?:pages|packages)\//, '')
    .replace(/\/index$/, '')
    .replaceAll('/', '-');

const SHORT = [
  ...SCREENS.filter(({ main }) => main),
  ...sampled(
    SCREENS.filter(({ main }) => !main),
    12,
  ),
];

const viewsOf = ({ dark, byDay }: Screen): readonly View[] => {
  const isByNight = dark !== true && byDay !== true;
  return long ? VIEWS.filter((view) => view.dark !== true || isByNight) : [TIGHT];
};

/** One phone may send sixty reports an hour: what is shown by night as well is reported by somebody else. */
const shownBy = (screen: Screen, { dark }: View): Screen =>
  dark === true && screen.from === CAMERA && screen.who === 'worker' ? { ...screen, who: 'fixer' } : screen;

const cases = (long ? SCREENS : SHORT)
  .flatMap((screen) =>
    viewsOf(screen).map((view) => {
      const scale = view.dark === true ? 'dark' : view.large ? 'large' : 'normal';
      const size = `${view.width}x${view.height}`;
      return {
        title: `${nameOf(screen)}-${screen.state}-${size}-${scale}`,
        screen: shownBy(screen, view),
        view,
      };
    }),
  )
  // A phone is passed on as rarely as possible.
  .sort((a, b) => a.screen.who.localeCompare(b.screen.who));

let plant: Plant;
let browser: Browser;
let phone: Phone;

beforeAll(async () => {
  [plant, browser] = await Promise.all([openPlant(), openBrowser()]);
  phone = new Phone(browser.page, plant.cloud.base);
}, 3 * PATIENCE);

afterAll(async () => {
  await browser.stop();
  await plant.cloud.stop();
});

function nothing(why: string): never {
  throw new Error(why);
}

/** Brings a phone to a screen. */
async function open(
  { page, from = page, who, wire = 'good', query, order, fresh, dark, make, sign }: Screen,
  view: View,
) {
  await browser.resize(view);
  await phone.hold(
    who === 'owner' ? await plant.ownerOf(order ?? nothing(`${page} has no order`)) : plant.openids[who],
  );
  await phone.setLook({ large: view.large, dark: dark === true || view.dark === true });
  const asked = order === undefined ? query : { id: plant.orders[order], ...query };
  await phone.setWire('good');
  await phone.setPictures([SCENE]);
  if (wire === 'none') {
    await phone.go(from, asked);
    await phone.arrived();
  }
  if (fresh === true) await phone.dropCache();
  if (wire === 'failing')
    await plant.cloud.faults([{ match: { function: 'api' }, mode: 'fail', times: 'forever' }]);
  await phone.setWire(wire);
  await phone.go(from, asked);
  await make?.(phone);
  await phone.see(sign);
  // What was shown from the phone's own store may be drawn again by what comes from the cloud.
  if (wire === 'good') await phone.arrived(50);
  await phone.settle();
}

describe('a screen', () => {
  afterEach(() => plant.cloud.faults([]));

  it.each(cases)('$title', async ({ title, screen, view }) => {
    await open(screen, view);
    await phone.shoot(`${FOLDER}/${title}.png`);
    expect(await phone.look({ mayCut: view.width < 340 ? (screen.mayCut ?? '') : '' })).toEqual([]);
    expect(await phone.exceptions()).toEqual([]);
  });
});

describe('a photo of a report', () => {
  const [RESULT] = SCREENS.filter(({ page, state }) => page.endsWith('result/index') && state === 'sent');
  /** The worker of the screens has reported as much in this hour as one phone may. */
  const PHOTOGRAPHER = 'fixer';
  const brightness = (strip: Mean = [0, 0, 0]): number => (strip[0] + strip[1] + strip[2]) / 3;

  /** What goes to the cloud of what the camera saw. */
  async function photographed(): Promise<{ seen: Pixels; gone: Pixels }> {
    if (RESULT === undefined) throw new Error('no screen shows a report that was sent');
    await open({ ...RESULT, who: PHOTOGRAPHER }, TIGHT);
    const seen = await pixelsOf(phone, SCENE);
    return { seen, gone: await pixelsOf(phone, await keptPhoto(phone)) };
  }

  it('carries time and place on a dark band at its lower edge, and is the scene above it', async () => {
    const { seen, gone } = await photographed();
    expect([gone.width, gone.height]).toEqual([seen.width, seen.height]);
    expect(brightness(gone.strips.at(-1))).toBeLessThan(brightness(seen.strips.at(-1)) - 15);
    expect(gone.white).toBeGreaterThan(seen.white + 1_000);
    for (const [index, strip] of gone.strips.slice(0, 12).entries())
      expect(Math.abs(brightness(strip) - brightness(seen.strips[index]))).toBeLessThan(4);
  });

  it('goes unmarked from a phone that cannot draw', async () => {
    await phone.take(plant.openids[PHOTOGRAPHER]);
    await phone.page.evaluate(() => {
      __phone.wx['createOffscreenCanvas'] = () => {
        throw new Error('no canvas');
      };
    });
    const { seen, gone } = await photographed();
    for (const [index, strip] of gone.strips.entries())
      expect(Math.abs(brightness(strip) - brightness(seen.strips[index]))).toBeLessThan(4);
    expect(await phone.exceptions()).toEqual([]);
  });
});

describe('the list of screens', () => {
  const listed = new Set(SCREENS.map(({ page }) => page));

  it('has every page of the app', () => {
    const all = [
      ...pages,
      ...subPackages.flatMap((part) => part.pages.map((page) => `${part.root}/${page}`)),
    ];
    expect(all.filter((page) => !listed.has(page))).toEqual([]);
    expect([...listed].filter((page) => !all.includes(page))).toEqual([]);
  });

  it('has an order in every state of the flows', async () => {
    const names = new Set(SCREENS.flatMap(({ order }) => order ?? []));
    const shown = await Promise.all([...names].map((name) => plant.stateOf(name)));
    const all = FLOWS.flatMap(({ id, states }) => states.map((state) => `${id}/${state.id}`));
    expect(all.filter((state) => !shown.includes(state))).toEqual([]);
  });
});
