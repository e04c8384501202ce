/** `npm start`: the local cloud with this product in it, until it is told to stop. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { startCloud, type Cloud } from './cloud';
import { secretOf } from './cloud/secret';
import { openDatabase } from './cloud/database';
import type { IndexDeclarations } from './cloud/types';
import { createConsole } from './console';
import { createSimulator } from './simulator';
import { safeLoop } from './product';

interface Preparation {
  /** Fills an empty plant and resolves when it may be used. */
  prepare(server: { base: string; secret: string; demo: boolean }): Promise<void>;
}

const project = resolve(__dirname, '../..');
const dataDir = resolve(process.env.DATA_DIR ?? '.data');

/** A port from the environment. @throws Error when it is not one */
function portOf(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is not a port`);
  return port;
}

async function start(): Promise<Cloud> {
  const phones = createSimulator({
    project,
    dataDir: join(dataDir, 'phones'),
    clockOffset: () => cloud.clock.offset(),
    fileLink: (fileId, openid) => cloud.fileLink(fileId, openid),
    onCompiled({ errors }) {
      for (const { file, line, column, message } of errors)
        console.error(`${file}:${line}:${column} ${message}`);
    },
  });
  const afterReset = async (): Promise<void> => {
    phones.clear();
    await prepare(cloud.getInfo().base, false);
  };
  const indexes = JSON.parse(readFileSync(join(project, 'dist/indexes.json'), 'utf8')) as IndexDeclarations;
  const cloud = await startCloud({
    port: portOf('PORT', 4000),
    dataDir,
    project,
    workerScript: join(__dirname, 'worker.js'),
    openDatabase,
    indexes,
    product: safeLoop(project),
    ...(process.env['PUSH_TO'] ? { pushTo: process.env['PUSH_TO'] } : {}),
    onLog(line) {
      if (line.outcome !== 'ok') console.error(`${line.function} ${line.outcome}: ${line.error ?? ''}`);
    },
    onDefect: (error) => console.error(error),
    afterReset,
    pages: [
      (request, response, url) => phones.handle(request, response, url),
      createConsole({ dir: join(__dirname, 'console') }).handle,
    ],
  });
  return cloud;
}

async function prepare(base: string, demo: boolean): Promise<void> {
  const script = join(project, 'dist/scripts/prepare.js');
  if (!existsSync(script)) return;
  const preparation = createRequire(script)(script) as Preparation;
  const secret = secretOf(join(dataDir, 'secret'));
  await preparation.prepare({ base, secret, demo });
}

/** Written when the folder is filled; without it the last start was cut short, and what it left is of no use. */
const prepared = join(dataDir, 'prepared');

/** The form of the product's documents in the folder, kept in that file; what has another form is put aside. */
const DATA_FORM = '3';

/** A folder that an earlier SafeLoop filled is kept beside the new one: nothing of it is read or lost. */
function putOldAside(): void {
  if (!existsSync(prepared)) return;
  const form = readFileSync(prepared, 'utf8').trim() || '1';
  if (form === DATA_FORM) return;
  let aside = `${dataDir}.form-${form}`;
  for (let n = 2; existsSync(aside); n += 1) aside = `${dataDir}.form-${form}-${n}`;
  renameSync(dataDir, aside);
  console.log(`这里的数据是旧版本留下的，已原样放到 ${aside}，现在从头准备`);
}

function clearHalfFilled(): void {
  for (const name of ['database', 'files', 'clock.json', 'wechat.jsonl', 'phones']) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  putOldAside();
  const fresh = !existsSync(prepared);
  if (fresh) clearHalfFilled();
  const cloud = await start();
  const stop = (): void => {
    void cloud.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const { base } = cloud.getInfo();
  if (fresh) {
    await prepare(base, process.env.DEMO !== '0');
    writeFileSync(prepared, DATA_FORM);
  }
  console.log(`SafeLoop ready: ${base}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
