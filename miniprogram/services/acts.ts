/** Actions on an order: what was filled in stays on the phone until it arrived, and one intent happens once. */
import type { ActInput, GrantedAction, OrderView, RouteName, Routes } from '../../typings/api';
import { TEXT } from '../shared/text';
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
import { followedById } from './follow';
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

/** What was filled in for an action and not sent yet; what an older app kept lacks newer fields. */
export const formOf = (orderId: string, action: string): FormValue => ({
  ...EMPTY_FORM,
  ...find(keyOf(orderId, action))?.value,
});

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
export type Acted = Pick<OrderView, 'id' | 'rev' | 'number' | 'place'>;

/** What is filled in, by the name under which it is kept. */
type Filled = Pick<GrantedAction, 'id' | 'form'>;

/**
 * Uploads what lies on the phone only; each file that is up is kept as such, whatever is filled in meanwhile.
 * @returns what was asked to be sent, with its files
 */
async function uploadAll(
  { id: orderId, number, place }: Acted,
  { id, form }: Filled,
  progress: Progress,
  followKey: string | null,
): Promise<FormValue> {
  const value = formOf(orderId, id);
  const key = keyOf(orderId, id);
  const waiting = toUpload(form, value);
  let done = 0;
  let current = value;
  for (const photo of waiting) {
    progress(done, waiting.length);
    const change = (changed: DraftPhoto): void => {
      current = withFile(current, changed);
      const known = find(key);
      if (known !== undefined) write({ ...known, value: withFile(known.value, changed) });
    };
    const marked = await markPhoto(photo, [`${placeText(place)} · ${number}`], followKey === null);
    if (marked !== photo) change(marked);
    if (marked.path !== photo.path) discard(photo.path);
    change({ ...marked, fileId: await upload(marked, followKey) });
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
 * Sends what was filled in, with its files; what did not arrive stays filled in.
 * @param inputOf - makes the input of the route from what the form asks for
 * @param followKey - of an anonymous report, under whose key it goes
 */
async function deliver<R extends RouteName>(
  route: R,
  order: Acted,
  filled: Filled,
  value: FormValue,
  progress: Progress,
  inputOf: (given: ActInput['input']) => Routes[R]['input'],
  followKey: string | null = null,
): Promise<Routes[R]['output']> {
  const key = keyOf(order.id, filled.id);
  keepForm(order.id, filled.id, value);
  const ready = await uploadAll(order, filled, progress, followKey);
  const input = inputOf(actInput(filled.form, ready));
  const attempt = attemptOf(find(key)?.attempt ?? null, input, newId);
  write({ key, value: formOf(order.id, filled.id), attempt });
  try {
    const answer = await call(route, input, { requestId: attempt.requestId });
    dropForm(order.id, filled.id);
    return answer;
  } catch (error) {
    if (error instanceof CallFailure && UPLOAD_AGAIN.includes(error.code)) {
      forgetFolder();
      write({ key, value: notUp(formOf(order.id, filled.id)), attempt });
    }
    throw error;
  }
}

/**
 * Performs an action with what was filled in.
 * @returns the order as it is afterwards
 * @throws CallFailure; with `CHANGED` and `WRONG_STATE` it carries the order as it is now
 */
export const perform = (
  order: Acted,
  action: Filled,
  value: FormValue,
  progress: Progress = () => undefined,
): Promise<OrderView> =>
  deliver('orders.act', order, action, value, progress, (input) => ({
    orderId: order.id,
    rev: order.rev,
    action: action.id,
    input,
  }));

/** 留言, kept like an action until it arrived. */
export const COMMENT: Filled = {
  id: 'comment',
  form: [
    { id: 'text', label: TEXT.order.comment, required: true },
    { id: 'photos', label: '', required: false },
  ],
};

/** Leaves a word on an order. @param mentions - ids of the people it is meant for @throws CallFailure */
export const comment = (
  order: Acted,
  value: FormValue,
  mentions: readonly string[],
  progress: Progress = () => undefined,
): Promise<Routes['orders.comment']['output']> =>
  deliver('orders.comment', order, COMMENT, value, progress, ({ text = '', photos = [] }) => ({
    orderId: order.id,
    text,
    ...(mentions.length > 0 ? { mentions: [...mentions] } : {}),
    ...(photos.length > 0 ? { photos } : {}),
  }));

/** A word of the anonymous reporter, kept apart from what the person says under their own name. */
export const REPLY: Filled = { ...COMMENT, id: 'reply' };

/** Answers under a follow key of this phone. @param follow - of the anonymous report it belongs to @throws CallFailure */
export function reply(
  order: Acted,
  value: FormValue,
  follow: string,
  progress: Progress = () => undefined,
): Promise<Routes['orders.reply']['output']> {
  const key = followedById(follow)?.key ?? '';
  const inputOf = ({ text = '', photos = [] }: ActInput['input']): Routes['orders.reply']['input'] => ({
    id: order.id,
    key,
    text,
    ...(photos.length > 0 ? { photos: photos.map((photo) => ({ ...photo, takenAt: null })) } : {}),
  });
  return deliver('orders.reply', order, REPLY, value, progress, inputOf, key);
}
