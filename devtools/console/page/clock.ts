/** The one clock of cloud and phones, and the buttons that move it. */
import * as api from './api';
import { el, icon, popup, setText } from './dom';
import { clockText, dateText, DAY, HOUR, justAfter, MINUTE, spanText, whenText } from './time';

/** A long way is gone in parts, so that clock, messages and phones can be seen to follow. */
const PART = HOUR;

export interface Clock {
  element: HTMLElement;
  panel: HTMLElement;
  show(now: number, nextDueAt: number | null): void;
}

/**
 * @param say - tells what came of it
 * @param refresh - reads everything anew
 */
export function clock(say: (sentence: string) => void, refresh: () => Promise<void>): Clock {
  const time = el('b', {});
  const date = el('span', {});
  let now = 0;
  let due: number | null = null;

  const action = (
    label: string,
    run: () => Promise<string>,
    ...content: (Node | string)[]
  ): HTMLButtonElement =>
    el('button', { type: 'button', title: label, onclick: () => perform(run) }, ...content);

  const toDue = action(
    '到下个期限',
    () => (due === null ? Promise.resolve('没有等着到期的工单') : advance(justAfter(due) - now)),
    icon('skip', 18),
    '到下个期限',
  );
  const more = el(
    'button',
    { type: 'button', class: 'more', 'aria-label': '时钟的更多操作' },
    icon('more', 18),
  );
  const panel = el(
    'div',
    { class: 'popup menu' },
    action('让定时任务现在跑一遍', runTimers, '跑一次定时任务'),
    action('时钟回到真实的现在', backToNow, '回到现在'),
  );
  const buttons = [
    action('时钟往前走 10 分钟', () => advance(10 * MINUTE), '+10 分钟'),
    action('时钟往前走 2 小时', () => advance(2 * HOUR), '+2 小时'),
    action('时钟往前走 1 天', () => advance(DAY), '+1 天'),
    toDue,
    more,
  ];
  const element = el(
    'div',
    { class: 'clock', role: 'group', 'aria-label': '时钟' },
    el('p', { class: 'now' }, time, date),
    ...buttons,
  );
  popup(more, panel, () => undefined);

  /** Moves happen one after the other; a press while one is under way waits for its turn. */
  let moves = Promise.resolve();
  let waiting = 0;

  function perform(run: () => Promise<string>): void {
    if (panel.matches(':popover-open')) panel.hidePopover();
    waiting += 1;
    element.setAttribute('aria-busy', 'true');
    const move = async (): Promise<void> => {
      try {
        say(await run().catch(reason));
        await refresh();
      } finally {
        waiting -= 1;
        if (waiting === 0) element.removeAttribute('aria-busy');
      }
    };
    moves = moves.then(move, move);
  }

  async function advance(ms: number): Promise<string> {
    const fired: api.Fired[] = [];
    for (let left = ms; left > 0; left -= PART) {
      const moved = await api.advance(Math.min(left, PART));
      fired.push(...moved.fired);
      now = moved.now;
      if (left > PART) await refresh();
    }
    return `时钟走了 ${spanText(ms)}，${ran(fired)}`;
  }

  async function runTimers(): Promise<string> {
    return ran((await api.runTimers()).fired);
  }

  async function backToNow(): Promise<string> {
    return `时钟回到了 ${clockText((await api.backToNow()).now)}`;
  }

  return {
    element,
    panel,
    show(at, nextDueAt) {
      now = at;
      due = nextDueAt;
      setText(time, clockText(at));
      setText(date, dateText(at));
      toDue.title = due === null ? '没有等着到期的工单' : `下个期限：${whenText(due, at)}`;
    },
  };
}

function reason(error: unknown): string {
  return error instanceof api.Unreachable ? error.message : '时钟没走成，再试一次';
}

function ran(fired: readonly api.Fired[]): string {
  const failed = fired.filter(({ ok }) => !ok).length;
  const told = `定时任务跑了 ${fired.length} 次`;
  return failed === 0 ? told : `${told}，其中 ${failed} 次没跑完，看函数日志`;
}
