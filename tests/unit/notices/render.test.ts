/** Rendering of notices: placeholders, WeChat's field limits, the page a message opens. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { fitField } from '../../../cloudfunctions/features/notices/fields';
import { renderInbox, renderSubscription } from '../../../cloudfunctions/features/notices/render';
import type { Notices } from '../../../typings/config';
import { fault, FIELD_TYPES } from './field-limits';
import { DUE, NOTICES, ORDER } from './fixtures';

const SHIPPED = JSON.parse(
  readFileSync(join(__dirname, '../../../cloudfunctions/config/notices.json'), 'utf8'),
) as Notices;

const FACTS = {
  number: ORDER.number,
  title: '护栏松动',
  place: '一车间 C-07',
  due: '明天 14:30',
  dueAt: DUE,
  orderId: ORDER._id,
};

/** Texts as people and phones make them. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...['护栏', '👷🏽‍♂️', '1️⃣', '🇨🇳', '\n', '\u2028', '\ud800', '𠮷', 'C-07', ' ', '：', '2026年2月30日'],
        ...[
          '2026年11月22日',
          '14:30',
          '25:61',
          '¥',
          '12.50',
          '元',
          '0'.repeat(40),
          '粤A8Z888挂',
          '{due}',
          '$&',
        ],
      ),
    )
    .map((parts) => parts.join('')),
);

const fact = fc.oneof(text, fc.double(), fc.integer());

const facts = fc.dictionary(
  fc.constantFrom(
    'number',
    'title',
    'place',
    'owner',
    'due',
    'dueAt',
    'reason',
    'reporter',
    'points',
    'orderId',
  ),
  fact,
);

describe('a field of a subscription message', () => {
  it.each(FIELD_TYPES)('%s obeys its limit whatever the text', (type) => {
    fc.assert(
      fc.property(text, (value) => {
        const fitted = fitField(`${type}1`, value);
        expect([fault(`${type}1`, fitted), fitted]).toEqual([null, fitted]);
      }),
    );
  });

  it.each(FIELD_TYPES)('%s is never empty', (type) => {
    expect(fault(type, fitField(type, ''))).toBeNull();
    expect(fault(type, fitField(type, '👍\n'))).toBeNull();
  });

  it.each([
    ['thing1', '护栏松动', '护栏松动'],
    ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
    ['thing1', '一二三四五六七八九十一二三四五六七八九十多', '一二三四五六七八九十一二三四五六七八九…'],
    ['thing1', '𠮷'.repeat(21), `${'𠮷'.repeat(19)}…`],
    ['thing1', '护栏\n松动👷🏽‍♂️', '护栏 松动'],
    ['number2', '还剩 12.5 小时', '12.5'],
    ['number2', '9'.repeat(40), '9'.repeat(32)],
    ['letter3', 'Level B2', 'LevelB'],
    ['symbol4', '高！！', '！！'],
    ['character_string5', 'YH-20261122-0007 护栏', 'YH-20261122-0007'],
    ['time6', '2026年11月22日 14:30', '2026年11月22日 14:30'],
    ['time6', '请在 9:05 前', '09:05'],
    ['time6', '2026年2月30日 14:30', '14:30'],
    ['date7', '2026年11月22日', '2026年11月22日'],
    ['date7', '2026年11月22日 14:30', '2026年11月22日 14:30'],
    ['amount8', '¥12.50元', '¥12.50元'],
    ['amount8', '12345678901.5', '1234567890'],
    ['phone_number9', '+86-0766-66888866', '+86-0766-66888866'],
    ['phone_number9', '电话：13800000000', '13800000000'],
    ['car_number10', '粤A8Z888挂', '粤A8Z888挂'],
    ['car_number10', '粤A8Z888粤A8Z888挂', '粤A8Z888挂'],
    ['name11', '张伟1', '张伟'],
    ['name11', 'Zhang Wei', 'Zhang Wei'],
    ['phrase12', '待响应（高）！！', '待响应高'],
  ])('%s takes 「%s」 as 「%s」', (field, value, fitted) => {
    expect(fitField(field, value)).toBe(fitted);
  });

  it.each(['enum1', 'toString1', 'thing1x', ''])('of the type of "%s" is refused loudly', (field) => {
    expect(() => fitField(field, '待响应')).toThrow('no supported type');
  });
});

describe('renderSubscription', () => {
  it('fills every shipped notice within the limits, whatever the facts', () => {
    const ids = SHIPPED.notices.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), facts, (id, given) => {
        const message = renderSubscription(SHIPPED, id, given);
        for (const [field, { value }] of Object.entries(message?.data ?? {}))
          expect([fault(field, value), value]).toEqual([null, value]);
      }),
    );
  });

  it('names template, fields and the page of the order', () => {
    expect(renderSubscription(NOTICES, 'assigned', FACTS)).toEqual({
      key: 'task',
      templateId: 'tmpl-task',
      page: `packages/order/detail/index?id=${ORDER._id}`,
      data: {
        character_string1: { value: ORDER.number },
        thing2: { value: '护栏松动' },
        thing3: { value: '一车间 C-07' },
        time4: { value: '2026年11月22日 14:30' },
      },
    });
  });

  it('opens the page without a query when there is no order', () => {
    expect(renderSubscription(NOTICES, 'assigned', { title: '护栏' })?.page).toBe(
      'packages/order/detail/index',
    );
  });

  it('is that of the notice when it is about no order', () => {
    const [assigned, ...others] = NOTICES.notices;
    const own = { ...NOTICES, notices: [{ ...assigned!, page: 'packages/inspection/day/index' }, ...others] };
    expect(renderSubscription(own, 'assigned', {})?.page).toBe('packages/inspection/day/index');
    expect(renderSubscription(own, 'assigned', { subjectId: 'a@b:c' })?.page).toBe(
      'packages/inspection/day/index?id=a%40b%3Ac',
    );
    expect(renderSubscription(own, 'assigned', FACTS)?.page).toBe(
      `packages/order/detail/index?id=${ORDER._id}`,
    );
  });

  it('is one of the mini-program in everything that ships', () => {
    const app = JSON.parse(readFileSync(join(__dirname, '../../../miniprogram/app.json'), 'utf8')) as {
      pages: string[];
      subPackages: { root: string; pages: string[] }[];
    };
    const known = [
      ...app.pages,
      ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
    ];
    const named = [...SHIPPED.notices, ...SHIPPED.templates].flatMap(({ page }) => page ?? []);
    expect(named.filter((page) => !known.includes(page))).toEqual([]);
    expect(named.length).toBeGreaterThan(SHIPPED.templates.length);
  });

  it('escapes the id in the page', () => {
    expect(renderSubscription(NOTICES, 'assigned', { orderId: 'a&b=1\ud800' })?.page).toMatch(
      /\?id=a%26b%3D1$/,
    );
  });

  it('is null for a notice that lives in the inbox alone', () => {
    expect(renderSubscription(NOTICES, 'points', FACTS)).toBeNull();
  });

  it('is null when the template is gone', () => {
    expect(renderSubscription({ ...NOTICES, templates: [] }, 'assigned', FACTS)).toBeNull();
  });

  it('refuses a notice that is not configured', () => {
    expect(() => renderSubscription(NOTICES, 'nowhere', FACTS)).toThrow('not configured');
    expect(() => renderInbox(NOTICES, 'nowhere', FACTS)).toThrow('not configured');
  });
});

describe('renderInbox', () => {
  it('fills title and lines, times in +08:00', () => {
    expect(renderInbox(NOTICES, 'assigned', FACTS)).toEqual({
      title: '有一单请你处理',
      lines: ['YH-20261122-0007 护栏松动', '地点：一车间 C-07', '请在 11月22日 14:30 前回复'],
    });
  });

  it('keeps the text of a time without an instant', () => {
    expect(renderInbox(NOTICES, 'assigned', { ...FACTS, dueAt: 0 }).lines[2]).toBe('请在 明天 14:30 前回复');
  });

  it('shows a dash for what is missing or empty, and never a number that is none', () => {
    expect(renderInbox(NOTICES, 'assigned', { title: ' \n ', due: '', dueAt: Infinity }).lines).toEqual([
      '— —',
      '地点：—',
      '请在 — 前回复',
    ]);
    expect(renderInbox(NOTICES, 'points', { points: NaN }).lines).toEqual(['这次得到 — 分']);
  });

  it('takes facts only from the facts, and their text as it is', () => {
    const notices = { ...NOTICES, notices: [{ ...NOTICES.notices[0]!, lines: ['{constructor}{title}'] }] };
    expect(renderInbox(notices, 'assigned', { title: '$& {number}' }).lines).toEqual(['—$& {number}']);
  });
});
