/** The list from which the person of a phone is chosen: type to narrow it, arrows to move, Enter to choose, Escape to leave. */
import type { PersonOfPlant } from '../../cloud/control/shapes';
import { el, icon, popup } from './dom';

export interface Picker {
  button: HTMLButtonElement;
  panel: HTMLElement;
}

/**
 * @param side - which phone, for those who cannot see it
 * @param people - asked for whenever the list opens
 * @param chosen - the person on the phone now
 */
export function picker(
  side: string,
  people: () => readonly PersonOfPlant[],
  chosen: () => string,
  choose: (openid: string) => void,
): Picker {
  const id = `people-${side}`;
  const input = el('input', {
    type: 'text',
    role: 'combobox',
    placeholder: '找人：姓名或岗位',
    'aria-label': `${side}手机换成谁`,
    'aria-controls': id,
    'aria-expanded': 'true',
    autocomplete: 'off',
    oninput: () => narrow(),
    onkeydown: (event) => press(event as KeyboardEvent),
  });
  const options = el('div', { role: 'listbox', id, 'aria-label': '人员' });
  const panel = el('div', { class: 'popup people' }, input, options);
  const button = el(
    'button',
    { class: 'switch', type: 'button', 'aria-haspopup': 'dialog', 'aria-label': `${side}手机换人` },
    '换人',
    icon('down', 18),
  );
  let active = 0;

  function narrow(): void {
    const words = input.value.trim();
    const shown = people().filter((person) =>
      `${person.name} ${person.about} ${person.onDuty ? '当班' : ''}`.includes(words),
    );
    options.replaceChildren(...shown.map(option));
    if (shown.length === 0) options.append(el('p', { class: 'empty' }, '没有这个人'));
    move(
      Math.max(
        0,
        shown.findIndex(({ openid }) => openid === chosen()),
      ),
    );
  }

  function option(person: PersonOfPlant, at: number): HTMLElement {
    return el(
      'div',
      {
        role: 'option',
        id: `${id}-${at}`,
        'data-openid': person.openid,
        'aria-selected': String(person.openid === chosen()),
        onclick: () => pick(person.openid),
        onpointermove: () => move(at),
      },
      el('b', {}, person.name, person.onDuty ? el('small', { class: 'duty' }, '当班') : null),
      el('span', {}, person.about),
      person.openid === chosen() ? icon('tick', 18) : null,
    );
  }

  function move(to: number): void {
    const { children } = options;
    active = Math.min(Math.max(to, 0), children.length - 1);
    for (const [at, child] of [...children].entries()) child.classList.toggle('active', at === active);
    const current = children[active];
    current?.scrollIntoView({ block: 'nearest' });
    if (current) input.setAttribute('aria-activedescendant', current.id);
  }

  function press(event: KeyboardEvent): void {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    };
    const to = moves[event.key];
    const openid = options.children[active]?.getAttribute('data-openid');
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' && openid && !event.isComposing) pick(openid);
    else return;
    event.preventDefault();
  }

  function pick(openid: string): void {
    panel.hidePopover();
    button.focus();
    choose(openid);
  }

  popup(button, panel, () => {
    input.value = '';
    narrow();
  });
  return { button, panel };
}
