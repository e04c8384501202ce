/** The offline queue: nothing is lost, nothing is sent twice, and every refusal leads somewhere. */
import { backOff } from '../../../miniprogram/services/core/draft';
import { HOLD, LONGEST, QUESTION } from '../../../miniprogram/services/core/hold';
import { unsentOf } from '../../../miniprogram/services/core/queue';
import { CONTENT, network, onDisk, Phone, photo, receiptOf, refused, settle, submitted } from './phone';

describe('a draft', () => {
  it('is on disk when the first tap ends', () => {
    const phone = new Phone();
    const { id } = phone.start().begin(CONTENT);
    expect(onDisk(phone)).toMatchObject([{ id, state: 'editing' }]);
  });

  it('survives the app and is sent by the next start', async () => {
    const { phone, id } = submitted();
    phone.time += HOLD + 1;
    const queue = phone.start();
    queue.wake();
    await settle();
    expect(phone.sent.map((input) => input.id)).toEqual([id]);
    expect(queue.get(id)).toMatchObject({ state: 'sent', receipt: { number: 'YH-20261122-0007' } });
  });

  it('is not read from a storage that holds something else', () => {
    const phone = new Phone();
    phone.disk = JSON.stringify([
      { nonsense: true },
      7,
      null,
      { schema: 2, id: 'x', photos: [] },
      { schema: 1, id: 'y', photos: [], content: null },
    ]);
    expect(phone.start().all()).toEqual([]);
  });
});

describe('a photo', () => {
  it('is marked with the place that was chosen last, once, before it goes', async () => {
    const { phone, queue, id } = submitted();
    queue.edit(id, { placeText: 'B-05 手工焊接区' });
    phone.upload = () => Promise.reject(network());
    await phone.pass(HOLD + 10_000);
    expect(phone.uploads.length).toBeGreaterThan(1);
    expect(phone.marks).toEqual(['saved/photo-0.jpg B-05 手工焊接区']);
    expect(onDisk(phone)[0]?.photos).toMatchObject([{ path: 'saved/photo-0-marked.jpg', marked: true }]);
  });

  it('is uploaded from the file that carries its mark', async () => {
    const { phone } = submitted();
    const paths: string[] = [];
    phone.upload = ({ id, path }) => {
      paths.push(path);
      return Promise.resolve(`cloud://${id}`);
    };
    await phone.pass(HOLD);
    expect(paths).toEqual(['saved/photo-0-marked.jpg']);
  });

  it('loses the file without a mark only when the one that carries it is on disk', async () => {
    const { phone } = submitted();
    phone.upload = () => Promise.reject(network());
    const kept: unknown[] = [];
    phone.onDiscard = () => kept.push(...(onDisk(phone)[0]?.photos ?? []));
    await phone.pass(HOLD);
    expect(phone.discarded).toEqual(['saved/photo-0.jpg']);
    expect(kept).toMatchObject([{ path: 'saved/photo-0-marked.jpg', marked: true }]);
  });

  it('keeps its file when the phone could not mark it', async () => {
    const { phone } = submitted();
    phone.draws = false;
    phone.upload = () => Promise.reject(network());
    await phone.pass(HOLD);
    expect(phone.discarded).toEqual([]);
    expect(onDisk(phone)[0]?.photos).toMatchObject([{ path: 'saved/photo-0.jpg', marked: true }]);
  });
});

describe('a photo in the place of another', () => {
  const marked = { ...photo('b'), path: 'saved/b-masked.jpg' };

  it('is written down before the file of the other goes', () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(CONTENT);
    for (const one of ['a', 'b', 'c']) queue.addPhoto(id, photo(one));
    const kept: unknown[] = [];
    phone.onDiscard = () => kept.push(onDisk(phone)[0]?.photos.map(({ path }) => path));
    expect(queue.replacePhoto(id, 'b', { ...marked, id: 'b-masked' })).toBe(true);
    expect(phone.discarded).toEqual(['saved/b.jpg']);
    expect(kept).toEqual([['saved/a.jpg', 'saved/b-masked.jpg', 'saved/c.jpg']]);
  });

  it('is sent, and the other is named nowhere even when it was uploaded before', async () => {
    const { phone, queue, id } = submitted();
    phone.send = () => Promise.reject(refused('PLACE_UNKNOWN'));
    await phone.pass(HOLD);
    expect(queue.get(id)).toMatchObject({ state: 'blocked', photos: [{ fileId: 'cloud://photo-0' }] });
    expect(queue.replacePhoto(id, 'photo-0', { ...marked, id: 'masked' })).toBe(true);
    phone.send = ({ id: order }) => Promise.resolve(receiptOf(order));
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.uploads).toEqual(['photo-0', 'masked']);
    expect(phone.sent.at(-1)?.photos.map(({ fileId }) => fileId)).toEqual(['cloud://masked']);
  });

  it('comes too late for a report that is on its way', async () => {
    const { phone, queue, id } = submitted();
    phone.send = () => Promise.reject(network());
    await phone.pass(HOLD);
    expect(queue.replacePhoto(id, 'photo-0', { ...marked, id: 'masked' })).toBe(false);
    expect(queue.get(id)?.photos).toMatchObject([{ id: 'photo-0' }]);
  });

  it('needs the other to be there', () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(CONTENT);
    expect(queue.replacePhoto(id, 'gone', marked)).toBe(false);
    expect(queue.get(id)?.photos).toEqual([]);
  });
});

describe('taking back', () => {
  it('works for five seconds and sends nothing', async () => {
    const { phone, queue, id } = submitted();
    await phone.pass(HOLD - 1);
    expect(phone.uploads).toEqual([]);
    expect(queue.takeBack(id)).toBe(true);
    await phone.pass(60_000);
    expect(phone.sent).toEqual([]);
    expect(queue.get(id)?.state).toBe('editing');
  });

  it('is too late afterwards', async () => {
    const { phone, queue, id } = submitted();
    await phone.pass(HOLD);
    expect(queue.takeBack(id)).toBe(false);
  });
});

describe('a question', () => {
  it('keeps an unanswered report a little longer, and then it goes by itself', async () => {
    const { phone, queue, id } = submitted();
    expect(queue.ask(id, 'same')).toBe(true);
    await phone.pass(QUESTION - 1);
    expect(phone.sent).toEqual([]);
    await phone.pass(1);
    expect(phone.sent).toHaveLength(1);
  });

  it('lets it go at once when it is answered after the time for 撤回', async () => {
    const { phone, queue, id } = submitted();
    queue.ask(id, 'same');
    await phone.pass(HOLD + 1_000);
    queue.answer(id, 'same');
    await phone.pass(0);
    expect(phone.sent).toHaveLength(1);
  });

  it('leaves the time for 撤回 when it is answered sooner', async () => {
    const { phone, queue, id } = submitted();
    queue.ask(id, 'same');
    queue.answer(id, 'same');
    await phone.pass(HOLD - 1);
    expect(phone.sent).toEqual([]);
    expect(queue.takeBack(id)).toBe(true);
  });

  it('is not asked of a report on its way', async () => {
    const { phone, queue, id } = submitted();
    await phone.pass(HOLD);
    expect(queue.ask(id, 'same')).toBe(false);
  });

  it('that goes on and on holds nothing for ever', async () => {
    const { phone, queue, id } = submitted();
    queue.ask(id, 'screening');
    for (let at = 0; at < LONGEST; at += 5_000) {
      await phone.pass(5_000);
      queue.answer(id, 'screening', true);
    }
    await phone.pass(0);
    expect(phone.sent).toHaveLength(1);
  });

  it('that was open when the app was killed holds nothing afterwards', async () => {
    const { phone, queue, id } = submitted();
    queue.ask(id, 'same');
    phone.time += QUESTION + 1;
    phone.start().wake();
    await settle();
    expect(phone.sent.map((input) => input.id)).toEqual([id]);
  });
});

describe('without a network', () => {
  it.each([
    ['while it is held', 0],
    ['while it waits for the network', HOLD + 1],
  ])('does not wait a day for a clock that was set back by one %s', async (_, ms) => {
    const { phone, id } = submitted();
    phone.send = () => Promise.reject(network());
    await phone.pass(ms);
    phone.send = ({ id: order }) => Promise.resolve(receiptOf(order));
    phone.time -= 86_400_000;
    const restarted = phone.start();
    restarted.wake();
    await phone.pass(HOLD);
    expect(restarted.get(id)?.state).toBe('sent');
  });

  it('waits longer and longer, and sends the same under the same id', async () => {
    const { phone, queue, id } = submitted();
    phone.send = () => Promise.reject(network());
    await phone.pass(HOLD);
    expect(phone.sent).toHaveLength(1);
    await phone.pass(backOff(1) - 1);
    expect(phone.sent).toHaveLength(1);
    await phone.pass(1 + backOff(2));
    expect(phone.sent).toHaveLength(3);
    phone.send = (input) => Promise.resolve(receiptOf(input.id));
    queue.wake();
    await settle();
    expect(new Set(phone.sent.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(new Set(phone.requestIds).size).toBe(1);
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('goes on at the photo that was interrupted', async () => {
    const { phone, queue, id } = submitted(3);
    phone.upload = (one) =>
      one.id === 'photo-1' ? Promise.reject(network()) : Promise.resolve(`cloud://${one.id}`);
    await phone.pass(HOLD);
    expect(phone.uploads).toEqual(['photo-0', 'photo-1']);
    phone.upload = (one) => Promise.resolve(`cloud://${one.id}`);
    queue.wake();
    await settle();
    expect(phone.uploads).toEqual(['photo-0', 'photo-1', 'photo-1', 'photo-2']);
    expect(queue.get(id)?.state).toBe('sent');
  });

  it('can no longer be changed once it may have arrived', async () => {
    const { phone, queue, id } = submitted();
    phone.send = () => Promise.reject(network());
    await phone.pass(HOLD);
    queue.edit(id, { description: '改一下' });
    expect(queue.addPhoto(id, photo('late'))).toBe(false);
    expect(queue.get(id)?.content.description).toBe('');
  });

  it('does not stop the drafts behind it', async () => {
    const { phone, queue, id } = submitted();
    phone.send = (input) =>
      input.id === id ? Promise.reject(network()) : Promise.resolve(receiptOf(input.id));
    const second = queue.begin(CONTENT);
    queue.submit(second.id);
    await phone.pass(HOLD);
    expect(queue.get(second.id)?.state).toBe('sent');
    expect(queue.get(id)?.state).toBe('waiting');
  });
});

describe('a photo on its way into the draft', () => {
  it('is waited for', async () => {
    const phone = new Phone();
    const queue = phone.start();
    const { id } = queue.begin(CONTENT);
    let ready: () => void = () => undefined;
    const taking = new Promise<void>((resolve) => {
      ready = resolve;
    }).then(() => queue.addPhoto(id, photo('slow')));
    queue.expect(id, taking);
    queue.submit(id);
    await phone.pass(HOLD);
    expect(phone.sent).toEqual([]);
    ready();
    await settle();
    expect(phone.sent[0]?.photos).toMatchObject([{ fileId: 'cloud://slow' }]);
  });
});

describe('what is told', () => {
  it('counts what goes by itself apart from what needs a person', async () => {
    const { queue, phone } = submitted();
    queue.begin(CONTENT);
    queue.begin({ ...CONTENT, templateId: null });
    expect(unsentOf(queue.all())).toEqual({ count: 2, blocked: 1 });
    await phone.pass(HOLD);
    expect(unsentOf(queue.all())).toEqual({ count: 1, blocked: 1 });
  });

  it('forgets what was sent more than an hour ago', async () => {
    const { phone } = submitted();
    await phone.pass(HOLD + 2 * 3_600_000);
    expect(phone.start().all()).toEqual([]);
    expect(onDisk(phone)).toEqual([]);
  });
});
