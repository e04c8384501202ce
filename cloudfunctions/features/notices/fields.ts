/** What WeChat accepts in the fields of a subscription message, by field type; a value outside gets the whole message refused (47003). */
import { DAY } from '../../../miniprogram/shared/time';

/** Kinds of field; the name of a field is its type and a number, e.g. `thing2`. */
export type FieldType =
  | 'thing'
  | 'number'
  | 'letter'
  | 'symbol'
  | 'character_string'
  | 'time'
  | 'date'
  | 'amount'
  | 'phone_number'
  | 'car_number'
  | 'name'
  | 'phrase';

interface Rule {
  /** The part of a clean text that the field may hold; empty when there is none. */
  fit: (text: string) => string;
  /** Stands where nothing fits: WeChat refuses empty values. */
  blank: string;
}

/** Emoji with all that joins and tints them, control and format characters, lone surrogates, unassigned code points. */
const UNPRINTABLE = /[\p{C}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\u{FE00}-\u{FE0F}\u20E3]/gu;

/** One line without emoji. */
export const clean = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(UNPRINTABLE, '').replace(/ +/g, ' ').trim();

/** The first characters, by code point: no character is cut in half. */
const first = (text: string, limit: number): string => Array.from(text).slice(0, limit).join('');

/** Only the matching characters, up to a limit. */
const only =
  (pattern: RegExp, limit: number) =>
  (text: string): string =>
    first((text.match(pattern) ?? []).join(''), limit);

function fitThing(text: string): string {
  return Array.from(text).length <= 20 ? text : `${first(text, 19).trimEnd()}…`;
}

/** The first number in a text, its fraction cut where the digits run out. */
function digits(text: string, limit: number): string {
  const [whole = '', fraction = ''] = (/\d+(?:\.\d+)?/.exec(text)?.[0] ?? '').split('.');
  const kept = fraction.slice(0, Math.max(0, limit - whole.length - 1));
  return whole.slice(0, limit) + (kept === '' ? '' : `.${kept}`);
}

function fitAmount(text: string): string {
  const number = digits(text, 10);
  if (number === '') return '';
  const currency = /[¥￥$€£](?= ?\d)/.exec(text)?.[0] ?? '';
  return `${currency}${number}${/\d ?元/.test(text) ? '元' : ''}`;
}

const two = (text: string): string => text.padStart(2, '0');

/** `15:01` wherever it stands in a text. */
function clockIn(text: string): string {
  const [, hour, minute] = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/.exec(text) ?? [];
  return hour !== undefined && minute !== undefined ? `${two(hour)}:${minute}` : '';
}

/** `2019年10月1日` wherever it stands in a text, when the calendar has that day. */
function dayIn(text: string): string {
  const found = /(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日/.exec(text);
  if (found === null) return '';
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const at = Date.UTC(year, month - 1, day);
  const exists = year >= 1970 && new Date(at).getUTCMonth() === month - 1 && at % DAY === 0;
  return exists ? `${year}年${month}月${day}日` : '';
}

function fitTime(text: string): string {
  const clock = clockIn(text);
  return clock === '' ? '' : `${dayIn(text)} ${clock}`.trim();
}

function fitDate(text: string): string {
  const day = dayIn(text);
  return day === '' ? '' : `${day} ${clockIn(text)}`.trim();
}

function fitPhone(text: string): string {
  const number = only(/[\d+*#()-]/g, 17)(text);
  return /\d/.test(number) ? number : '';
}

/** A plate: Chinese only at its two ends. */
function fitCar(text: string): string {
  const signs = text.match(/[A-Za-z0-9\u4e00-\u9fff]/g) ?? [];
  const [head = '', ...rest] = signs;
  const tail = rest.pop() ?? '';
  return head + only(/[A-Za-z0-9]/g, 6)(rest.join('')) + tail;
}

/** A Chinese name has 10 characters, letters included; one in letters alone has 20. */
function fitName(text: string): string {
  if (/[\u4e00-\u9fff]/.test(text)) return only(/[A-Za-z\u4e00-\u9fff·]/g, 10)(text);
  const name = only(/[A-Za-z .'-]/g, 20)(text).trim();
  return /[A-Za-z]/.test(name) ? name : '';
}

/**
 * The documented limits ("订阅消息参数值内容限制说明"). Stricter where the document leaves room: `character_string` is
 * printable ASCII, Chinese is the basic block.
 */
const RULES: Record<FieldType, Rule> = {
  thing: { fit: fitThing, blank: '—' },
  number: { fit: (text) => digits(text, 32), blank: '0' },
  letter: { fit: only(/[A-Za-z]/g, 32), blank: 'N' },
  symbol: { fit: only(/[\p{P}\p{S}]/gu, 5), blank: '-' },
  character_string: { fit: only(/[!-~]/g, 32), blank: '-' },
  time: { fit: fitTime, blank: '00:00' },
  date: { fit: fitDate, blank: '1970年1月1日' },
  amount: { fit: fitAmount, blank: '0' },
  phone_number: { fit: fitPhone, blank: '0' },
  car_number: { fit: fitCar, blank: '0' },
  name: { fit: fitName, blank: '不详' },
  phrase: { fit: only(/[\u4e00-\u9fff]/g, 5), blank: '无' },
};

const isFieldType = (type: string): type is FieldType => Object.hasOwn(RULES, type);

/**
 * The type of a field.
 * @throws Error for a type that is not supported, e.g. `enum`: no text of ours can be made to fit it
 */
export function fieldType(field: string): FieldType {
  const type = field.replace(/\d+$/, '');
  if (!isFieldType(type)) throw new Error(`subscription field "${field}" has no supported type`);
  return type;
}

/** The text as the field may hold it; never empty. @throws Error for an unsupported field type */
export function fitField(field: string, text: string): string {
  const { fit, blank } = RULES[fieldType(field)];
  return fit(clean(text)) || blank;
}
