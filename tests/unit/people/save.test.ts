import type { PersonInput } from '../../../typings/domain';
import { savePerson } from '../../../cloudfunctions/features/people/save';
import { caller, NOW, refusal, starterFiles, starterPlant } from '../plant/starter';

/** An administrator at work on the starter plant. */
async function desk() {
  const environment = await starterPlant();
  const { peopleStore, reader, roll } = environment;
  const save = (person: PersonInput, rev: number, as = caller('admin')) =>
    savePerson(as, { rev, person }, NOW, peopleStore, reader);
  const current = (id: string): { person: PersonInput; rev: number } => {
    const stored = roll.rows.get(id)!;
    const { name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status, rev } = stored;
    return {
      person: { id, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status },
      rev,
    };
  };
  /** Edits somebody as the page would: what was read, with some fields changed. */
  const edit = (id: string, fields: Partial<PersonInput>) => {
    const { person, rev } = current(id);
    return save({ ...person, ...fields }, rev);
  };
  return { ...environment, save, current, edit };
}

const newcomer: PersonInput = {
  id: 'p-100',
  name: '新来的',
  employeeNo: 'n-100',
  phone: '13900000100',
  departmentId: 'welding',
  teamId: 'steel-day',
  post: '焊工',
  roles: ['worker'],
  bossId: 'p-003',
  status: 'active',
};

/** Somebody whom the roster names for a duty. */
const onDuty = (duty: string): string =>
  starterFiles().configs.roster.duties.find((line) => line.duty === duty)!.personId;

/** Somebody whom nothing in the plant depends on. */
function bystander(): string {
  const { people, configs } = starterFiles();
  const named = JSON.stringify([configs.roster, configs.routing, configs.places, configs.inspection]);
  return people.find(({ id, roles }) => roles.length === 1 && roles[0] === 'worker' && !named.includes(id))!
    .id;
}

describe('a new person', () => {
  it('is on the roll at once, unbound, with the number in one spelling', async () => {
    const { save, roll, reader } = await desk();
    await reader.plant(NOW);
    expect(await save(newcomer, 0)).toEqual({ id: 'p-100', rev: 1, left: false });
    expect(roll.rows.get('p-100')).toMatchObject({ employeeNo: 'N-100', openid: null, rev: 1, schema: 1 });
    expect((await reader.plant(NOW)).personById.get('p-100')?.name).toBe('新来的');
  });

  it('is made once when the same save is sent again', async () => {
    const { save, roll } = await desk();
    await save(newcomer, 0);
    expect(await save(newcomer, 0)).toEqual({ id: 'p-100', rev: 1, left: false });
    expect(roll.rows.get('p-100')?.rev).toBe(1);
  });

  it('cannot take the id of somebody else', async () => {
    const { save } = await desk();
    expect((await refusal(save({ ...newcomer, id: 'p-020' }, 0))).code).toBe('CONFIG_CHANGED');
  });

  it('is made by one of two administrators at once', async () => {
    const { save } = await desk();
    const settled = await Promise.allSettled([save(newcomer, 0), save({ ...newcomer, post: '电工' }, 0)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a change', () => {
  it('leaves the binding alone', async () => {
    const { edit, roll } = await desk();
    await roll.updateIf({ _id: 'p-020' }, { openid: 'o20', boundAt: NOW });
    expect(await edit('p-020', { phone: '13911112222' })).toEqual({ id: 'p-020', rev: 2, left: false });
    expect(roll.rows.get('p-020')).toMatchObject({ phone: '13911112222', openid: 'o20', boundAt: NOW });
  });

  it('is refused when somebody was first', async () => {
    const { edit, save, current } = await desk();
    const { person, rev } = current('p-020');
    await edit('p-020', { phone: '13911112222' });
    expect((await refusal(save({ ...person, phone: '13933334444' }, rev))).code).toBe('CONFIG_CHANGED');
    expect((await refusal(save({ ...person, phone: '13933334444' }, 9))).code).toBe('CONFIG_CHANGED');
  });

  it('is answered again when its answer was lost', async () => {
    const { save, current } = await desk();
    const { person, rev } = current('p-020');
    const changed = { ...person, phone: '13911112222' };
    await save(changed, rev);
    expect((await save(changed, rev)).rev).toBe(rev + 1);
    expect(current('p-020').rev).toBe(rev + 1);
  });

  it('of somebody unknown is refused', async () => {
    const { save } = await desk();
    expect((await refusal(save(newcomer, 3))).code).toBe('PERSON_UNKNOWN');
  });

  it('is for administrators', async () => {
    const { save } = await desk();
    for (const role of ['safety', 'manager', 'supervisor', 'worker'] as const) {
      expect((await refusal(save(newcomer, 0, caller(role)))).code).toBe('NOT_FOR_YOU');
    }
  });
});

describe('fields that do not fit the rest', () => {
  const cases: [string, Partial<PersonInput>, string, RegExp][] = [
    ['a number that is taken', { employeeNo: ' １０００２ ' }, 'person.employeeNo', /已经是陈志强的/],
    ['a department that is not there', { departmentId: 'moon' }, 'person.departmentId', /没有这个部门/],
    ['a boss who is not there', { bossId: 'p-999' }, 'person.bossId', /没有这位上级/],
    ['oneself as boss', { bossId: 'p-100' }, 'person.bossId', /不能是本人/],
    ['no boss', { bossId: null }, 'person.bossId', /只有总经理没有上级/],
  ];

  it.each(cases)('%s', async (_, fields, path, text) => {
    const { save, roll } = await desk();
    const refused = await refusal(save({ ...newcomer, ...fields }, 0));
    expect(refused.code).toBe('BAD_REQUEST');
    expect(refused.fields).toEqual({ [path]: expect.stringMatching(text) as string });
    expect(roll.rows.has('p-100')).toBe(false);
  });

  it('a circle of bosses, near or far', async () => {
    const { edit, current } = await desk();
    const above: string[] = [];
    for (let at = current('p-020').person.bossId; at !== null; at = current(at).person.bossId) above.push(at);
    expect(above.length).toBeGreaterThan(1);
    for (const id of above) {
      const refused = await refusal(edit(id, { bossId: 'p-020' }));
      expect(refused.fields?.['person.bossId']).toMatch(/绕了一圈/);
    }
  });

  it('a boss who left', async () => {
    const { save, edit } = await desk();
    const gone = bystander();
    await edit(gone, { status: 'left' });
    const refused = await refusal(save({ ...newcomer, bossId: gone }, 0));
    expect(refused.fields?.['person.bossId']).toMatch(/已离岗/);
  });
});

describe('leaving', () => {
  it('says so, also when asked again, and keeps the binding for the record', async () => {
    const { edit, save, current, roll } = await desk();
    const id = bystander();
    await roll.updateIf({ _id: id }, { openid: 'o', boundAt: NOW });
    const { person, rev } = current(id);
    expect(await edit(id, { status: 'left' })).toEqual({ id, rev: 2, left: true });
    expect(await save({ ...person, status: 'left' }, rev)).toEqual({ id, rev: 2, left: true });
    expect(roll.rows.get(id)?.openid).toBe('o');
  });

  it.each(['dutyLeader', 'siteKeeper', 'safety', 'inspector'])(
    'is refused to a %s on the roster',
    async (duty) => {
      const { edit, roll } = await desk();
      const id = onDuty(duty);
      const refused = await refusal(edit(id, { status: 'left' }));
      expect(refused.code).toBe('CONFIG_INVALID');
      const holes = Object.values(refused.fields ?? {});
      expect(holes.join('\n')).toContain(roll.rows.get(id)!.name);
      expect(Object.keys(refused.fields ?? {})).toEqual(holes.map((_, index) => `hole_${index + 1}`));
      expect(roll.rows.get(id)?.status).toBe('active');
    },
  );

  it.each([
    ['by name', 'p-031', '计划“机器人工作站点检”的潘志伟已离岗，要换人'],
    ['by a post of theirs alone', 'p-035', '计划“抛丸机点检”由“抛丸工”来做，没有在岗的人是这个岗位'],
  ])('is refused to whoever a plan names %s', async (_, id, hole) => {
    const { edit, roll } = await desk();
    const refused = await refusal(edit(id, { status: 'left' }));
    expect(Object.values(refused.fields ?? {})).toContain(hole);
    expect(roll.rows.get(id)?.status).toBe('active');
  });

  it('is refused to the head of a department, the general manager and the last administrator', async () => {
    const { edit, roll } = await desk();
    const { departments } = starterFiles().configs.places;
    const the = (role: string) =>
      [...roll.rows.values()].filter(({ roles }) => roles.some((r) => r === role));
    const needed = [
      ...new Set(departments.map(({ headId }) => headId)),
      ...the('manager').map(({ _id }) => _id),
    ];
    for (const id of needed) {
      expect((await refusal(edit(id, { status: 'left' }))).code).toBe('CONFIG_INVALID');
    }
    const admins = the('admin').map(({ _id }) => _id);
    const gone = await Promise.allSettled(admins.slice(1).map((id) => edit(id, { roles: ['worker'] })));
    expect(gone.every(({ status }) => status === 'fulfilled')).toBe(true);
    const last = await refusal(edit(admins[0]!, { roles: ['worker'] }));
    expect(Object.values(last.fields ?? {})).toContain('没有在岗的管理员');
  });

  it('blames a change only for the holes that it tears', async () => {
    const { edit, roll } = await desk();
    // Somebody on the roster is gone already, past every check.
    await roll.updateIf({ _id: onDuty('dutyLeader') }, { status: 'left' });
    expect((await edit(bystander(), { phone: '13911112222' })).rev).toBe(2);
  });
});
