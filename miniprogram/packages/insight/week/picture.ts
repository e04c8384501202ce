/** The week as a picture for a group: three sentences and three areas, no names of people. Pure but for the pen it is given. */
import { TEXT } from '../../../shared/text';
import { fitted, space, text, title, type Pen, type Planned } from '../report/picture';
import type { WeekPage } from './lists';

export function weekPicture(pen: Pen, { span, sentences, areas }: WeekPage): Planned {
  return fitted([
    ...title(pen, TEXT.week.title),
    text(pen, span, 24),
    space(16),
    ...sentences.map((sentence) => text(pen, sentence, 34, '#14201E')),
    space(16),
    ...areas.map(({ place, name, text: why }) => text(pen, [place, name, why].join('  '))),
    space(36),
  ]);
}
