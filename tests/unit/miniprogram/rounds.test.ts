/** The rounds of a day on a phone: nothing is lost, nothing is sent twice, and every refusal leads somewhere. */
import { backOff, newDraft } from '../../../miniprogram/services/core/draft';
import { BATCH, unsentAnswers, type Rounds } from '../../../miniprogram/services/core/rounds';
import { TEXT } from '../../../miniprogram/shared/text';
import { fine, item, stop, taskView } from './inspection';
import { CONTENT, network, photo, refused, settle } from './phone';
import { opened, RoundPhone } from './round-phone';

const ID = taskView().id;

/** Without a network. */
function offline(): { phone: RoundPhone; rounds: Rounds } {
  const phone = new RoundPhone();
  phone.submit = () => Promise.reject(network());
  return opened(phone);
}

const online = (phone: RoundPhone): void => {
  phone.submit = (input) => Promise.resolve(phone.take(input));
};

describe('an answer', () => {
  it('is on disk when the screen moves on, and is sent', async () => {
    const { phone, rounds } = opened();
    rounds.answer(ID, fine('chain'));
    expect(phone.onDisk()).toMatchObject([{ answers: [{ itemId: 'chain' }] }]);
    await settle();
    expect(phone.sent).toMatchObject([
      { taskId: ID, done: false, answers: [{ itemId: 'chain', result: 'ok' }] },
    ]);
    expect(rounds.round(ID).answers).toEqual([]);
    expect(rounds.task(ID)?.answers['chain']).toMatchObject({ result: 'ok' });
  });

  it('survives the app, and goes under the same id however often it is tried', async () => {
    const { phone, rounds } = offline();
    rounds.answer(ID, fine('chain'));
    await settle();
    await phone.pass(backOff(1));
    const again = phone.start();
    again.wake();
    await settle();
    online(phone);
    again.wake();
    await settle();
    const ids = phone.sent.map(({ answers }) => answers[0]?.id);
    expect(ids.length).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(1);
    expect(again.round(ID).answers).toEqual([]);
  });

  it('given anew before it was tried is one answer, after that it is another', async () => {
    const { phone, rounds } = offline();
    rounds.answer(ID, fine('chain'));
    await settle();
    rounds.answer(ID, fine('valve'));
    rounds.answer(ID, fine('valve', { result: 'na', reason: '空着' }));
    rounds.answer(ID, fine('chain', { result: 'na', reason: '空着' }));
    expect(phone.onDisk()[0]?.answers.map(({ itemId, tried }) => [itemId, tried])).toEqual([
      ['chain', true],
      ['valve', undefined],
      ['chain', undefined],
    ]);
    online(phone);
    rounds.wake();
    await settle();
    await phone.pass(1);
    expect(phone.sent.at(-1)?.answers).toHaveLength(3);
  });

  it('goes in small batches', async () => {
    const items = Array.from({ length: BATCH + 3 }, (_, index) => item(`i-${index}`));
    const phone = new RoundPhone();
    phone.server = taskView({ stops: [stop('D-08', items)] });
    phone.submit = () => Promise.reject(network());
    const { rounds } = opened(phone);
    for (const { id } of items) rounds.answer(ID, fine(id));
    await settle();
    expect(unsentAnswers(rounds)).toBe(BATCH + 3);
    online(phone);
    phone.sent = [];
    rounds.wake();
    await settle();
    expect(phone.sent.map(({ answers }) => answers.length)).toEqual([BATCH, 3]);
  });

  it('leads to the next item that is not done, at the end to none', async () => {
    const { rounds } = opened();
    rounds.answer(ID, fine('chain'));
    expect(rounds.round(ID).at).toBe('valve');
    rounds.answer(ID, fine('valve', { result: 'notOk', orderId: 'o' }));
    expect(rounds.round(ID).at).toBe('sound');
    await settle();
  });
});

describe('what was begun', () => {
  it('is on disk, and what was taken off is freed', () => {
    const { phone, rounds } = opened();
    rounds.begin(ID, 'door', { photos: [photo('a'), photo('b')] });
    rounds.begin(ID, 'door', { photos: [photo('b')] });
    expect(phone.discarded).toEqual(['saved/a.jpg']);
    expect(phone.start().round(ID).begun['door']?.photos).toMatchObject([{ id: 'b' }]);
  });

  it('keeps its pictures when it becomes an answer', async () => {
    const { phone, rounds } = offline();
    rounds.begin(ID, 'door', { photos: [photo('a')] });
    rounds.answer(ID, fine('door', { photos: [photo('a')] }));
    await settle();
    expect(phone.discarded).toEqual([]);
  });
});

describe('the pictures of an answer', () => {
  const shot = fine('door', { photos: [photo('a')] });

  it('go up first, and are freed when the answer arrived', async () => {
    const { phone, rounds } = opened();
    rounds.answer(ID, shot);
    await settle();
    expect(phone.sent[0]?.answers[0]?.photos).toEqual([
      { fileId: 'cloud://a', source: 'camera', takenAt: 1 },
    ]);
    expect(phone.discarded).toEqual(['saved/a.jpg']);
  });

  it('wait for the network with the answer', async () => {
    const { phone, rounds } = opened();
    phone.upload = () => Promise.reject(network());
    rounds.answer(ID, shot);
    await settle();
    expect([phone.sent, rounds.round(ID).answers.length]).toEqual([[], 1]);
    expect(phone.onDisk()[0]?.answers[0]?.tried).toBeUndefined();
  });

  it('that are gone from the phone are left out, and it is said', async () => {
    const { phone, rounds } = opened();
    phone.upload = () => Promise.reject(refused('PHOTO_NOT_IMAGE'));
    phone.submit = () => Promise.reject(network());
    rounds.answer(ID, shot);
    await settle();
    expect(phone.sent[0]?.answers[0]?.photos).toEqual([]);
    expect(rounds.round(ID).note).toBe(TEXT.draft.photoDropped);
  });

  it.each(['PHOTO_NOT_IMAGE', 'PHOTO_TOO_LARGE'] as const)(
    'are left out when the server says %s',
    async (code) => {
      const { phone, rounds } = opened();
      phone.submit = (input) =>
        input.answers.some(({ photos }) => photos.length > 0)
          ? Promise.reject(refused(code))
          : Promise.resolve(phone.take(input));
      rounds.answer(ID, shot);
      await settle();
      expect(phone.sent.map(({ answers }) => answers[0]?.photos.length)).toEqual([1, 0]);
      expect(rounds.round(ID).answers).toEqual([]);
    },
  );

  it('go up anew into a folder that is asked for anew', async () => {
    const { phone, rounds } = opened();
    phone.submit = () => Promise.reject(refused('PHOTO_PATH'));
    rounds.answer(ID, shot);
    await settle();
    online(phone);
    await phone.pass(backOff(1));
    expect([phone.folders, phone.sent.length, rounds.round(ID).answers]).toEqual([1, 2, []]);
  });
});

describe('the end of a round', () => {
  it('is an intention until the server took it', async () => {
    const { phone, rounds } = offline();
    rounds.answer(ID, fine('chain'));
    rounds.finish(ID);
    await settle();
    const again = phone.start();
    expect(again.round(ID).done).toBe(true);
    online(phone);
    again.wake();
    await settle();
    expect(phone.sent.at(-1)).toMatchObject({ done: true, answers: [{ itemId: 'chain' }] });
    expect([again.round(ID).done, again.task(ID)?.finished]).toMatchObject([false, { late: false }]);
  });

  it('goes with the last batch only', async () => {
    const items = Array.from({ length: BATCH + 1 }, (_, index) => item(`i-${index}`));
    const { phone, rounds } = offline();
    phone.server = taskView({ stops: [stop('D-08', items)] });
    rounds.learn([phone.server]);
    for (const { id } of items) rounds.answer(ID, fine(id));
    rounds.finish(ID);
    await settle();
    online(phone);
    phone.sent = [];
    rounds.wake();
    await settle();
    expect(phone.sent.map(({ done }) => done)).toEqual([false, true]);
  });

  it('that the server does not see is taken back, and said', async () => {
    const { phone, rounds } = opened();
    phone.submit = () =>
      Promise.resolve({ task: phone.server, lacks: [{ itemId: 'chain', lack: 'answer' }] });
    rounds.finish(ID);
    await settle();
    expect(rounds.round(ID)).toMatchObject({ done: false, note: TEXT.inspection.notOver });
  });
});

describe('a refusal', () => {
  it('is told, keeps the answers, and is tried again with the next start', async () => {
    const { phone, rounds } = opened();
    phone.submit = () => Promise.reject(refused('TASK_OVER'));
    rounds.answer(ID, fine('chain'));
    await settle();
    await phone.pass(3_600_000);
    expect(phone.sent).toHaveLength(1);
    expect(rounds.round(ID)).toMatchObject({ blocked: true, answers: [{ itemId: 'chain' }] });
    online(phone);
    rounds.wake();
    await settle();
    expect(rounds.round(ID)).toMatchObject({ blocked: false, answers: [], note: null });
  });

  it('goes with its round when the person has read it', () => {
    const { phone, rounds } = offline();
    rounds.answer(ID, fine('chain'));
    rounds.forget(ID);
    expect([rounds.tasks(), phone.onDisk(), rounds.round(ID).answers]).toEqual([[], [], []]);
  });
});

describe('the tasks of the day', () => {
  it('are told by the newest that came', async () => {
    const { phone, rounds } = opened();
    const old = phone.server;
    rounds.answer(ID, fine('chain'));
    await settle();
    rounds.learn([old]);
    expect(rounds.task(ID)?.rev).toBe(phone.server.rev);
  });

  it('keep one of which something is still to be sent, and drop the others with what was kept of them', async () => {
    const { phone, rounds } = offline();
    const other = taskView({ id: 'other@2026-11-23:day' });
    rounds.learn([phone.server, other]);
    rounds.answer(ID, fine('chain'));
    rounds.see(other.id, 'd-08', 'scanned');
    rounds.learn([]);
    expect(rounds.tasks().map(({ id }) => id)).toEqual([ID]);
    expect(phone.onDisk()).toMatchObject([{ taskId: ID }]);
    await settle();
  });
});

describe('a report that the app did not live long enough to note', () => {
  const report = {
    ...newDraft('o-9', 'r', 1, { ...CONTENT, task: { taskId: ID, itemId: 'chain' } }),
    state: 'waiting' as const,
  };

  it('becomes the answer to its item, once', async () => {
    const { rounds } = offline();
    rounds.adopt([report]);
    rounds.adopt([report]);
    expect(rounds.round(ID).answers).toMatchObject([{ itemId: 'chain', result: 'notOk', orderId: 'o-9' }]);
    await settle();
  });

  it('is none while it is being written, and none of other tasks', () => {
    const { rounds } = opened();
    rounds.adopt([
      { ...report, state: 'editing' },
      { ...report, content: CONTENT },
      { ...report, content: { ...CONTENT, task: { taskId: 'other', itemId: 'chain' } } },
    ]);
    expect(rounds.round(ID).answers).toEqual([]);
  });
});

it('reads nothing from a storage that holds something else', () => {
  const phone = new RoundPhone();
  const round = { schema: 1, taskId: 'x', answers: [], begun: {}, seen: {} };
  phone.disk = JSON.stringify([
    7,
    null,
    { ...round, schema: 2 },
    { ...round, answers: [{ id: 'a' }] },
    { ...round, held: [{ id: 'a' }] },
    { ...round, begun: { chain: null } },
    { ...round, seen: null },
  ]);
  phone.tasks = JSON.stringify([
    { id: 'x' },
    { ...taskView(), stops: [{}] },
    { ...taskView(), answers: null },
    'task',
  ]);
  const rounds = phone.start();
  rounds.wake();
  expect([rounds.tasks(), unsentAnswers(rounds)]).toEqual([[], 0]);
  rounds.learn([taskView()]);
  expect(rounds.tasks()).toHaveLength(1);
});
