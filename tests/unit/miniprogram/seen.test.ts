/** A page that nobody sees hears nothing: neither lists nor the clock, however often it is shown. */
import { every, seen, unseen } from '../../../miniprogram/services/seen';

/** Something to hear, and who hears it. */
function setUp() {
  const listeners = new Set<string>();
  const hear = (name: string): (() => void) => {
    listeners.add(name);
    return () => void listeners.delete(name);
  };
  return { listeners, hear };
}

it('stops all of it once it is hidden, and is hidden and closed without harm', () => {
  const { listeners, hear } = setUp();
  const page = {};
  seen(page, hear('tasks'), hear('drafts'));
  expect([...listeners]).toEqual(['tasks', 'drafts']);
  unseen(page);
  unseen(page);
  expect([...listeners]).toEqual([]);
});

it('hears once when it is shown twice', () => {
  const { listeners, hear } = setUp();
  const page = {};
  seen(page, hear('first'));
  seen(page, hear('second'));
  expect([...listeners]).toEqual(['second']);
});

it('leaves another page of the same kind alone', () => {
  const { listeners, hear } = setUp();
  const [page, other] = [{}, {}];
  seen(page, hear('this'));
  seen(other, hear('that'));
  unseen(page);
  expect([...listeners]).toEqual(['that']);
});

it('does something again and again until it is stopped', () => {
  jest.useFakeTimers();
  let times = 0;
  const stop = every(1_000, () => (times += 1));
  jest.advanceTimersByTime(3_000);
  stop();
  jest.advanceTimersByTime(3_000);
  jest.useRealTimers();
  expect(times).toBe(3);
});
