/** What a person fills in for an action: what is still missing, and what goes to the server. Pure. */
import type { ActInput, PhotoInput } from '../../../typings/api';
import type { Urgency } from '../../../typings/domain';
import type { FieldId, FormField } from '../../../typings/flow';
import { TEXT } from '../../shared/text';
import type { DraftPhoto } from './draft';

/** The server takes at most so many pictures, and so many files, with one action. */
export const MAX_PHOTOS = 9;

/** Longest text of a field (characters). */
export const MAX_TEXT = 500;

export interface FormValue {
  text: string;
  reason: string;
  personId: string;
  personName: string;
  /** Null until the person said how they looked. */
  onSite: boolean | null;
  urgency: Urgency | null;
  photos: DraftPhoto[];
  files: DraftPhoto[];
}

export const EMPTY_FORM: FormValue = {
  text: '',
  reason: '',
  personId: '',
  personName: '',
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

/** What to say when a field is missing. */
const PROMPTS: Record<FieldId, string> = {
  text: TEXT.form.required,
  reason: TEXT.form.reasonNeeded,
  photos: TEXT.form.photoNeeded,
  files: TEXT.form.fileNeeded,
  personId: TEXT.form.choosePerson,
  onSite: TEXT.order.chooseSeen,
  urgency: TEXT.form.chooseUrgency,
};

function isBlank(value: FormValue, id: FieldId): boolean {
  const given = value[id];
  if (typeof given === 'string') return given.trim() === '';
  return Array.isArray(given) ? given.length === 0 : given === null;
}

/** The first field to fill in, with the sentence that asks for it; how the person looked is always asked. */
export function missing(
  form: readonly FormField[],
  value: FormValue,
): { id: FieldId; prompt: string } | null {
  const field = form.find(({ id, required }) => (required || id === 'onSite') && isBlank(value, id));
  return field === undefined ? null : { id: field.id, prompt: PROMPTS[field.id] };
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
  const { text, reason, personId, onSite, urgency, photos, files } = value;
  const has = (id: FieldId): boolean => asks(form, id) && !isBlank(value, id);
  return {
    ...(has('text') ? { text: text.trim() } : {}),
    ...(has('reason') ? { reason: reason.trim() } : {}),
    ...(has('personId') ? { personId } : {}),
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
