/** 服务通知: a person's messages as WeChat shows them, newest first. */
import type { MessageTemplate, SentMessage } from '../../cloud/control/shapes';
import { el, icon, list, ring } from './dom';
import { whenText } from './time';

/** How many messages are shown. */
const SHOWN = 20;

export interface MessageLane {
  element: HTMLElement;
  /**
   * @param owner - openid of the person whose messages these are
   * @param messages - oldest first
   */
  show(owner: string, messages: readonly SentMessage[], now: number): void;
}

/**
 * @param templates - asked for whenever a message is drawn
 * @param open - opens a page of the app on that person's phone; false when it could not
 */
export function messageLane(
  templates: () => Readonly<Record<string, MessageTemplate>>,
  open: (page: string) => boolean,
): MessageLane {
  const items = el('ol', { class: 'messages', tabindex: '0', 'aria-label': '服务通知' });
  const empty = el('p', { class: 'empty', hidden: true }, '还没有通知');
  const element = el('section', { class: 'lane' }, el('h2', {}, icon('bell', 16), '服务通知'), empty, items);
  const opened = new Set<string>();
  /** What was there when the page opened or the person changed is not new. */
  let known = { owner: '', ids: new Set<string>() };

  function card(message: SentMessage, when: string, fresh: boolean): HTMLElement {
    const { templateId, page, data } = message;
    const { title, labels } = templates()[templateId] ?? { title: '服务通知', labels: {} };
    const fields = [...new Set([...Object.keys(labels), ...Object.keys(data)])];
    const follow = (): void => {
      if (page === null || !open(page)) return;
      opened.add(message.id);
      button.classList.remove('new');
    };
    const button = el(
      'button',
      { type: 'button', class: fresh ? 'message new' : 'message', onclick: follow },
      el('span', { class: 'from' }, ring(13), '安闭环', el('time', {}, when)),
      el('b', {}, title),
      ...fields.flatMap((field) => {
        const value = data[field]?.value;
        return value === undefined ? [] : [line(field, labels[field] ?? '', value)];
      }),
      page === null ? null : el('span', { class: 'go' }, '进入小程序查看', icon('right', 14)),
    );
    return el('li', {}, button);
  }

  return {
    element,
    show(owner, messages, now) {
      if (known.owner !== owner) known = { owner, ids: new Set(messages.map(({ id }) => id)) };
      const newest = messages.slice(-SHOWN).reverse();
      const isNew = ({ id }: SentMessage): boolean => !opened.has(id) && !known.ids.has(id);
      list(
        items,
        newest,
        (message) => `${message.id} ${whenText(message.at, now)}`,
        (message) => card(message, whenText(message.at, now), isNew(message)),
      );
      empty.hidden = newest.length > 0;
    },
  };
}

/** A name or a place speaks for itself; a bare time does not. */
function line(field: string, label: string, value: string): HTMLElement {
  const silent = !/^(time|date|number|amount)\d/.test(field);
  return el('span', { class: 'line' }, el('span', { class: silent ? 'label quiet' : 'label' }, label), value);
}
