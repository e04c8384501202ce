/** Reading a page's content: what is saved comes first, the newest that was asked for wins, and a failure says so. */
import { join } from 'node:path';
import { CallFailure } from '../../../miniprogram/services/core/failure';
import type { ReadState } from '../../../miniprogram/services/core/read-state';
import { TEXT } from '../../../miniprogram/shared/text';
import { root } from '../../support/process';
import { settle } from './phone';

interface ReadingService {
  reading(
    name: string,
    load: () => Promise<string>,
    show: (content: string | null, state: ReadState) => void,
    shown?: boolean,
  ): Promise<void>;
  arrived(name: string, content: string): string;
}

interface Storage {
  kept(who: string, name: string): { value: string } | null;
}

const NETWORK = new CallFailure({ code: 'NETWORK', message: TEXT.failure.sending });
const ME = 'p-me';

const disk = new Map<string, unknown>();
const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void disk.set(key, value),
};

let reading: ReadingService;
let storage: Storage;
/** What the page showed, in order: its content, or how it stands without. */
let shown: string[];

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  disk.set('session.v1', { value: { me: { id: ME } }, at: 0 });
  reading = (await import(join(root, 'miniprogram/services/reading'))) as ReadingService;
  storage = (await import(join(root, 'miniprogram/services/storage'))) as Storage;
});

beforeEach(() => {
  disk.clear();
  shown = [];
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

/** Asks for content that comes when it is told to. */
function ask(name = 'home', isShown = true): { come: (content: string) => void; fail: () => void } {
  let come: (content: string) => void = () => undefined;
  let fail = (): void => undefined;
  const answer = new Promise<string>((resolve, reject) => {
    come = resolve;
    fail = () => reject(NETWORK);
  });
  const show = (content: string | null, { read }: ReadState): void => void shown.push(content ?? read);
  void reading.reading(name, () => answer, show, isShown);
  return { come, fail };
}

const saved = (name = 'home'): string | undefined => storage.kept(ME, name)?.value;

describe('one reading', () => {
  it('shows what was saved, then what came, and saves that', async () => {
    ask().come('old');
    await settle();
    shown = [];
    const { come } = ask('home', false);
    expect(shown).toEqual(['old']);
    come('new');
    await settle();
    expect([shown, saved()]).toEqual([['old', 'new'], 'new']);
  });

  it('says that it failed, and whether there is something saved', async () => {
    ask('a').fail();
    await settle();
    ask('b').come('b');
    await settle();
    ask('b').fail();
    await settle();
    expect(shown).toEqual(['failed', 'b', 'stale']);
  });
});

describe('two readings of the same content', () => {
  it('end with the newer when the older comes last', async () => {
    const [older, newer] = [ask(), ask()];
    newer.come('newer');
    await settle();
    older.come('older');
    await settle();
    expect([shown, saved()]).toEqual([['newer'], 'newer']);
  });

  it('show each as it comes when the older comes first', async () => {
    const [older, newer] = [ask(), ask()];
    older.come('older');
    await settle();
    newer.come('newer');
    await settle();
    expect([shown, saved()]).toEqual([['older', 'newer'], 'newer']);
  });

  it.each(['before', 'after'])('say nothing of an older that failed %s the newer came', async (when) => {
    const [older, newer] = [ask(), ask()];
    if (when === 'before') older.fail();
    await settle();
    newer.come('newer');
    await settle();
    older.fail();
    await settle();
    expect(shown).toEqual(['newer']);
  });

  it('show the older that came after the newer failed', async () => {
    const [older, newer] = [ask(), ask()];
    newer.fail();
    await settle();
    older.come('older');
    await settle();
    expect([shown, saved()]).toEqual([['failed', 'older'], 'older']);
  });

  it('keep what the older brought when the newer fails', async () => {
    const [older, newer] = [ask(), ask()];
    older.come('older');
    await settle();
    newer.fail();
    await settle();
    expect(shown).toEqual(['older', 'stale']);
  });
});

describe('content that came with the answer to something else', () => {
  it('stays when a reading that was asked for before it comes after it', async () => {
    const older = ask();
    expect(reading.arrived('home', 'after the act')).toBe('after the act');
    older.come('before the act');
    await settle();
    expect([shown, saved()]).toEqual([[], 'after the act']);
  });

  it('gives way to what is read later', async () => {
    reading.arrived('home', 'after the act');
    const later = ask();
    later.come('later');
    await settle();
    expect([shown, saved()]).toEqual([['later'], 'later']);
  });
});

it('does not mix up different contents', async () => {
  const [home, orders] = [ask('home'), ask('orders')];
  orders.come('orders');
  await settle();
  home.come('home');
  await settle();
  expect([shown, saved('home'), saved('orders')]).toEqual([['orders', 'home'], 'home', 'orders']);
});
