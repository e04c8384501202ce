/** A person with a phone in hand: reads the screen and taps what is on it, through the official automator. */
import { randomUUID } from 'node:crypto';
import automator from 'miniprogram-automator';
import type MiniProgram from 'miniprogram-automator/out/MiniProgram';
import type Page from 'miniprogram-automator/out/Page';
import type AutomatorElement from 'miniprogram-automator/out/Element';
import type { InputElement } from 'miniprogram-automator/out/Element';
import { picture, type Picture } from '../../../scripts/demo/pictures';
import {
  openPhone,
  type AutomatedPhone,
  type PhoneBrowser,
  type PhoneWish,
} from '../../../devtools/automation';
import { eventually } from './eventually';

const ALLOWED = ['scope.camera', 'scope.userLocation'];

type Found = AutomatorElement & Partial<Pick<InputElement, 'input'>>;

/** From a page into its components: `act-bar >>> big-button >>> .big-inside`. */
const INTO = ' >>> ';

/** Of several that are alike, those that say something: `.field「为什么」 >>> textarea`. */
const SAYING = /^(.+)「(.+)」$/;

/** A page that was just drawn anew has lost what was found on it. @throws anything else */
function notYet(error: unknown): null {
  if (error instanceof Error && error.message.includes('no longer on its page')) return null;
  throw error;
}

/** How long somebody waits for a page before they tap again (ms). */
const TAP_AGAIN = 2_000;

/** Runs in the browser: presses a button of what WeChat itself asks. */
const pressed = (says: string): string => `(() => {
  const buttons = [...document.querySelectorAll('.phone-sheet button, .phone-modal button')];
  const button = buttons.find(({ textContent }) => textContent === ${JSON.stringify(says)});
  button?.click();
  return button === undefined ? null : true;
})()`;

/** Of what was found, what says just that; else what says more. */
async function saying(found: Found[], said: string): Promise<Found[]> {
  if (said === '') return found;
  const texts = await Promise.all(found.map((each) => each.text()));
  const just = found.filter((_each, index) => texts[index]?.trim() === said);
  return just.length > 0 ? just : found.filter((_each, index) => texts[index]?.includes(said));
}

export class Person {
  /** Taps so far, with the shutter. */
  taps = 0;
  /** Characters typed so far. */
  typed = 0;
  readonly exceptions: string[] = [];

  private constructor(
    readonly phone: AutomatedPhone,
    readonly app: MiniProgram,
  ) {
    app.on('exception', ({ message }: { message: string }) => this.exceptions.push(message));
  }

  /** Opens the app as a person who has allowed camera and position before; with a path, as from a message. */
  static async open(browser: PhoneBrowser, wish: PhoneWish): Promise<Person> {
    const phone = await openPhone(browser, wish);
    const person = new Person(phone, await automator.connect({ wsEndpoint: phone.wsEndpoint }));
    for (const scope of ALLOWED) await person.world(`setPermission(${JSON.stringify(scope)}, true)`);
    return person;
  }

  /** Closes the app; what it kept stays in the phone. */
  async close(): Promise<void> {
    this.app.disconnect();
    await this.phone.close();
  }

  /** The page that is open. */
  page(): Promise<Page> {
    return eventually('a page', async () => (await this.app.currentPage()) ?? null);
  }

  /** Until the page with this path is open. */
  at(path: string): Promise<Page> {
    return eventually(`the page ${path}`, async () => {
      const page = await this.app.currentPage();
      return page?.path === path ? page : null;
    });
  }

  /** All that is there now and says so. */
  private async all(path: string, says: string): Promise<Found[]> {
    let scopes: (Page | Found)[] = [await this.page()];
    for (const step of path.split(INTO)) {
      const [, selector = step, said = ''] = SAYING.exec(step) ?? [];
      const inner = await Promise.all(scopes.map((scope) => scope.$$(selector) as Promise<Found[]>));
      scopes = await saying(inner.flat(), said);
    }
    return saying(scopes as Found[], says);
  }

  /** Whether it is there now. */
  async has(path: string, says = ''): Promise<boolean> {
    const found = await this.all(path, says).catch(notYet);
    return found !== null && found.length > 0;
  }

  /** The first that is there and says so, when it comes. */
  find(path: string, says = ''): Promise<Found> {
    return eventually(
      `${path} ${says}`,
      () => this.all(path, says).then(([first]) => first ?? null, notYet),
      () => this.screen(),
    );
  }

  async tap(path: string, says = ''): Promise<void> {
    await eventually(`${path} ${says} to tap`, () =>
      this.find(path, says)
        .then((found) => found.tap())
        .then(() => true, notYet),
    );
    this.taps += 1;
  }

  /** Taps what leads to a page, and once more when that went for nothing: a tap right after a page opened does. */
  async open(page: string, path: string, says = ''): Promise<void> {
    let tapped = 0;
    await eventually(
      `the page ${page} by ${path} ${says}`,
      async () => {
        if ((await this.app.currentPage())?.path === page) return true;
        const [found] = (await this.all(path, says).catch(notYet)) ?? [];
        if (found === undefined || Date.now() - tapped < TAP_AGAIN) return null;
        tapped = Date.now();
        return found.tap().then(() => null, notYet);
      },
      () => this.screen(),
    );
    this.taps += 1;
  }

  /** The filled button of the page or of a part of it. */
  press(says: string, within = ''): Promise<void> {
    return this.tap(`${within === '' ? '' : within + INTO}big-button >>> .big-inside`, says);
  }

  /** The filled button of a sheet from below. */
  submit(says: string, sheet: string): Promise<void> {
    return this.press(says, sheet + INTO + 'bottom-sheet');
  }

  async type(path: string, text: string): Promise<void> {
    const field = await this.find(path);
    if (field.input === undefined) throw new Error(`${path} takes no text`);
    await field.input(text);
    this.typed += text.length;
  }

  /** 更多, and a row of what comes up. */
  async choose(says: string): Promise<void> {
    await this.tap('act-bar >>> .act-more');
    await this.tap('act-bar >>> choice-sheet >>> .choice', says);
  }

  /** A button of WeChat's own, on a question or below a wheel. */
  async answer(says: string): Promise<void> {
    await eventually(
      `「${says}」 of WeChat`,
      () => this.phone.page.evaluate(pressed(says)),
      () => this.screen(),
    );
  }

  /** Until it is not there any more: what the phone kept is shown before what is true now. */
  async lacks(path: string, says = ''): Promise<void> {
    await eventually(
      `${path} ${says} to go`,
      async () => !(await this.has(path, says)) || null,
      () => this.screen(),
    );
  }

  /** Texts of all that is there now. */
  async read(path: string): Promise<string[]> {
    return Promise.all((await this.all(path, '')).map((each) => each.text()));
  }

  /** Until the only thing there says just that. */
  async reads(path: string, text: string): Promise<void> {
    await eventually(
      `${path}: ${text}`,
      async () => {
        const texts = await this.read(path).catch(notYet);
        return texts?.length === 1 && texts[0]?.trim() === text ? true : null;
      },
      () => this.screen(),
    );
  }

  /** What can be read on the whole screen. */
  screen(): Promise<string> {
    return this.phone.page.evaluate('document.body.innerText') as Promise<string>;
  }

  /** Until the screen says so. */
  async sees(text: string): Promise<void> {
    await eventually(
      `「${text}」 on the screen`,
      async () => (await this.screen()).includes(text) || null,
      () => this.screen(),
    );
  }

  /** Tells the phone something that is not on its screen: `setNetwork({"type":"none"})`. */
  world(call: string): Promise<unknown> {
    return this.phone.page.evaluate(`__phone.${call}`);
  }

  /** So many ms pass by the app's clock, and the person looks at the phone again. */
  async later(ms: number): Promise<void> {
    await this.world(`setClockOffset(__phone.clockOffset() + ${ms}), __phone.hide(), __phone.show()`);
  }

  /** What the camera and the album of this phone show from now on. */
  async looksAt(name: Picture): Promise<void> {
    const shot = `data:image/jpeg;base64,${picture(name, randomUUID()).toString('base64')}`;
    await this.world(`setPictures(${JSON.stringify([shot])})`);
  }

  /** Elements drawn on the open page. */
  nodes(): Promise<number> {
    return this.phone.page.evaluate(
      "document.querySelectorAll('.phone-page:last-child *').length",
    ) as Promise<number>;
  }

  /** The app comes to the front at a page, as by a tap on a message. */
  async comeBy(path: string, query: Record<string, string>, scene = 1014): Promise<void> {
    await this.world(`launch(${JSON.stringify({ path, query, scene })})`);
    await this.at(path);
  }

  /** Holds WeChat's own scanner to the label of a point. */
  async scanLabel(no: string): Promise<void> {
    await this.world(
      `launch(${JSON.stringify({ path: 'pages/home/index', query: { scene: no }, scene: 1047 })})`,
    );
    await this.at('packages/point/label/index');
  }
}
