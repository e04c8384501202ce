/** The roll: saving a person, what becomes of those who leave, and who may take an order. */
import { randomUUID } from 'node:crypto';
import type { Routes } from '../../typings/api';
import { edited as editedIn } from '../support/people';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, actInput, orderAt, photo, report, storedOrder } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

type Save = Routes['people.save']['input'];

let employees = 0;

/** Somebody new. */
const newcomer = (patch: Partial<Save['person']> = {}): Save => {
  employees += 1;
  return {
    rev: 0,
    person: {
      id: `p-9${String(employees).padStart(2, '0')}`,
      name: '新来的',
      employeeNo: String(90_000 + employees),
      phone: '13912345678',
      departmentId: 'welding',
      teamId: 'steel-day',
      post: '焊工',
      roles: ['worker'],
      bossId: CAST.keeper,
      status: 'active',
      ...patch,
    },
  };
};

const save = (input: Save) => cloud().callOk(phone('admin'), 'people.save', input);

const edited = (personId: string, patch: Partial<Save['person']>): Promise<Save> =>
  editedIn(cloud(), personId, patch);

const leave = async (personId: string) => save(await edited(personId, { status: 'left' }));

contractOf('people.save', {
  valid() {
    it('adds somebody, and edits them', async () => {
      const input = newcomer();
      expect(await save(input)).toEqual({ id: input.person.id, rev: 1 });
      expect(await save(await edited(input.person.id, { post: '铆工' }))).toEqual({
        id: input.person.id,
        rev: 2,
      });
    });

    it('leaves the phone that somebody bound alone', async () => {
      await save(await edited('p-041', { post: '装卸组长' }));
      const session = await cloud().callOk(phoneOf('p-041'), 'session.get', {});
      expect(session.me).toMatchObject({ id: 'p-041', post: '装卸组长' });
    });
  },
  edge() {
    it('takes the longest of everything, and many roles', async () => {
      const long = newcomer({
        name: '长'.repeat(20),
        post: '长'.repeat(20),
        phone: '1'.repeat(20),
        roles: ['worker', 'contractor', 'inspector', 'supervisor', 'safety', 'storekeeper', 'dutyLeader'],
      });
      expect(await save(long)).toMatchObject({ rev: 1 });
    });

    it('gives rights with the very next call', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phoneOf('p-041'), 'config.get', { kind: 'roles' });
      await save(await edited('p-041', { roles: ['worker', 'safety'] }));
      await cloud().callOk(phoneOf('p-041'), 'config.get', { kind: 'roles' });
      await save(await edited('p-041', { roles: ['worker'] }));
      await refused(cloud(), 'NOT_FOR_YOU', phoneOf('p-041'), 'config.get', { kind: 'roles' });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('admin'), 'people.save', misshapen({ ...newcomer() }));

    const why = async (input: Save) =>
      (await refused(cloud(), 'BAD_REQUEST', phone('admin'), 'people.save', input)).fields;

    it('says which field to mend', async () => {
      expect(await why(newcomer({ employeeNo: '10030' }))).toHaveProperty(['person.employeeNo']);
      expect(await why(newcomer({ departmentId: 'nowhere' }))).toHaveProperty(['person.departmentId']);
      expect(await why(newcomer({ bossId: 'p-999' }))).toHaveProperty(['person.bossId']);
      expect(await why(newcomer({ bossId: null }))).toHaveProperty(['person.bossId']);
      expect(await why(await edited(CAST.boss, { bossId: CAST.reporter }))).toHaveProperty(['person.bossId']);
      expect(await why(newcomer({ roles: [] }))).toHaveProperty(['person.roles']);
      expect(await why(newcomer({ roles: ['worker', 'worker'] }))).toHaveProperty(['person.roles']);
    });

    it('knows nobody to edit who is not there', async () => {
      const input = { ...newcomer(), rev: 3 };
      await refused(cloud(), 'PERSON_UNKNOWN', phone('admin'), 'people.save', input);
    });

    it('lists the holes that somebody’s leaving would tear', async () => {
      const input = await edited(CAST.keeper, { status: 'left' });
      const { fields } = await refused(cloud(), 'CONFIG_INVALID', phone('admin'), 'people.save', input);
      expect(Object.keys(fields ?? {})).toContain('hole_1');
    });

    it('keeps one administrator', async () => {
      const input = await edited(CAST.admin, { roles: ['worker'] });
      await refused(cloud(), 'CONFIG_INVALID', phone('admin'), 'people.save', input);
    });
  },
  forbidden() {
    it.each(['reporter', 'keeper', 'safety', 'manager', 'inspector', 'dutyLeader', 'contractor'] as const)(
      'is not for a %s',
      async (part) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'people.save', newcomer());
      },
    );

    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'people.save', newcomer());
    });

    itRefusesNobody(cloud, 'people.save', newcomer());
  },
  replay() {
    it('answers as before and writes once', async () => {
      const [input, requestId] = [newcomer(), randomUUID()];
      const first = await cloud().callOk(phone('admin'), 'people.save', input, { requestId });
      const after = await stored(cloud());
      expect(await cloud().callOk(phone('admin'), 'people.save', input, { requestId })).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('refuses another body on the revision that was edited', async () => {
      const [input, requestId] = [newcomer(), randomUUID()];
      await cloud().callOk(phone('admin'), 'people.save', input, { requestId });
      const other = { ...input, person: { ...input.person, post: '起重工' } };
      await refused(cloud(), 'CONFIG_CHANGED', phone('admin'), 'people.save', other, { requestId });
    });

    it('is refused to somebody else', async () => {
      const [input, requestId] = [newcomer(), randomUUID()];
      await cloud().callOk(phone('admin'), 'people.save', input, { requestId });
      await refused(cloud(), 'NOT_FOR_YOU', phone('keeper'), 'people.save', input, { requestId });
    });
  },
});

describe('somebody who leaves', () => {
  it('loses every right with the very next call', async () => {
    const orderId = await orderAt(cloud(), 'awaitingVerification', {}, phoneOf('p-032'));
    const seen = await actInput(cloud(), phoneOf('p-032'), orderId, 'verify', { onSite: true });
    await leave('p-032');
    const as = phoneOf('p-032');
    expect((await cloud().callOk(as, 'session.get', {})).me).toMatchObject({ kind: 'guest', roles: [] });
    await refused(cloud(), 'NOT_FOUND', as, 'orders.get', { orderId });
    await refused(cloud(), 'NOT_FOUND', as, 'orders.act', seen);
    await refused(cloud(), 'NOT_FOUND', as, 'orders.comment', { orderId, text: '还是我' });
    await refused(cloud(), 'NOT_BOUND', as, 'people.candidates', { orderId });
    await refused(cloud(), 'NOT_BOUND', as, 'points.get', {});
    expect((await cloud().callOk(as, 'orders.list', { tab: 'reported' })).orders).toEqual([]);
    expect((await cloud().callOk(as, 'notices.list', {})).notices).toEqual([]);
  });

  it('hands a verification to the next who may verify', async () => {
    const orderId = await orderAt(cloud(), 'awaitingVerification', {}, phoneOf('p-033'));
    await leave('p-033');
    const { next, trail } = await storedOrder(cloud(), orderId);
    expect(next?.owner.id).toBe(CAST.inspector);
    expect(trail.at(-1)).toMatchObject({ action: 'reassigned', actor: { kind: 'system' } });
    await act(cloud(), phone('inspector'), orderId, 'verify', { onSite: true });
  });

  it('hands a fix to 整改责任人', async () => {
    const { id } = await report(cloud(), phone('reporter'));
    await act(cloud(), phone('keeper'), id, 'respond', { text: '换防护罩', personId: 'p-036' });
    await leave('p-036');
    const order = await storedOrder(cloud(), id);
    expect(order).toMatchObject({ fixer: { id: CAST.keeper }, next: { owner: { id: CAST.keeper } } });
    const photos = [await photo(cloud(), phone('keeper'))];
    await act(cloud(), phone('keeper'), id, 'fix', { photos });
  });

  it('hands an answer that is due to their superior, who is told and gets at least the hand-over time', async () => {
    const { id, dueAt } = await report(cloud(), phone('reporter'));
    const given = { personId: 'p-037', reason: '他管这台设备' };
    await act(cloud(), phone('keeper'), id, 'transfer', given);
    await leave('p-037');
    const { next } = await storedOrder(cloud(), id);
    expect(next?.owner.id).toBe('p-017');
    expect(next?.dueAt).toBeGreaterThanOrEqual(dueAt);
    const { notices } = await cloud().callOk(phoneOf('p-017'), 'notices.list', {});
    expect(notices).toContainEqual(expect.objectContaining({ orderId: id }));
  });

  it('is moved once, however often the leaving is saved', async () => {
    const { id } = await report(cloud(), phone('reporter'));
    await act(cloud(), phone('keeper'), id, 'assign', { personId: 'p-038' });
    const input = await edited('p-038', { status: 'left' });
    await save(input);
    const after = await stored(cloud());
    await save(input);
    expect(await stored(cloud())).toEqual(after);
  });

  it('can be given nothing any more', async () => {
    const orderId = await orderAt(cloud(), 'awaitingResponse');
    const input = await actInput(cloud(), phone('keeper'), orderId, 'assign', { personId: 'p-038' });
    await refused(cloud(), 'PERSON_UNKNOWN', phone('keeper'), 'orders.act', input);
    const { people } = await cloud().callOk(phone('keeper'), 'people.candidates', { orderId });
    expect(people.map(({ id }) => id)).not.toContain('p-038');
  });
});

contractOf('people.candidates', {
  valid() {
    it('lists who an order may be given to, those on duty first', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const { people } = await cloud().callOk(phone('keeper'), 'people.candidates', { orderId });
      const duty = people.map(({ onDuty }) => onDuty);
      expect(duty).toEqual([...duty].sort((a, b) => Number(b) - Number(a)));
      expect(people).toContainEqual({
        id: CAST.keeper,
        name: '王大勇',
        post: '加工焊接工段白班班长',
        departmentName: '焊接车间',
        onDuty: true,
      });
    });
  },
  edge() {
    it('leaves out contractors, for whom a host department answers', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const { people } = await cloud().callOk(phone('keeper'), 'people.candidates', { orderId });
      expect(people.map(({ id }) => id)).not.toContain(CAST.contractor);
    });

    it('is answered to the reporter too, who may look at the order', async () => {
      const orderId = await orderAt(cloud(), 'closed');
      await expect(
        cloud().callOk(phone('reporter'), 'people.candidates', { orderId }),
      ).resolves.toHaveProperty('people');
    });

    it('lists everybody without an order, for who gives directives', async () => {
      const { people } = await cloud().callOk(phone('manager'), 'people.candidates', {});
      expect(people.map(({ id }) => id)).toContain(CAST.keeper);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'people.candidates',
      misshapen({ orderId: randomUUID() }, { optional: ['orderId'] }),
    );
  },
  forbidden() {
    it('is not told without an order to who gives no directives', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'people.candidates', {});
    });

    it('is not told for an order one may not see, as if it did not exist', async () => {
      const hidden = { orderId: await orderAt(cloud(), 'awaitingResponse') };
      const unknown = { orderId: randomUUID() };
      const errors = [
        await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'people.candidates', hidden),
        await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'people.candidates', unknown),
      ];
      expect(errors[1]).toEqual(errors[0]);
    });

    it('is not for a guest, not even for their own report', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse', {}, guestPhone(3));
      await refused(cloud(), 'NOT_BOUND', guestPhone(3), 'people.candidates', { orderId });
    });

    itRefusesNobody(cloud, 'people.candidates', { orderId: randomUUID() });
  },
});
