/** The one table of what is kept: whole, readable, and the same in docs/privacy.md. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptDays, keptRow, RETENTION } from '../../../cloudfunctions/config/retention';
import { privacyTable } from '../../../scripts/lib/privacy-table';
import { wordFaults } from '../../support/words';

it('names each kind once, in words for people', () => {
  expect(new Set(RETENTION.map(({ id }) => id)).size).toBe(RETENTION.length);
  for (const { title, what, why, seenBy, until } of RETENTION) {
    for (const text of [title, what, why, seenBy, until]) {
      expect(text).toMatch(/[一-鿿]/);
      expect(wordFaults(text)).toEqual([]);
    }
  }
});

it('lets nothing of the 隐患台账 go by the clock', () => {
  for (const id of ['reports', 'photos'] as const) {
    expect(keptRow(id).days).toBeNull();
    expect(() => keptDays(id)).toThrow();
  }
});

it('keeps what claims how somebody was found at their post for two years at least', () => {
  expect(keptDays('shifts')).toBeGreaterThanOrEqual(730);
});

it('is the table of docs/privacy.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/privacy.md'), 'utf8');
  expect(text).toContain(privacyTable());
});
