/** How the fields of an action are laid out: which control each has, and under which heading a long form puts it. Pure. */
import type { Millis } from '../../../typings/domain';
import type { FieldId, FormField } from '../../../typings/flow';
import { DAY, isoDay, wallClock } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { isBlank, MAX_REASON, MAX_TEXT, WORD_FIELDS, type FormValue } from './form';

const t = TEXT.form;

/** The control of a field. */
export type Control =
  'words' | 'photos' | 'files' | 'person' | 'seen' | 'urgency' | 'money' | 'day' | 'duty' | 'none';

const CONTROLS: Partial<Record<FieldId, Control>> = {
  photos: 'photos',
  files: 'files',
  personId: 'person',
  reviewerId: 'person',
  onSite: 'seen',
  urgency: 'urgency',
  money: 'money',
  until: 'day',
  duty: 'duty',
};

const controlOf = (id: FieldId): Control =>
  CONTROLS[id] ?? ((WORD_FIELDS as readonly string[]).includes(id) ? 'words' : 'none');

/** A form with more fields than this has headings. */
const SHORT = 4;

/** What a long form asks first, then, and last. */
const PARTS: readonly { heading: string; ids: readonly FieldId[] }[] = [
  { heading: t.partNow, ids: ['text', 'reason', 'basis', 'interim', 'photos', 'onSite', 'urgency', 'duty'] },
  { heading: t.partPlan, ids: ['goal', 'measure', 'money', 'funds', 'team', 'personId', 'files'] },
  { heading: t.partWhen, ids: ['schedule', 'until', 'reviewerId'] },
  { heading: t.partSafe, ids: ['safeguard', 'emergency'] },
];

const partOf = (id: FieldId): number => PARTS.findIndex(({ ids }) => ids.includes(id));

/** One field as it is drawn. */
export interface FormRow extends FormField {
  control: Control;
  /** How many characters it takes. */
  most: number;
  /** Of the part that begins with it; empty inside a part and in a short form. */
  heading: string;
}

/** Whether a form is long: its lists open at a tap only. */
export const isLong = (form: readonly FormField[]): boolean => form.length > SHORT;

const plain = (field: FormField): FormRow => ({
  ...field,
  control: controlOf(field.id),
  most: field.id === 'reason' ? MAX_REASON : MAX_TEXT,
  heading: '',
});

/** The fields in the server's order; those of a long form by their parts, each under its heading. */
export function rowsOf(form: readonly FormField[]): FormRow[] {
  if (!isLong(form)) return form.map(plain);
  const rows = [...form].sort((a, b) => partOf(a.id) - partOf(b.id)).map(plain);
  return rows.map((row, index) => {
    const part = partOf(row.id);
    const last = rows[index - 1];
    const begins = last === undefined || partOf(last.id) !== part;
    return begins ? { ...row, heading: PARTS[part]?.heading ?? '' } : row;
  });
}

/** 「已填 3/6」 of what a long form wants; empty for a short one. */
export function progressOf(form: readonly FormField[], value: FormValue): string {
  if (!isLong(form)) return '';
  const wanted = form.filter(({ required }) => required);
  return fill(t.filledIn, {
    done: wanted.filter(({ id }) => !isBlank(value, id)).length,
    count: wanted.length,
  });
}

/** How far ahead a day may be chosen: half a year. */
const FURTHEST = 180 * DAY;

/** The days to choose from, `yyyy-mm-dd`: from tomorrow on. */
export const dayRange = (now: Millis): { start: string; end: string } => ({
  start: isoDay(now + DAY),
  end: isoDay(now + FURTHEST),
});

/** The instant at which a day `yyyy-mm-dd` ends (+08:00). */
export const endOfDay = (day: string): Millis => Date.parse(`${day}T23:59:59.999+08:00`);

/** 「12月5日（周六）」 */
export function dayText(at: Millis): string {
  const { month, day, weekday } = wallClock(at);
  return fill(t.dayOf, { month, day, weekday: t.weekdays[weekday] ?? '' });
}

/** Digits without leading zeros, as many as a sum of money may have. */
export const digitsOf = (typed: string): string =>
  typed
    .replace(/\D/g, '')
    .replace(/^0+(?=\d)/, '')
    .slice(0, 9);
