/** Who is to be turned to at this minute: somebody on duty, or the duty leader. */
import { accountableNow } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { World } from '../../../typings/flow';
import { NINE, orderIn, worldAt } from './plant';
import { PATHS, reach } from './ways';

/** A world in which only these are on duty. */
function onDuty(at: number, ...ids: string[]): World {
  const world = worldAt(at);
  const active: World['duty']['active'] = (id) => {
    const person = world.duty.active(id);
    return person === null ? null : { ...person, onDuty: ids.includes(id) };
  };
  return { ...world, duty: { ...world.duty, active } };
}

const NIGHT = NINE + 13 * HOUR;

it('is the owner while they are on duty', () => {
  const order = orderIn('rectifying');
  expect(accountableNow(order, onDuty(NINE, 'fixy', 'keep'))).toEqual({
    person: { id: 'fixy', name: '电工' },
    explain: order.next!.explain,
  });
});

it('is who keeps the place safe now, while the owner is off duty', () => {
  expect(accountableNow(orderIn('rectifying'), onDuty(NINE, 'keep'))).toEqual({
    person: { id: 'keep', name: '车间班长' },
    explain: '现场管控人，责任人不在班',
  });
  expect(accountableNow(orderIn('rectifying'), onDuty(NIGHT, 'keep2'))!.person.id).toBe('keep2');
});

it('is the duty leader where nobody else is on duty', () => {
  expect(accountableNow(orderIn('rectifying'), onDuty(NINE))).toEqual({
    person: { id: 'lead', name: '值班领导' },
    explain: '值班领导，责任人不在班',
  });
});

it('does not take the step from its owner', () => {
  const order = orderIn('rectifying');
  accountableNow(order, onDuty(NINE));
  expect(order.next!.owner.id).toBe('fixy');
});

it.each(PATHS)('%s: one person while it is open, nobody once it is closed', (path) => {
  const { order } = reach(path);
  for (const world of [onDuty(NINE), onDuty(NIGHT, 'keep2'), onDuty(NINE, 'keep')]) {
    const now = accountableNow(order, world);
    if (!order.open) {
      expect(now).toBeNull();
      continue;
    }
    const { id } = now!.person;
    expect(world.duty.active(id)!.onDuty || id === world.duty.dutyLeader(world.now).id).toBe(true);
  }
});
