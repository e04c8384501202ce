/** What a person fills in for an action: what is still missing, and what goes to the server. Pure. */
import type { ActInput, PhotoInput } from '../../../typings/api';
import type { Millis, Urgency } from '../../../typings/domain';
import type { FieldId, FormField } from '../../../typings/flow';
import { fill, TEXT } from '../../shared/text';
import type { DraftPhoto } from './draft';

/** The server takes at most so many pictures, and so many files, with one action. */
export const MAX_PHOTOS = 9;

/** Longest text of a field, of a reason, and of a comment (characters), and most pictures of a comment, as the server takes them. */
export const MAX_TEXT = 500;
export const MAX_REASON = 200;
export const MAX_COMMENT = 300;
export const MAX_COMMENT_PHOTOS = 3;

/** The fields that are filled in with words. */
export const WORD_FIELDS = [
  'text',
  'reason',
  'basis',
  'interim',
  'measure',
  'emergency',
  'goal',
  'funds',
  'team',
  'schedule',
  'safeguard',
] as const satisfies readonly FieldId[];

export type WordField = (typeof WORD_FIELDS)[number];

/** The fields that name a person, each with its name beside it. */
export type PersonField = 'personId' | 'reviewerId';

export interface FormValue extends Record<WordField | PersonField, string> {
  personName: string;
  reviewerName: string;
  /** Digits: whole yuan. */
  money: string;
  until: Millis | null;
  duty: string;
  /** Null until the person said how they looked. */
  onSite: boolean | null;
  urgency: Urgency | null;
  photos: DraftPhoto[];
  files: DraftPhoto[];
}

export const EMPTY_FORM: FormValue = {
  text: '',
  reason: '',
  basis: '',
  interim: '',
  measure: '',
  emergency: '',
  goal: '',
  funds: '',
  team: '',
  schedule: '',
  safeguard: '',
  personId: '',
  personName: '',
  reviewerId: '',
  reviewerName: '',
  money: '',
  until: null,
  duty: '',
  onSite: null,
  urgency: null,
  photos: [],
  files: [],
};

/** The form with a picture or file as it is now, in the place of its id. */
export function withFile(value: FormValue, now: DraftPhoto): FormValue {
  const put = (files: DraftPhoto[]): DraftPhoto[] => files.map((one) => (one.id === now.id ? now : one));
  return { ...value, photos: put(value.photos), files: put(value.files) };
}

/** What a page says, with the pictures as they are kept: one that was marked or sent meanwhile does not go back. */
export const withKept = (value: FormValue, kept: FormValue): FormValue =>
  [...kept.photos, ...kept.files].reduce(withFile, value);

/** What to say when a field is missing that wants something of its own; the others are to be filled in. */
const PROMPTS: Partial<Record<FieldId, string>> = {
  reason: TEXT.form.reasonNeeded,
  photos: TEXT.form.photoNeeded,
  files: TEXT.form.fileNeeded,
  personId: TEXT.form.choosePerson,
  reviewerId: TEXT.form.choosePerson,
  onSite: TEXT.order.chooseSeen,
  urgency: TEXT.form.chooseUrgency,
  until: TEXT.form.dayNeeded,
  duty: TEXT.form.chooseDuty,
};

/** Whether nothing was filled in for a field. */
export function isBlank(value: FormValue, id: FieldId): boolean {
  const given = value[id];
  if (typeof given === 'string') return given.trim() === '';
  return Array.isArray(given) ? given.length === 0 : given === null;
}

/** Field → what is wrong with it, in words. */
export type Faults = Partial<Record<FieldId, string>>;

export const NO_FAULTS: Faults = {};

/** The fields to fill in, each with the sentence that asks for it; how the person looked is always asked. */
export function missing(form: readonly FormField[], value: FormValue): Faults {
  const faults: Faults = {};
  for (const { id, required } of form) {
    if ((required || id === 'onSite') && isBlank(value, id)) faults[id] = PROMPTS[id] ?? TEXT.form.required;
  }
  return faults;
}

/** More fields than this are not named: the sentence would hide them. */
const NAMED = 2;

/** One sentence about all faults of a form; empty when there are none. A few are told by the names of their fields. */
export function faultSentence(form: readonly FormField[], faults: Faults): string {
  const [first, ...others] = form.filter(({ id }) => faults[id] !== undefined);
  if (first === undefined) return '';
  const only = faults[first.id] ?? '';
  if (others.length === 0 && only !== TEXT.form.required) return only;
  const names = [first, ...others].map(({ label }) => label).join('、');
  return fill(others.length < NAMED ? TEXT.form.still : TEXT.form.stillMany, {
    count: others.length + 1,
    names,
  });
}

/** The server's faults by field: its paths lead into the input, e.g. `input.photos.0.fileId`. */
export function faultsOf(form: readonly FormField[], fields: Readonly<Record<string, string>>): Faults {
  const faults: Faults = {};
  for (const [path, sentence] of Object.entries(fields)) {
    const name = path.replace(/^input\./, '').split('.')[0];
    const field = form.find(({ id }) => id === name);
    if (field !== undefined) faults[field.id] ??= sentence;
  }
  return faults;
}

/** The faults of the fields that nobody has touched since. */
export function untouched(faults: Faults, before: FormValue, after: FormValue): Faults {
  const left = Object.entries(faults) as [FieldId, string][];
  return Object.fromEntries(left.filter(([id]) => before[id] === after[id]));
}

/** Pictures and files that lie on the phone only. */
export const toUpload = (form: readonly FormField[], { photos, files }: FormValue): DraftPhoto[] =>
  [...(asks(form, 'photos') ? photos : []), ...(asks(form, 'files') ? files : [])].filter(
    ({ fileId }) => fileId === null,
  );

const asks = (form: readonly FormField[], id: FieldId): boolean => form.some((field) => field.id === id);

const uploaded = (photos: readonly DraftPhoto[]): PhotoInput[] =>
  photos.flatMap(({ fileId, source, takenAt }) => (fileId === null ? [] : [{ fileId, source, takenAt }]));

/** The input of the action: only what its form asks for, and nothing blank. Pictures must be uploaded. */
export function actInput(form: readonly FormField[], value: FormValue): ActInput['input'] {
  const { personId, reviewerId, money, until, duty, onSite, urgency, photos, files } = value;
  const has = (id: FieldId): boolean => asks(form, id) && !isBlank(value, id);
  const words: Partial<Record<WordField, string>> = {};
  for (const id of WORD_FIELDS) if (has(id)) words[id] = value[id].trim();
  return {
    ...words,
    ...(has('personId') ? { personId } : {}),
    ...(has('reviewerId') ? { reviewerId } : {}),
    ...(has('money') ? { money: Number(money) } : {}),
    ...(has('until') && until !== null ? { until } : {}),
    ...(has('duty') ? { duty } : {}),
    ...(has('onSite') && onSite !== null ? { onSite } : {}),
    ...(has('urgency') && urgency !== null ? { urgency } : {}),
    ...(has('photos') ? { photos: uploaded(photos) } : {}),
    ...(has('files') ? { files: uploaded(files) } : {}),
  };
}

/** One try of an intent: sent again unchanged, it goes under the same id and happens once. */
export interface Attempt {
  requestId: string;
  /** What was sent. */
  said: string;
}

/** The id to send under: the last one when nothing was changed since. */
export function attemptOf(last: Attempt | null, input: object, newId: () => string): Attempt {
  const said = JSON.stringify(input);
  return last?.said === said ? last : { requestId: newId(), said };
}
