/** 特种作业证: written down, looked up, reminded of, and taken out of use; what rests on one that ended stands still. */
import { randomUUID } from 'node:crypto';
import type { CertificateInput } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo } from './support/desk';
import {
  act,
  APPLICANT,
  ask,
  certificate,
  certificateInput,
  look,
  permitStored,
  running,
  told,
  WELDER,
} from './support/permits';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const SAFETY = phone('safety');
const ADMIN = phone('admin');
const NUMBER = 'T310101199001011234';

/** As somebody sends it who changes something else. */
function withoutNumber(patch: Partial<CertificateInput> = {}): CertificateInput {
  const input = certificateInput(patch);
  delete input.number;
  return input;
}

/** Messages about a certificate, `notice person`. */
const reminded = async (id: string): Promise<string[]> =>
  (await cloud().dump('deliveries'))
    .filter(({ _id }) => String(_id).startsWith(`certificate-${id}-`))
    .map(({ notice, to }) => `${String(notice)} ${String(to)}`)
    .sort();

async function tick(day: string): Promise<void> {
  await cloud().clock({ set: Date.parse(`${day}T08:00:10+08:00`) });
  await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
  await cloud().runTimer('jobs');
}

contractOf('certificates.mine', {
  valid() {
    it('shows the holder all of it, with its number and photos', async () => {
      const { id } = await certificate(cloud(), { photos: [await photo(cloud(), SAFETY)] });
      const { certificates } = await cloud().callOk(phoneOf(WELDER), 'certificates.mine', {});
      const own = certificates.find((each) => each.id === id);
      expect(own?.photos.map(({ url }) => url)).toEqual([expect.stringMatching(/^http/)]);
      expect(own).toMatchObject({
        kindName: '焊接与热切割作业',
        number: NUMBER,
        standing: 'valid',
        holder: { kind: 'person', id: WELDER },
      });
    });
  },
  edge() {
    it('says how it stands by the day', async () => {
      const standing = async (validUntil: string) => {
        const { standing: found, daysLeft } = await certificate(cloud(), { validUntil, reviewDue: null });
        return [found, daysLeft];
      };
      expect(await standing('2026-11-24')).toEqual(['expired', 0]);
      expect(await standing('2026-11-25')).toEqual(['expiring', 1]);
      expect(await standing('2027-01-24')).toEqual(['expiring', 61]);
      expect(await standing('2027-01-25')).toEqual(['valid', 62]);
    });
    it('is empty for somebody without one', async () => {
      expect(await cloud().callOk(phone('storekeeper'), 'certificates.mine', {})).toEqual({
        certificates: [],
      });
    });
  },
  invalid() {
    itRefusesShapes(cloud, APPLICANT, 'certificates.mine', [
      { what: 'there is a foreign key', field: 'foreign', input: { foreign: 1 } },
    ]);
  },
  forbidden() {
    it('is for colleagues', () => refused(cloud(), 'NOT_BOUND', guestPhone(), 'certificates.mine', {}));
    itRefusesNobody(cloud, 'certificates.mine', {});
  },
});

contractOf('certificates.list', {
  valid() {
    it('lists what is in use, what ends first in front, and tells safety alone the number', async () => {
      const [late, soon] = [
        await certificate(cloud()),
        await certificate(cloud(), { validUntil: '2026-12-01', reviewDue: null }),
      ];
      const { kinds, certificates } = await cloud().callOk(SAFETY, 'certificates.list', {
        kindId: 'welding',
      });
      const ids = certificates.map(({ id }) => id);
      expect(ids.indexOf(soon.id)).toBeLessThan(ids.indexOf(late.id));
      expect(certificates.every(({ number }) => number === NUMBER)).toBe(true);
      expect(kinds.map(({ id }) => id)).toContain('crane');
      const other = await cloud().callOk(ADMIN, 'certificates.list', {});
      expect(other.certificates.every(({ number, photos }) => number === null && photos.length === 0)).toBe(
        true,
      );
    });
  },
  edge() {
    it('leaves out what was taken out of use, and other kinds', async () => {
      const { id } = await certificate(cloud(), { kindId: 'crane' });
      const ids = async (kindId: string) =>
        (await cloud().callOk(SAFETY, 'certificates.list', { kindId })).certificates.map((each) => each.id);
      expect([await ids('crane'), await ids('forklift')]).toEqual([[id], []]);
      await cloud().callOk(SAFETY, 'certificates.retire', { id, rev: 1, reason: '补办' });
      expect(await ids('crane')).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      SAFETY,
      'certificates.list',
      misshapen({ kindId: 'crane' }, { optional: ['kindId'] }),
    );
  },
  forbidden() {
    it('is for safety, administrators and the general manager', async () => {
      await cloud().callOk(phone('manager'), 'certificates.list', {});
      for (const part of ['reporter', 'keeper', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'certificates.list', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'certificates.list', {});
    });
    itRefusesNobody(cloud, 'certificates.list', {});
  },
});

contractOf('certificates.save', {
  valid() {
    it('writes one down, seals its photos, and counts to the end of the earlier of its days', async () => {
      const shot = await photo(cloud(), SAFETY);
      const saved = await certificate(cloud(), { photos: [shot] });
      expect(saved).toMatchObject({
        rev: 1,
        number: NUMBER,
        endsAt: Date.parse('2028-02-29T00:00:00+08:00'),
      });
      const [row] = (await cloud().dump('certificates')).filter(({ _id }) => _id === saved.id);
      expect(Object.values(row?.['evidence'] as object)).toMatchObject([{ state: 'sealed', takenAt: null }]);
    });

    it('changes what is there; a number that is not given stays', async () => {
      const { id } = await certificate(cloud());
      const patch = { id, rev: 1, reviewDue: '2030-02-28' };
      const changed = await cloud().callOk(SAFETY, 'certificates.save', withoutNumber(patch));
      expect(changed).toMatchObject({
        rev: 2,
        number: NUMBER,
        validUntil: '2030-02-28',
        reviewDue: '2030-02-28',
      });
    });
  },
  edge() {
    it('keeps the end that came before it was renewed, and none that was mended or was over when it was written', async () => {
      const ends = async (id: string) =>
        (await cloud().dump('certificates')).find(({ _id }) => _id === id)?.['lapsed'];
      const now = await cloud().now();
      const { id, endsAt } = await certificate(cloud(), { validUntil: '2026-11-27', reviewDue: null });
      const mended = await certificate(cloud(), { validUntil: '2026-11-27', reviewDue: null });
      const old = await certificate(cloud(), { validUntil: '2025-11-27', reviewDue: null });
      const renew = (which: string, rev = 1) =>
        cloud().callOk(SAFETY, 'certificates.save', certificateInput({ id: which, rev }));
      await renew(mended.id);
      await cloud().clock({ set: endsAt });
      await renew(id);
      await renew(old.id);
      await renew(id, 2);
      expect([await ends(id), await ends(mended.id), await ends(old.id)]).toEqual([
        [endsAt],
        undefined,
        undefined,
      ]);
      await cloud().clock({ set: now });
    });

    it('lets open tickets learn of a new end', async () => {
      const { id } = await certificate(cloud(), { validUntil: '2026-11-27', reviewDue: null });
      const ticket = await ask(cloud(), id);
      await cloud().callOk(SAFETY, 'certificates.save', certificateInput({ id, rev: 1 }));
      expect((await look(cloud(), APPLICANT, ticket.id)).workers).toMatchObject([
        { validUntil: '2030-02-28' },
      ]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      SAFETY,
      'certificates.save',
      misshapen({ ...certificateInput() }, { optional: ['number'], open: ['holder'] }),
    );

    it('refuses days that cannot be, a kind and a person that are not there, and a new one without number', async () => {
      const fields = async (patch: Parameters<typeof certificateInput>[0]) =>
        Object.keys(
          (await refused(cloud(), 'BAD_REQUEST', SAFETY, 'certificates.save', certificateInput(patch)))
            .fields ?? {},
        );
      expect(await fields({ issuedAt: '2026-11-26' })).toEqual(['issuedAt']);
      expect(await fields({ validUntil: '2024-03-01', reviewDue: null })).toEqual(['validUntil']);
      expect(await fields({ reviewDue: '2031-01-01' })).toEqual(['reviewDue']);
      expect(await fields({ kindId: 'diving' })).toEqual(['kindId']);
      await refused(cloud(), 'BAD_REQUEST', SAFETY, 'certificates.save', withoutNumber());
      const gone = certificateInput({ holder: { personId: 'p-999' } });
      await refused(cloud(), 'PERSON_UNKNOWN', SAFETY, 'certificates.save', gone);
    });

    it('refuses one that is not there, changed meanwhile, or was taken out of use', async () => {
      await refused(
        cloud(),
        'CERTIFICATE_UNKNOWN',
        SAFETY,
        'certificates.save',
        certificateInput({ rev: 1 }),
      );
      const { id } = await certificate(cloud());
      await cloud().callOk(SAFETY, 'certificates.save', certificateInput({ id, rev: 1 }));
      await refused(
        cloud(),
        'CHANGED',
        ADMIN,
        'certificates.save',
        certificateInput({ id, rev: 1, number: 'X' }),
      );
      await cloud().callOk(SAFETY, 'certificates.retire', { id, rev: 2, reason: '作废' });
      await refused(
        cloud(),
        'CERTIFICATE_UNKNOWN',
        SAFETY,
        'certificates.save',
        certificateInput({ id, rev: 3 }),
      );
    });
  },
  forbidden() {
    it('is for safety and administrators', async () => {
      for (const part of ['reporter', 'keeper', 'manager', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'certificates.save', certificateInput());
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'certificates.save', certificateInput());
    });
    itRefusesNobody(cloud, 'certificates.save', certificateInput());
  },
  replay() {
    it('is written once under one intent; other words and other people are refused', async () => {
      const input = certificateInput();
      const requestId = randomUUID();
      const send = (as = SAFETY, body = input) => cloud().call(as, 'certificates.save', body, { requestId });
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect(await send()).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      expect(await send(SAFETY, { ...input, number: 'X' })).toMatchObject({
        error: { code: 'REPLAY_MISMATCH' },
      });
      expect(await send(ADMIN)).toMatchObject({ error: { code: 'REPLAY_REFUSED' } });
    });
  },
});

contractOf('certificates.retire', {
  valid() {
    it('puts out fire that rests on it, and tells everybody on the ticket', async () => {
      const { id } = await certificate(cloud());
      const ticket = await running(cloud(), id);
      const before = await ask(cloud(), id);
      const retired = await cloud().callOk(SAFETY, 'certificates.retire', { id, rev: 1, reason: '证是假的' });
      expect(retired).toMatchObject({ standing: 'retired', reason: '证是假的' });
      const stopped = await look(cloud(), APPLICANT, ticket.id);
      expect(stopped).toMatchObject({
        state: 'paused',
        pauses: [{ because: 'certificate', by: null }],
        workers: [{ isValid: false }],
      });
      expect(await told(cloud(), ticket.id)).toEqual(
        expect.arrayContaining(
          [CAST.reporter, CAST.fixer, WELDER, CAST.keeper].map((who) => `permitStopped ${who}`),
        ),
      );
      const input = { permitId: ticket.id, rev: stopped.rev, action: 'resume', input: {} } as const;
      await refused(cloud(), 'PERMIT_LACKS', APPLICANT, 'permits.act', input);
      expect((await permitStored(cloud(), before.id)).workers[0]?.certificate.isRetired).toBe(true);
    });
  },
  edge() {
    it('stops work by the clock when one ends during it', async () => {
      const { id } = await certificate(cloud(), { validUntil: '2026-11-25', reviewDue: null });
      const now = await cloud().now();
      const ticket = await running(cloud(), id, { until: now + 20 * 3_600_000 });
      await cloud().clock({ set: Date.parse('2026-11-26T00:00:05+08:00') });
      await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
      expect((await permitStored(cloud(), ticket.id)).pauses).toMatchObject([{ because: 'certificate' }]);
      await act(cloud(), APPLICANT, ticket.id, 'finish');
    });

    it('leaves to the timer what an invocation did not get to', async () => {
      const { id } = await certificate(cloud());
      const ticket = await running(cloud(), id);
      await cloud().faults([
        { match: { function: 'api', collection: 'permits' }, mode: 'fail', times: 'forever' },
      ]);
      await cloud().callOk(SAFETY, 'certificates.retire', { id, rev: 1, reason: '作废' });
      await cloud().faults([]);
      expect((await permitStored(cloud(), ticket.id)).state).toBe('running');
      await cloud().clock({ advance: '61m', coalesce: true });
      await cloud().runTimer('jobs');
      expect((await permitStored(cloud(), ticket.id)).state).toBe('paused');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      SAFETY,
      'certificates.retire',
      misshapen({ id: randomUUID(), rev: 1, reason: '作废' }),
    );
    it('refuses one that is not there, or changed meanwhile', async () => {
      const { id } = await certificate(cloud());
      await refused(cloud(), 'CHANGED', SAFETY, 'certificates.retire', { id, rev: 2, reason: '作废' });
      await refused(cloud(), 'CERTIFICATE_UNKNOWN', SAFETY, 'certificates.retire', {
        id: randomUUID(),
        rev: 1,
        reason: '作废',
      });
    });
  },
  forbidden() {
    it('is for safety and administrators', async () => {
      const { id } = await certificate(cloud());
      for (const part of ['reporter', 'keeper', 'manager'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'certificates.retire', {
          id,
          rev: 1,
          reason: '作废',
        });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'certificates.retire', {
        id,
        rev: 1,
        reason: '作废',
      });
    });
    itRefusesNobody(cloud, 'certificates.retire', { id: randomUUID(), rev: 1, reason: '作废' });
  },
  replay() {
    it('happens once; for other reasons it is over', async () => {
      const { id } = await certificate(cloud());
      const send = (reason = '作废') => cloud().call(SAFETY, 'certificates.retire', { id, rev: 1, reason });
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect(await send()).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      expect(await send('别的原因')).toMatchObject({ error: { code: 'CERTIFICATE_UNKNOWN' } });
    });
  },
});

it('reminds the holder and safety 60, 30 and 7 days before and when it is over, each once, however late', async () => {
  const { id } = await certificate(cloud(), { validUntil: '2027-02-28', reviewDue: null });
  const once = ['certificateDue p-010', 'certificateDue p-011', `certificateDue ${WELDER}`];
  const times = (n: number): string[] =>
    Array.from({ length: n }, () => once)
      .flat()
      .sort();
  await tick('2026-12-29');
  expect(await reminded(id)).toEqual([]);
  await tick('2026-12-30');
  expect(await reminded(id)).toEqual(times(1));
  // Away for a while: both that fell due meanwhile are one.
  await tick('2027-02-22');
  expect(await reminded(id)).toEqual(times(2));
  await tick('2027-02-28');
  expect(await reminded(id)).toEqual(times(2));
  await tick('2027-03-01');
  await tick('2027-03-20');
  expect((await reminded(id)).filter((line) => line.startsWith('certificateOver'))).toEqual([
    'certificateOver p-010',
    'certificateOver p-011',
    `certificateOver ${WELDER}`,
  ]);
  const { notices } = await cloud().callOk(phoneOf(WELDER), 'notices.list', {});
  expect(notices.map(({ page }) => page)).toContain('certificates');
});
