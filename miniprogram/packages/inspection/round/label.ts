/** The label that was scanned, or the number that was typed, against the stop that is to be looked at. Pure. */
import type { TaskStop, TaskView } from '../../../../typings/inspection';
import type { Found } from '../../../services/core/scan';
import { pointNumber } from '../../../shared/label';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.inspection;

/** `here`: the right one; `other`: a stop of this route; `off`: no stop of it; `unread`: with what to say. */
export type Matched =
  | { kind: 'here' }
  | { kind: 'other'; stop: TaskStop; say: string }
  | { kind: 'off'; say: string }
  | { kind: 'unread'; say: string };

/** `C-7` and `C-07` are the same number to people. */
const plain = (no: string): string => no.replace(/-0+(?=\d)/, '-');

/** @param no - as the label says it */
export function matched({ stops }: Pick<TaskView, 'stops'>, here: TaskStop, no: string): Matched {
  if (plain(no) === plain(here.pointNo)) return { kind: 'here' };
  const stop = stops.find(({ pointNo }) => plain(pointNo) === plain(no));
  const say = fill(t.otherLabel, { other: stop?.pointNo ?? no, here: here.pointNo });
  if (stop !== undefined) return { kind: 'other', stop, say };
  return { kind: 'off', say: `${say}。${fill(t.otherRoute, { other: no })}` };
}

/** What a scanner read. */
export function matchedFound(task: Pick<TaskView, 'stops'>, here: TaskStop, found: Found): Matched {
  if (found.kind === 'point') return matched(task, here, found.point.no);
  if (found.kind === 'unknown' && found.no !== '') return matched(task, here, found.no);
  return { kind: 'unread', say: fill(t.unread, { here: here.pointNo }) };
}

/** What was typed: the number of a label, however it is written. */
export function matchedTyped(task: Pick<TaskView, 'stops'>, here: TaskStop, text: string): Matched {
  const no = pointNumber(text);
  return no === null ? { kind: 'unread', say: fill(t.unknownNo, { no: text }) } : matched(task, here, no);
}
