import collections from '../../../cloudfunctions/config/database.json';
import { KINDS } from '../../../cloudfunctions/features/plant/version';
import { emptyEnvironment, NOW, refusal, starterFiles, starterPlant } from './starter';

/** The holes that an import is refused with. */
async function holesOf(work: Promise<unknown>): Promise<string[]> {
  const { code, values, fields = {} } = await refusal(work);
  expect(code).toBe('CONFIG_INVALID');
  expect(values['count']).toBe(Object.keys(fields).length);
  return Object.values(fields);
}

it('brings the starter plant into an empty environment', async () => {
  const { load, created, reader } = emptyEnvironment();
  const files = starterFiles();
  const report = await load(files);
  expect(report).toEqual({
    people: { added: files.people.length, kept: 0 },
    configs: { published: [...KINDS], kept: [] },
  });
  expect(created.sort()).toEqual(Object.keys(collections).sort());
  const plant = await reader.plant(NOW);
  expect(plant.places).toEqual(files.configs.places);
  expect(plant.people).toHaveLength(files.people.length);
  expect(plant.personById.get(plant.duty.dutyLeader(NOW).id)?.status).toBe('active');
});

it('changes nothing the second time, and says so', async () => {
  const { load, roll, versions, pointers } = await starterPlant();
  const before = structuredClone([roll.rows, versions.rows, pointers.rows]);
  const files = starterFiles();
  expect(await load(files, NOW + 1)).toEqual({
    people: { added: 0, kept: files.people.length },
    configs: { published: [], kept: [...KINDS] },
  });
  expect([roll.rows, versions.rows, pointers.rows]).toEqual(before);
});

it('leaves alone what was edited since', async () => {
  const { load, roll, reader } = await starterPlant();
  await roll.updateIf({ _id: 'p-002' }, { phone: '13911112222', rev: 2 });
  await load(starterFiles());
  expect((await reader.plant(NOW)).personById.get('p-002')?.phone).toBe('13911112222');
});

it('adds people who came later and kinds that were never published', async () => {
  const { load, pointers, roll, reader } = await starterPlant();
  const { kinds } = pointers.rows.get('pointer')!;
  const others = Object.entries(kinds).filter(([kind]) => kind !== 'rewards');
  await pointers.updateIf({ _id: 'pointer' }, { kinds: Object.fromEntries(others) });
  roll.rows.delete('p-043');
  const report = await load(starterFiles());
  expect(report.people.added).toBe(1);
  expect(report.configs.published).toEqual(['rewards']);
  expect((await reader.plant(NOW)).versions.rewards).toBe(kinds.rewards?.current);
});

it('finishes an import that broke off before the pointer was written', async () => {
  const { load, pointers, roll, reader } = await starterPlant();
  pointers.rows.clear();
  roll.rows.delete('p-040');
  await load(starterFiles());
  expect((await reader.plant(NOW)).people).toHaveLength(starterFiles().people.length);
});

describe('refuses as a whole, listing everything, and writes nothing', () => {
  const spoiled: [string, (files: ReturnType<typeof starterFiles>) => void, RegExp][] = [
    [
      'a roster without a duty leader',
      ({ configs }) =>
        void (configs.roster.duties = configs.roster.duties.filter(({ duty }) => duty !== 'dutyLeader')),
      /没有值班领导/,
    ],
    ['a routing table without a fallback', ({ configs }) => void configs.routing.rules.pop(), /最后一条规则/],
    [
      'a department headed by nobody',
      ({ configs }) => void (configs.places.departments[0]!.headId = 'p-999'),
      /p-999 不在人员名单里/,
    ],
    ['an award nobody defined', ({ configs }) => void (configs.rewards.rules = []), /奖励/],
    [
      'two people with one number',
      ({ people }) => void (people[1]!.employeeNo = people[2]!.employeeNo),
      /有两个人的工号/,
    ],
    ['two people with one id', ({ people }) => void (people[1]!.id = people[2]!.id), /有两个人的编号/],
    ['a circle of bosses', ({ people }) => void (people[1]!.bossId = people[1]!.id), /上级不能是本人/],
    ['a boss who is not there', ({ people }) => void (people[1]!.bossId = 'p-999'), /没有这位上级/],
    ['a person without roles', ({ people }) => void (people[1]!.roles = []), /角色至少要有 1 项/],
    [
      'a person of an unknown department',
      ({ people }) => void (people[1]!.departmentId = 'moon'),
      /部门 moon 不存在/,
    ],
    [
      'no administrator',
      ({ people }) =>
        people.forEach(
          (each) => (each.roles = each.roles.map((role) => (role === 'admin' ? 'worker' : role))),
        ),
      /没有在岗的管理员/,
    ],
    [
      'a place of the wrong shape',
      ({ configs }) => void (configs.places.areas[0]!.riskColor = 'pink'),
      /风险颜色/,
    ],
  ];

  it.each(spoiled)('%s', async (_, spoil, hole) => {
    const { load, versions, pointers, roll } = emptyEnvironment();
    const files = starterFiles();
    spoil(files);
    expect(await holesOf(load(files))).toContainEqual(expect.stringMatching(hole));
    expect([versions.rows.size, pointers.rows.size, roll.rows.size]).toEqual([0, 0, 0]);
  });
});
