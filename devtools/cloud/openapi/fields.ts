/** The limits of subscription message fields, by the type that a field's name begins with. */
import { WeChatError } from './errors';
import { characters } from './text';

const EMOJI = /\p{Extended_Pictographic}/u;
const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2})?`;
const DATE = String.raw`\d{4}(年|-|/)\d{1,2}(月|-|/)\d{1,2}日?`;

/** Type → what its value must look like (WeChat, 订阅消息参数值内容限制说明). */
const RULES: Record<string, (value: string) => boolean> = {
  thing: (value) => characters(value) <= 20,
  number: (value) => value.length <= 32 && /^-?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => characters(value) <= 5,
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => matches(value, `(${DATE} )?${CLOCK}(~(${DATE} )?${CLOCK})?`),
  date: (value) => matches(value, `${DATE}( ${CLOCK})?(~${DATE}( ${CLOCK})?)?`),
  amount: (value) => /^[^\d\s]?\d{1,10}(\.\d+)?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => characters(value) <= 8,
  name: (value) => /^[A-Za-z ·.]{1,20}$/.test(value) || /^[\p{Script=Han}A-Za-z ·.]{1,10}$/u.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
};

function matches(value: string, pattern: string): boolean {
  return new RegExp(`^(${pattern})$`).test(value);
}

/**
 * Checks the `data` of a subscription message.
 * @param expected - the template's fields; null when the template is not known in detail
 * @returns field → text as the person reads it
 * @throws WeChatError 47003 naming the field
 */
export function checkFields(
  data: unknown,
  expected: readonly string[] | null,
): Record<string, { value: string }> {
  const given =
    typeof data === 'object' && data !== null ? Object.entries(data as Record<string, unknown>) : [];
  const shown: Record<string, { value: string }> = {};
  for (const [field, holder] of given) {
    const value = typeof holder === 'object' && holder !== null && 'value' in holder ? holder.value : null;
    if (typeof value !== 'string' && typeof value !== 'number') throw invalid(field, 'is empty');
    shown[field] = { value: checkValue(field, String(value)) };
  }
  for (const field of expected ?? []) if (!(field in shown)) throw invalid(field, 'is empty');
  const surplus = Object.keys(shown).find((field) => expected !== null && !expected.includes(field));
  if (surplus !== undefined) throw invalid(surplus, 'invalid');
  return shown;
}

function checkValue(field: string, value: string): string {
  const rule = RULES[field.replace(/\d+$/, '')];
  if (value.trim() === '') throw invalid(field, 'is empty');
  if (!rule || /[\r\n]/.test(value) || EMOJI.test(value.replace(/[\d#*]/g, '')) || !rule(value)) {
    throw invalid(field, 'invalid');
  }
  return value;
}

function invalid(field: string, why: string): WeChatError {
  return new WeChatError(47003, `argument invalid! data.${field}.value ${why}`);
}
