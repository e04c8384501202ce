/** How forms are laid out: a control for every field, headings in long ones, days from tomorrow on, digits for money. */
import { EMPTY_FORM } from '../../../miniprogram/services/core/form';
import {
  dayRange,
  dayText,
  digitsOf,
  endOfDay,
  isLong,
  progressOf,
  rowsOf,
} from '../../../miniprogram/services/core/form-rows';
import { isoDay } from '../../../miniprogram/shared/time';
import { formOf, FORMS, FULL } from './forms';

describe('the rows of a form', () => {
  it.each(FORMS)('$name: every field has a control and comes once', ({ form }) => {
    const rows = rowsOf(form);
    expect(rows.map(({ id }) => id).sort()).toEqual(form.map(({ id }) => id).sort());
    expect(rows.map(({ control }) => control)).not.toContain('none');
  });

  it.each(FORMS.filter(({ form }) => isLong(form)))('$name: parts have a heading each, once', ({ form }) => {
    const rows = rowsOf(form);
    const headings = rows.map(({ heading }) => heading).filter((heading) => heading !== '');
    expect(rows[0]?.heading).not.toBe('');
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.length).toBeGreaterThan(1);
  });

  it.each(FORMS.filter(({ form }) => !isLong(form)))('$name: a short form stays as it is', ({ form }) => {
    expect(rowsOf(form).map(({ id, heading }) => [id, heading])).toEqual(form.map(({ id }) => [id, '']));
  });

  it('count what is filled in of a long form', () => {
    const form = formOf('defer');
    const wanted = form.filter(({ required }) => required).length;
    expect(progressOf(form, EMPTY_FORM)).toBe(`已填 0/${wanted}`);
    expect(progressOf(form, { ...EMPTY_FORM, reason: '缺件', money: '0' })).toBe(`已填 2/${wanted}`);
    expect(progressOf(form, FULL)).toBe(`已填 ${wanted}/${wanted}`);
    expect(progressOf(formOf('verify'), FULL)).toBe('');
  });
});

describe('a day', () => {
  // 22 November 2026, 23:30 +08:00.
  const late = Date.parse('2026-11-22T23:30:00+08:00');

  it('may be tomorrow at the earliest, as the plant counts days', () => {
    expect(dayRange(late).start).toBe('2026-11-23');
    expect(dayRange(late - 23 * 3_600_000).start).toBe('2026-11-23');
  });

  it('is sent as the instant at which it ends, and read as the same day', () => {
    const end = endOfDay('2026-12-05');
    expect(new Date(end).toISOString()).toBe('2026-12-05T15:59:59.999Z');
    expect([isoDay(end), dayText(end)]).toEqual(['2026-12-05', '12月5日（周六）']);
  });
});

it.each([
  ['12,000', '12000'],
  ['007', '7'],
  ['0', '0'],
  ['-5.5元', '55'],
  ['', ''],
  ['12345678901', '123456789'],
])('reads %j as the sum %j', (typed, digits) => {
  expect(digitsOf(typed)).toBe(digits);
});
