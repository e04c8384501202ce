/** What a place reports most is asked for once an hour, place by place. */
import { join } from 'node:path';
import type { ApiRequest } from '../../../typings/api';
import { HOUR } from '../../../miniprogram/shared/time';
import { root } from '../../support/process';

interface Where {
  areaId: string;
  pointId: string | null;
}

interface HereService {
  knownHere(spot: Where): string[];
  readHere(spot: Where): Promise<string[]>;
}

const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const POINT: Where = { areaId: 'a-1', pointId: 'c-07' };
const AREA: Where = { areaId: 'a-1', pointId: null };

const disk = new Map<string, unknown>();
const asked: unknown[] = [];
let works = true;

const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void disk.set(key, value),
  cloud: {
    callFunction: ({ data }: { data: ApiRequest }) => {
      asked.push(data.input);
      const error = { code: 'BUSY', message: '' };
      const ids = { templateIds: [`t-${asked.length}`] };
      return Promise.resolve({ result: works ? { ok: true, data: ids } : { ok: false, error } });
    },
  },
};

let here: HereService;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  here = (await import(join(root, 'miniprogram/services/here'))) as HereService;
});

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  disk.clear();
  asked.length = 0;
  works = true;
});

afterEach(() => jest.useRealTimers());
afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

it('asks the server of a place that it never asked about', async () => {
  expect(here.knownHere(POINT)).toEqual([]);
  await expect(here.readHere(POINT)).resolves.toEqual(['t-1']);
  expect(asked).toEqual([POINT]);
  expect(here.knownHere(POINT)).toEqual(['t-1']);
});

it('takes the answer of the last hour, and asks again after it', async () => {
  await here.readHere(POINT);
  jest.setSystemTime(NOW + HOUR - 1);
  await expect(here.readHere(POINT)).resolves.toEqual(['t-1']);
  expect(asked).toHaveLength(1);
  jest.setSystemTime(NOW + HOUR);
  await expect(here.readHere(POINT)).resolves.toEqual(['t-2']);
});

it('asks of an area and of a point in it apart', async () => {
  await here.readHere(POINT);
  await expect(here.readHere(AREA)).resolves.toEqual(['t-2']);
  expect(asked).toEqual([POINT, AREA]);
});

it('offers at a point what it knows of the area, until it knows more', async () => {
  await here.readHere(AREA);
  expect(here.knownHere(POINT)).toEqual(['t-1']);
  await here.readHere(POINT);
  expect(here.knownHere(POINT)).toEqual(['t-2']);
  expect(here.knownHere({ areaId: 'a-2', pointId: null })).toEqual([]);
});

it('asks again soon when the server did not answer', async () => {
  works = false;
  await expect(here.readHere(POINT)).rejects.toMatchObject({ code: 'BUSY' });
  works = true;
  await expect(here.readHere(POINT)).resolves.toEqual(['t-2']);
});
