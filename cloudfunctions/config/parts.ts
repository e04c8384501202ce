/** Building blocks of the configuration schemas: each carries a Chinese message that says how to mend the field. */
import * as v from 'valibot';
import type { Role } from '../../typings/people';
import { durationText } from '../../miniprogram/shared/time';

/** Every role that a person may have. */
export const ROLES = [
  'worker',
  'contractor',
  'inspector',
  'supervisor',
  'dutyLeader',
  'safety',
  'manager',
  'storekeeper',
  'admin',
] as const satisfies readonly Role[];

/**
 * An object with exactly these keys.
 * @param entries - key → schema
 */
export const shape = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, (issue) => {
    if (issue.path === undefined) return '这里应该是一组设置';
    return issue.expected === 'never' ? '没有这一项，请去掉' : '这一项还没填';
  });

/**
 * One line of text with something in it.
 * @param label - what the field is called
 * @param max - longest length, in UTF-16 units
 */
export const line = (label: string, max: number) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.maxLength(max, `${label}最多 ${max} 个字`),
    v.check((text) => text.trim() !== '', `${label}还没填`),
    v.check((text) => !/[\r\n]/.test(text), `${label}不能换行`),
  );

/** An identifier of something in the plant: `[a-z0-9-]+`. */
export const id = (label: string) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.regex(/^[a-z0-9-]{1,64}$/, `${label}只能用小写字母、数字和短横线，最多 64 个`),
  );

/** A month, `yyyy-mm`. */
export const month = v.pipe(v.string(), v.regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/, '请选一个月份'));

/** An identifier that the flow or the code calls by name, e.g. `sentBack`. */
export const term = (label: string) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, `${label}要以字母开头，只能用字母、数字和短横线`),
  );

/**
 * A list with a cap on its length.
 * @param item - schema of one item
 * @param min - fewest items
 */
export const list = <S extends v.GenericSchema>(item: S, label: string, max: number, min = 0) =>
  v.pipe(
    v.array(item, `${label}要写成一个列表`),
    v.minLength(min, `${label}至少要有 ${min} 项`),
    v.maxLength(max, `${label}最多 ${max} 项`),
  );

/** One of a few values. */
export const choice = <const T extends readonly string[]>(label: string, options: T) =>
  v.picklist(options, `${label}只能从给出的几项里选`);

/** A whole number from `min` to `max`. */
export const whole = (label: string, min: number, max: number) =>
  v.pipe(
    v.number(`${label}要写成数字`),
    v.integer(`${label}要写成整数`),
    v.minValue(min, `${label}不能小于 ${min}`),
    v.maxValue(max, `${label}不能大于 ${max}`),
  );

/** A duration in milliseconds, from `min` to `max`. */
export const duration = (label: string, min: number, max: number) =>
  v.pipe(
    v.number(`${label}要写成时长`),
    v.integer(`${label}要写成整数毫秒`),
    v.minValue(min, min === 0 ? `${label}不能小于 0` : `${label}不能短于 ${durationText(min)}`),
    v.maxValue(max, `${label}不能长于 ${durationText(max)}`),
  );

export const flag = (label: string) => v.boolean(`${label}只能选是或否`);

/** A time of day, `HH:mm`. */
export const clock = (label: string) =>
  v.pipe(
    v.string(`${label}要写成几点几分`),
    v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}要写成 08:00 这样`),
  );

/** A day of the calendar, `yyyy-mm-dd`; 30 February is refused. */
export const day = (label: string) =>
  v.pipe(v.string(`${label}要写成日期`), v.check(isCalendarDay, `${label}要写成 2026-11-22 这样的日期`));

function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * The id of a file of the plant's own, put into a folder of the cloud storage by hand: evidence and records lie elsewhere.
 * @param folder - at the top of the storage
 * @param kinds - endings that are taken
 * @param told - what to do about any other
 */
export const plantFile = (folder: string, kinds: readonly string[], told: string) =>
  v.pipe(
    v.string('文件还没选'),
    v.maxLength(300),
    v.regex(
      new RegExp(
        `^cloud://[a-z0-9-]{1,64}\\.[a-z0-9-]{1,128}/${folder}/(?:[\\w-]+/)*[\\w-]+\\.(?:${kinds.join('|')})$`,
      ),
      told,
    ),
  );

/** Whether no value occurs twice. */
export const distinct = (values: readonly (string | number)[]): boolean =>
  new Set(values).size === values.length;

/**
 * JSON of unknown shape with a cap on its depth, so that evaluating it cannot exhaust the stack.
 * @param maxDepth - deepest nesting of lists and objects
 */
export const boundedJson = (label: string, maxDepth: number) =>
  v.pipe(
    v.unknown(),
    v.check((value) => isJson(value, maxDepth), `${label}写得太深，或有不认识的内容`),
  );

function isJson(value: unknown, depthLeft: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depthLeft === 0) return false;
  return Object.values(value).every((item) => isJson(item, depthLeft - 1));
}
