/** A folder that an earlier version of the product filled is put aside whole, and the plant starts anew. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { startLocalCloud } from '../../devtools/client/cloud';

it('keeps what an older version left beside the new folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'safeloop-old-'));
  // As the first form was marked.
  await writeFile(join(dataDir, 'prepared'), '');
  await writeFile(join(dataDir, 'of-old'), 'precious');
  const cloud = await startLocalCloud({ dataDir });
  try {
    expect(cloud.output()).toContain('已原样放到');
    expect(await readdir(dataDir)).not.toContain('of-old');
    expect(await readFile(join(`${dataDir}.form-1`, 'of-old'), 'utf8')).toBe('precious');
    expect((await cloud.people()).length).toBeGreaterThan(0);
  } finally {
    await cloud.stop();
    for (const name of await readdir(dirname(dataDir))) {
      if (name.startsWith(basename(dataDir))) await rm(join(dirname(dataDir), name), { recursive: true });
    }
  }
});

it('goes on with a folder of its own form', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'safeloop-own-'));
  const first = await startLocalCloud({ dataDir });
  await writeFile(join(dataDir, 'mine'), 'still here');
  await first.stop();
  const second = await startLocalCloud({ dataDir });
  try {
    expect(second.output()).not.toContain('已原样放到');
    expect(await readdir(dataDir)).toContain('mine');
  } finally {
    await second.stop();
    await rm(dataDir, { recursive: true });
  }
});
