import { configInForce, publish } from '../../../cloudfunctions/features/plant/publish';
import { KINDS } from '../../../cloudfunctions/features/plant/version';
import type { ConfigKind } from '../../../typings/config';
import type { Role } from '../../../typings/domain';
import { caller, NOW, refusal, starterFiles, starterPlant } from './starter';

type Files = ReturnType<typeof starterFiles>['configs'];

/** An editor at work on the starter plant. */
async function desk() {
  const environment = await starterPlant();
  const { store, newReader } = environment;
  const read = (kind: ConfigKind) => configInForce(kind, NOW, newReader());
  const send = (kind: ConfigKind, body: unknown, basedOn: string | null, role: Role = 'admin') =>
    publish(caller(role), { kind, body, basedOn, note: '调整' }, NOW, store, newReader());
  const change = async (kind: ConfigKind, edit: (files: Files) => void, role?: Role) => {
    const files = starterFiles().configs;
    edit(files);
    return send(kind, files[kind], (await read(kind)).version, role);
  };
  const pointer = () => environment.pointers.rows.get('pointer')!;
  return { ...environment, read, send, change, pointer };
}

const rename = (name: string) => (files: Files) => void (files.places.plant.name = name);

describe('publishing', () => {
  it('puts the body in force and keeps the version before', async () => {
    const { change, read, pointer } = await desk();
    const { version: before } = await read('places');
    const { version } = await change('places', rename('二厂'));
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(pointer().kinds.places).toEqual({ current: version, previous: before });
    expect((await read('places')).body).toMatchObject({ plant: { name: '二厂' } });
  });

  it('rolls back by publishing the body before; nothing is lost', async () => {
    const { change, read, pointer, versions } = await desk();
    const { version: before } = await read('places');
    const { version } = await change('places', rename('二厂'));
    expect((await change('places', () => undefined)).version).toBe(before);
    expect(pointer().kinds.places).toEqual({ current: before, previous: version });
    expect(versions.rows.has(`places@${version}`)).toBe(true);
  });

  it('takes equal bodies for one version, whatever the order of keys', async () => {
    const { send, read, pointer } = await desk();
    const { version } = await read('places');
    const { places } = starterFiles().configs;
    const turned = Object.fromEntries(Object.entries(places).reverse());
    const rev = pointer().rev;
    expect((await send('places', turned, null)).version).toBe(version);
    expect(pointer().rev).toBe(rev);
  });

  it('answers a publish whose answer was lost as before, though it is based on what it replaced', async () => {
    const { change, read, send, pointer } = await desk();
    const { version: before } = await read('places');
    const { version } = await change('places', rename('二厂'));
    const { rev } = pointer();
    const { places } = starterFiles().configs;
    places.plant.name = '二厂';
    expect((await send('places', places, before)).version).toBe(version);
    expect(pointer().rev).toBe(rev);
  });

  it('refuses what is based on an older version, and names who was first', async () => {
    const { change, read, send } = await desk();
    const { version: stale } = await read('places');
    await change('places', rename('二厂'));
    const { places } = starterFiles().configs;
    places.plant.name = '三厂';
    for (const basedOn of [stale, null, 'ffffffffffffffff']) {
      const refused = await refusal(send('places', places, basedOn));
      expect(refused.code).toBe('CONFIG_CHANGED');
      expect(refused.message).toContain('周建国');
    }
  });

  it('lets one of two editors at once win; the other is told', async () => {
    const { change, pointer, read } = await desk();
    const { rev } = pointer();
    const settled = await Promise.allSettled([
      change('places', rename('二厂')),
      change('places', rename('三厂')),
    ]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFIG_CHANGED' },
    });
    expect(pointer().rev).toBe(rev + 1);
    const winner = settled.find((each) => each.status === 'fulfilled');
    expect((await read('places')).version).toBe(winner?.value.version);
  });

  it('does not let two kinds pass each other: the second was proven against what is no longer in force', async () => {
    const { change, pointer } = await desk();
    const { rev } = pointer();
    const settled = await Promise.allSettled([
      change('places', rename('二厂')),
      change('rewards', ({ rewards }) => void (rewards.rules[0]!.points = 77)),
    ]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pointer().rev).toBe(rev + 1);
  });

  it('takes two equal publishes at once for one', async () => {
    const { change, pointer } = await desk();
    const { rev } = pointer();
    const [a, b] = await Promise.all([change('places', rename('二厂')), change('places', rename('二厂'))]);
    expect(a).toEqual(b);
    expect(pointer().rev).toBe(rev + 1);
  });
});

describe('what would leave a hole is refused, with the holes', () => {
  const cases: [ConfigKind, string, (files: Files) => void, RegExp][] = [
    [
      'roster',
      'a shift without a duty leader',
      ({ roster }) => void (roster.duties = roster.duties.filter(({ duty }) => duty !== 'dutyLeader')),
      /没有值班领导/,
    ],
    [
      'roster',
      'a person nobody knows',
      ({ roster }) => void (roster.duties[0]!.personId = 'p-999'),
      /p-999 不在人员名单里/,
    ],
    ['routing', 'no fallback', ({ routing }) => void routing.rules.pop(), /最后一条规则/],
    [
      'templates',
      'a category that rules name',
      ({ templates }) => void (templates.categories = templates.categories.slice(1)),
      /类别/,
    ],
    [
      'places',
      'an area that the roster leaves alone',
      ({ places }) => void places.areas.push({ ...places.areas[0]!, id: 'new', name: '新厂房' }),
      /新厂房/,
    ],
    [
      'notices',
      'a notice that the flow sends',
      ({ notices }) => void (notices.notices = notices.notices.slice(1)),
      /流程要发的通知/,
    ],
    ['rewards', 'an award that the flow gives', ({ rewards }) => void (rewards.rules = []), /流程要给的奖励/],
    [
      'flows',
      'a state without a way out',
      ({ flows }) => void (flows.flows[0]!.actions = flows.flows[0]!.actions.slice(0, 1)),
      /走不到结束/,
    ],
    [
      'inspection',
      'a machine that is not there',
      ({ inspection }) => void (inspection.plans[0]!.route[0]!.pointId = 'z-99'),
      /的点位 z-99 不存在/,
    ],
    [
      'places',
      'a point that a plan visits',
      ({ places }) => void (places.points = places.points.filter(({ id }) => id !== 'c-11')),
      /计划“5吨行车点检”的点位 c-11 不存在/,
    ],
    [
      'roster',
      'a duty that plans ask for',
      ({ roster }) => void (roster.duties = roster.duties.filter(({ duty }) => duty !== 'inspector')),
      /计划“5吨行车点检”由巡检员来做/,
    ],
    [
      'templates',
      'a template that checklists report with',
      ({ templates }) =>
        void (templates.templates = templates.templates.filter(({ id }) => id !== 'hook-latch-broken')),
      /检查表“行车”.*模板 hook-latch-broken 不存在/,
    ],
    [
      'places',
      'an area that the rules of hot work name',
      ({ places }) => {
        places.areas = places.areas.filter(({ id }) => id !== 'gas-manifold');
      },
      /动火规定里的区域 gas-manifold 不存在/,
    ],
    [
      'permits',
      'a certificate that nobody can have',
      ({ permits }) => void (permits.certificateKinds = permits.certificateKinds.slice(1)),
      /动火要的证件 welding 不在证件种类里/,
    ],
    ['deadlines', 'a time of zero', ({ deadlines }) => void (deadlines.high.respond = 0), /./],
  ];

  it.each(cases)('%s: %s', async (kind, _, edit, hole) => {
    const { change, pointer, versions } = await desk();
    const before = structuredClone([pointer(), versions.rows.size]);
    const refused = await refusal(change(kind, edit));
    expect(refused.code).toBe('CONFIG_INVALID');
    expect(Object.values(refused.fields ?? {})).toContainEqual(expect.stringMatching(hole));
    expect(refused.message).toContain(String(refused.values['count']));
    expect([pointer(), versions.rows.size]).toEqual(before);
  });

  it.each(KINDS)('%s: a body of the wrong shape', async (kind) => {
    const { send } = await desk();
    for (const body of [null, 'text', 7, [], {}, { nobody: 1 }]) {
      expect((await refusal(send(kind, body, null))).code).toBe('CONFIG_INVALID');
    }
  });
});

describe('who may publish', () => {
  const bySafety = new Set<ConfigKind>([
    'templates',
    'screening',
    'routing',
    'roster',
    'deadlines',
    'notices',
    'inspection',
    'permits',
    'training',
    'briefings',
  ]);

  it.each(KINDS)('%s', async (kind) => {
    const { send } = await desk();
    const body = starterFiles().configs[kind];
    expect((await send(kind, body, null, 'admin')).kind).toBe(kind);
    const safety = send(kind, body, null, 'safety');
    if (bySafety.has(kind)) expect((await safety).kind).toBe(kind);
    else expect((await refusal(safety)).code).toBe('NOT_FOR_YOU');
    for (const role of [
      'worker',
      'supervisor',
      'dutyLeader',
      'manager',
      'inspector',
      'storekeeper',
    ] as const) {
      expect((await refusal(send(kind, body, null, role))).code).toBe('NOT_FOR_YOU');
    }
  });
});
