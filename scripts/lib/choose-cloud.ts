/** Which environment a program works on: the one whose credentials are in the environment, else the one `npm start` runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useLocalCloud } from './sdk-environment';

/** Without credentials in the environment, the local cloud and the secret of its data folder are meant. */
export function chooseCloud(): void {
  if (process.env['TENCENTCLOUD_SECRETID'] !== undefined) return;
  useLocalCloud(process.env['BASE'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '4000'}`);
  process.env['SAFELOOP_SECRET'] ??= readFileSync(
    join(process.env['DATA_DIR'] ?? '.data', 'secret'),
    'utf8',
  ).trim();
}
