/** Reminders of directives: the owner when it is due, then the author, each once, whatever the timer does. */
import { reminderOf } from '../../../cloudfunctions/features/directives/remind';

jest.mock('../../../cloudfunctions/platform/sdk', () => ({ _: {}, collection: () => ({}) }));

const DUE = 1_000_000_000_000;
const LATER = DUE + 4 * 3_600_000;

it('tells who is to answer, and then its author', () => {
  const first = reminderOf({ dueAt: DUE, remindAt: DUE }, true);
  expect(first).toEqual({ notice: 'directiveDue', next: LATER });
  const second = reminderOf({ dueAt: DUE, remindAt: first.next }, true);
  expect(second).toEqual({ notice: 'directiveLate', next: null });
});

it('tells its author at once when who is to answer has left', () => {
  expect(reminderOf({ dueAt: DUE, remindAt: DUE }, false)).toEqual({ notice: 'directiveLate', next: null });
});
