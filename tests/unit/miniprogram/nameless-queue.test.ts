/** A draft without a name on its way: nothing goes before its key is kept, and all of it goes under that key. */
import { CallFailure } from '../../../miniprogram/services/core/failure';
import { HOLD } from '../../../miniprogram/services/core/hold';
import { CONTENT, Phone, photo } from './phone';

function submitted(visibility: 'named' | 'anonymous') {
  const phone = new Phone();
  const queue = phone.start();
  const { id } = queue.begin({ ...CONTENT, visibility });
  queue.addPhoto(id, photo('a'));
  queue.submit(id);
  return { phone, queue, id };
}

it('asks for a key, uploads into its folder without the minute in the picture, and sends it along', async () => {
  const { phone, id } = submitted('anonymous');
  await phone.pass(HOLD);
  expect(phone.folders).toEqual([`key of ${id}`]);
  expect(phone.marks).toEqual(['saved/a.jpg C-07 焊接一区 without the minute']);
  expect(phone.sent).toMatchObject([{ visibility: 'anonymous', followKey: `key of ${id}` }]);
});

it('asks for none with a name', async () => {
  const { phone } = submitted('named');
  await phone.pass(HOLD);
  expect(phone.keysAsked).toEqual([]);
  expect(phone.folders).toEqual([null]);
  expect(phone.sent[0]).not.toHaveProperty('followKey');
});

it('lets nothing go while the phone cannot keep a key', async () => {
  const { phone, queue, id } = submitted('anonymous');
  phone.followKey = () => Promise.reject(new Error('no room'));
  await phone.pass(HOLD);
  expect([phone.uploads, phone.sent]).toEqual([[], []]);
  expect(queue.get(id)).toMatchObject({ state: 'waiting', attempts: 1 });
  phone.followKey = () => Promise.resolve('k');
  await phone.pass(10_000);
  expect(phone.sent).toMatchObject([{ followKey: 'k' }]);
});

it('sends the same again after a lost answer', async () => {
  const { phone } = submitted('anonymous');
  const { send } = phone;
  phone.send = () => Promise.reject(new CallFailure({ code: 'NETWORK', message: '没网' }));
  await phone.pass(HOLD);
  phone.send = send;
  await phone.pass(10_000);
  expect(phone.sent).toHaveLength(2);
  expect(phone.sent[1]).toEqual(phone.sent[0]);
  expect(phone.requestIds[1]).toBe(phone.requestIds[0]);
});

it('cannot lose the name under which its photos went', async () => {
  const { phone, queue, id } = submitted('named');
  phone.send = () => Promise.reject(new CallFailure({ code: 'PLACE_UNKNOWN', message: '选一下' }));
  await phone.pass(HOLD);
  expect(queue.get(id)?.state).toBe('blocked');
  queue.edit(id, { visibility: 'anonymous' });
  expect(queue.get(id)?.content.visibility).toBe('named');
});
