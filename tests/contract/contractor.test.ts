/** 相关方: they report and look again like anybody, their host department answers for them, and nobody hands them orders. */
import { act, look, photo, report } from './support/desk';
import { CAST, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';

const cloud = useCloud();
const me = phone('contractor');

/** A supervisor of a department who oversees nothing else. */
async function supervisorOf(departmentId: string): Promise<string> {
  const plain = (await cloud().dump('people')).find(
    (person) => person['departmentId'] === departmentId && String(person['roles']) === 'supervisor',
  );
  if (plain === undefined) throw new Error(`${departmentId} has no supervisor`);
  return phoneOf(String(plain['_id']));
}

it('reports to whoever keeps the place, and looks again', async () => {
  const { id, owner } = await report(cloud(), me);
  expect(owner.id).toBe(CAST.keeper);
  await act(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });
  const { next } = await act(cloud(), phone('fixer'), id, 'fix', {
    photos: [await photo(cloud(), phone('fixer'))],
  });
  expect(next?.owner.id).toBe(CAST.contractor);
  await act(cloud(), me, id, 'verify', { onSite: true });
  expect((await look(cloud(), me, id)).state.end).toBe(true);
});

it('is answered for by the host department, wherever it was, and by no other', async () => {
  const { id } = await report(cloud(), me);
  expect((await look(cloud(), await supervisorOf('equipment'), id)).people.reporter?.id).toBe(
    CAST.contractor,
  );
  await refused(cloud(), 'NOT_FOUND', await supervisorOf('machining'), 'orders.get', { orderId: id });
});

it('keeps its confidence before the host department too', async () => {
  const { id } = await report(cloud(), me, { visibility: 'safetyOnly' });
  await refused(cloud(), 'NOT_FOUND', await supervisorOf('equipment'), 'orders.get', { orderId: id });
});

it('gives the host department nothing of its own people elsewhere', async () => {
  const roll = await cloud().dump('people');
  const worker = roll.find(
    (person) => person['departmentId'] === 'equipment' && String(person['roles']) === 'worker',
  );
  const { id } = await report(cloud(), phoneOf(String(worker?.['_id'])));
  await refused(cloud(), 'NOT_FOUND', await supervisorOf('equipment'), 'orders.get', { orderId: id });
});

it('is offered to nobody as whom an order may be given to, and sees no order of others', async () => {
  const { id } = await report(cloud(), phone('reporter'));
  const { people } = await cloud().callOk(phone('keeper'), 'people.candidates', { orderId: id });
  expect(people.map((person) => person.id)).not.toContain(CAST.contractor);
  await refused(cloud(), 'NOT_FOUND', me, 'orders.get', { orderId: id });
  await refused(cloud(), 'NOT_FOR_YOU', me, 'orders.list', { tab: 'area' });
});
