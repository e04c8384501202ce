/** Actions on an order: what was filled in stays on the phone until it arrived, and one intent happens once. */
import type { GrantedAction, OrderView } from '../../typings/api';
import { call, newId } from './call';
import { CallFailure } from './core/failure';
import type { DraftPhoto } from './core/draft';
import {
  actInput,
  attemptOf,
  EMPTY_FORM,
  toUpload,
  withFile,
  withKept,
  type Attempt,
  type FormValue,
} from './core/form';
import { placeText } from './core/order';
import { discard, forgetFolder, upload } from './photos';
import { load, save } from './storage';
import { markPhoto } from './watermark';

const FORMS = 'forms.v1';

/** Half-filled forms of so many actions are kept; the oldest go first. */
const AT_MOST = 10;

interface KeptForm {
  key: string;
  value: FormValue;
  attempt: Attempt | null;
}

/** The server could not use the files under their ids: they go up again. */
const UPLOAD_AGAIN: readonly string[] = ['PHOTO_NOT_UPLOADED', 'PHOTO_PATH'];

const keyOf = (orderId: string, action: string): string => `${orderId}:${action}`;

const isForm = (value: unknown): value is KeptForm =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as KeptForm).key === 'string' &&
  typeof (value as KeptForm).value === 'object' &&
  (value as { value: unknown }).value !== null;

let forms: KeptForm[] | null = null;

function all(): KeptForm[] {
  if (forms !== null) return forms;
  const saved = load(FORMS);
  return (forms = Array.isArray(saved) ? saved.filter(isForm) : []);
}

const find = (key: string): KeptForm | undefined => all().find((form) => form.key === key);

const free = ({ value }: KeptForm): void =>
  [...value.photos, ...value.files].forEach(({ path }) => discard(path));

function write(form: KeptForm): void {
  const next = [...all().filter(({ key }) => key !== form.key), form];
  next.splice(0, next.length - AT_MOST).forEach(free);
  put(next);
}

function put(next: KeptForm[]): void {
  forms = next;
  try {
    save(FORMS, next);
  } catch {
    // A full storage belongs to reports; the form lives on as long as the app does.
  }
}

/** What was filled in for an action and not sent yet. */
export const formOf = (orderId: string, action: string): FormValue =>
  find(keyOf(orderId, action))?.value ?? EMPTY_FORM;

/** Keeps what was filled in; its pictures may have been marked or sent since the page was drawn. */
export function keepForm(orderId: string, action: string, value: FormValue): void {
  const key = keyOf(orderId, action);
  const known = find(key);
  write({ key, value: withKept(value, known?.value ?? EMPTY_FORM), attempt: known?.attempt ?? null });
}

/** Forgets what was filled in, with its pictures. */
export function dropForm(orderId: string, action: string): void {
  const key = keyOf(orderId, action);
  const form = find(key);
  if (form === undefined) return;
  free(form);
  put(all().filter((one) => one !== form));
}

/** Says how many of the pictures are up. */
export type Progress = (done: number, total: number) => void;

/** What an action needs to know of its order. */
type Acted = Pick<OrderView, 'id' | 'rev' | 'number' | 'place'>;

/**
 * Uploads what lies on the phone only; each file that is up is kept as such, whatever is filled in meanwhile.
 * @returns what was asked to be sent, with its files
 */
async function uploadAll(
  { id: orderId, number, place }: Acted,
  action: GrantedAction,
  progress: Progress,
): Promise<FormValue> {
  const value = formOf(orderId, action.id);
  const key = keyOf(orderId, action.id);
  const waiting = toUpload(action.form, value);
  let done = 0;
  let current = value;
  for (const photo of waiting) {
    progress(done, waiting.length);
    const change = (changed: DraftPhoto): void => {
      current = withFile(current, changed);
      const known = find(key);
      if (known !== undefined) write({ ...known, value: withFile(known.value, changed) });
    };
    const marked = await markPhoto(photo, [`${placeText(place)} · ${number}`]);
    if (marked !== photo) change(marked);
    if (marked.path !== photo.path) discard(photo.path);
    change({ ...marked, fileId: await upload(marked) });
    done += 1;
  }
  return current;
}

const notUp = (value: FormValue): FormValue => {
  const clear = (photos: FormValue['photos']): FormValue['photos'] =>
    photos.map((photo) => ({ ...photo, fileId: null }));
  return { ...value, photos: clear(value.photos), files: clear(value.files) };
};

/**
 * Performs an action with what was filled in; what did not arrive stays filled in.
 * @returns the order as it is afterwards
 * @throws CallFailure; with `CHANGED` and `WRONG_STATE` it carries the order as it is now
 */
export async function perform(
  order: Acted,
  action: GrantedAction,
  value: FormValue,
  progress: Progress = () => undefined,
): Promise<OrderView> {
  const { id: orderId, rev } = order;
  const key = keyOf(orderId, action.id);
  keepForm(orderId, action.id, value);
  const ready = await uploadAll(order, action, progress);
  const input = { orderId, rev, action: action.id, input: actInput(action.form, ready) };
  const attempt = attemptOf(find(key)?.attempt ?? null, input, newId);
  write({ key, value: formOf(orderId, action.id), attempt });
  try {
    const fresh = await call('orders.act', input, { requestId: attempt.requestId });
    dropForm(orderId, action.id);
    return fresh;
  } catch (error) {
    if (error instanceof CallFailure && UPLOAD_AGAIN.includes(error.code)) {
      forgetFolder();
      write({ key, value: notUp(formOf(orderId, action.id)), attempt });
    }
    throw error;
  }
}
