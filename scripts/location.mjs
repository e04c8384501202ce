/** `npm run location off` takes positions out of the mini-program, where the platform did not approve them; `on` puts them back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root, runMain } from './setup.mjs';

/** What an app that asks for positions has to declare. Source: app.json, `permission` and `requiredPrivateInfos`. */
const DECLARED = `  "permission": {
    "scope.userLocation": { "desc": "上报时记下一次位置，帮处理的人找到现场" }
  },
  "requiredPrivateInfos": ["getLocation"],
`;
/** Before which line it stands. */
const NEXT = '  "__usePrivacyCheck__"';

/**
 * Changes a text of which one form is `on` and the other `off`.
 * @param {string} file
 * @param {string} from
 * @param {string} to
 * @throws Error when it has neither form: then somebody has to look
 */
function turn(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (text.includes(from)) writeFileSync(file, text.replace(from, to));
  else if (!text.includes(to)) throw new Error(`${file} holds neither of:\n${from}\n${to}`);
}

/**
 * The file that names the interface stays in the folder; what nothing imports is not uploaded (`ignoreUploadUnusedFiles`).
 * @param {string} folder - the repository
 * @param {'on' | 'off'} to
 */
export function switchLocation(folder, to) {
  const [gps, none] = ["'./position/gps'", "'./position/none'"];
  const service = join(folder, 'miniprogram/services/location.ts');
  const app = join(folder, 'miniprogram/app.json');
  if (to === 'off') {
    turn(service, gps, none);
    if (readFileSync(app, 'utf8').includes('getLocation')) turn(app, DECLARED, '');
  } else {
    turn(service, none, gps);
    if (!readFileSync(app, 'utf8').includes('getLocation')) turn(app, NEXT, DECLARED + NEXT);
  }
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const [to] = process.argv.slice(2);
    if (to !== 'on' && to !== 'off') throw new Error('npm run location on, or npm run location off');
    switchLocation(root, to);
    process.stdout.write(`positions are ${to}\n`);
  });
}
