/** What is done in a training without a network: the last about the same goes, what was refused is not tried by itself, and the pages are told what is kept. */
import { join } from 'node:path';
import type { ApiAnswer, ApiRequest } from '../../../typings/api';
import type { ErrorCode } from '../../../miniprogram/shared/errors';
import { messageOf } from '../../../miniprogram/shared/errors';
import { root } from '../../support/process';
import { settle } from './phone';

/** The service as its pages use it. */
interface TrainingService {
  outbox: {
    send(key: string, intent: { route: string; input: object }): Promise<{ kind: string }>;
    find(key: string): { refused: string } | null;
    drop(key: string): void;
    isWaiting(): boolean;
    wake(): void;
  };
  KEYS: { sign(trainingId: string, level: string): string; signIn: string };
  keptOf(trainingId: string): { isSigned(level: string): boolean };
}

const disk = new Map<string, unknown>();
/** Every try that reached the server. */
const sent: Pick<ApiRequest, 'route' | 'input'>[] = [];
let online = true;
let refusal: ErrorCode | null = null;

const answer = (): ApiAnswer<unknown> =>
  refusal === null
    ? { ok: true, data: { signed: true } }
    : { ok: false, error: { code: refusal, message: messageOf(refusal) } };

const wx = {
  getStorageSync: (key: string) => disk.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void disk.set(key, value),
  cloud: {
    callFunction: ({ data: { route, input } }: { data: ApiRequest }) => {
      if (!online) return Promise.reject(new Error('request:fail'));
      sent.push({ route, input });
      return Promise.resolve({ result: answer() });
    },
  },
};

const signing = (recordHash: string) => ({ route: 'training.sign', input: { trainingId: 't', recordHash } });
const SECRET = { route: 'training.sessions.signIn', input: { sessionId: null, secret: '123456' } };

let service: TrainingService;

beforeAll(async () => {
  Object.assign(globalThis, { wx });
  service = (await import(join(root, 'miniprogram/services/training'))) as TrainingService;
});

beforeEach(async () => {
  [online, refusal] = [true, null];
  service.outbox.wake();
  await settle();
  sent.length = 0;
});

afterAll(() => Reflect.deleteProperty(globalThis, 'wx'));

it('says what arrived, and keeps nothing of it', async () => {
  const key = service.KEYS.sign('t', 'team');
  expect(await service.outbox.send(key, signing('one'))).toEqual({
    kind: 'arrived',
    answer: { signed: true },
  });
  expect([sent, service.outbox.find(key), service.outbox.isWaiting()]).toEqual([
    [signing('one')],
    null,
    false,
  ]);
});

it('sends only the last about the same once the network is there', async () => {
  online = false;
  const key = service.KEYS.sign('t', 'team');
  expect(await service.outbox.send(key, signing('one'))).toEqual({ kind: 'kept' });
  expect(await service.outbox.send(key, signing('two'))).toEqual({ kind: 'kept' });
  expect([service.outbox.isWaiting(), service.keptOf('t').isSigned('team')]).toEqual([true, true]);
  online = true;
  service.outbox.wake();
  await settle();
  expect(sent).toEqual([signing('two')]);
  expect(service.keptOf('t').isSigned('team')).toBe(false);
});

it('does not try a refused sign-in again by itself: it would count as another wrong try', async () => {
  refusal = 'SIGN_WRONG';
  const because = messageOf('SIGN_WRONG');
  expect(await service.outbox.send(service.KEYS.signIn, SECRET)).toEqual({ kind: 'refused', because });
  refusal = null;
  service.outbox.wake();
  await settle();
  expect(sent).toHaveLength(1);
  expect([service.outbox.find(service.KEYS.signIn)?.refused, service.outbox.isWaiting()]).toEqual([
    because,
    false,
  ]);
  service.outbox.drop(service.KEYS.signIn);
  expect(service.outbox.find(service.KEYS.signIn)).toBeNull();
});
