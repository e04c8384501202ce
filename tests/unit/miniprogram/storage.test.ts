/** What the phone keeps: content of pages makes room for what cannot be read again, and goes with the version that kept it. */
import { join } from 'node:path';
import { CLIENT_VERSION } from '../../../miniprogram/services/core/call';
import type { SavedFile } from '../../../miniprogram/services/core/saved-files';
import { root } from '../../support/process';

interface StorageService {
  load(key: string): unknown;
  save(key: string, value: unknown): void;
  keep(who: string, name: string, value: unknown): void;
  kept(who: string, name: string): { value: unknown } | null;
}

interface AppHooks {
  onLaunch(): void;
}

const disk = new Map<string, unknown>();
/** How many entries there is room for. */
let room = Number.POSITIVE_INFINITY;
/** Whether the phone tells what it keeps. */
let lists = true;

/** Files that the app saved. */
let saved: SavedFile[] = [];

const nothing = (): void => undefined;
const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync(key: string, value: unknown) {
    if (!disk.has(key) && disk.size >= room) throw new Error('setStorageSync:fail exceed storage max size');
    disk.set(key, value);
  },
  removeStorageSync: (key: string) => void disk.delete(key),
  getStorageInfoSync() {
    if (!lists) throw new Error('getStorageInfoSync:fail');
    return { keys: [...disk.keys()] };
  },
  cloud: { init: nothing },
  onNetworkStatusChange: nothing,
  onNeedPrivacyAuthorization: nothing,
  getUpdateManager: () => ({ onUpdateReady: nothing }),
  getFileSystemManager: () => ({
    getSavedFileList({ success }: { success: (answer: { fileList: SavedFile[] }) => void }) {
      success({ fileList: saved });
    },
    removeSavedFile({ filePath }: { filePath: string }) {
      saved = saved.filter((file) => file.filePath !== filePath);
    },
  }),
};

let storage: StorageService;
let app: AppHooks;

beforeAll(async () => {
  const App = (hooks: AppHooks): void => {
    app = hooks;
  };
  Object.assign(globalThis, { wx, App });
  storage = (await import(join(root, 'miniprogram/services/storage'))) as StorageService;
  await import(join(root, 'miniprogram/app'));
});

beforeEach(() => {
  disk.clear();
  room = Number.POSITIVE_INFINITY;
  lists = true;
  saved = [];
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, 'wx');
  Reflect.deleteProperty(globalThis, 'App');
});

it('keeps content for whoever it is about', () => {
  storage.keep('p-1', 'home', { n: 1 });
  expect(storage.kept('p-1', 'home')?.value).toEqual({ n: 1 });
  expect(storage.kept('p-2', 'home')).toBeNull();
});

describe('a full storage', () => {
  it('gives up the content of pages for what cannot be read again', () => {
    storage.keep('p-1', 'home', 1);
    storage.save('session.v1', 1);
    room = 2;
    storage.save('drafts.v1', ['draft']);
    expect([...disk.keys()]).toEqual(['session.v1', 'drafts.v1']);
  });

  it('keeps no content of pages, and says nothing of it', () => {
    room = 0;
    storage.keep('p-1', 'home', 1);
    expect(disk.size).toBe(0);
  });

  it('says so when there is nothing to give up', () => {
    room = 0;
    expect(() => storage.save('drafts.v1', [])).toThrow('exceed');
  });
});

describe('the start of the app', () => {
  const others = ['0.0.9', `${CLIENT_VERSION}0`, `1${CLIENT_VERSION}`].map(
    (version) => `cache:${version}:p-1:home`,
  );

  it('drops the content that other versions kept, and nothing else', () => {
    storage.keep('p-1', 'home', 1);
    storage.save('drafts.v1', ['draft']);
    for (const key of others) disk.set(key, { value: 1, at: 1 });
    app.onLaunch();
    expect(storage.kept('p-1', 'home')?.value).toBe(1);
    expect(storage.load('drafts.v1')).toEqual(['draft']);
    expect(disk.size).toBe(2);
  });

  it('goes on when the phone does not tell what it keeps', () => {
    for (const key of others) disk.set(key, { value: 1, at: 1 });
    lists = false;
    app.onLaunch();
    lists = true;
    app.onLaunch();
    expect(disk.size).toBe(0);
  });

  const files = (): SavedFile[] =>
    ['kept', 'lost'].map((name) => ({ filePath: `store/${name}.jpg`, createTime: 0 }));

  it('frees the files that nothing names any more', () => {
    saved = files();
    storage.save('drafts.v1', [{ photos: [{ path: 'store/kept.jpg' }] }]);
    app.onLaunch();
    expect(saved.map(({ filePath }) => filePath)).toEqual(['store/kept.jpg']);
  });

  it('frees none when the phone does not tell what it keeps', () => {
    saved = files();
    lists = false;
    app.onLaunch();
    expect(saved).toHaveLength(2);
  });
});
