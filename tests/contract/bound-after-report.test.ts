/** Whoever reports first and binds afterwards keeps sight of what they reported, and its confidence. */
import { look, report } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';

const cloud = useCloud();

/** Binds an unbound phone to the bystander. */
async function bind(as: string): Promise<void> {
  const { code } = await cloud().callOk(phone('admin'), 'invites.create', { personId: CAST.bystander });
  const [person] = (await cloud().dump('people')).filter(({ _id }) => _id === CAST.bystander);
  const [employeeNo, name] = [String(person?.['employeeNo']), String(person?.['name'])];
  await cloud().callOk(as, 'session.bind', { employeeNo, name, code });
}

it('does not lose what a guest reported when their phone is bound', async () => {
  const as = guestPhone(71);
  const { id } = await report(cloud(), as);
  await bind(as);
  expect((await look(cloud(), as, id)).id).toBe(id);
  const { orders } = await cloud().callOk(as, 'orders.list', { tab: 'reported' });
  expect(orders.map((order) => order.id)).toEqual([id]);
  expect((await cloud().callOk(as, 'home.get', {})).lastReport?.id).toBe(id);
});

it('does not name, by a later comment, who reported in confidence before they were bound', async () => {
  const as = guestPhone(72);
  const { id } = await report(cloud(), as, { visibility: 'safetyOnly' });
  await bind(as);
  await cloud().callOk(as, 'orders.comment', { orderId: id, text: '晚上没人在' });
  const { comments } = await look(cloud(), phone('keeper'), id);
  expect(comments).toMatchObject([{ who: '上报人', text: '晚上没人在' }]);
  const { notices } = await cloud().callOk(phone('keeper'), 'notices.list', {});
  expect(notices[0]?.lines).toContain('上报人：晚上没人在');
});
