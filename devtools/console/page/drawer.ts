/** The drawer with what is stored and what the functions said, to read only. */
import * as api from './api';
import { el, icon, list } from './dom';
import { clockText } from './time';

/** How much is fetched at a time. */
const DOCUMENTS = 50;
const LINES = 100;

type Tab = 'data' | 'log';

export interface Drawer {
  element: HTMLDialogElement;
  open(): void;
}

/** @param phoneOf - the name of who holds a phone, for the log */
export function drawer(phoneOf: (openid: string) => string): Drawer {
  let tab: Tab = 'data';
  let collection = 'orders';
  /** Counts what was asked for; an answer that came after the next question is not shown. */
  let asked = 0;
  const content = el('div', { class: 'content', role: 'tabpanel', tabindex: '0' });
  const tabs = (['data', 'log'] as const).map((each) =>
    el(
      'button',
      { type: 'button', role: 'tab', onclick: () => void show(each) },
      each === 'data' ? '数据库' : '函数日志',
    ),
  );
  const bar = el(
    'div',
    { role: 'tablist', 'aria-label': '看什么', onkeydown: (event) => switchTab(event as KeyboardEvent) },
    ...tabs,
  );
  const element = el(
    'dialog',
    {
      class: 'drawer',
      'aria-label': '数据和日志',
      onclick: (event) => {
        if (event.target === element) element.close();
      },
    },
    el(
      'div',
      { class: 'sheet' },
      el(
        'header',
        {},
        bar,
        el('button', { type: 'button', class: 'plain', onclick: () => void show(tab) }, '刷新'),
        el(
          'button',
          { type: 'button', class: 'plain', 'aria-label': '关上', onclick: () => element.close() },
          icon('close', 20),
        ),
      ),
      content,
    ),
  );

  function switchTab(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    void show(tab === 'data' ? 'log' : 'data');
    tabs[tab === 'data' ? 0 : 1]?.focus();
  }

  async function show(next: Tab): Promise<void> {
    tab = next;
    for (const [at, button] of tabs.entries()) {
      const selected = (at === 0) === (tab === 'data');
      button.setAttribute('aria-selected', String(selected));
      button.tabIndex = selected ? 0 : -1;
    }
    asked += 1;
    const question = asked;
    const answer = await (tab === 'data' ? data() : log()).catch((error: unknown) => [
      el('p', { class: 'empty' }, error instanceof api.Unreachable ? error.message : '没读出来，再试一次'),
    ]);
    if (question === asked) content.replaceChildren(...answer);
  }

  async function data(): Promise<HTMLElement[]> {
    const found = await api.collections();
    if (!found.some(({ name }) => name === collection)) collection = found[0]?.name ?? '';
    const shown = collection === '' ? [] : await api.documents(collection, DOCUMENTS);
    const choice = el('select', { 'aria-label': '集合', onchange: () => void choose(choice.value) });
    list(
      choice,
      found,
      ({ name }) => name,
      ({ name, documents }) =>
        el('option', { value: name, selected: name === collection }, `${name}（${documents} 条）`),
    );
    const total = found.find(({ name }) => name === collection)?.documents ?? 0;
    const note = total > DOCUMENTS ? `先看前 ${DOCUMENTS} 条` : `${total} 条`;
    return [el('p', { class: 'choice' }, choice, el('span', {}, note)), ...shown.map(document)];
  }

  async function choose(name: string): Promise<void> {
    collection = name;
    await show('data');
    content.querySelector('select')?.focus();
  }

  async function log(): Promise<HTMLElement[]> {
    const lines = (await api.logs(LINES)).reverse();
    if (lines.length === 0) return [el('p', { class: 'empty' }, '函数还没有被调用过')];
    return lines.map(({ at, function: name, route, openid, ms, outcome, error, output }) => {
      const caller = openid === null ? '定时或内部' : phoneOf(openid);
      const summary = el(
        'summary',
        {},
        el('time', {}, clockText(at)),
        el('b', {}, route === null ? name : `${name} ${route}`),
        el('span', {}, `${caller} · ${ms} ms`),
        outcome === 'ok' ? null : el('em', {}, outcome),
      );
      const said = [...(error === null ? [] : [error]), ...output].join('\n');
      return el('details', {}, summary, el('pre', {}, said === '' ? '没有输出' : said));
    });
  }

  return {
    element,
    open() {
      element.showModal();
      void show(tab);
    },
  };
}

/** Folded, its JSON is written only when it is looked at. */
function document(stored: Record<string, unknown>): HTMLElement {
  const label = ['title', 'name', 'number', 'kind']
    .map((key) => stored[key])
    .find((value) => typeof value === 'string');
  const text = el('pre', {});
  const details = el(
    'details',
    {
      ontoggle: () => {
        text.textContent = JSON.stringify(stored, null, 2);
      },
    },
    el(
      'summary',
      {},
      el('b', {}, String(stored._id)),
      el('span', {}, typeof label === 'string' ? label : ''),
    ),
    text,
  );
  return details;
}
