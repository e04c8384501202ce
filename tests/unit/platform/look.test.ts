/** A part of the minute timer asks the database only when something may be due, and nothing that fails keeps the rest from its turn. */
import { createLook, oneByOne, type Looking } from '../../../cloudfunctions/platform/look';
import { MINUTE } from '../../../miniprogram/shared/time';

interface Row {
  _id: string;
  nextDueAt: number | null;
}

const EVERY = 5 * MINUTE;

/** Rows in a store, what was dealt with, and how often the store was asked. */
function setUp(
  rows: Row[],
  see: (row: Row, now: number) => boolean = () => true,
  settle?: Looking<Row>['settle'],
) {
  let time = 0;
  const asked: number[] = [];
  const seen: string[] = [];
  const one = (row: Row, now: number): Promise<boolean> => {
    seen.push(row._id);
    time += 1;
    const written = see(row, now);
    if (written && row.nextDueAt !== null && row.nextDueAt <= now) row.nextDueAt = null;
    return Promise.resolve(written);
  };
  const look = createLook<Row>(
    {
      every: EVERY,
      next(past, limit) {
        asked.push(past);
        const waiting = rows.filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt > past);
        return Promise.resolve(
          waiting.sort((a, b) => (a.nextDueAt ?? 0) - (b.nextDueAt ?? 0)).slice(0, limit),
        );
      },
      settle: settle ?? oneByOne('test.look', one),
    },
    () => time,
  );
  return { look, asked, seen };
}

const row = (_id: string, nextDueAt: number): Row => ({ _id, nextDueAt });

it('asks once, then not before the first of what it read falls due', async () => {
  const { look, asked, seen } = setUp([row('soon', 3 * MINUTE), row('later', 60 * MINUTE)]);
  for (let minute = 0; minute < 3; minute += 1) expect(await look(minute * MINUTE)).toBe(0);
  expect(asked).toHaveLength(1);
  expect(await look(3 * MINUTE)).toBe(1);
  expect(seen).toEqual(['soon']);
});

it('asks now and then in any case, since others make things due', async () => {
  const rows: Row[] = [];
  const { look, asked } = setUp(rows);
  await look(MINUTE);
  rows.push(row('new', MINUTE));
  expect(await look(MINUTE + EVERY - 1)).toBe(0);
  expect(await look(MINUTE + EVERY)).toBe(1);
  expect(asked).toHaveLength(2);
});

it('asks at once when told to, and when the clock was set back', async () => {
  const { look, asked } = setUp([]);
  await look(10 * MINUTE);
  await look(10 * MINUTE, true);
  await look(MINUTE);
  expect(asked).toHaveLength(3);
});

it('looks again in a minute after something was due: it may fall due again', async () => {
  const again = row('again', 1);
  const { look, seen } = setUp([again]);
  await look(MINUTE);
  again.nextDueAt = 2 * MINUTE;
  await look(2 * MINUTE);
  expect(seen).toEqual(['again', 'again']);
});

it('goes past what nothing can be done for, and past what fails, to what is behind', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const stuck = Array.from({ length: 50 }, (_, i) => row(`stuck-${i}`, i + 1));
  const { look, seen } = setUp([...stuck, row('behind', 60)], ({ _id }) => {
    if (_id === 'stuck-0') throw new Error('cannot be read');
    return _id === 'behind';
  });
  expect(await look(MINUTE)).toBe(1);
  expect(seen.at(-1)).toBe('behind');
  expect(errors).toHaveBeenCalledTimes(1);
  errors.mockRestore();
});

it('stops when its time is over, and goes on with the next minute', async () => {
  const rows = Array.from({ length: 8_000 }, (_, i) => row(`r-${String(i).padStart(4, '0')}`, i + 1));
  const { look } = setUp(rows);
  const first = await look(MINUTE);
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThan(8_000);
  expect(first + (await look(2 * MINUTE))).toBe(8_000);
});

it('has nothing settled when nothing is due', async () => {
  const settle = jest.fn(() => Promise.resolve(0));
  const { look } = setUp([row('later', 60 * MINUTE)], undefined, settle);
  await look(MINUTE);
  expect(settle).not.toHaveBeenCalled();
});
