/** What is filled in on a ticket: a precaution, the readings of a meter, a reason, a last picture; what is missing, and what is sent. Pure. */
import type { GasItem, PermitCheckRule } from '../../../../typings/permit';
import type { PermitActionView, PermitActValues, PermitView } from '../../../../typings/permit-views';
import { inLimits } from '../../../shared/checklist';
import { fill, TEXT } from '../../../shared/text';
import type { DraftPhoto } from '../../../services/core/draft';
import type { Recorded } from '../../../services/core/permit';
import { numberOf } from '../../../services/core/round';

const t = TEXT.permit;

/** The server takes so many pictures of one thing. */
export const MAX_PHOTOS = 3;

/** Longest text (characters), as the server takes it. */
export const MAX_WORDS = 200;

/** What is filled in on a sheet. */
export interface SheetValue {
  words: string;
  /** By item, as typed. */
  numbers: Record<string, string>;
  photos: DraftPhoto[];
  /** Of a precaution: taken, not needed there, or not said yet. */
  result: '' | 'done' | 'na';
}

export const EMPTY_SHEET: SheetValue = {
  words: '',
  numbers: {},
  photos: [],
  result: '',
};

/** What a sheet asks for. */
export interface SheetForm {
  /** The action, and which precaution. */
  action: PermitActionView['id'];
  checkId: string;
  title: string;
  hint: string;
  /** What the button says. */
  submit: string;
  /** The field for words: missing, may be left empty, or needed. */
  words: 'none' | 'optional' | 'needed';
  wordsHint: string;
  photos: 'none' | 'optional' | 'needed';
  gas: GasItem[];
  /** Done or not needed there. */
  asksResult: boolean;
  /** 「附近有 2 件没改好」; empty when it does not matter here. */
  near: string;
}

const FORM: SheetForm = {
  action: 'start',
  checkId: '',
  title: '',
  hint: '',
  submit: '',
  words: 'none',
  wordsHint: '',
  photos: 'none',
  gas: [],
  asksResult: false,
  near: '',
};

export const NO_SHEET = FORM;

/** The sheet of a precaution. */
export const checkForm = ({ id, text, standard, photo }: PermitCheckRule, isLast: boolean): SheetForm => ({
  ...FORM,
  action: 'check',
  checkId: id,
  title: text,
  hint: standard,
  submit: isLast ? t.checkSave : t.checkNext,
  photos: photo ? 'needed' : 'optional',
  asksResult: true,
});

const REASONS: Partial<Record<PermitActionView['id'], string>> = {
  refuse: t.refuseHint,
  withdraw: t.withdrawHint,
  pause: t.pauseHint,
};

/** The sheet of an action; null when it asks for nothing that is written or photographed. */
export function actionForm({ id, label }: PermitActionView, { near, rules }: PermitView): SheetForm | null {
  const form = { ...FORM, action: id, title: label, submit: label };
  const wordsHint = REASONS[id];
  if (wordsHint !== undefined) return { ...form, words: 'needed', wordsHint };
  if (id === 'approve') {
    const count = near?.orders.length ?? 0;
    const said = count > 0 ? fill(t.nearCount, { count }) : t.nearNone;
    return {
      ...form,
      words: count > 0 ? 'needed' : 'optional',
      wordsHint: count > 0 ? t.noteNear : t.noteHint,
      near: near === null ? '' : said,
    };
  }
  if (id === 'gasTest') {
    const gas = rules.gas?.items ?? [];
    return { ...form, title: t.gasTitle, hint: t.gasHint, submit: t.gasSave, gas, photos: 'optional' };
  }
  if (id === 'endWatch') return { ...form, hint: t.endHint, photos: 'needed' };
  return null;
}

/** 「不超过 10 %」 */
export function limitWords({ min, max, unit }: GasItem): string {
  if (min !== null && max !== null) return fill(t.limits, { min, max, unit });
  if (max !== null) return fill(t.atMost, { max, unit });
  return min === null ? '' : fill(t.atLeast, { min, unit });
}

/** A reading as it is typed. */
export interface GasRow {
  id: string;
  name: string;
  unit: string;
  limits: string;
  typed: string;
  /** Empty while it is none, or within its limits. */
  beyond: string;
}

export const gasRows = (items: readonly GasItem[], { numbers }: SheetValue): GasRow[] =>
  items.map((item) => {
    const typed = numbers[item.id] ?? '';
    const value = numberOf(typed);
    const isBeyond = value !== null && !inLimits(value, item);
    return {
      id: item.id,
      name: item.name,
      unit: item.unit,
      limits: limitWords(item),
      typed,
      beyond: isBeyond ? fill(t.gasBeyond, { value, unit: item.unit }) : '',
    };
  });

/** Whether a reading lies beyond its limits. */
export const isBeyond = (form: SheetForm, value: SheetValue): boolean =>
  gasRows(form.gas, value).some(({ beyond }) => beyond !== '');

/** What is still missing, in a sentence; empty when nothing. */
export function sheetLack(form: SheetForm, value: SheetValue): string {
  const isBlank = value.words.trim() === '';
  if (form.asksResult) {
    if (value.result === '') return t.chooseResult;
    if (value.result === 'na') return isBlank ? t.reasonNeeded : '';
  }
  if (form.gas.some(({ id }) => numberOf(value.numbers[id] ?? '') === null)) return t.gasLacks;
  if (form.words === 'needed' && isBlank) return form.action === 'approve' ? t.noteNeeded : t.reasonNeeded;
  return form.photos === 'needed' && value.photos.length === 0 ? t.photoNeeded : '';
}

const RECORDS: readonly string[] = ['check', 'gasTest', 'pause', 'finish', 'endWatch'];

/** Whether an action is kept and goes out by itself. */
export const isRecord = (action: string): action is Recorded['kind'] => RECORDS.includes(action);

/** What an action is given, without its pictures. */
export function actValues(form: SheetForm, value: SheetValue, seen: string | null): PermitActValues {
  const words = value.words.trim();
  switch (form.action) {
    case 'check': {
      const isNa = value.result === 'na';
      const check = { checkId: form.checkId, result: isNa ? ('na' as const) : ('done' as const), photos: [] };
      return { checks: [isNa ? { ...check, reason: words } : check] };
    }
    case 'gasTest':
      return {
        values: Object.fromEntries(form.gas.map(({ id }) => [id, numberOf(value.numbers[id] ?? '') ?? 0])),
      };
    case 'approve':
      return { ...(words === '' ? {} : { note: words }), ...(seen === null ? {} : { seen }) };
    default:
      return words === '' ? {} : { reason: words };
  }
}

/** A precaution that is not needed there has no picture. */
export const sheetPhotos = (form: SheetForm, { photos, result }: SheetValue): DraftPhoto[] =>
  form.photos === 'none' || result === 'na' ? [] : photos;
