/** 隐患公示 as a picture for the wall: no names of people and no photos. Pure but for the pen it is given. */
import { TEXT } from '../../../shared/text';
import { fitted, space, text, title, type Pen, type Planned } from '../report/picture';
import type { PostedRow, PostingPage } from './lists';

const t = TEXT.posting;

const INK = '#14201E';

export function postingPicture(pen: Pen, page: PostingPage): Planned {
  const { head, plant, risk, day, open, closed, more } = page;
  const openRow = ({ title: what, level, when, measure }: PostedRow) => [
    text(pen, [what, level].join('  '), 32, INK, 600),
    text(pen, when),
    ...(measure === '' ? [] : [text(pen, measure, 26)]),
    space(14),
  ];
  return fitted([
    space(20),
    text(pen, head, 44, INK, 600),
    text(pen, [plant, risk, day].join(TEXT.insight.dot), 24),
    ...title(pen, t.open),
    ...(open.length === 0 ? [text(pen, t.openNone)] : open.flatMap(openRow)),
    ...title(pen, t.closed),
    ...(closed.length === 0
      ? [text(pen, t.closedNone)]
      : closed.map(({ title: what, when }) => text(pen, [what, when].join('  ')))),
    ...(more === '' ? [] : [space(14), text(pen, more, 24)]),
    space(24),
    text(pen, t.foot, 30, INK, 600),
    space(36),
  ]);
}
