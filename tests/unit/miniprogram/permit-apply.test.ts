/** An application for hot work: what is missing, which level counts, who can do it, and what is sent. */
import fc from 'fast-check';
import {
  applyFaults,
  faultsFrom,
  hourChoices,
  levelOf,
  newApplication,
  permitInput,
  renewed,
  spanOf,
  spanWords,
  watcherChoices,
  workerChoices,
} from '../../../miniprogram/packages/permit/apply/draft';
import { applyPage } from '../../../miniprogram/packages/permit/apply/view';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { PLANT } from '../../component/support/people';
import { APPLIED, FORM, HOUR, NINE, RULES } from './permits';

const t = TEXT.permit;
const faults = (change: Partial<typeof APPLIED> = {}) =>
  applyFaults({ ...APPLIED, ...change }, RULES, PLANT, NINE);

it('is sent when everything is filled in', () => {
  expect(faults()).toEqual({});
  expect(permitInput({ schema: 1, id: 'u', value: APPLIED })).toEqual({
    id: 'u',
    areaId: 'a-2',
    pointId: null,
    words: '东侧立柱',
    work: '补焊立柱裂缝',
    method: '电焊',
    level: 'second',
    by: { kind: 'department', departmentId: 'welding' },
    certificateIds: ['c-1'],
    watcherId: 'p-9',
    from: NINE + HOUR,
    until: NINE + 3 * HOUR,
  });
});

it('says everything that is missing of an empty one, and is not sent', () => {
  const empty = newApplication('', NINE);
  expect(Object.keys(applyFaults(empty, RULES, PLANT, NINE)).sort()).toEqual(
    ['department', 'level', 'method', 'watcher', 'where', 'work', 'workers'].sort(),
  );
  expect(() => permitInput({ schema: 1, id: 'u', value: empty })).toThrow();
  expect(spanOf(empty).from).toBeGreaterThan(NINE);
});

it.each([
  ['words', { words: ' ' }, t.wordsNeeded],
  ['company', { by: 'contractor' as const, company: '' }, t.companyNeeded],
  ['when', { clock: '08:00' }, t.past],
  ['when', { day: '' }, t.past],
  ['when', { hours: 73 }, fill(t.tooLong, { level: '二级', hours: 72 })],
  ['watcher', { watcherId: 'p-1' }, fill(t.watcherWorks, { name: '谢小刚' })],
] as const)('says what is wrong with %s', (field, change, sentence) => {
  expect(faults(change)).toEqual({ [field]: sentence });
});

it('wants nobody whose certificate has ended, or will have when it begins', () => {
  const [one] = APPLIED.workers;
  if (one === undefined) throw new Error('somebody works');
  const ended = faults({ workers: [{ ...one, endsAt: NINE - 1 }] });
  const then = faults({ workers: [{ ...one, endsAt: NINE + HOUR / 2 }] });
  expect([ended.workers, then.workers]).toEqual([
    fill(t.ended, { name: '谢小刚', day: '2028年11月20日' }),
    fill(t.endedThen, { name: '谢小刚', day: '2028年11月20日' }),
  ]);
  // It stops the fire when it ends, which its holder is told.
  expect(faults({ workers: [{ ...one, endsAt: NINE + 2 * HOUR }] })).toEqual({});
});

it('learns that a certificate was renewed, or ended, since it was chosen', () => {
  const [one] = renewed(APPLIED, {
    certified: FORM.certified.map((each) => ({ ...each, endsAt: 7 })),
  }).workers;
  expect(one?.endsAt).toBe(7);
  expect(renewed(APPLIED, { certified: [] }).workers).toEqual(APPLIED.workers);
});

describe('the level', () => {
  const red = { ...APPLIED, areaId: 'a-1', pointId: 'c-07' };

  it('is as high as the place needs, and says why', () => {
    expect(levelOf(RULES, PLANT, red)).toMatchObject({ level: { id: 'first' }, gas: true });
    const page = applyPage(FORM, PLANT, red, NINE);
    expect(page.raised).toContain('一级');
    expect(page.levelHints.join()).toContain('气体');
  });

  it('is never lower than the chosen one', () => {
    for (const { id } of RULES.levels) {
      const inForce = levelOf(RULES, PLANT, { ...red, level: id });
      const rank = (wanted: string | undefined) => RULES.levels.findIndex((each) => each.id === wanted);
      expect(rank(inForce?.level.id)).toBeLessThanOrEqual(rank(id));
    }
    expect(levelOf(RULES, PLANT, { ...red, level: '' })).toBeNull();
  });

  it('offers no more hours than it allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (hours) => {
        const choices = hourChoices({ hours });
        expect(Math.max(...choices)).toBe(hours);
        expect(choices.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('who may be chosen', () => {
  const span = { from: NINE + HOUR, until: NINE + 4 * HOUR };

  it('stands first; whose certificate has ended says until when', () => {
    const rows = workerChoices(FORM, '', span, NINE);
    expect(rows.map(({ id }) => id)).toEqual(['c-1', 'c-3', 'c-2']);
    expect(rows.map(({ trouble }) => trouble !== '')).toEqual([false, false, true]);
    expect(rows[1]?.what).toContain('到时要停火');
    expect(rows[2]?.trouble).toContain('已到期');
    expect(workerChoices(FORM, '小刚', span, NINE)).toHaveLength(1);
  });

  it('watches only who does not work', () => {
    expect(watcherChoices(FORM, '', ['p-1']).map(({ trouble }) => trouble !== '')).toEqual([true, false]);
  });
});

it('shows what the server found wrong where it is', () => {
  const found = faultsFrom({
    'certificateIds.0': '证到期了',
    until: '太久',
    nothing: 'x',
    'by.departmentId': '没有',
  });
  expect(found).toEqual({ workers: '证到期了', when: '太久', department: '没有' });
});

it('says from when to when', () => {
  expect(spanWords(APPLIED, NINE)).toBe('11月23日 10:00 开始，12:00 前停火');
  expect(spanWords({ ...APPLIED, hours: 24 }, NINE)).toContain('明天 10:00 前停火');
});
