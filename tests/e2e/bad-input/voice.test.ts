/** 按住说话 in a real browser: held, let go, and on the order for the one who handles it; refused, cut short, offline and killed. */
import { TEXT } from '../../../miniprogram/shared/text';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Order } from '../../../typings/domain';
import { ordersOf, openidOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';
import type { Traffic, Way } from './support/wire';
import { sampled } from '../../support/sample';

const t = TEXT.voice;

const UPLOAD: Traffic = { upload: true };
const REPORT: Traffic = { route: 'orders.report' };

const STEPS: readonly (readonly [string, Traffic, Way])[] = [
  ['when the voice is up but nobody said so', UPLOAD, 'back'],
  ['after the call, before the answer', REPORT, 'back'],
];

const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";
/** The voice of the draft, once it is kept on the phone. */
const KEPT = `${DRAFTS}.some(({ voice }) => voice)`;
const SPOKEN = '.spoken';

describe('somebody who talks', () => {
  const desk = useDesk();

  /** Opens the report page of a person who decided about the microphone, or not. */
  const begin = async (allowed: boolean | null = true): Promise<void> => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.ask(`__phone.setPermission('scope.record', ${allowed})`);
    await phone.beginReport(POINT.id);
  };

  /** Puts a finger on the button; `slide` moves it, `lift` takes it off. */
  const hold = async (): Promise<{ slide(up: number): Promise<void>; lift(): Promise<void> }> => {
    const { page } = desk().phone;
    await desk().phone.sees(t.hold);
    // What was on the screen before may still be going away.
    await desk().phone.until(`!document.querySelector('[class*="t-overlay"]')`, 'an open button');
    const { x, y } = await desk().phone.ask<{ x: number; y: number }>(`(() => {
      const { left, top, width, height } = document.querySelector('.phone-page:not([hidden]) .bar-side').getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    })()`);
    const finger = await page.touchscreen.touchStart(x, y);
    return { slide: (up) => finger.move(x, y - up), lift: () => finger.end() };
  };

  /** Says something for about a second, as far as it is kept on the phone. */
  const speak = async (): Promise<void> => {
    const { phone } = desk();
    const finger = await hold();
    await phone.sees(t.listening);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await finger.lift();
    await phone.until(KEPT, 'a voice in the draft');
  };

  /** Plays what is on the page to its end. */
  const listen = async (button: string): Promise<void> => {
    const { phone } = desk();
    await phone.ask(`(() => {
      const make = __phone.wx.createInnerAudioContext;
      globalThis.heard = [];
      __phone.wx.createInnerAudioContext = () => {
        const audio = make();
        audio.onPlay(() => heard.push('sound'));
        audio.onEnded(() => heard.push('end'));
        return audio;
      };
    })()`);
    await phone.tap(button);
    await phone.until("heard.join() === 'sound,end'", 'the sound, to its end');
  };

  const submit = async (): Promise<string> => {
    const { phone } = desk();
    await phone.tap(TEXT.report.direct);
    await phone.at(PAGES.result);
    return (await phone.drafts())[0]?.id ?? '';
  };

  /** The one order that came out, with the voice that was said. */
  const arrivedOnce = async (id: string): Promise<Order> => {
    const { phone, cloud } = desk();
    await phone.until(`${DRAFTS}[0]?.state === 'sent'`, 'a draft that was sent');
    const [order, ...others] = await ordersOf(cloud, id);
    expect(others).toEqual([]);
    expect(Object.values(order?.evidence ?? {})).toMatchObject([
      { purpose: 'voice', state: 'sealed', format: 'mp3' },
    ]);
    expect(order?.trail.filter(({ from }) => from === null)).toHaveLength(1);
    expect(await phone.exceptions()).toEqual([]);
    return order!;
  };

  it('is heard by whoever handles it: held, let go, listened to, sent, played', async () => {
    const { phone } = desk();
    await begin();
    await speak();
    await listen(`${SPOKEN} .voice`);
    const id = await submit();
    await phone.sees('一段语音');
    await phone.pastHold();
    await phone.sees(TEXT.result.received);
    const { next, title } = await arrivedOnce(id);
    expect(title).toBe(WORDS.spoken);

    await phone.take(openidOf(next?.owner.id ?? ''));
    await phone.open(PAGES.order, { id });
    await phone.sees(WORDS.spoken);
    await listen('.voice');
    await phone.sees(t.play);
    expect(await phone.exceptions()).toEqual([]);
  }, 180_000);

  it('changes their mind: slid up it is forgotten, said again it is kept, taken out it is gone', async () => {
    const { phone } = desk();
    await begin();
    const finger = await hold();
    await phone.sees(t.listening);
    await finger.slide(100);
    await phone.sees(t.letGoAway);
    await finger.lift();
    await phone.sees(t.dropped);
    expect(await phone.ask(KEPT)).toBe(false);
    await speak();
    await phone.tap('.unsay');
    await phone.until(`!${KEPT}`, 'a draft without a voice');
    await phone.tap(TEXT.report.direct);
    await phone.sees(TEXT.report.needSomething);
  });

  it('writes with a tap on the same button', async () => {
    const { phone } = desk();
    await begin();
    const finger = await hold();
    await finger.lift();
    await phone.sees(TEXT.report.writeDone);
  });

  it('is asked for the microphone once, and goes on writing when they refuse', async () => {
    const { phone } = desk();
    await begin(null);
    let finger = await hold();
    await phone.sees('使用你的麦克风');
    await finger.lift();
    await phone.tap('允许');
    await phone.sees(t.allowed);
    await speak();
    await begin(false);
    finger = await hold();
    await phone.sees(t.refused);
    await finger.lift();
    await phone.tap('.talk-answer');
    await phone.sees(TEXT.report.writeDone);
  });

  it('is called away: what was said so far is kept', async () => {
    const { phone } = desk();
    await begin();
    const finger = await hold();
    await phone.sees(t.listening);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await phone.ask('__phone.interrupt(true)');
    await phone.until(KEPT, 'a voice in the draft');
    await finger.lift();
  });

  it('takes a picture too: one order with both', async () => {
    const { phone, cloud } = desk();
    await begin();
    await phone.shoot(PHOTO);
    await speak();
    const id = await submit();
    await phone.pastHold();
    await phone.sees(TEXT.result.received);
    const [order] = await ordersOf(cloud, id);
    const purposes = Object.values(order?.evidence ?? {}).map(({ purpose }) => purpose);
    expect(purposes.sort()).toEqual(['scene', 'voice']);
  });

  describe('without a network, and killed', () => {
    it('arrives once when both are over', async () => {
      const { phone, cloud } = desk();
      await begin();
      await phone.until("__phone.wx.getStorageSync('plant.v1')", 'the plant in the phone');
      await phone.network(false);
      await speak();
      const id = await submit();
      await phone.pastHold();
      await phone.sees(TEXT.result.keptTitle);
      expect(await ordersOf(cloud, id)).toEqual([]);
      await phone.start();
      await arrivedOnce(id);
    });

    it('is there again when the app was killed before it was submitted', async () => {
      const { phone } = desk();
      await begin();
      await speak();
      const [draft] = await phone.drafts();
      await phone.start(PAGES.camera, { draft: draft?.id ?? '' });
      await phone.until(`document.querySelector('${SPOKEN}')`, 'the voice on the page');
      await listen(`${SPOKEN} .voice`);
    });

    it.each(sampled(STEPS, 2))('arrives once when the app is killed %s', async (_, traffic, way) => {
      const { phone } = desk();
      await begin();
      await speak();
      const id = await submit();
      const broken = await phone.wire.breakAt(traffic, way);
      await phone.pastHold();
      await broken.happened;
      await phone.start();
      await arrivedOnce(id);
    });
  });
});
