/** 隐患公示 in words. Pure. */
import type { PostedHazard, Posting } from '../../../../typings/insight-views';
import { isoDay } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';
import { dayWords } from '../cockpit/words';

const t = TEXT.posting;

export interface PostedRow {
  key: string;
  title: string;
  level: string;
  grave: boolean;
  /** Who mends it and until when, or when it was mended. */
  when: string;
  late: boolean;
  measure: string;
}

export interface PostingPage {
  head: string;
  plant: string;
  risk: string;
  day: string;
  open: PostedRow[];
  closed: PostedRow[];
  more: string;
}

function rowOf(
  { title, level, dueOn, closedOn, late, department, measure }: PostedHazard,
  index: number,
): PostedRow {
  const due = fill(late ? t.late : t.due, { department, day: dayWords(dueOn ?? closedOn ?? '') });
  return {
    ...{ key: String(index), title, level: t.level[level], grave: level !== 'general', late },
    when: closedOn === null ? due : fill(t.done, { day: dayWords(closedOn) }),
    measure: closedOn !== null || measure === null ? '' : fill(t.measure, { measure }),
  };
}

export const postingPage = ({
  areaName,
  riskColor,
  plant,
  at,
  open,
  closed,
  more,
}: Posting): PostingPage => ({
  ...{ plant, head: fill(t.head, { area: areaName }), risk: t.risk[riskColor] },
  day: dayWords(isoDay(at)),
  open: open.map(rowOf),
  closed: closed.map(rowOf),
  more: more === 0 ? '' : fill(t.more, { n: more }),
});
