/** The plant that phones report against, and the configuration that decides how it works. */
import { randomUUID } from 'node:crypto';
import type { Routes } from '../../typings/api';
import type { ConfigKind, ConfigKinds } from '../../typings/config';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const KINDS = [
  'flows',
  'places',
  'roster',
  'routing',
  'templates',
  'screening',
  'deadlines',
  'notices',
  'rewards',
  'roles',
  'inspection',
  'permits',
  'training',
] as const satisfies readonly ConfigKind[];

type Publish = Routes['config.publish']['input'];

/** What is in force, with a change. */
async function draft<K extends ConfigKind>(
  kind: K,
  change: (body: ConfigKinds[K]) => void = () => undefined,
): Promise<Publish> {
  const { version, body } = await cloud().callOk(phone('admin'), 'config.get', { kind });
  const edited = structuredClone(body) as ConfigKinds[K];
  change(edited);
  return { kind, body: edited, basedOn: version, note: '试一试' };
}

const publish = (input: Publish, as = phone('admin')) => cloud().callOk(as, 'config.publish', input);

let minutes = 0;
/** Deadlines that differ from all before. */
const deadlines = (): Promise<Publish> =>
  draft('deadlines', (table) => {
    minutes += 1;
    table.low.respond += minutes * 60_000;
  });

contractOf('plant.get', {
  valid() {
    it('tells places, categories and templates, and their version', async () => {
      const plant = await cloud().callOk(phone('reporter'), 'plant.get', {});
      if (plant.unchanged) throw new Error('nothing was known before');
      expect(plant.areas).toHaveLength(24);
      expect(plant.points).toHaveLength(60);
      expect(plant.templates.length).toBeGreaterThanOrEqual(12);
      const categories = plant.categories.map(({ id }) => id);
      expect(plant.templates.filter(({ categoryId }) => !categories.includes(categoryId))).toEqual([]);
    });

    it('says so when the phone’s copy is current', async () => {
      const { version } = await cloud().callOk(phone('reporter'), 'plant.get', {});
      expect(await cloud().callOk(phone('reporter'), 'plant.get', { version })).toEqual({
        unchanged: true,
        version,
      });
    });
  },
  edge() {
    it.each([null, '', 'of another form', 'x'.repeat(64)])(
      'takes %p for a copy out of date',
      async (version) => {
        expect(await cloud().callOk(phone('reporter'), 'plant.get', { version })).toMatchObject({
          unchanged: false,
        });
      },
    );

    it('changes its version when places change', async () => {
      const { version } = await cloud().callOk(phone('reporter'), 'plant.get', {});
      const input = await draft('places', ({ areas }) => {
        for (const area of areas) if (area.id === 'canteen') area.name = '职工食堂';
      });
      await publish(input);
      const plant = await cloud().callOk(phone('reporter'), 'plant.get', { version });
      expect(plant).toMatchObject({ unchanged: false });
      expect(JSON.stringify(plant)).toContain('职工食堂');
    });
  },
  invalid() {
    const wrong = misshapen({ version: 'a' }, { optional: ['version'], mayBeEmpty: ['version'] });
    itRefusesShapes(cloud, phone('reporter'), 'plant.get', wrong);
  },
  forbidden() {
    it('shows a guest nobody of the plant', async () => {
      const plant = JSON.stringify(await cloud().callOk(guestPhone(), 'plant.get', {}));
      for (const { name } of await cloud().people()) expect(plant).not.toContain(`"${name}"`);
      expect(plant).not.toMatch(/1390000\d{4}/);
    });

    itRefusesNobody(cloud, 'plant.get', {});
  },
});

contractOf('config.get', {
  valid() {
    it.each(KINDS)('gives %s with the version to base an edit on', async (kind) => {
      const got = await cloud().callOk(phone('admin'), 'config.get', { kind });
      expect(got).toMatchObject({ kind, version: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
      expect(typeof got.body).toBe('object');
    });
  },
  edge() {
    it('is for safety officers too', async () => {
      await expect(cloud().callOk(phone('safety'), 'config.get', { kind: 'flows' })).resolves.toBeDefined();
    });

    it('tells what was published a moment ago, whichever instance answers', async () => {
      const input = await deadlines();
      const { version } = await publish(input);
      const got = await Promise.all(
        Array.from({ length: 6 }, () => cloud().callOk(phone('safety'), 'config.get', { kind: 'deadlines' })),
      );
      for (const each of got) expect(each).toEqual({ kind: 'deadlines', version, body: input.body });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('admin'), 'config.get', misshapen({ kind: 'flows' }));
    itRefusesShapes(cloud, phone('admin'), 'config.get', [
      { what: 'the kind does not exist', field: 'kind', input: { kind: 'salaries' } },
      { what: 'the kind is a word of the language', field: 'kind', input: { kind: 'constructor' } },
    ]);
  },
  forbidden() {
    it.each(['reporter', 'keeper', 'inspector', 'manager', 'dutyLeader', 'contractor'] as const)(
      'is not for a %s',
      async (part) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'config.get', { kind: 'roster' });
      },
    );

    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'config.get', { kind: 'roster' });
    });

    itRefusesNobody(cloud, 'config.get', { kind: 'flows' });
  },
});

contractOf('config.publish', {
  valid() {
    it('puts a version in force at once and keeps the one before', async () => {
      const input = await deadlines();
      const { version } = await publish(input);
      expect(version).not.toBe(input.basedOn);
      const [pointer] = (await cloud().dump('configs')).filter(({ _id }) => _id === 'pointer');
      expect(pointer).toMatchObject({ kinds: { deadlines: { current: version, previous: input.basedOn } } });
      const ids = (await cloud().dump('configs')).map(({ _id }) => _id);
      expect(ids).toEqual(
        expect.arrayContaining([`deadlines@${version}`, `deadlines@${input.basedOn ?? ''}`]),
      );
    });

    it.each(['templates', 'routing', 'roster', 'deadlines', 'notices'] as const)(
      'lets a safety officer publish %s',
      async (kind) => {
        const input = await draft(kind);
        expect(await publish(input, phone('safety'))).toEqual({ kind, version: input.basedOn });
      },
    );
  },
  edge() {
    it('rolls back by publishing the body before', async () => {
      const before = await draft('deadlines');
      const { version } = await publish(await deadlines());
      expect(await publish({ ...before, basedOn: version })).toMatchObject({ version: before.basedOn });
    });

    it('takes the longest note, and none', async () => {
      for (const note of ['长'.repeat(200), '']) await publish({ ...(await deadlines()), note });
    });
  },
  invalid() {
    const sample = { kind: 'roles', body: {}, basedOn: '0123456789abcdef', note: '试' };
    itRefusesShapes(
      cloud,
      phone('admin'),
      'config.publish',
      misshapen(sample, { open: ['body'], mayBeEmpty: ['note'] }),
    );

    const holes = async (input: Publish): Promise<string[]> => {
      const { fields } = await refused(cloud(), 'CONFIG_INVALID', phone('admin'), 'config.publish', input);
      return Object.values(fields ?? {});
    };

    it.each([null, 'x', 7, [], {}, { rules: 'none' }, { rules: [], more: 1 }])(
      'takes no rewards that are %j',
      async (body) => {
        expect((await holes({ ...(await draft('rewards')), body })).length).toBeGreaterThan(0);
      },
    );

    it('lists the hours that a roster leaves open', async () => {
      const input = await draft('roster', (roster) => {
        roster.duties = roster.duties.filter(
          ({ duty, shiftId }) => !(duty === 'dutyLeader' && shiftId === 'night'),
        );
      });
      expect((await holes(input)).join()).toMatch(/值班领导/);
    });

    it('takes no roster with somebody who is not on the roll', async () => {
      const input = await draft('roster', ({ duties }) => {
        for (const duty of duties) if (duty.personId === CAST.keeper) duty.personId = 'p-999';
      });
      expect((await holes(input)).length).toBeGreaterThan(0);
    });

    it('takes no routing table that may end nowhere', async () => {
      const input = await draft('routing', (table) => void table.rules.pop());
      expect((await holes(input)).length).toBeGreaterThan(0);
    });

    it('takes no flow whose fixer may verify, and none with a state that nobody owns', async () => {
      const verifierOwns = await draft('flows', ({ flows }) => {
        for (const action of flows.flatMap(({ actions }) => actions)) {
          if (action.id === 'verify') Object.assign(action, { by: ['fixer'], guards: [] });
        }
      });
      const nobodyOwns = await draft('flows', ({ flows }) => {
        for (const state of flows.flatMap(({ states }) => states))
          if (state.id === 'rectifying') state.owner = null;
      });
      for (const input of [verifierOwns, nobodyOwns]) expect((await holes(input)).length).toBeGreaterThan(0);
    });

    it('takes no guard that reaches beyond the facts', async () => {
      const input = await draft('flows', ({ flows }) => {
        for (const action of flows.flatMap(({ actions }) => actions)) {
          if (action.id === 'fix')
            action.guards = [{ id: 'out', rule: { var: 'constructor.name' }, error: 'BUSY' }];
        }
      });
      expect((await holes(input)).length).toBeGreaterThan(0);
    });

    it('takes no template of a category that does not exist', async () => {
      const input = await draft('templates', ({ templates }) => {
        for (const template of templates.slice(0, 1)) template.categoryId = 'none';
      });
      expect((await holes(input)).length).toBeGreaterThan(0);
    });
  },
  forbidden() {
    it.each(['flows', 'places', 'rewards', 'roles'] as const)(
      'keeps %s from safety officers',
      async (kind) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone('safety'), 'config.publish', await draft(kind));
      },
    );

    it.each(['reporter', 'keeper', 'manager', 'inspector', 'dutyLeader'] as const)(
      'is not for a %s',
      async (part) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'config.publish', await draft('deadlines'));
      },
    );

    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'config.publish', await draft('deadlines'));
    });

    itRefusesNobody(cloud, 'config.publish', {});
  },
  replay() {
    it('answers as before and publishes once', async () => {
      const [input, requestId] = [await deadlines(), randomUUID()];
      const first = await cloud().callOk(phone('admin'), 'config.publish', input, { requestId });
      const after = await stored(cloud());
      expect(await cloud().callOk(phone('admin'), 'config.publish', input, { requestId })).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('refuses another body on the version that was edited, and says who was first', async () => {
      const [input, requestId] = [await deadlines(), randomUUID()];
      await cloud().callOk(phone('admin'), 'config.publish', input, { requestId });
      const other = { ...(await deadlines()), basedOn: input.basedOn };
      const error = await refused(cloud(), 'CONFIG_CHANGED', phone('safety'), 'config.publish', other, {
        requestId,
      });
      expect(error.message).toBe('袁浩刚改过这份设置，请刷新后再改');
    });

    it('is refused to somebody who may not publish', async () => {
      const [input, requestId] = [await deadlines(), randomUUID()];
      await cloud().callOk(phone('admin'), 'config.publish', input, { requestId });
      await refused(cloud(), 'NOT_FOR_YOU', phone('keeper'), 'config.publish', input, { requestId });
    });

    it('puts one of two different bodies in force that come at once', async () => {
      const base = await draft('deadlines');
      const [a, b] = [await deadlines(), await deadlines()];
      const answers = await Promise.all(
        [a, b].map((input, index) =>
          cloud().call([phone('admin'), phone('otherSafety')][index] ?? '', 'config.publish', {
            ...input,
            basedOn: base.basedOn,
          }),
        ),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'CONFIG_CHANGED' } });
    });
  },
});

it('a running order keeps the flow it began with', async () => {
  const { id } = await cloud().callOk(phoneOf('p-036'), 'orders.report', {
    id: randomUUID(),
    templateId: 'guard-loose',
    description: '',
    areaId: 'assembly',
    pointId: null,
    placeSource: 'chosen',
    position: null,
    photos: [],
    observedAt: null,
    visibility: 'named',
  });
  await publish(
    await draft('flows', ({ flows }) => {
      for (const state of flows.flatMap(({ states }) => states))
        if (state.id === 'awaitingResponse') state.label = '等一句话';
    }),
  );
  const { state } = await cloud().callOk(phoneOf('p-036'), 'orders.get', { orderId: id });
  expect(state.label).toBe('待响应');
});

it('all functions of a release check by one edition of the schemas', async () => {
  await publish(await deadlines());
  const configs = await cloud().dump('configs');
  const editions = configs.filter(({ _id }) => _id !== 'pointer').map(({ edition }) => edition);
  expect(editions).toContainEqual(expect.stringMatching(/^[0-9a-f]{12}$/));
  expect([...new Set(editions)]).toHaveLength(1);
});
