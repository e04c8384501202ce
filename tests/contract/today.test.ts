/** 主管今日: what a supervisor oversees, 接班 at the start of a shift and 交班 at its end. */
import { randomUUID } from 'node:crypto';
import type { Routes } from '../../typings/api';
import { HOUR, isoDay, MINUTE, startOfDay } from '../../miniprogram/shared/time';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, report } from './support/desk';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

type Today = Routes['today.get']['output'];

const today = (as: string): Promise<Today> => cloud().callOk(as, 'today.get', {});

/** Sets the clock to an hour of the day on which the test began. */
const until = async (hours: number): Promise<number> => {
  const at = startOfDay(await cloud().now()) + hours * HOUR;
  await cloud().clock({ set: at });
  return at;
};

/** The id of a shift of that day. */
const shiftOf = async (shift: string): Promise<string> => `${isoDay(await cloud().now())}:${shift}`;

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** 现场管控人 of the shift before and of the shift after the keeper's. */
const NIGHT = 'p-014';
const SWING = 'p-013';

const LAST_HALF_HOUR = 15.6;

contractOf('today.get', {
  valid() {
    it('counts what a supervisor oversees by state', async () => {
      const before = await today(phone('keeper'));
      expect(before.counts.map(({ label, ring }) => [label, ring])).toEqual([
        ['待响应', 2],
        ['整改中', 3],
        ['待复核', 4],
      ]);
      await orderAt(cloud(), 'awaitingResponse');
      await orderAt(cloud(), 'rectifying');
      await orderAt(cloud(), 'awaitingVerification');
      await orderAt(cloud(), 'closed');
      const grown = (await today(phone('keeper'))).counts.map(({ n }, index) => n - before.counts[index]!.n);
      expect(grown).toEqual([1, 1, 1]);
    });

    it('shows what waits for them by time left, with everything they may do', async () => {
      const { id: medium } = await report(cloud(), phone('reporter'));
      const { id: high } = await report(cloud(), phone('reporter'), { templateId: 'hot-work-not-cleared' });
      const fixing = await orderAt(cloud(), 'rectifying');
      const { orders } = await today(phone('keeper'));
      const dues = orders.map(({ next }) => next?.dueAt ?? 0);
      expect(dues).toEqual([...dues].sort((a, b) => a - b));
      expect(ids(orders)).toEqual(expect.arrayContaining([medium, high]));
      expect(ids(orders)).not.toContain(fixing);
      const card = orders.find(({ id }) => id === high);
      expect(card).toMatchObject({ action: { id: 'respond' }, next: { escalatedTo: null } });
      expect(card?.may).toEqual((await look(cloud(), phone('keeper'), high)).actions.map(({ id }) => id));
      expect(card?.next?.since).toBe(card?.reportedAt);
    });

    it('names the shift, and nobody’s when the roster does not', async () => {
      const nine = startOfDay(await cloud().now()) + 8 * HOUR;
      expect((await today(phone('keeper'))).shift).toEqual({
        id: await shiftOf('day'),
        name: '白班',
        startsAt: nine,
        endsAt: nine + 8 * HOUR,
        takenOverAt: null,
      });
      expect((await today(phoneOf(SWING))).shift).toBeNull();
    });

    it('tells whoever is next what is left half an hour before, and lets them open it', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      await until(15.4);
      expect((await today(phoneOf('p-022'))).incoming).toEqual([]);
      await until(LAST_HALF_HOUR);
      const { shift, incoming } = await today(phoneOf(SWING));
      expect(shift).toMatchObject({ name: '中班', takenOverAt: null });
      const [handover, ...others] = incoming;
      expect(others).toEqual([]);
      expect(handover).toMatchObject({
        person: { id: CAST.keeper, name: '王大勇' },
        rostered: true,
        shiftName: '白班',
        note: null,
        at: null,
      });
      expect(handover?.orders.find((order) => order.id === id)).toMatchObject({
        title: '防护罩松动',
        state: { id: 'awaitingResponse' },
        place: { areaName: '手工焊接区' },
        note: null,
      });
    });

    it('lists what a shift leaves, by successor, in its last half hour alone', async () => {
      await report(cloud(), phone('reporter'));
      expect((await today(phone('keeper'))).outgoing).toEqual([]);
      await until(LAST_HALF_HOUR);
      const { outgoing } = await today(phone('keeper'));
      expect(outgoing.map(({ person, rostered, shiftName }) => [person.id, rostered, shiftName])).toEqual([
        [SWING, true, '中班'],
      ]);
    });
  },
  edge() {
    it('counts as handed over only what was open when the turn began', async () => {
      const { id: before } = await report(cloud(), phone('reporter'));
      await until(16.1);
      const { id: since } = await report(cloud(), phone('reporter'));
      const handed = (await today(phoneOf(SWING))).incoming.flatMap(({ orders }) => ids(orders));
      expect(handed).toContain(before);
      expect(handed).not.toContain(since);
    });

    it('leaves another department out, and shows safety all of it', async () => {
      const { id } = await report(cloud(), phone('reporter'), { areaId: 'assembly' });
      expect(ids((await today(phone('keeper'))).orders)).not.toContain(id);
      const total = ({ counts }: Today): number => counts.reduce((sum, { n }) => sum + n, 0);
      expect(total(await today(phone('safety')))).toBeGreaterThan(total(await today(phone('keeper'))));
    });

    it('names who stands in where the roster has nobody for the next shift, and shows it to them', async () => {
      await report(cloud(), phone('reporter'));
      await until(LAST_HALF_HOUR);
      const snapshot = await cloud().export();
      const people = snapshot.documents['people'] ?? {};
      const gone = { ...(JSON.parse(people[SWING] ?? '{}') as object), status: 'left' };
      await cloud().import({
        ...snapshot,
        documents: { ...snapshot.documents, people: { ...people, [SWING]: JSON.stringify(gone) } },
      });
      await cloud().clock({ advance: 2 * MINUTE });
      const { outgoing } = await today(phone('keeper'));
      expect(outgoing).toMatchObject([{ rostered: false, shiftName: '中班' }]);
      const standIn = outgoing[0]?.person.id;
      const { openid = '', roles } = (await cloud().people()).find(({ id }) => id === standIn) ?? {};
      expect(roles).toEqual(expect.arrayContaining([expect.stringMatching(/supervisor|dutyLeader/)]));
      const passed = outgoing.flatMap(({ orders }) => ids(orders));
      const { incoming } = await today(openid);
      expect(incoming.flatMap(({ orders }) => ids(orders))).toEqual(expect.arrayContaining(passed));
      await cloud().import(snapshot);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'today.get', misshapen({}));
  },
  forbidden() {
    it.each(['reporter', 'contractor', 'inspector', 'manager'] as const)('is not for a %s', async (part) => {
      await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'today.get', {});
    });

    it('asks a guest to bind', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'today.get', {});
    });

    itRefusesNobody(cloud, 'today.get', {});
  },
});

contractOf('shifts.takeOver', {
  valid() {
    it('records that somebody is there', async () => {
      const shiftId = await shiftOf('day');
      const { shift } = await cloud().callOk(phone('keeper'), 'shifts.takeOver', { shiftId });
      expect(shift).toMatchObject({ id: shiftId, name: '白班' });
      expect(Math.abs((shift.takenOverAt ?? 0) - (await cloud().now()))).toBeLessThan(10_000);
      expect((await today(phone('keeper'))).shift).toEqual(shift);
    });
  },
  edge() {
    it('is open from half an hour before the shift', async () => {
      await until(15.5);
      const shiftId = await shiftOf('swing');
      const { shift } = await cloud().callOk(phoneOf(SWING), 'shifts.takeOver', { shiftId });
      expect(shift.takenOverAt).not.toBeNull();
    });

    it('keeps what was handed over in sight until the shift is under way', async () => {
      await report(cloud(), phone('reporter'));
      await until(LAST_HALF_HOUR);
      const shiftId = await shiftOf('swing');
      await cloud().callOk(phoneOf(SWING), 'shifts.takeOver', { shiftId });
      await until(16.4);
      expect((await today(phoneOf(SWING))).incoming).toHaveLength(1);
      await until(16.6);
      expect((await today(phoneOf(SWING))).incoming).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('keeper'), 'shifts.takeOver', misshapen({ shiftId: '2026-11-25:day' }));

    it.each([
      ['one that is over', 'night'],
      ['one that is far off', 'swing'],
      ['one that is none', 'noon'],
    ])('refuses %s', async (_, shift) => {
      await refused(cloud(), 'SHIFT_OVER', phone('keeper'), 'shifts.takeOver', {
        shiftId: await shiftOf(shift),
      });
    });
  },
  forbidden() {
    it('is for those whom the roster names', async () => {
      const shiftId = await shiftOf('day');
      await refused(cloud(), 'SHIFT_NOT_YOURS', phoneOf(NIGHT), 'shifts.takeOver', { shiftId });
    });

    it('is not for a worker or a guest', async () => {
      const shiftId = await shiftOf('day');
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'shifts.takeOver', { shiftId });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'shifts.takeOver', { shiftId });
    });

    itRefusesNobody(cloud, 'shifts.takeOver', { shiftId: '2026-11-25:day' });
  },
  replay() {
    it('happens once, whoever sends it again under whichever id', async () => {
      const shiftId = await shiftOf('day');
      const first = await cloud().callOk(phone('keeper'), 'shifts.takeOver', { shiftId });
      await cloud().clock({ advance: 5 * MINUTE });
      expect(await cloud().callOk(phone('keeper'), 'shifts.takeOver', { shiftId })).toEqual(first);
      const racing = Array.from({ length: 5 }, () =>
        cloud().callOk(phone('safety'), 'shifts.takeOver', { shiftId }),
      );
      const times = new Set((await Promise.all(racing)).map(({ shift }) => shift.takenOverAt));
      expect(times.size).toBe(1);
    });
  },
});

type Saying = Routes['shifts.handOver']['input'];

/** What the keeper says in the last half hour of the day shift. */
async function saying(change: Partial<Saying> = {}): Promise<Saying> {
  await until(LAST_HALF_HOUR);
  return { shiftId: await shiftOf('day'), note: '焊接区三号灯不亮', notes: [], ...change };
}

contractOf('shifts.handOver', {
  valid() {
    it('passes the words to the next, on their page and in their inbox, and rings nobody', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const sent = (await cloud().messages(phoneOf(SWING))).length;
      const input = await saying({ notes: [{ orderId: id, text: '等电工，别先开机' }] });
      const { to } = await cloud().callOk(phone('keeper'), 'shifts.handOver', input);
      expect(to).toEqual([{ id: SWING, name: '马玉龙' }]);
      const [handover] = (await today(phoneOf(SWING))).incoming;
      expect(handover).toMatchObject({ person: { id: CAST.keeper }, note: '焊接区三号灯不亮' });
      expect(handover?.at).not.toBeNull();
      expect(handover?.orders.find((order) => order.id === id)?.note).toBe('等电工，别先开机');
      const { notices } = await cloud().callOk(phoneOf(SWING), 'notices.list', {});
      expect(notices[0]).toMatchObject({
        title: '王大勇交班给你',
        lines: ['焊接区三号灯不亮', '打开“主管今日”，先看交接'],
        orderId: null,
      });
      expect(await cloud().messages(phoneOf(SWING))).toHaveLength(sent);
      expect((await today(phone('keeper'))).outgoing[0]).toMatchObject({ note: '焊接区三号灯不亮' });
    });
  },
  edge() {
    it('needs no words, and leaves every order as it was', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const input = await saying({ note: ' ' });
      const before = await cloud().dump('orders');
      await cloud().callOk(phone('keeper'), 'shifts.handOver', input);
      expect(await cloud().dump('orders')).toEqual(before);
      const [handover] = (await today(phoneOf(SWING))).incoming;
      expect(handover).toMatchObject({ note: null });
      expect(ids(handover?.orders ?? [])).toContain(id);
    });

    it('shows no word about an order that was closed meanwhile', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const input = await saying({ notes: [{ orderId: id, text: '看看' }] });
      await act(cloud(), phone('keeper'), id, 'notHazard', { reason: '已经换过新的了' });
      await cloud().callOk(phone('keeper'), 'shifts.handOver', input);
      expect(JSON.stringify((await today(phoneOf(SWING))).incoming)).not.toContain(id);
    });

    it('stands beside 接班 in either order', async () => {
      const input = await saying();
      await cloud().callOk(phone('keeper'), 'shifts.takeOver', { shiftId: input.shiftId });
      await cloud().callOk(phone('keeper'), 'shifts.handOver', input);
      await cloud().callOk(phone('safety'), 'shifts.handOver', input);
      await cloud().callOk(phone('safety'), 'shifts.takeOver', { shiftId: input.shiftId });
      expect((await today(phone('safety'))).shift?.takenOverAt).not.toBeNull();
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'shifts.handOver',
      misshapen(
        { shiftId: '2026-11-25:day', note: '灯', notes: [{ orderId: randomUUID(), text: '等电工' }] },
        { mayBeEmpty: ['note', 'notes.0.text'] },
      ),
    );

    it('comes in the last half hour, of a shift that runs', async () => {
      const input = { shiftId: await shiftOf('day'), note: '', notes: [] };
      await refused(cloud(), 'HANDOVER_EARLY', phone('keeper'), 'shifts.handOver', input);
      await until(16.1);
      await refused(cloud(), 'SHIFT_OVER', phone('keeper'), 'shifts.handOver', input);
    });
  },
  forbidden() {
    it('is for those whom the roster names', async () => {
      const input = await saying();
      await refused(cloud(), 'SHIFT_NOT_YOURS', phoneOf(NIGHT), 'shifts.handOver', input);
      await refused(cloud(), 'NOT_FOR_YOU', phone('reporter'), 'shifts.handOver', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'shifts.handOver', input);
    });

    itRefusesNobody(cloud, 'shifts.handOver', { shiftId: '2026-11-25:day', note: '', notes: [] });
  },
  replay() {
    it('answers a retry as before, also after the shift, and tells the next once', async () => {
      const input = await saying();
      const requestId = randomUUID();
      const first = await cloud().callOk(phone('keeper'), 'shifts.handOver', input, { requestId });
      const told = async (): Promise<number> =>
        (await cloud().dump('deliveries')).filter(
          ({ notice, to, at }) => notice === 'handedOver' && to === SWING && at === first.at,
        ).length;
      await until(16.5);
      expect(await cloud().callOk(phone('keeper'), 'shifts.handOver', input, { requestId })).toEqual(first);
      expect(await told()).toBe(1);
    });

    it('refuses another text under the same id, and a second handover', async () => {
      const input = await saying();
      const requestId = randomUUID();
      await cloud().callOk(phone('keeper'), 'shifts.handOver', input, { requestId });
      const other = { ...input, note: '没事了' };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('keeper'), 'shifts.handOver', other, { requestId });
      await refused(cloud(), 'HANDED_OVER', phone('keeper'), 'shifts.handOver', other);
      await refused(cloud(), 'SHIFT_NOT_YOURS', phoneOf(NIGHT), 'shifts.handOver', input, { requestId });
    });

    it('lets one of several at once through', async () => {
      const input = await saying();
      const tries = [1, 2, 3, 4].map(() => cloud().call(phone('keeper'), 'shifts.handOver', input));
      const codes = (await Promise.all(tries)).map((answer) => (answer.ok ? 'OK' : answer.error.code));
      expect(codes.sort()).toEqual(['HANDED_OVER', 'HANDED_OVER', 'HANDED_OVER', 'OK']);
    });
  },
});
