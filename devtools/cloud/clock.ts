/** The one movable clock of cloud and phones: the machine's clock plus an offset that survives a restart. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MovableClock } from './types';

/**
 * @param file - where the offset is kept; null keeps it in memory only
 */
export function openClock(file: string | null): MovableClock {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const cell = new Float64Array(shared);
  cell[0] = file === null ? 0 : readOffset(file);
  const offset = (): number => cell[0] ?? 0;
  return {
    shared,
    offset,
    now: () => Date.now() + offset(),
    setOffset(value) {
      cell[0] = value;
      if (file === null) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify({ offset: value }));
      renameSync(`${file}.new`, file);
    },
  };
}

function readOffset(file: string): number {
  if (!existsSync(file)) return 0;
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const offset = typeof kept === 'object' && kept !== null && 'offset' in kept ? kept.offset : null;
  if (typeof offset !== 'number' || !Number.isFinite(offset))
    throw new Error(`${file} holds no clock offset`);
  return offset;
}
