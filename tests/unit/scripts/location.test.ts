/** The mini-program without positions: nothing that is packed names the interface, and switching back changes nothing. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { switchLocation } from '../../../scripts/location.mjs';
import { root } from '../../support/process';

const LEFT_OUT = join('miniprogram', 'services', 'position', 'gps.ts');
/** A call of the interface, or its declaration. */
const CALL = /\.getLocation\b|"getLocation"/;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'safeloop-location-'));
  cpSync(join(root, 'miniprogram'), join(folder, 'miniprogram'), {
    recursive: true,
    filter: (path) => !path.includes('miniprogram_npm'),
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every text of the app, by its file. */
function texts(): Map<string, string> {
  const found = readdirSync(join(folder, 'miniprogram'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|json|wxml|wxs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(found.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
}

const naming = (what: RegExp): string[] =>
  [...texts()].filter(([, text]) => what.test(text)).map(([file]) => file);

it('off: neither declares nor calls it', () => {
  expect(naming(CALL)).toEqual([join('miniprogram', 'app.json'), LEFT_OUT]);
  switchLocation(folder, 'off');
  expect(naming(CALL)).toEqual([LEFT_OUT]);
  expect(naming(/position\/gps'/)).toEqual([]);
  expect(naming(/scope\.userLocation/).filter((file) => file.endsWith('app.json'))).toEqual([]);
  expect(() => JSON.parse(texts().get(join('miniprogram', 'app.json')) ?? '') as unknown).not.toThrow();
});

it('on again: byte for byte as before, however often', () => {
  const before = texts();
  for (const to of ['on', 'off', 'off', 'on', 'on'] as const) switchLocation(folder, to);
  expect(texts()).toEqual(before);
});

it('leaves out what nothing imports', () => {
  const { setting } = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8')) as {
    setting: { ignoreUploadUnusedFiles: boolean };
  };
  expect(setting.ignoreUploadUnusedFiles).toBe(true);
});
