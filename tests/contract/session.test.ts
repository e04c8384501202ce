/** The session, binding a phone, and the codes it takes. */
import { randomUUID } from 'node:crypto';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { errorOf, refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const DAY = 86_400_000;

/** A person of the plant and what is on the paper they were handed. */
interface Paper {
  employeeNo: string;
  name: string;
  code: string;
}

const EMPLOYEE: Record<string, Omit<Paper, 'code'>> = {
  'p-031': { employeeNo: '10031', name: '潘志伟' },
  'p-033': { employeeNo: '10033', name: '戴文军' },
  'p-034': { employeeNo: '10034', name: '夏春兰' },
  'p-036': { employeeNo: '10036', name: '汪建平' },
  'p-037': { employeeNo: '10037', name: '田野' },
  'p-038': { employeeNo: '10038', name: '任小军' },
};

/** A fresh code for somebody, from an administrator. */
async function paperFor(personId: string): Promise<Paper> {
  const { code } = await cloud().callOk(phone('admin'), 'invites.create', { personId });
  const employee = EMPLOYEE[personId];
  if (employee === undefined) throw new Error(`${personId} is not in the list above`);
  return { ...employee, code };
}

let guests = 0;
const newPhone = (): string => guestPhone((guests += 1));

const bind = (as: string, paper: Paper) => cloud().callOk(as, 'session.bind', paper);
const refusedBind = (as: string, paper: Paper, code: 'INVITE_INVALID' | 'INVITE_LOCKED' = 'INVITE_INVALID') =>
  refused(cloud(), code, as, 'session.bind', paper, { besides: ['bindAttempts'] });

contractOf('session.get', {
  valid() {
    it('tells a bound phone who it is, where it uploads and whom to call', async () => {
      const session = await cloud().callOk(phone('reporter'), 'session.get', {});
      expect(session).toMatchObject({
        me: { id: CAST.reporter, kind: 'person', roles: ['worker'], departmentId: 'welding' },
        dutyLeader: { id: CAST.dutyLeader, duty: '值班领导' },
        plant: { promise: '上报不追责，只解决问题' },
      });
      expect(session.uploadPrefix).toMatch(/^[0-9a-f]{24}$/);
      expect(session.dutyLeader.phone).toMatch(/^\d+$/);
      expect(Math.abs(session.serverNow - (await cloud().now()))).toBeLessThan(5_000);
      expect(session.reminders.map(({ left }) => left)).toEqual([0, 0, 0, 0]);
    });
  },
  edge() {
    it('tells a guest the same, but no person', async () => {
      const session = await cloud().callOk(guestPhone(9_001), 'session.get', {});
      expect(session.me).toMatchObject({ kind: 'guest', roles: [], departmentId: null, post: null });
      expect(session.me.id).toMatch(/^g-[0-9a-f]{20}$/);
      expect(session.dutyLeader.phone).toMatch(/^\d+$/);
    });

    it('gives each phone a folder of its own that stays and does not tell the openid', async () => {
      const phones = [phone('reporter'), phone('keeper'), guestPhone(9_002)];
      const twice = [...phones, ...phones].map((as) => cloud().callOk(as, 'session.get', {}));
      const prefixes = (await Promise.all(twice)).map(({ uploadPrefix }) => uploadPrefix);
      expect(prefixes.slice(3)).toEqual(prefixes.slice(0, 3));
      expect(new Set(prefixes).size).toBe(3);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('reporter'), 'session.get', misshapen({}));
  },
  forbidden() {
    itRefusesNobody(cloud, 'session.get', {});
  },
});

const PAPER = { employeeNo: '10031', name: '潘志伟', code: 'ABCDEFGH23' };

contractOf('session.bind', {
  valid() {
    it('makes a phone a person, and the phone they had before a guest', async () => {
      const as = newPhone();
      const { me, uploadPrefix } = await bind(as, await paperFor('p-031'));
      expect(me).toMatchObject({ id: 'p-031', kind: 'person', name: '潘志伟' });
      expect(await cloud().callOk(as, 'session.get', {})).toMatchObject({ me, uploadPrefix });
      const before = await cloud().callOk(phoneOf('p-031'), 'session.get', {});
      expect(before.me.kind).toBe('guest');
    });
  },
  edge() {
    it('reads what people write: full width, lower case, spaces and dashes', async () => {
      const { code } = await paperFor('p-033');
      const written = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `;
      const { me } = await bind(newPhone(), { employeeNo: '１００３３ ', name: '戴 文军', code: written });
      expect(me.id).toBe('p-033');
    });

    it('holds for seven days and not a moment longer', async () => {
      const [inTime, late] = [await paperFor('p-034'), await paperFor('p-036')];
      const start = await cloud().now();
      await cloud().clock({ set: start + 7 * DAY - 5_000 });
      await expect(bind(newPhone(), inTime)).resolves.toMatchObject({ me: { id: 'p-034' } });
      await cloud().clock({ set: start + 7 * DAY + 1_000 });
      await refusedBind(newPhone(), late);
    });
  },
  invalid() {
    itRefusesShapes(cloud, guestPhone(9_003), 'session.bind', misshapen(PAPER));

    it('answers alike whatever is wrong: number, name, code, expired or used', async () => {
      const used = await paperFor('p-037');
      await bind(newPhone(), used);
      const live = await paperFor('p-038');
      const errors = [
        await refusedBind(newPhone(), { ...live, employeeNo: '99999' }),
        await refusedBind(newPhone(), { ...live, name: '任大军' }),
        await refusedBind(newPhone(), { ...live, code: 'AAAAAAAAAA' }),
        await refusedBind(newPhone(), used),
      ];
      for (const error of errors) expect(error).toEqual(errors[0]);
      expect(errors[0]).toEqual({ code: 'INVITE_INVALID', message: '绑定码已失效，请找班长换一张' });
      await bind(newPhone(), live);
    });

    it('lets a phone try five times a day, whatever it tries then', async () => {
      const as = newPhone();
      const live = await paperFor('p-038');
      for (let i = 0; i < 5; i += 1) await refusedBind(as, { ...live, code: `WRONGCODE${i}` });
      await refusedBind(as, live, 'INVITE_LOCKED');
      await bind(newPhone(), live);
      const again = await paperFor('p-038');
      await cloud().clock({ set: (await cloud().now()) + DAY });
      await expect(bind(as, again)).resolves.toMatchObject({ me: { id: 'p-038' } });
    });

    it('counts tries that come at once', async () => {
      const as = newPhone();
      const live = await paperFor('p-036');
      const tries = Array.from({ length: 8 }, (_, i) =>
        cloud().call(as, 'session.bind', { ...live, code: `WRONGCODE${i}` }),
      );
      const codes = (await Promise.all(tries)).map((answer) => errorOf(answer).code);
      expect(codes.filter((code) => code === 'INVITE_INVALID')).toHaveLength(5);
      expect(codes.filter((code) => code === 'INVITE_LOCKED')).toHaveLength(3);
    });
  },
  forbidden() {
    it('keeps a colleague’s phone theirs', async () => {
      await refusedBind(phone('reporter'), await paperFor('p-034'));
      expect(await cloud().callOk(phone('reporter'), 'session.get', {})).toMatchObject({
        me: { id: CAST.reporter },
      });
    });

    it('kills the earlier code of a person with the next', async () => {
      const [earlier, later] = [await paperFor('p-034'), await paperFor('p-034')];
      await refusedBind(newPhone(), earlier);
      await bind(newPhone(), later);
    });

    itRefusesNobody(cloud, 'session.bind', PAPER);
  },
  replay() {
    it('answers the phone that lost the answer, and changes nothing', async () => {
      const [as, requestId] = [newPhone(), randomUUID()];
      const paper = await paperFor('p-034');
      const first = await cloud().callOk(as, 'session.bind', paper, { requestId });
      const after = await stored(cloud(), ['people']);
      for (let i = 0; i < 7; i += 1) {
        expect(await cloud().callOk(as, 'session.bind', paper, { requestId })).toEqual(first);
      }
      expect(await stored(cloud(), ['people'])).toEqual(after);
    });

    it('refuses the same id with another body, and another phone with the same', async () => {
      const [as, requestId] = [newPhone(), randomUUID()];
      const paper = await paperFor('p-034');
      await cloud().callOk(as, 'session.bind', paper, { requestId });
      const options = { requestId, besides: ['bindAttempts'] };
      const other = { ...paper, ...EMPLOYEE['p-036'] };
      const errors = [
        await refused(cloud(), 'INVITE_INVALID', as, 'session.bind', other, options),
        await refused(cloud(), 'INVITE_INVALID', newPhone(), 'session.bind', paper, options),
      ];
      expect(errors[1]).toEqual(errors[0]);
    });

    it('gives a code to one of two phones that send it at once', async () => {
      const paper = await paperFor('p-034');
      const answers = await Promise.all(
        [newPhone(), newPhone()].map((as) => cloud().call(as, 'session.bind', paper)),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(errorOf(answers.find(({ ok }) => !ok)).code).toBe('INVITE_INVALID');
    });
  },
});

contractOf('invites.create', {
  valid() {
    it('tells a code once; only its hash is kept', async () => {
      const invite = await cloud().callOk(phone('admin'), 'invites.create', { personId: 'p-041' });
      expect(invite).toMatchObject({ personId: 'p-041', name: '石磊' });
      expect(invite.code).toMatch(/^[2-9A-HJ-NP-Z]{10,}$/);
      expect(Math.abs(invite.expiresAt - (await cloud().now()) - 7 * DAY)).toBeLessThan(5_000);
      expect(JSON.stringify(await stored(cloud()))).not.toContain(invite.code);
    });
  },
  edge() {
    it.each([
      ['a safety officer, for anybody', 'safety', 'p-041'],
      ['a supervisor, for their own people', 'keeper', 'p-030'],
      ['a supervisor, for people of their people', 'boss', 'p-030'],
      ['the head of a department, for its people', 'machiningHead', 'p-033'],
    ] as const)('is made by %s', async (_who, part, personId) => {
      const invite = await cloud().callOk(phone(part), 'invites.create', { personId });
      expect(invite.personId).toBe(personId);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('admin'), 'invites.create', misshapen({ personId: 'p-041' }));

    it('knows nobody who is not on the roll', async () => {
      await refused(cloud(), 'PERSON_UNKNOWN', phone('admin'), 'invites.create', { personId: 'p-999' });
    });
  },
  forbidden() {
    it.each(['reporter', 'inspector', 'manager', 'contractor', 'storekeeper'] as const)(
      'is not for a %s',
      async (part) => {
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'invites.create', { personId: 'p-041' });
      },
    );

    it('is not for a supervisor who does not lead the person', async () => {
      await refused(cloud(), 'NOT_FOR_YOU', phone('keeper'), 'invites.create', { personId: 'p-041' });
    });

    it('is not for a guest', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(9_004), 'invites.create', { personId: 'p-041' });
    });

    itRefusesNobody(cloud, 'invites.create', { personId: 'p-041' });
  },
  replay() {
    // A code is told once and cannot be told again, so a retry gets a fresh one.
    it('leaves one live code, the one of the last answer', async () => {
      const requestId = randomUUID();
      const ask = () =>
        cloud().callOk(phone('admin'), 'invites.create', { personId: 'p-036' }, { requestId });
      const [lost, kept] = [await ask(), await ask()];
      const invites = (await cloud().dump('invites')).filter(({ _id }) => _id === 'p-036');
      expect(invites).toHaveLength(1);
      const person = { employeeNo: '10036', name: '汪建平' };
      await refusedBind(newPhone(), { ...person, code: lost.code });
      await bind(newPhone(), { ...person, code: kept.code });
    });
  },
});
