/** Who has to learn what: new hires once from the day they join, the others once a year while it is open. */
import { dueFor, type Learner } from '../../../../cloudfunctions/engine/training';
import type { Programme } from '../../../../typings/training';
import { at, DUE, NEW_HIRE, PERSON, YEARLY } from './fixtures';

const keyOf = (programme: Programme, patch: Partial<Learner>, day: string): string | null =>
  dueFor(programme, { ...PERSON, ...patch }, at(day))?.key ?? null;

/** Somebody whose day of joining nobody knows. */
function old(): Learner {
  const { id, departmentId, post, roles, status } = PERSON;
  return { id, departmentId, post, roles, status };
}

describe('a new hire', () => {
  it('has so many whole days from the day of joining, however late that is found out', () => {
    for (const day of ['2026-11-10', '2026-11-25', '2027-03-01'])
      expect(dueFor(NEW_HIRE, PERSON, at(day))).toEqual({ key: '2026-11-10', dueAt: DUE });
  });

  it.each<[string, Partial<Learner>, string]>([
    ['before they join', {}, '2026-11-09'],
    ['who joined before there was a programme', { joinedOn: '2026-10-31' }, '2026-11-10'],
    ['who left', { status: 'left' }, '2026-11-10'],
    ['who is a contractor', { roles: ['contractor'] }, '2026-11-10'],
  ])('has nothing to do %s', (_what, patch, day) => {
    expect(keyOf(NEW_HIRE, patch, day)).toBeNull();
  });

  it('is not somebody whose day of joining nobody knows', () => {
    expect(dueFor(NEW_HIRE, old(), at('2026-11-10'))).toBeNull();
  });
});

describe('a year', () => {
  it.each([
    ['2027-02-28', null],
    ['2027-03-01', '2027'],
    ['2027-06-30', '2027'],
    ['2027-07-01', null],
  ])('on %s asks for %s', (day, key) => {
    expect(keyOf(YEARLY, {}, day)).toBe(key);
  });

  it('asks nothing of whoever joined in it, and all of whom nobody knows when', () => {
    expect(keyOf(YEARLY, { joinedOn: '2027-01-05' }, '2027-03-01')).toBeNull();
    expect(dueFor(YEARLY, old(), at('2027-03-01'))?.key).toBe('2027');
  });
});

describe('for whom', () => {
  it.each<[Programme['who'], boolean]>([
    [{ contractors: false, departmentIds: ['welding'] }, true],
    [{ contractors: false, departmentIds: ['painting'] }, false],
    [{ contractors: false, posts: ['焊工'], roles: ['worker'] }, true],
    [{ contractors: false, posts: ['焊工'], roles: ['safety'] }, false],
  ])('%j', (who, isFor) => {
    expect(keyOf({ ...NEW_HIRE, who }, {}, '2026-11-10') !== null).toBe(isFor);
  });
});
