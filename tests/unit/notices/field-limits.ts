/** A second reading of WeChat's field limits, character by character, to judge what the product renders. */

const between = (char: string, low: string, high: string): boolean => char >= low && char <= high;
const isDigit = (char: string): boolean => between(char, '0', '9');
const isLetter = (char: string): boolean => between(char, 'a', 'z') || between(char, 'A', 'Z');
const isHan = (char: string): boolean => between(char, '一', '鿿');
const isAscii = (char: string): boolean => between(char, '!', '~');
const every = (text: string, test: (char: string) => boolean): boolean => Array.from(text).every(test);
const size = (text: string): number => Array.from(text).length;

function isClock(text: string): boolean {
  const [hour = '', minute = '', ...rest] = text.split(':');
  return (
    rest.length === 0 &&
    size(hour) === 2 &&
    size(minute) === 2 &&
    every(hour + minute, isDigit) &&
    Number(hour) < 24 &&
    Number(minute) < 60
  );
}

function isDay(text: string): boolean {
  const parts = text.split(/[年月日]/);
  if (parts.length !== 4 || parts[3] !== '' || !every(parts.join(''), isDigit)) return false;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const lengths = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30];
  const longest = [...lengths, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return text === `${year}年${month}月${day}日` && size(parts[0] ?? '') === 4 && day >= 1 && day <= longest;
}

function isMoment(text: string): boolean {
  const [day = '', clock = '', ...rest] = text.split(' ');
  return rest.length === 0 && isDay(day) && isClock(clock);
}

const isNumber = (text: string, limit: number): boolean => {
  const [whole = '', fraction, ...rest] = text.split('.');
  const digits = whole + (fraction ?? '');
  return (
    rest.length === 0 && whole !== '' && fraction !== '' && every(digits, isDigit) && size(text) <= limit
  );
};

const LIMITS: Record<string, (text: string) => boolean> = {
  thing: (text) => size(text) <= 20,
  number: (text) => isNumber(text, 32),
  letter: (text) => size(text) <= 32 && every(text, isLetter),
  symbol: (text) =>
    size(text) <= 5 &&
    every(text, (char) => !isDigit(char) && !isLetter(char) && !isHan(char) && char !== ' '),
  character_string: (text) => size(text) <= 32 && every(text, isAscii),
  time: (text) => isClock(text) || isMoment(text),
  date: (text) => isDay(text) || isMoment(text),
  amount: (text) => isNumber(text.replace(/^[¥￥$€£]/, '').replace(/元$/, ''), 10),
  phone_number: (text) =>
    size(text) <= 17 && every(text, (char) => isAscii(char) && !isLetter(char)) && /\d/.test(text),
  car_number: (text) =>
    size(text) <= 8 &&
    every(text, (char) => isHan(char) || isDigit(char) || isLetter(char)) &&
    every(Array.from(text).slice(1, -1).join(''), (char) => !isHan(char)),
  name: (text) =>
    Array.from(text).some(isHan)
      ? size(text) <= 10 && !/\d/.test(text)
      : size(text) <= 20 && !/\d/.test(text),
  phrase: (text) => size(text) <= 5 && every(text, isHan),
};

export const FIELD_TYPES = Object.keys(LIMITS);

/** What WeChat would find wrong with a value, null when nothing. */
export function fault(field: string, value: string): string | null {
  const limit = LIMITS[field.replace(/\d+$/, '')];
  if (limit === undefined) return 'unknown type';
  if (value.trim() === '') return 'empty';
  for (const char of value) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x20 || point === 0x7f || point === 0x2028 || point === 0x2029) return 'control character';
    if (point >= 0xd800 && point <= 0xdfff) return 'half a character';
    if (/\p{Emoji_Presentation}/u.test(char)) return 'emoji';
    if (point === 0x200d || point === 0xfe0f || point === 0x20e3) return 'remains of an emoji';
  }
  return limit(value) ? null : 'outside its limit';
}
