/** What a day holds beside rounds, and where it is: first what waits for this person, then the rest. Pure. */
import type { DayLine } from '../../../../typings/day';
import { fill, TEXT } from '../../../shared/text';

type Kind = 'briefing' | 'permit' | 'training' | 'certificate' | 'meetings';

export interface Entry {
  id: Kind;
  /** As `services/phone` names it. */
  page: 'briefing' | 'briefings' | 'permits' | 'training' | 'certificates';
  icon: string;
  title: string;
  hint: string;
}

export interface Entries {
  /** Something of it waits for this person. */
  waiting: Entry[];
  others: Entry[];
}

const BRIEFING: Entry = {
  id: 'briefing',
  page: 'briefing',
  icon: 'people',
  title: TEXT.briefing.title,
  hint: TEXT.briefing.entryHint,
};

const PERMIT: Entry = {
  id: 'permit',
  page: 'permits',
  icon: 'hot-work',
  title: TEXT.permit.title,
  hint: TEXT.permit.entryHint,
};

const TRAINING: Entry = {
  id: 'training',
  page: 'training',
  icon: 'certificate',
  title: TEXT.training.title,
  hint: TEXT.training.rowHint,
};

/** Only shown when one ends: the rest is under 我的. */
const CERTIFICATE: Entry = {
  id: 'certificate',
  page: 'certificates',
  icon: 'certificate',
  title: TEXT.certificate.entry,
  hint: TEXT.certificate.entryHint,
};

/** For whoever looks after the meetings of others. */
const MEETINGS: Entry = {
  id: 'meetings',
  page: 'briefings',
  icon: 'file',
  title: TEXT.briefing.entryList,
  hint: TEXT.briefing.entryListHint,
};

const waits = (entry: Entry, lines: readonly DayLine[]): Entry[] => {
  const [first, ...rest] = lines.filter(({ kind }) => kind === entry.id);
  if (first === undefined) return [];
  const hint = fill(TEXT.inspection.dayLine, { title: first.title, line: first.line });
  return [
    {
      ...entry,
      hint: rest.length === 0 ? hint : fill(TEXT.inspection.dayLines, { hint, count: rest.length + 1 }),
    },
  ];
};

/** @param lines - soonest first */
export function entriesOf(lines: readonly DayLine[], isOverseer: boolean): Entries {
  const always = [BRIEFING, PERMIT, TRAINING];
  const waiting = [...always, CERTIFICATE].flatMap((entry) => waits(entry, lines));
  const told = new Set(waiting.map(({ id }) => id));
  return {
    waiting,
    others: [...always.filter(({ id }) => !told.has(id)), ...(isOverseer ? [MEETINGS] : [])],
  };
}
