/** 动火作业票: the rules of the plant, and asking for one. */
import { randomUUID } from 'node:crypto';
import type { PermitInput } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import {
  AREA,
  APPLICANT,
  approve,
  ask,
  certificate,
  HOUR,
  permitInput,
  told,
  WATCHER,
  WELDER,
} from './support/permits';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

let welding = '';
beforeAll(async () => {
  welding = (await certificate(cloud())).id;
});

const SAMPLE: PermitInput = {
  id: randomUUID(),
  areaId: AREA,
  pointId: 'c-11',
  words: '立柱',
  work: '焊支架',
  method: '电焊',
  level: 'second',
  by: { kind: 'department', departmentId: 'welding' },
  certificateIds: [randomUUID()],
  watcherId: 'p-039',
  from: 1,
  until: 2,
};

/** The input of a ticket with another input in one place. */
const but = (patch: Partial<PermitInput>) => permitInput(cloud(), welding, patch);

contractOf('permits.rules', {
  valid() {
    it('gives the form all that it needs without a network, and nobody’s number', async () => {
      const form = await cloud().callOk(APPLICANT, 'permits.rules', {});
      expect(form.rules).toMatchObject({ label: '模板，按本厂制度修改', certificateKindId: 'welding' });
      expect(form.certified).toContainEqual({
        certificateId: welding,
        personId: WELDER,
        name: '潘志伟',
        company: null,
        validUntil: '2030-02-28',
        endsAt: Date.parse('2028-02-29T00:00:00+08:00'),
      });
      expect(form.people.map(({ id }) => id)).toContain(CAST.fixer);
      expect(JSON.stringify(form)).not.toContain('T310101');
    });
  },
  edge() {
    it('names nobody whose certificate ended, was taken out of use, or is another one', async () => {
      const [ended, other, retired] = await Promise.all([
        certificate(cloud(), { validUntil: '2026-11-24', reviewDue: null }),
        certificate(cloud(), { kindId: 'crane' }),
        certificate(cloud()),
      ]);
      await cloud().callOk(phone('safety'), 'certificates.retire', {
        id: retired.id,
        rev: 1,
        reason: '补办',
      });
      const { certified } = await cloud().callOk(APPLICANT, 'permits.rules', {});
      const ids = certified.map(({ certificateId }) => certificateId);
      for (const { id } of [ended, other, retired]) expect(ids).not.toContain(id);
    });

    it('shows whose only certificate ended lately, so that somebody notices', async () => {
      const holder = { name: '孙师傅', company: '恒安安装' };
      const ended = await certificate(cloud(), { holder, validUntil: '2026-11-24', reviewDue: null });
      const shown = async () => {
        const { certified } = await cloud().callOk(APPLICANT, 'permits.rules', {});
        return certified.filter(({ name }) => name === holder.name).map((each) => each.certificateId);
      };
      expect(await shown()).toEqual([ended.id]);
      const renewed = await certificate(cloud(), { holder });
      expect(await shown()).toEqual([renewed.id]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, APPLICANT, 'permits.rules', [
      { what: 'there is a foreign key', field: 'foreign', input: { foreign: 1 } },
      { what: 'it is a list', field: '', input: [] },
    ]);
  },
  forbidden() {
    it('tells 相关方 of the people of their hosts alone', async () => {
      const { people, certified } = await cloud().callOk(phone('contractor'), 'permits.rules', {});
      expect(people.map(({ id }) => id)).toContain(CAST.fixer);
      expect(new Set(people.map(({ departmentName }) => departmentName)).size).toBe(1);
      expect(certified.map(({ personId }) => personId)).not.toContain(WELDER);
    });
    it('is for colleagues', () => refused(cloud(), 'NOT_BOUND', guestPhone(), 'permits.rules', {}));
    itRefusesNobody(cloud, 'permits.rules', {});
  },
});

contractOf('permits.apply', {
  valid() {
    it('makes a numbered ticket with one next step, and asks whoever keeps the area', async () => {
      const input = await but({});
      await cloud().subscribe(phone('keeper'), 'local-task');
      const permit = await cloud().callOk(APPLICANT, 'permits.apply', input);
      expect(permit).toMatchObject({
        id: input.id,
        number: expect.stringMatching(/^DH-20261125-\d{3,}$/) as string,
        state: 'asked',
        stateLabel: '待审批',
        open: true,
        next: { step: 'approve', owner: { id: CAST.keeper } },
        applicant: { id: CAST.reporter },
        level: { asked: 'second', inForce: 'second', why: [] },
        workers: [{ name: '潘志伟', isValid: true, validUntil: '2030-02-28' }],
        isValid: false,
      });
      expect(permit.sentence).toMatch(/^等王大勇审批，\d{2}:\d{2} 前$/);
      expect(await told(cloud(), input.id)).toEqual([`permitAsked ${CAST.keeper}`]);
      const pages = (await cloud().messages(phone('keeper'))).map(({ page }) => page);
      expect(pages).toContain(`packages/permit/ticket/index?id=${input.id}`);
      const { notices } = await cloud().callOk(phone('keeper'), 'notices.list', {});
      expect(notices[0]).toMatchObject({ page: 'permit', subjectId: input.id });
    });

    it('takes people of another company, whose certificate safety wrote down', async () => {
      const theirs = await certificate(cloud(), { holder: { name: '赵师傅', company: '恒安安装' } });
      const permit = await ask(cloud(), theirs.id, { by: { kind: 'contractor', company: '恒安安装' } });
      expect(permit.workers).toMatchObject([{ personId: null, name: '赵师傅', company: '恒安安装' }]);
      expect(permit.by).toEqual({ kind: 'contractor', company: '恒安安装' });
    });
  },
  edge() {
    it('numbers the tickets of a day one after the other', async () => {
      const numbers = (await Promise.all([1, 2, 3].map(() => ask(cloud(), welding)))).map(({ number }) =>
        Number(number.slice(-3)),
      );
      const [first, ...rest] = numbers.sort((a, b) => a - b);
      expect(rest).toEqual([first! + 1, first! + 2]);
    });

    it('raises the level for the area, and across midnight into a holiday, and says why', async () => {
      const special = await ask(cloud(), welding, { areaId: 'gas-manifold' });
      expect(special.level).toMatchObject({ inForce: 'special', why: ['气体汇流间至少办特级'] });
      await cloud().clock({ set: Date.parse('2027-09-30T21:00:00+08:00') });
      const from = await cloud().now();
      // The holidays of that year are not published: nothing is guessed, and it is said.
      const later = await ask(cloud(), welding, { until: from + 6 * HOUR });
      expect(later.level).toMatchObject({ inForce: 'second', why: [expect.stringContaining('2027 年')] });
    });

    it('finds somebody to sign where nobody has the duty: the line of the duty leader', async () => {
      // At night the roster names no safety officer.
      await cloud().clock({ set: Date.parse('2026-11-26T03:00:00+08:00') });
      const { id } = await ask(cloud(), welding, { level: 'first' });
      const signed = await approve(cloud(), id);
      const [keeper, other] = signed.approvals.map((each) => each.signed?.by.id ?? '');
      expect(other).not.toBe(keeper);
      const people = await cloud().people();
      expect(people.find((each) => each.id === other)?.roles).toContain('dutyLeader');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      APPLICANT,
      'permits.apply',
      misshapen({ ...SAMPLE }, { mayBeEmpty: ['words'], open: [] }),
    );

    it('refuses times that are reversed, over, or longer than the level', async () => {
      const now = await cloud().now();
      for (const [from, until] of [
        [now + HOUR, now],
        [now - 2 * HOUR, now - HOUR],
        [now, now + 73 * HOUR],
      ] as const) {
        const { fields } = await refused(
          cloud(),
          'BAD_REQUEST',
          APPLICANT,
          'permits.apply',
          await but({ from, until }),
        );
        expect(Object.keys(fields ?? {})).toEqual(['until']);
      }
    });

    it('refuses a certificate that ended, is unknown or another one, and somebody twice', async () => {
      const [ended, crane, second] = await Promise.all([
        certificate(cloud(), { validUntil: '2026-11-24', reviewDue: null }),
        certificate(cloud(), { kindId: 'crane' }),
        certificate(cloud()),
      ]);
      for (const [ids, field] of [
        [[ended.id], 'certificateIds.0'],
        [[crane.id], 'certificateIds.0'],
        [[welding, randomUUID()], 'certificateIds.1'],
        [[welding, second.id], 'certificateIds.1'],
      ] as const) {
        const input = await but({ certificateIds: [...ids] });
        const { fields } = await refused(cloud(), 'BAD_REQUEST', APPLICANT, 'permits.apply', input);
        expect(Object.keys(fields ?? {})).toEqual([field]);
      }
    });

    it('refuses a watcher who works or is not there, and a place, method or department that is not', async () => {
      const refuse = async (
        code: 'BAD_REQUEST' | 'PERSON_UNKNOWN' | 'PLACE_UNKNOWN',
        patch: Partial<PermitInput>,
      ) =>
        Object.keys(
          (await refused(cloud(), code, APPLICANT, 'permits.apply', await but(patch))).fields ?? {},
        );
      expect(await refuse('BAD_REQUEST', { watcherId: WELDER })).toEqual(['watcherId']);
      expect(await refuse('PERSON_UNKNOWN', { watcherId: 'p-999' })).toEqual(['watcherId']);
      expect(await refuse('PLACE_UNKNOWN', { areaId: 'nowhere' })).toEqual([]);
      expect(await refuse('PLACE_UNKNOWN', { pointId: 'd-08' })).toEqual([]);
      expect(await refuse('BAD_REQUEST', { words: ' ' })).toEqual(['words']);
      expect(await refuse('BAD_REQUEST', { method: '放烟花' })).toEqual(['method']);
      expect(await refuse('BAD_REQUEST', { by: { kind: 'department', departmentId: 'none' } })).toEqual([
        'by.departmentId',
      ]);
    });

    it('says so where nobody wrote rules for hot work', async () => {
      const admin = phone('admin');
      const { body, version } = await cloud().callOk(admin, 'config.get', { kind: 'permits' });
      const publish = (next: unknown, basedOn: string) =>
        cloud().callOk(admin, 'config.publish', { kind: 'permits', body: next, basedOn, note: '试' });
      const { version: without } = await publish({ ...(body as object), hotWork: null }, version);
      await refused(cloud(), 'PERMITS_NOT_SET', APPLICANT, 'permits.apply', await but({}));
      expect((await cloud().callOk(APPLICANT, 'permits.rules', {})).rules).toBeNull();
      await publish(body, without);
    });
  },
  forbidden() {
    it('is for colleagues', async () => {
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'permits.apply', await but({}));
    });
    itRefusesNobody(cloud, 'permits.apply', SAMPLE);
  },
  replay() {
    it('makes one ticket of a draft, however often it is sent, with one number and one message', async () => {
      const input = await but({});
      const send = () => cloud().callOk(APPLICANT, 'permits.apply', input);
      const [first, second] = await Promise.all([send(), send()]);
      expect(second.number).toBe(first.number);
      // The counter of the day counts how often it was asked; the number stays.
      const after = await stored(cloud(), ['counters']);
      expect((await send()).number).toBe(first.number);
      expect(await stored(cloud(), ['counters'])).toEqual(after);
      const next = await ask(cloud(), welding);
      expect(Number(next.number.slice(-3))).toBe(Number(first.number.slice(-3)) + 1);
      expect(await told(cloud(), input.id)).toEqual([`permitAsked ${CAST.keeper}`]);
      const besides = { besides: ['counters'] };
      const other = { ...input, work: '焊别的' };
      await refused(cloud(), 'REPLAY_MISMATCH', APPLICANT, 'permits.apply', other, besides);
      await refused(cloud(), 'REPLAY_REFUSED', WATCHER, 'permits.apply', input, besides);
    });
  },
});
