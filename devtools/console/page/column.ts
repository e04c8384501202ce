/** One of the three columns: who holds the phone, the phone, and that person's messages beside it. */
import type { MessageTemplate, PersonOfPlant, SentMessage } from '../../cloud/control/shapes';
import { el, setText } from './dom';
import { SIDES, type Hint } from './hint';
import { messageLane } from './messages';
import { phone } from './phone';
import { picker } from './picker';

export interface ColumnOptions {
  slot: number;
  people: () => readonly PersonOfPlant[];
  templates: () => Readonly<Record<string, MessageTemplate>>;
  /** The person on this phone; empty while nobody is. */
  chosen: () => string;
  choose: (openid: string) => void;
  say: (sentence: string) => void;
}

export interface Column {
  element: HTMLElement;
  showPerson(person: PersonOfPlant | undefined): void;
  /** @param offset - milliseconds that the cloud's clock is ahead of real time */
  setClock(offset: number): void;
  showMessages(messages: readonly SentMessage[], now: number): void;
  /** Offers to put the person whose turn it is on this phone. */
  showInvite(invite: Hint['invite']): void;
}

export function column({ slot, people, templates, chosen, choose, say }: ColumnOptions): Column {
  const side = SIDES[slot] ?? '';
  const device = phone(slot + 1, side, () =>
    Object.fromEntries(Object.entries(templates()).map(([id, { title }]) => [id, title])),
  );
  const { button, panel } = picker(side, people, chosen, choose);
  const avatar = el('span', { class: 'avatar', 'aria-hidden': 'true' });
  const name = el('h2', {}, '');
  const duty = el('span', { class: 'duty', hidden: true }, '当班');
  const about = el('p', {}, '');
  let invited = '';
  const invite = el('button', {
    class: 'invite',
    type: 'button',
    hidden: true,
    onclick: () => choose(invited),
  });
  const lane = messageLane(templates, (page) => {
    const opened = device.open(page);
    if (!opened) say(`${side}手机还没开好，等一会儿再点`);
    return opened;
  });
  const box = el('div', { class: 'box' }, device.frame);
  lane.element.append(device.network, device.privacy);
  const element = el(
    'section',
    { class: 'column', 'aria-label': `${side}手机` },
    el(
      'header',
      { class: 'person' },
      avatar,
      el('div', { class: 'who' }, el('div', {}, name, duty), about),
      invite,
      button,
    ),
    panel,
    el('div', { class: 'stage' }, box, lane.element),
  );
  new ResizeObserver(() => device.fit(element.clientWidth, box.clientHeight)).observe(element);

  return {
    element,
    showPerson(person) {
      setText(avatar, person?.name.charAt(0) ?? '');
      setText(name, person?.name ?? '还没有人');
      setText(about, person ? person.about : '示例工厂还没准备好');
      duty.hidden = person?.onDuty !== true;
      if (person) device.use(person);
    },
    setClock: (offset) => device.setClock(offset),
    showMessages: (messages, now) => lane.show(chosen(), messages, now),
    showInvite(wish) {
      const here = wish?.slot === slot ? wish : null;
      invite.hidden = here === null;
      if (here === null) return;
      invited = here.openid;
      setText(invite, `换成${here.name}`);
    },
  };
}
