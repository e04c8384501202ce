/** The trail of a ticket as sentences. */
import type { PermitView } from '../../../typings/api';
import type { TrailEntry } from '../../../typings/domain';
import type { PermitPinned } from '../../../typings/permit';
import type { PermitAction } from '../../../typings/permit-views';
import { PAUSE_WORDS, PERMIT_ACTIONS, RAISE_WORDS } from '../../../miniprogram/shared/permit-words';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value ? text(value.name) : '';

const isKey = <T extends object>(table: T, key: string): key is keyof T & string => Object.hasOwn(table, key);

/** What was measured, e.g. 「可燃气体 3%LEL，氧含量 20.9%」. */
function measured(values: unknown, { gas }: PermitPinned): string {
  const found = new Map(Object.entries(typeof values === 'object' && values !== null ? values : {}));
  return (gas?.items ?? [])
    .flatMap(({ id, name, unit }) => (found.has(id) ? `${name} ${String(found.get(id))}${unit}` : []))
    .join('，');
}

function sentence({ action, detail }: TrailEntry, rules: PermitPinned): string {
  switch (action) {
    case 'ask':
      return '申请动火';
    case 'approve': {
      const note = text(detail['note']);
      return note === '' ? `${text(detail['title'])}：同意` : `${text(detail['title'])}：同意，${note}`;
    }
    case 'refuse':
    case 'withdraw':
      return `${PERMIT_ACTIONS[action]}：${text(detail['reason'])}`;
    case 'appoint':
      return `换监护人：${nameOf(detail['person'])}`;
    case 'gasTest':
      return `气体检测${detail['ok'] === true ? '合格' : '不合格'}：${measured(detail['values'], rules)}`;
    case 'pause': {
      const because = text(detail['because']);
      const why =
        isKey(PAUSE_WORDS, because) && because !== 'person' ? PAUSE_WORDS[because] : text(detail['reason']);
      return `停火：${why}`;
    }
    case 'raise': {
      const because = text(detail['because']);
      return `${isKey(RAISE_WORDS, because) ? RAISE_WORDS[because] : ''}，已报${nameOf(detail['person'])}`;
    }
    case 'expire':
      return '到时间没有开始，票已过期';
    case 'handOn':
      return `${nameOf(detail['from'])}已离岗，由${nameOf(detail['person'])}接手`;
    case 'certificate':
      return `${text(detail['name'])}的证件有变动`;
    default:
      return isKey(PERMIT_ACTIONS, action) ? PERMIT_ACTIONS[action satisfies PermitAction] : action;
  }
}

/** Newest last. */
export const timelineOf = (trail: readonly TrailEntry[], rules: PermitPinned): PermitView['timeline'] =>
  trail.map((entry) => ({ at: entry.at, by: entry.actor.name, text: sentence(entry, rules) }));
