/** A drawn phone: the frame, the app inside it scaled to fit, and its network switch. */
import { bridgeOf, NETWORKS, openFromMessage, type Network, type PhoneBridge } from './bridge';
import { el } from './dom';

/** The screen that the app is laid out for (CSS pixels). */
const SCREEN = { width: 375, height: 812 };
/** Width of the bezel (pixels). */
const BEZEL = 8;
/** At most this share of a column's width is the phone, so that messages fit beside it. */
const SHARE = 0.66;
/** How long after its page has loaded a phone may take to offer its bridge, and how often it is looked for (ms). */
const BRIDGE_WITHIN = 15_000;
const LOOK_EVERY = 100;

const SWITCH: readonly [Network, string, string][] = [
  ['on', '开', '网络通畅'],
  ['slow', '慢', '网络很慢'],
  ['off', '断', '没有网络'],
];

export interface Phone {
  frame: HTMLElement;
  network: HTMLElement;
  /** Lets WeChat ask for the privacy agreement again. */
  privacy: HTMLElement;
  /** Starts the app as this person; the phone restarts when it is another one. */
  use(person: { openid: string; name: string }): void;
  /** Opens a page of the app, once the phone has started; false when it does not run. */
  open(page: string): boolean;
  /** @param offset - milliseconds that the cloud's clock is ahead of real time */
  setClock(offset: number): void;
  /** Fits the phone into a box (pixels). */
  fit(width: number, height: number): void;
}

/**
 * @param slot - the phone's place, as it stands in its address
 * @param titles - template id → title, for the phone's own prompts
 */
export function phone(slot: number, side: string, titles: () => Record<string, string>): Phone {
  const frame = el('iframe', { class: 'screen', title: `${side}手机` });
  const note = el('p', {}, '正在开机');
  const again = el('button', { class: 'plain', type: 'button', hidden: true, onclick: start }, '再试一次');
  const off = el('div', { class: 'off' }, note, again);
  const body = el('div', { class: 'phone' }, el('div', { class: 'glass' }, frame, off));
  let person: { openid: string; name: string } | null = null;
  let network: Network = 'on';
  let offset = 0;
  /** Until the new person's phone has taken the place of the one before, nothing is said to what stands in the frame. */
  let isStarting = false;
  let wanted: string | null = null;

  function start(): void {
    if (person === null) return;
    isStarting = true;
    wanted = null;
    again.hidden = true;
    note.textContent = '正在开机';
    frame.title = `${person.name}的手机`;
    frame.src = `/phone/${slot}/?${new URLSearchParams({ openid: person.openid }).toString()}`;
  }

  /** A page, or the list of mistakes that stands there instead; JSON says that nobody serves a phone here. */
  frame.addEventListener('load', () => {
    const served = frame.contentDocument?.contentType === 'text/html';
    off.hidden = served;
    if (served) {
      whenReady(performance.now() + BRIDGE_WITHIN);
      return;
    }
    isStarting = false;
    note.textContent = '手机没开起来，终端里写着原因';
    again.hidden = false;
  });

  /** A phone that has just started knows nothing of its switch. */
  function whenReady(until: number): void {
    const bridge = bridgeOf(frame);
    if (bridge) {
      isStarting = false;
      tell(bridge);
      if (wanted !== null) openFromMessage(bridge, wanted);
      wanted = null;
    } else if (performance.now() < until) setTimeout(() => whenReady(until), LOOK_EVERY);
    else isStarting = false;
  }

  function tell(bridge: PhoneBridge): void {
    bridge.setNetwork(NETWORKS[network]);
    bridge.setClockOffset(offset);
    bridge.setTemplateTitles(titles());
  }

  return {
    frame: body,
    network: el(
      'fieldset',
      { class: 'network' },
      el('legend', {}, '网络'),
      ...SWITCH.map(([value, word, meaning]) =>
        el(
          'label',
          { title: meaning },
          el('input', {
            type: 'radio',
            name: `network-${slot}`,
            value,
            checked: value === network,
            'aria-label': meaning,
            onchange: () => {
              network = value;
              bridgeOf(frame)?.setNetwork(NETWORKS[network]);
            },
          }),
          el('span', {}, word),
        ),
      ),
    ),
    privacy: el(
      'button',
      {
        class: 'plain',
        type: 'button',
        title: '用到相机、相册、位置、麦克风时，重新问一次隐私同意',
        onclick: () => bridgeOf(frame)?.setPrivacyAgreed(false),
      },
      '重新问隐私',
    ),
    use(next) {
      if (person?.openid === next.openid) return;
      person = next;
      start();
    },
    open(page) {
      if (isStarting) {
        wanted = page;
        return true;
      }
      const bridge = bridgeOf(frame);
      if (bridge) openFromMessage(bridge, page);
      return bridge !== null;
    },
    setClock(next) {
      if (Math.abs(next - offset) < 1) return;
      offset = next;
      bridgeOf(frame)?.setClockOffset(offset);
    },
    fit(width, height) {
      const scale = Math.min(
        (height - 2 * BEZEL) / SCREEN.height,
        (width * SHARE - 2 * BEZEL) / SCREEN.width,
      );
      body.style.setProperty('--scale', String(Math.max(scale, 0.2)));
    },
  };
}
