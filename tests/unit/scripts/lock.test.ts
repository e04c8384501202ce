/** The lock between commands. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../../scripts/lock.mjs';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safeloop-lock-'));
  path = join(folder, 'work.lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('lets one in at a time', async () => {
  const events: string[] = [];
  const work = (name: string) =>
    withLock(path, async () => {
      events.push(`${name} in`);
      await sleep(20);
      events.push(`${name} out`);
      return name;
    });
  expect(await Promise.all([work('a'), work('b')])).toEqual(['a', 'b']);
  expect(events).toEqual(['a in', 'a out', 'b in', 'b out']);
});

it('is free again after work that failed', async () => {
  const broken = withLock(path, () => {
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  expect(existsSync(path)).toBe(false);
});

it('takes over from a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path, String(pid));
  expect(await withLock(path, () => 'done')).toBe('done');
});

it('tells once that it waits, and gives up with advice', async () => {
  await writeFile(path, String(process.pid));
  const onWait = jest.fn();
  const waiting = withLock(path, () => 'never', { waitMs: 250, onWait });
  await expect(waiting).rejects.toThrow(`delete ${path}`);
  expect(onWait).toHaveBeenCalledTimes(1);
});
