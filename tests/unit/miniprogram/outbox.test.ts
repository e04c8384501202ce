/** The outbox on a phone: nothing is lost, nothing arrives twice, and every refusal leads somewhere. */
import fc from 'fast-check';
import type { PhotoInput } from '../../../typings/api';
import { backOff } from '../../../miniprogram/services/core/draft';
import type { CallFailure } from '../../../miniprogram/services/core/failure';
import { createOutbox, type Errand, type Outbox } from '../../../miniprogram/services/core/outbox';
import { network, photo, refused, settle } from './phone';

type Kind = 'check' | 'finish';

/** A phone with an outbox, and a server that keeps what it was sent by request. */
class Sender {
  disk = '';
  time = 1_000;
  discarded: string[] = [];
  folders = 0;
  /** What the server took, by id, in its order. */
  taken = new Map<string, { input: object; photos: string[] }>();
  /** Every try. */
  tries: string[] = [];
  /** What the next tries come to; `lost`: it arrived, and the answer did not come back. */
  fates: (CallFailure | 'lost')[] = [];
  upload: (id: string) => Promise<string> = (id) => Promise.resolve(`cloud://${id}`);
  #ids = 0;
  #timers = new Set<{ at: number; run: () => void }>();

  /** Opens the app: what was on disk is all there is. */
  start(): Outbox<Kind, string> {
    this.#timers.clear();
    return createOutbox<Kind, string>(['check', 'finish'], {
      load: () => (this.disk === '' ? undefined : (JSON.parse(this.disk) as unknown)),
      save: (errands) => {
        this.disk = JSON.stringify(errands);
      },
      now: () => this.time,
      newId: () => `id-${(this.#ids += 1)}`,
      later: (ms, run) => {
        const timer = { at: this.time + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      mark: (one) => Promise.resolve({ ...one, path: one.path.replace('saved', 'marked'), marked: true }),
      upload: ({ id }) => this.upload(id),
      forgetFolder: () => void (this.folders += 1),
      send: (errand, photos) => this.#take(errand, photos),
      discard: (path) => void this.discarded.push(path),
    });
  }

  #take({ id, input }: Errand<Kind>, photos: PhotoInput[]): Promise<string> {
    this.tries.push(id);
    const fate = this.fates.shift();
    if (fate !== undefined && fate !== 'lost') return Promise.reject(fate);
    if (!this.taken.has(id)) this.taken.set(id, { input, photos: photos.map(({ fileId }) => fileId) });
    return fate === 'lost' ? Promise.reject(network()) : Promise.resolve(`answer to ${id}`);
  }

  /** Lets time pass and everything that was planned happen. */
  async pass(ms: number): Promise<void> {
    this.time += ms;
    await settle();
    for (const timer of [...this.#timers].filter(({ at }) => at <= this.time)) {
      this.#timers.delete(timer);
      timer.run();
    }
    await settle();
  }
}

const intent = (about: string, n = 1, photos = 0) => ({
  kind: 'check' as const,
  about,
  input: { n },
  photos: Array.from({ length: photos }, (_, i) => photo(`${about}-${n}-${i}`)),
  place: 'C-07 焊接一区',
});

it('sends what it is given with its pictures, and frees their files', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  const id = outbox.give(intent('t', 1, 2));
  expect(outbox.about('t')).toHaveLength(1);
  await settle();
  expect(phone.taken.get(id)).toEqual({ input: { n: 1 }, photos: ['cloud://t-1-0', 'cloud://t-1-1'] });
  expect(outbox.all()).toEqual([]);
  expect(phone.discarded).toEqual(
    expect.arrayContaining(['saved/t-1-0.jpg', 'marked/t-1-0.jpg', 'saved/t-1-1.jpg', 'marked/t-1-1.jpg']),
  );
});

it('has it on disk before anything else happens', () => {
  const phone = new Sender();
  phone.start().give(intent('t'));
  expect(JSON.parse(phone.disk)).toMatchObject([{ about: 't', input: { n: 1 }, attempts: 0 }]);
});

it('tries again under the same id until it arrived', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  phone.fates = [network(), 'lost', refused('BUSY')];
  const id = outbox.give(intent('t'));
  await settle();
  for (const attempts of [1, 2, 3]) await phone.pass(backOff(attempts));
  expect(phone.tries).toEqual([id, id, id, id]);
  expect([...phone.taken.keys()]).toEqual([id]);
  expect(outbox.all()).toEqual([]);
});

it('keeps the order of what is about the same, and lets others pass', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  phone.fates = [network()];
  const [first, second, other] = [intent('t', 1), intent('t', 2), intent('u', 3)].map((one) =>
    outbox.give(one),
  );
  await settle();
  expect(phone.tries).toEqual([first, other]);
  await phone.pass(backOff(1));
  expect(phone.tries).toEqual([first, other, first, second]);
});

it('says why the server refuses it, goes on with the next, and asks again when somebody looks', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  const no = refused('NOT_FOUND');
  phone.fates = [no];
  const id = outbox.give(intent('t', 1));
  const next = outbox.give(intent('t', 2));
  await settle();
  expect(outbox.about('t')).toMatchObject([{ id, blocked: true, note: no.message }]);
  expect(phone.tries).toEqual([id, next]);
  const told: number[] = [];
  outbox.watch(() => told.push(outbox.all().length));
  outbox.wake();
  await phone.pass(backOff(9));
  expect([...phone.taken.keys()]).toEqual([next]);
  outbox.wake(true);
  await settle();
  expect([...phone.taken.keys()]).toEqual([next, id]);
  expect(told.at(-1)).toBe(0);
});

it('tells whoever asks what became of the next try', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  const no = refused('NOT_FOUND');
  phone.fates = [network(), no];
  const [kept, blocked, done] = ['t', 'u', 'v'].map((about) => outbox.give(intent(about)));
  const outcomes = [kept, blocked, done].map((id = '') => outbox.outcome(id));
  expect(await Promise.all(outcomes)).toEqual([
    { kind: 'kept' },
    { kind: 'refused', because: no.message },
    { kind: 'arrived', answer: `answer to ${done}` },
  ]);
  const later = outbox.outcome(kept ?? '');
  await phone.pass(backOff(1));
  expect(await later).toEqual({ kind: 'arrived', answer: `answer to ${kept}` });
});

it('tells whoever asks about what is given up that it did not go', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  const id = outbox.give(intent('t'));
  const outcome = outbox.outcome(id);
  outbox.drop(id);
  expect(await outcome).toEqual({ kind: 'kept' });
  await phone.pass(backOff(9));
  expect([...phone.taken.keys()]).toEqual([]);
});

it('is given up with its pictures', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  phone.fates = [refused('NOT_FOUND')];
  const id = outbox.give(intent('t', 1, 1));
  await settle();
  outbox.drop(id);
  expect(outbox.all()).toEqual([]);
  expect(phone.discarded).toContain('marked/t-1-0.jpg');
  outbox.drop('nothing');
});

it.each(['PHOTO_PATH', 'PHOTO_NOT_UPLOADED'] as const)('uploads again after %s', async (code) => {
  const phone = new Sender();
  const outbox = phone.start();
  phone.fates = [refused(code)];
  const uploads: string[] = [];
  phone.upload = (id) => (uploads.push(id), Promise.resolve(`cloud://${id}`));
  outbox.give(intent('t', 1, 1));
  await settle();
  await phone.pass(backOff(1));
  expect(uploads).toEqual(['t-1-0', 't-1-0']);
  expect([phone.folders, outbox.all().length]).toEqual([1, 0]);
});

it('does not send without a picture that is gone: somebody has to take another', async () => {
  const phone = new Sender();
  const outbox = phone.start();
  phone.upload = () => Promise.reject(refused('PHOTO_NOT_IMAGE'));
  outbox.give(intent('t', 1, 1));
  await settle();
  expect(phone.tries).toEqual([]);
  expect(outbox.all()).toMatchObject([{ blocked: true, note: refused('PHOTO_NOT_IMAGE').message }]);
});

it.each([
  ['nothing', ''],
  ['a word', '"x"'],
  ['what another app kept', '[null,{"schema":1},{"schema":2,"id":"a"}]'],
])('starts empty over %s', (_, disk) => {
  const phone = new Sender();
  phone.disk = disk;
  expect(phone.start().all()).toEqual([]);
});

it('loses nothing and doubles nothing, whatever the network does and whenever the app dies', async () => {
  const step = fc.oneof(
    fc.record({ give: fc.constantFrom('t', 'u') }),
    fc.constantFrom('die', 'pass', 'wake' as const),
  );
  const fate = fc.constantFrom('lost' as const, network(), refused('BUSY'));
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30 }),
      fc.array(fate, { maxLength: 12 }),
      async (steps, fates) => {
        const phone = new Sender();
        phone.fates = fates;
        const given: Record<string, string[]> = { t: [], u: [] };
        let outbox = phone.start();
        for (const one of steps) {
          if (typeof one === 'object') given[one.give]?.push(outbox.give(intent(one.give, 1, 1)));
          else if (one === 'die') outbox = phone.start();
          else if (one === 'wake') outbox.wake();
          else await phone.pass(4_000);
        }
        outbox = phone.start();
        for (let i = 0; i < 20; i += 1) {
          outbox.wake();
          await settle();
        }
        const arrived = [...phone.taken.keys()];
        expect([...arrived].sort()).toEqual(Object.values(given).flat().sort());
        for (const ids of Object.values(given)) expect(arrived.filter((id) => ids.includes(id))).toEqual(ids);
        expect(outbox.all()).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
