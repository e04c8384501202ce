/** How templates of a place are ranked: by point, person, season and recency. */
import fc from 'fast-check';
import {
  rankTemplates,
  seasonDistance,
  weightOf,
  type TemplateUse,
} from '../../../cloudfunctions/features/order/ranking';
import { DAY } from '../../../miniprogram/shared/time';

const at = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);
const NOW = at('2026-11-23');

const use = (templateId: string, change: Partial<TemplateUse> = {}): TemplateUse => ({
  templateId,
  at: NOW - 20 * DAY,
  isHere: false,
  isOwn: false,
  ...change,
});

describe('the distance of two days in the year', () => {
  it.each([
    ['2026-11-23', '2025-11-23', 0],
    ['2026-11-23', '2026-10-09', 45],
    ['2026-12-31', '2026-01-01', 1.25],
    ['2024-03-01', '2026-03-01', 1],
    ['2026-01-10', '2025-07-11', 182],
  ])('%s and %s are %d days apart', (a, b, days) => {
    expect(seasonDistance(at(a), at(b))).toBe(days);
    expect(seasonDistance(at(b), at(a))).toBe(days);
  });
});

describe('a use', () => {
  it.each<[string, Partial<TemplateUse>, Partial<TemplateUse>]>([
    ['at the point', { isHere: true }, {}],
    ['by oneself', { isOwn: true }, {}],
    ['lately', {}, { at: NOW - 40 * DAY }],
  ])('counts more %s', (_what, more, less) => {
    const [a, b] = [use('a', more), use('a', less)];
    const factor = weightOf(a, NOW) / weightOf(b, NOW);
    expect(factor).toBeGreaterThan(1);
  });

  it('a year ago in the same season counts more than one half a year ago would without the season', () => {
    const [year, half] = [at('2025-11-23'), at('2026-05-23')];
    const recency = 0.5 ** ((year - half) / -DAY / 120);
    expect(weightOf(use('a', { at: year }), NOW) / weightOf(use('a', { at: half }), NOW)).toBeCloseTo(
      2 * recency,
      2,
    );
  });

  it('always counts something, also by a phone whose clock is ahead', () => {
    expect(weightOf(use('a', { at: NOW + 90 * DAY }), NOW)).toBeGreaterThan(0);
    expect(weightOf(use('a', { at: NOW - 400 * DAY }), NOW)).toBeGreaterThan(0);
  });
});

describe('the ranking', () => {
  it('adds up the uses of a template', () => {
    expect(rankTemplates([use('once'), use('twice'), use('twice')], NOW)).toEqual(['twice', 'once']);
  });

  it('puts one’s own habit before that of two others, and the point before the area', () => {
    expect(rankTemplates([use('b'), use('b'), use('a', { isOwn: true })], NOW)).toEqual(['a', 'b']);
    const area = [use('b'), use('b'), use('b'), use('b')];
    expect(rankTemplates([...area, use('a', { isHere: true })], NOW)).toEqual(['a', 'b']);
  });

  it('names every template once, whatever the order of the reports', () => {
    const uses = fc.array(
      fc.record({
        templateId: fc.constantFrom('a', 'b', 'c', 'd'),
        at: fc.integer({ min: NOW - 400 * DAY, max: NOW }),
        isHere: fc.boolean(),
        isOwn: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(uses, (some) => {
        const ranked = rankTemplates(some, NOW);
        expect([...ranked].sort()).toEqual([...new Set(some.map(({ templateId }) => templateId))].sort());
      }),
    );
  });
});
