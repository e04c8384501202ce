/** `wx.setStorage` and its like: what a person keeps, with the limits of a phone. */
import { type Disk } from '../runtime/disk';
import { allAsynchronous, WxFailure, textOf, type Options } from './api';

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/ability/storage.html */
const LARGEST_VALUE = 1024 * 1024;
const LARGEST_TOTAL = 10 * 1024 * 1024;
const FOLDER = 'storage/';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** @param disk - of the person; read once, written at every change */
export function storageApi(disk: Disk): Record<string, unknown> {
  const texts = new Map<string, string>();
  for (const { path } of disk.list()) {
    const bytes = path.startsWith(FOLDER) ? disk.read(path) : null;
    if (bytes !== null) texts.set(decodeURIComponent(path.slice(FOLDER.length)), decoder.decode(bytes));
  }
  const fileOf = (key: string): string => FOLDER + encodeURIComponent(key);
  const used = (): number => [...texts].reduce((sum, [key, text]) => sum + key.length + text.length, 0);

  const set = (key: string, data: unknown): void => {
    const text = encode(data);
    if (text.length > LARGEST_VALUE) throw new WxFailure('data exceed max size 1MB');
    const before = texts.get(key)?.length ?? 0;
    if (used() - before + text.length > LARGEST_TOTAL) throw new WxFailure('exceed storage max size 10Mb');
    disk.write(fileOf(key), encoder.encode(text));
    texts.set(key, text);
  };
  const get = (key: string): unknown => {
    const text = texts.get(key);
    return text === undefined ? '' : decode(text);
  };
  const remove = (key: string): void => {
    texts.delete(key);
    disk.remove(fileOf(key));
  };
  const clear = (): void => {
    for (const key of [...texts.keys()]) remove(key);
  };
  const info = (): Record<string, unknown> => ({
    keys: [...texts.keys()],
    currentSize: Math.ceil(used() / 1024),
    limitSize: LARGEST_TOTAL / 1024,
  });

  return {
    ...allAsynchronous({
      setStorage: (options) => set(textOf(options, 'key'), options.data),
      getStorage(options: Options) {
        const key = textOf(options, 'key');
        if (!texts.has(key)) throw new WxFailure('data not found');
        return { data: get(key) };
      },
      removeStorage: (options) => remove(textOf(options, 'key')),
      clearStorage: clear,
      getStorageInfo: info,
    }),
    setStorageSync(key: string, data: unknown) {
      try {
        set(key, data);
      } catch (error) {
        throw new Error(`setStorageSync:fail ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    getStorageSync: get,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    batchSetStorageSync: (list: { key: string; value: unknown }[]) => {
      for (const { key, value } of list) set(key, value);
    },
    batchGetStorageSync: (keys: string[]) => keys.map(get),
  };
}

/** Dates and undefined survive, as on a phone; functions do not. */
function encode(data: unknown): string {
  if (data === undefined) return JSON.stringify({ type: 'Undefined' });
  if (data instanceof Date) return JSON.stringify({ type: 'Date', data: data.getTime() });
  return JSON.stringify({ data });
}

function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type?: string; data?: unknown };
  if (type === 'Undefined') return undefined;
  return type === 'Date' ? new Date(Number(data)) : data;
}
