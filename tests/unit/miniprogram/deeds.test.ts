/** What was done without a network: on disk at once, sent once under one id, and a refusal is told. */
import fc from 'fast-check';
import { createDeeds, type Deeds } from '../../../miniprogram/services/core/deeds';
import { backOff, type DraftPhoto } from '../../../miniprogram/services/core/draft';
import { messageOf } from '../../../miniprogram/shared/errors';
import { network, photo, refused, settle } from './phone';

interface Intent {
  what: string;
}

/** A phone that keeps intents, and a server that takes each request once. */
class DeedPhone {
  disk = '';
  time = 1_000;
  online = true;
  /** Request id → what arrived under it. */
  arrived = new Map<string, string>();
  tries = 0;
  discarded: string[] = [];
  folders = 0;
  failure: (intent: Intent) => Error | null = () => null;
  #ids = 0;
  #timers = new Set<{ at: number; run: () => void }>();

  /** Opens the app: what was on disk is all there is. */
  start(): Deeds<Intent, string> {
    this.#timers.clear();
    return createDeeds<Intent, string>({
      load: () => (this.disk === '' ? undefined : (JSON.parse(this.disk) as unknown)),
      save: (waiting) => {
        this.disk = JSON.stringify(waiting);
      },
      now: () => this.time,
      newId: () => `id-${(this.#ids += 1)}`,
      later: (ms, run) => {
        const timer = { at: this.time + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      upload: ({ id }: Pick<DraftPhoto, 'id'>) =>
        this.online ? Promise.resolve(`cloud://${id}`) : Promise.reject(network()),
      forgetFolder: () => void (this.folders += 1),
      discard: (path) => void this.discarded.push(path),
      send: (intent, file, requestId) => {
        this.tries += 1;
        const failure = this.online ? this.failure(intent) : network();
        if (failure !== null) return Promise.reject(failure);
        const text = [intent.what, file?.fileId ?? ''].filter((part) => part !== '').join(' ');
        if (!this.arrived.has(requestId)) this.arrived.set(requestId, text);
        return Promise.resolve(text);
      },
    });
  }

  async pass(ms: number): Promise<void> {
    this.time += ms;
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.time)) {
      this.#timers.delete(timer);
      timer.run();
    }
    await settle();
  }
}

it('sends at once, and forgets what arrived with its picture', async () => {
  const phone = new DeedPhone();
  const deeds = phone.start();
  const outcome = await deeds.send('sign', { what: 'signed' }, photo('s-1'));
  expect(outcome).toEqual({ kind: 'arrived', answer: 'signed cloud://s-1' });
  expect([deeds.find('sign'), deeds.isWaiting(), phone.discarded]).toEqual([null, false, ['saved/s-1.jpg']]);
});

it('keeps what could not go, through the death of the app, and sends it under the same id', async () => {
  const phone = new DeedPhone();
  phone.online = false;
  const before = phone.start();
  expect(await before.send('sign', { what: 'signed' }, photo('s-1'))).toEqual({ kind: 'kept' });
  const id = before.find('sign')?.id ?? '';
  const after = phone.start();
  expect(after.find('sign')).toMatchObject({ id, photo: { path: 'saved/s-1.jpg', fileId: null } });
  expect(phone.discarded).toEqual([]);
  phone.online = true;
  after.wake();
  await settle();
  expect([...phone.arrived]).toEqual([[id, 'signed cloud://s-1']]);
  expect(after.isWaiting()).toBe(false);
});

it('tries again by itself, later each time', async () => {
  const phone = new DeedPhone();
  phone.online = false;
  await phone.start().send('read', { what: 'read' });
  for (const attempt of [1, 2, 3]) {
    const tries = phone.tries;
    await phone.pass(backOff(attempt) - 1);
    expect(phone.tries).toBe(tries);
    await phone.pass(1);
    expect(phone.tries).toBe(tries + 1);
  }
  phone.online = true;
  await phone.pass(backOff(4));
  expect([...phone.arrived.values()]).toEqual(['read']);
});

it('says why something is not taken, keeps the reason, and does not try again', async () => {
  const phone = new DeedPhone();
  phone.failure = () => refused('SIGN_WRONG');
  const deeds = phone.start();
  const because = messageOf('SIGN_WRONG');
  expect(await deeds.send('signIn', { what: '123456' })).toEqual({ kind: 'refused', because });
  deeds.wake();
  await phone.pass(backOff(9));
  expect([phone.tries, deeds.find('signIn')?.refused, deeds.isWaiting()]).toEqual([1, because, false]);
  expect(phone.start().find('signIn')?.refused).toBe(because);
  deeds.drop('signIn');
  expect(deeds.find('signIn')).toBeNull();
});

it('lets a later intent take the place of one about the same', async () => {
  const phone = new DeedPhone();
  phone.online = false;
  const deeds = phone.start();
  await deeds.send('sign', { what: 'first' }, photo('s-1'));
  await deeds.send('sign', { what: 'second' }, photo('s-2'));
  expect(phone.discarded).toEqual(['saved/s-1.jpg']);
  phone.online = true;
  deeds.wake();
  await settle();
  expect([...phone.arrived.values()]).toEqual(['second cloud://s-2']);
});

it('uploads a picture again that the server does not find, and asks for another folder', async () => {
  const phone = new DeedPhone();
  phone.failure = () => (phone.tries === 1 ? refused('PHOTO_NOT_UPLOADED') : null);
  const deeds = phone.start();
  expect(await deeds.send('sign', { what: 'signed' }, photo('s-1'))).toEqual({ kind: 'kept' });
  expect([deeds.find('sign')?.photo?.fileId, phone.folders]).toEqual([null, 1]);
  await phone.pass(backOff(1));
  expect([...phone.arrived.values()]).toEqual(['signed cloud://s-1']);
});

it('tells who watches, until they stop', async () => {
  const phone = new DeedPhone();
  const deeds = phone.start();
  let told = 0;
  const stop = deeds.watch(() => (told += 1));
  await deeds.send('read', { what: 'read' });
  const before = told;
  expect(before).toBeGreaterThan(0);
  stop();
  await deeds.send('read', { what: 'again' });
  expect(told).toBe(before);
});

it('starts with nothing when what lies on disk is no deeds', () => {
  for (const disk of ['{}', '7', '[{"id":1},null]']) {
    const phone = new DeedPhone();
    phone.disk = disk;
    expect(phone.start().isWaiting()).toBe(false);
  }
});

/** What may happen to a phone: it does something, the network goes or comes, time passes, the app dies. */
const HAPPENINGS = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('send' as const), key: fc.integer({ min: 0, max: 5 }) }),
    fc.constantFrom(
      { kind: 'off' as const },
      { kind: 'on' as const },
      { kind: 'later' as const },
      { kind: 'restart' as const },
    ),
  ),
  { maxLength: 30 },
);

it('makes the last about everything arrive once, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(HAPPENINGS, async (happenings) => {
      const phone = new DeedPhone();
      let deeds = phone.start();
      const last = new Map<string, string>();
      for (const [at, one] of happenings.entries()) {
        if (one.kind === 'send') {
          last.set(String(one.key), `${one.key} at ${at}`);
          void deeds.send(String(one.key), { what: `${one.key} at ${at}` });
        } else if (one.kind === 'restart') deeds = phone.start();
        else if (one.kind === 'later') await phone.pass(10_000);
        else phone.online = one.kind === 'on';
        await settle();
      }
      phone.online = true;
      deeds.wake();
      await settle();
      const arrived = [...phone.arrived.values()];
      expect(new Set(arrived).size).toBe(arrived.length);
      expect([...last.values()].filter((what) => !arrived.includes(what))).toEqual([]);
      expect(deeds.isWaiting()).toBe(false);
    }),
  );
});
