/** What was answered to prompts reaches the server: once the network is there, in order, and whatever it refuses. */
import { join } from 'node:path';
import type { ApiAnswer, ApiRequest } from '../../../typings/api';
import type { ErrorCode } from '../../../miniprogram/shared/errors';
import { root } from '../../support/process';

interface SubscribeService {
  tellGranted(): Promise<void>;
}

const UNTOLD = 'granted.v1';
const entry = (requestId: string) => ({ requestId, results: { task: 'accept' } });

const disk = new Map<string, unknown>();
/** Request ids as the server got them. */
const told: string[] = [];
/** What the server says to a request; it takes the others. */
const refusals = new Map<string, ErrorCode>();

const answerTo = ({ requestId }: ApiRequest): ApiAnswer<unknown> => {
  const code = refusals.get(requestId);
  if (code === undefined) return { ok: true, data: { reminders: [{ key: 'task', left: 3 }] } };
  return { ok: false, error: { code, message: '' } };
};

const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void disk.set(key, value),
  cloud: {
    callFunction: ({ data }: { data: ApiRequest }) => {
      told.push(data.requestId);
      return Promise.resolve({ result: answerTo(data) });
    },
  },
};

let service: SubscribeService;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  service = (await import(join(root, 'miniprogram/services/subscribe'))) as SubscribeService;
});

beforeEach(() => {
  told.length = 0;
  refusals.clear();
  disk.set(UNTOLD, [entry('a'), entry('b'), entry('c')]);
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

it('tells all of it, oldest first, and keeps nothing', async () => {
  await service.tellGranted();
  expect(told).toEqual(['a', 'b', 'c']);
  expect(disk.get(UNTOLD)).toEqual([]);
});

it.each(['BAD_REQUEST', 'REPLAY_MISMATCH', 'REPLAY_REFUSED', 'NOT_FOUND'] as const)(
  'goes on after an answer that is refused with %s, and never tells it again',
  async (code) => {
    refusals.set('a', code);
    await service.tellGranted();
    await service.tellGranted();
    expect(told).toEqual(['a', 'b', 'c']);
    expect(disk.get(UNTOLD)).toEqual([]);
  },
);

it.each(['BUSY', 'INTERNAL', 'UPGRADE_REQUIRED', 'UNKNOWN_ROUTE', 'NOT_SET_UP'] as const)(
  'keeps what was not told for the next time after %s',
  async (code) => {
    refusals.set('b', code);
    await expect(service.tellGranted()).rejects.toMatchObject({ code });
    expect(disk.get(UNTOLD)).toEqual([entry('b'), entry('c')]);
    refusals.clear();
    await service.tellGranted();
    expect(told).toEqual(['a', 'b', 'b', 'c']);
  },
);

it('tells everything once when it is asked to twice', async () => {
  await Promise.all([service.tellGranted(), service.tellGranted()]);
  expect(told).toEqual(['a', 'b', 'c']);
});
