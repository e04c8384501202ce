import { createInvite, INVITE_LIFE } from '../../../cloudfunctions/features/people/invites';
import type { Role } from '../../../typings/domain';
import { caller, NOW, refusal, starterPlant } from '../plant/starter';

/** The starter plant with somebody asking for another person's code. */
async function office() {
  const { peopleStore, reader, roll } = await starterPlant();
  const plant = await reader.plant(NOW);
  const ask = (as: { id: string; roles: Role[] }, personId: string) =>
    createInvite({ ...caller(...as.roles), id: as.id }, personId, NOW, peopleStore, reader.plant);
  return { plant, ask, roll };
}

it('tells a fresh code of ten characters that lives for seven days', async () => {
  const { ask } = await office();
  const first = await ask({ id: 'p-001', roles: ['admin'] }, 'p-020');
  expect(first.code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
  expect(first.expiresAt).toBe(NOW + INVITE_LIFE);
  expect((await ask({ id: 'p-001', roles: ['admin'] }, 'p-020')).code).not.toBe(first.code);
});

it.each(['admin', 'safety'] as const)('is given to anybody by %s', async (role) => {
  const { plant, ask } = await office();
  for (const { id } of plant.people) {
    expect((await ask({ id: 'somebody', roles: [role] }, id)).personId).toBe(id);
  }
});

it('is given by a supervisor to those below them and in a department they head, and to nobody else', async () => {
  const { plant, ask } = await office();
  const supervisors = plant.people.filter(({ roles }) => roles.includes('supervisor'));
  let given = 0;
  for (const supervisor of supervisors) {
    for (const person of plant.people) {
      const above = new Set<string>();
      for (let at = person.bossId; at !== null; at = plant.personById.get(at)?.bossId ?? null) above.add(at);
      const head = plant.places.departments.find(({ id }) => id === person.departmentId)?.headId;
      const asked = ask({ id: supervisor.id, roles: ['supervisor'] }, person.id);
      if (above.has(supervisor.id) || head === supervisor.id) {
        expect((await asked).name).toBe(person.name);
        given += 1;
      } else expect((await refusal(asked)).code).toBe('NOT_FOR_YOU');
    }
  }
  expect(given).toBeGreaterThan(supervisors.length);
});

it.each(['worker', 'contractor', 'inspector', 'dutyLeader', 'manager', 'storekeeper'] as const)(
  'is not given by %s, who learns nothing of who is there',
  async (role) => {
    const { ask } = await office();
    for (const id of ['p-020', 'p-999']) {
      expect((await refusal(ask({ id: 'p-001', roles: [role] }, id))).code).toBe('NOT_FOR_YOU');
    }
  },
);

it('is not given for somebody unknown or gone', async () => {
  const { ask, roll } = await office();
  expect((await refusal(ask({ id: 'p-001', roles: ['admin'] }, 'p-999'))).code).toBe('PERSON_UNKNOWN');
  await roll.updateIf({ _id: 'p-020' }, { status: 'left' });
  expect((await refusal(ask({ id: 'p-001', roles: ['admin'] }, 'p-020'))).code).toBe('PERSON_UNKNOWN');
});
