/** 动火作业票: read and listed, by whom; and what stays as it was when the rules change. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { report } from './support/desk';
import {
  act,
  AREA,
  APPLICANT,
  approve,
  ask,
  certificate,
  HOUR,
  look,
  MINUTE,
  permitStored,
  running,
  WATCHER,
  WELDER,
} from './support/permits';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

let welding = '';
beforeAll(async () => {
  welding = (await certificate(cloud())).id;
});

contractOf('permits.get', {
  valid() {
    it('shows each person what they may do, and whoever signs what is open near there', async () => {
      const here = await report(cloud(), phone('bystander'), {
        templateId: 'hot-work-not-cleared',
        areaId: AREA,
      });
      const minor = await report(cloud(), phone('bystander'), { templateId: 'guard-loose', areaId: AREA });
      const { id } = await ask(cloud(), welding);
      const seen = await look(cloud(), phone('keeper'), id);
      expect(seen.actions.map((action) => action.id)).toEqual(['approve', 'refuse', 'appoint']);
      expect(seen.near?.orders).toContainEqual(
        expect.objectContaining({ orderId: here.id, number: here.number, sameArea: true }),
      );
      expect(seen.near?.orders.map(({ orderId }) => orderId)).not.toContain(minor.id);
      expect(seen.contacts.map((card) => card.id)).toEqual([CAST.fixer, CAST.reporter]);
      const own = await look(cloud(), APPLICANT, id);
      expect(own.near).toBeNull();
      expect(own.contacts.map((card) => card.id)).toEqual([CAST.keeper, CAST.fixer]);
      expect(own.actions.map((action) => action.id)).toEqual(['check', 'appoint', 'withdraw']);
    });
  },
  edge() {
    it('says of a ticket what the timer did not see yet', async () => {
      const { id } = await running(cloud(), welding);
      await cloud().clock({ advance: 2 * HOUR + MINUTE, coalesce: true });
      expect(await look(cloud(), APPLICANT, id)).toMatchObject({ state: 'paused', isValid: false });
    });
  },
  invalid() {
    itRefusesShapes(cloud, APPLICANT, 'permits.get', misshapen({ permitId: randomUUID() }));
    it('refuses a ticket that is not there', () =>
      refused(cloud(), 'PERMIT_UNKNOWN', APPLICANT, 'permits.get', { permitId: randomUUID() }));
  },
  forbidden() {
    it('is for those on it, those of the place, and those who answer for safety', async () => {
      const { id } = await ask(cloud(), welding);
      for (const part of ['manager', 'safety', 'otherSupervisor', 'inspector'] as const)
        expect((await look(cloud(), phone(part), id)).id).toBe(id);
      expect((await look(cloud(), phoneOf(WELDER), id)).id).toBe(id);
      for (const part of ['bystander', 'contractor', 'storekeeper'] as const)
        await refused(cloud(), 'PERMIT_UNKNOWN', phone(part), 'permits.get', { permitId: id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'permits.get', { permitId: id });
    });
    itRefusesNobody(cloud, 'permits.get', { permitId: randomUUID() });
  },
});

contractOf('permits.list', {
  valid() {
    it('lists mine, what waits for my signature, what burns, and an area', async () => {
      const waiting = await ask(cloud(), welding);
      const burning = await running(cloud(), welding);
      const ids = async (as: string, tab: 'mine' | 'approve' | 'running' | 'area') =>
        (
          await cloud().callOk(as, 'permits.list', tab === 'area' ? { tab, areaId: AREA } : { tab })
        ).permits.map(({ id }) => id);
      for (const as of [APPLICANT, WATCHER, phoneOf(WELDER)])
        expect(await ids(as, 'mine')).toEqual(expect.arrayContaining([waiting.id, burning.id]));
      expect(await ids(phone('keeper'), 'approve')).toContain(waiting.id);
      expect(await ids(phone('keeper'), 'approve')).not.toContain(burning.id);
      expect(await ids(phone('safety'), 'running')).toContain(burning.id);
      expect(await ids(phone('safety'), 'running')).not.toContain(waiting.id);
      const inArea = await ids(APPLICANT, 'area');
      expect(inArea.indexOf(burning.id)).toBe(inArea.indexOf(waiting.id) - 1);
      const { permits } = await cloud().callOk(phone('safety'), 'permits.list', { tab: 'running' });
      expect(permits.find(({ id }) => id === burning.id)).toMatchObject({
        stateLabel: '正在动火',
        isValid: true,
        place: '组对拼装区 东侧立柱',
        levelName: '二级',
      });
    });
  },
  edge() {
    it('goes on where the page ended', async () => {
      for (let n = 0; n < 21; n += 1) await ask(cloud(), welding);
      const first = await cloud().callOk(APPLICANT, 'permits.list', { tab: 'mine' });
      const second = await cloud().callOk(APPLICANT, 'permits.list', { tab: 'mine', cursor: first.cursor });
      expect(first.permits).toHaveLength(20);
      const all = [...first.permits, ...second.permits].map(({ id }) => id);
      expect(new Set(all).size).toBe(all.length);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      APPLICANT,
      'permits.list',
      misshapen({ tab: 'area', areaId: AREA }, { optional: ['areaId'] }),
    );
    it('refuses an area that is not said or not there, and a cursor of somebody else’s making', async () => {
      await refused(cloud(), 'BAD_REQUEST', APPLICANT, 'permits.list', { tab: 'area' });
      await refused(cloud(), 'PLACE_UNKNOWN', phone('safety'), 'permits.list', {
        tab: 'area',
        areaId: 'none',
      });
      await refused(cloud(), 'BAD_REQUEST', APPLICANT, 'permits.list', { tab: 'mine', cursor: 'x' });
    });
  },
  forbidden() {
    it('shows the tickets of a department to its own people, and to nobody of another', async () => {
      const { id } = await running(cloud(), welding);
      const burning = async (as: string) =>
        (await cloud().callOk(as, 'permits.list', { tab: 'running' })).permits.map((each) => each.id);
      expect(await burning(APPLICANT)).toContain(id);
      expect(await burning(phone('bystander'))).not.toContain(id);
      expect(await burning(phone('contractor'))).toEqual([]);
      const area = { tab: 'area', areaId: AREA } as const;
      await refused(cloud(), 'PLACE_UNKNOWN', phone('bystander'), 'permits.list', area);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'permits.list', { tab: 'mine' });
    });
    itRefusesNobody(cloud, 'permits.list', { tab: 'mine' });
  },
});

it('keeps the rules under which a ticket was asked for', async () => {
  const admin = phone('admin');
  const { id, rules } = await ask(cloud(), welding);
  const { body, version } = await cloud().callOk(admin, 'config.get', { kind: 'permits' });
  const { hotWork } = body as { hotWork: object };
  const stricter = { ...(body as object), hotWork: { ...hotWork, checks: [], label: '本厂制度' } };
  await refused(cloud(), 'CONFIG_INVALID', admin, 'config.publish', {
    kind: 'permits',
    body: stricter,
    basedOn: version,
    note: '没有措施',
  });
  const changed = { ...(body as object), hotWork: { ...hotWork, label: '本厂制度' } };
  const published = await cloud().callOk(admin, 'config.publish', {
    kind: 'permits',
    body: changed,
    basedOn: version,
    note: '改成本厂的',
  });
  expect((await approve(cloud(), id)).rules).toEqual(rules);
  expect((await permitStored(cloud(), id)).version).toBe(version);
  await cloud().callOk(admin, 'config.publish', {
    kind: 'permits',
    body,
    basedOn: published.version,
    note: '还原',
  });
  await act(cloud(), APPLICANT, id, 'withdraw', { reason: '不做了' });
});
