/** Which texts stand in the columns of a picker, and which value a choice means. */

export interface PickerSettings {
  range: unknown[];
  rangeKey: string;
  value: unknown;
  start: string;
  end: string;
  fields: string;
}

export interface Columns {
  indexes: number[];
  /** Whether later columns depend on earlier ones. */
  depends: boolean;
  range: unknown[];
  texts: (indexes: readonly number[]) => string[][];
  value: (indexes: readonly number[]) => unknown;
}

const two = (value: number): string => String(value).padStart(2, '0');
const upTo = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);

/** @param mode - selector, multiSelector, time or date */
export function columnsOf(mode: string, settings: PickerSettings): Columns {
  if (mode === 'selector') return selector(settings);
  if (mode === 'multiSelector') return multiSelector(settings);
  if (mode === 'time') return time(settings);
  if (mode === 'date') return date(settings);
  throw new Error(`<picker mode="${mode}"> does not exist`);
}

function labels(range: unknown, key: string): string[] {
  const list = Array.isArray(range) ? (range as unknown[]) : [];
  return list.map((item) =>
    String(key !== '' && typeof item === 'object' && item !== null ? Reflect.get(item, key) : item),
  );
}

function selector({ range, rangeKey, value }: PickerSettings): Columns {
  return {
    indexes: [Number(value ?? 0)],
    depends: false,
    range,
    texts: () => [labels(range, rangeKey)],
    value: ([index = 0]) => String(index),
  };
}

function multiSelector({ range, rangeKey, value }: PickerSettings): Columns {
  const given = Array.isArray(value) ? (value as unknown[]) : [];
  const columns: Columns = {
    indexes: range.map((_, at) => Number(given[at] ?? 0)),
    depends: true,
    range,
    texts: () => columns.range.map((column) => labels(column, rangeKey)),
    value: (indexes) => [...indexes],
  };
  return columns;
}

function time({ value, start, end }: PickerSettings): Columns {
  const [hour = 0, minute = 0] = numbers(typeof value === 'string' && value !== '' ? value : '00:00');
  const [firstHour = 0, firstMinute = 0] = numbers(start || '00:00');
  const [lastHour = 23, lastMinute = 59] = numbers(end || '23:59');
  const hours = upTo(firstHour, lastHour);
  const minutesOf = (of: number): number[] =>
    upTo(of === firstHour ? firstMinute : 0, of === lastHour ? lastMinute : 59);
  return {
    indexes: [Math.max(hours.indexOf(hour), 0), Math.max(minutesOf(hour).indexOf(minute), 0)],
    depends: true,
    range: [],
    texts: ([at = 0]) => [hours.map(two), minutesOf(hours[at] ?? 0).map(two)],
    value: ([at = 0, minuteAt = 0]) =>
      `${two(hours[at] ?? 0)}:${two(minutesOf(hours[at] ?? 0)[minuteAt] ?? 0)}`,
  };
}

function date({ value, start, end, fields }: PickerSettings): Columns {
  const today = new Date();
  const given =
    typeof value === 'string' && value !== ''
      ? numbers(value)
      : [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const [firstYear = 1900] = numbers(start || '1900-01-01');
  const [lastYear = 2100] = numbers(end || '2100-12-31');
  const years = upTo(firstYear, lastYear);
  const length = { year: 1, month: 2, day: 3 }[fields] ?? 3;
  const inRange = (prefix: number[], candidates: number[]): number[] => {
    const before = compare([...prefix, Number.MAX_SAFE_INTEGER], numbers(start || '1900-01-01')) < 0;
    if (before) return [];
    return candidates.filter((candidate) => {
      const at = [...prefix, candidate];
      return (
        compare(at, numbers(start || '1900-01-01').slice(0, at.length)) >= 0 &&
        compare(at, numbers(end || '2100-12-31').slice(0, at.length)) <= 0
      );
    });
  };
  const monthsOf = (year: number): number[] => inRange([year], upTo(1, 12));
  const daysOf = (year: number, month: number): number[] =>
    inRange([year, month], upTo(1, new Date(year, month, 0).getDate()));
  const chosen = (indexes: readonly number[]): number[] => {
    const year = years[indexes[0] ?? 0] ?? firstYear;
    const month = monthsOf(year)[indexes[1] ?? 0] ?? 1;
    return [year, month, daysOf(year, month)[indexes[2] ?? 0] ?? 1];
  };
  const [year = firstYear, month = 1, day = 1] = given;
  const indexes = [years.indexOf(year), monthsOf(year).indexOf(month), daysOf(year, month).indexOf(day)];
  return {
    indexes: indexes.slice(0, length).map((index) => Math.max(index, 0)),
    depends: true,
    range: [],
    texts: (at) => {
      const [y = 0, m = 1] = chosen(at);
      const all = [
        years.map((one) => `${one}年`),
        monthsOf(y).map((one) => `${two(one)}月`),
        daysOf(y, m).map((one) => `${two(one)}日`),
      ];
      return all.slice(0, length);
    },
    value: (at) => {
      const [y = 0, ...rest] = chosen(at).slice(0, length);
      return [String(y), ...rest.map(two)].join('-');
    },
  };
}

function numbers(text: string): number[] {
  return text.split(/[-:]/).map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, one] of a.entries()) {
    const difference = one - (b[at] ?? 0);
    if (at < b.length && difference !== 0) return difference;
  }
  return 0;
}
