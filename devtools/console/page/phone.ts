/** A drawn phone: the frame, the app inside it scaled to fit, and its network switch. */
import { bridgeOf, type Network } from './bridge';
import { el } from './dom';

/** The screen that the app is laid out for (CSS pixels). */
const SCREEN = { width: 375, height: 812 };
/** Width of the bezel (pixels). */
const BEZEL = 8;
/** At most this share of a column's width is the phone, so that messages fit beside it. */
const SHARE = 0.66;
/** How long after its page has loaded a phone may take to offer its bridge (ms). */
const BRIDGE_WITHIN = 10_000;

const NETWORKS: readonly [Network, string, string][] = [
  ['on', '开', '网络通畅'],
  ['slow', '慢', '网络很慢'],
  ['off', '断', '没有网络'],
];

export interface Phone {
  frame: HTMLElement;
  network: HTMLElement;
  /** Starts the app as this person; the phone restarts when it is another one. */
  use(person: { openid: string; name: string }): void;
  /** Opens a page of the app; false while the phone is not running. */
  open(page: string): boolean;
  /** Fits the phone into a box (pixels). */
  fit(width: number, height: number): void;
}

/** @param slot - the phone's place, as it stands in its address */
export function phone(slot: number, side: string): Phone {
  const frame = el('iframe', { class: 'screen', title: `${side}手机`, hidden: true });
  const note = el('p', {}, '正在开机');
  const again = el(
    'button',
    { class: 'plain', type: 'button', hidden: true, onclick: () => void start() },
    '再试一次',
  );
  const off = el('div', { class: 'off' }, note, again);
  const body = el('div', { class: 'phone' }, el('div', { class: 'glass' }, frame, off));
  let person: { openid: string; name: string } | null = null;
  let network: Network = 'on';

  async function start(): Promise<void> {
    if (person === null) return;
    const { openid, name } = person;
    const address = `/phone/${slot}/?${new URLSearchParams({ openid }).toString()}`;
    again.hidden = true;
    note.textContent = '正在开机';
    const answers = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (person.openid !== openid) return;
    frame.hidden = !answers;
    off.hidden = answers;
    if (answers) {
      frame.title = `${name}的手机`;
      frame.src = address;
    } else {
      note.textContent = '手机没开起来，终端里写着原因';
      again.hidden = false;
    }
  }

  /** A phone that has just started knows nothing of its switch. */
  function applyNetwork(until: number): void {
    const bridge = bridgeOf(frame);
    if (bridge) bridge.setNetwork(network);
    else if (performance.now() < until) setTimeout(() => applyNetwork(until), 100);
  }

  frame.addEventListener('load', () => {
    if (network !== 'on') applyNetwork(performance.now() + BRIDGE_WITHIN);
  });

  return {
    frame: body,
    network: el(
      'fieldset',
      { class: 'network' },
      el('legend', {}, '网络'),
      ...NETWORKS.map(([value, word, meaning]) =>
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
              applyNetwork(0);
            },
          }),
          el('span', {}, word),
        ),
      ),
    ),
    use(next) {
      if (person?.openid === next.openid) return;
      person = next;
      void start();
    },
    open(page) {
      const bridge = bridgeOf(frame);
      bridge?.open(page.startsWith('/') ? page : `/${page}`);
      return bridge !== null;
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
