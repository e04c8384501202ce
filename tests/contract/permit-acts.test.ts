/** What people and the clock do with a hot-work ticket, from the signature to the last photo. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PermitActInput, PermitView } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { photo, report, unsigned } from './support/desk';
import {
  act,
  APPLICANT,
  approve,
  AREA,
  ask,
  certificate,
  checksOf,
  look,
  MINUTE,
  permitStored,
  ready,
  running,
  told,
  WATCHER,
  WELDER,
} from './support/permits';
import { CAST, guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { verifyChain } from '../../cloudfunctions/features/trail/chain';

const cloud = useCloud();

let welding = '';
beforeAll(async () => {
  welding = (await certificate(cloud())).id;
});

const KEEPER = phone('keeper');

/** Runs the timer at an instant, twice at once and once more. */
async function tick(at: number): Promise<void> {
  await cloud().clock({ set: at });
  await Promise.all([cloud().runTimer('jobs'), cloud().runTimer('jobs')]);
  await cloud().runTimer('jobs');
}

const command = async (
  as: string,
  { id }: Pick<PermitView, 'id'>,
  action: PermitActInput['action'],
  input: PermitActInput['input'] = {},
): Promise<PermitActInput> => {
  const { rev } = await look(cloud(), as, id);
  return { permitId: id, rev, action, input };
};

/** The fields of a refusal, or its message. */
const lacksOf = async (
  as: string,
  permit: Pick<PermitView, 'id'>,
  action: 'start' | 'resume',
): Promise<string> =>
  (await refused(cloud(), 'PERMIT_LACKS', as, 'permits.act', await command(as, permit, action))).message;

contractOf('permits.act', {
  valid() {
    it('goes from asking to the last photo, and keeps all of it', async () => {
      const asked = await ask(cloud(), welding, { level: 'first' });
      const signed = await approve(cloud(), asked.id);
      expect(signed.approvals.map(({ signed: by }) => by?.by.id)).toEqual([CAST.keeper, CAST.safety]);
      expect(signed.state).toBe('approved');
      expect(await lacksOf(APPLICANT, asked, 'start')).toMatch(/还有 8 条.*监护人还没签到.*气体/);
      await act(cloud(), APPLICANT, asked.id, 'check', {
        checks: await checksOf(cloud(), APPLICANT, signed),
      });
      await act(cloud(), WATCHER, asked.id, 'watchIn');
      const shot = await photo(cloud(), WATCHER);
      await act(cloud(), WATCHER, asked.id, 'gasTest', { values: { lel: 2, o2: 20.8 }, photos: [shot] });
      const begun = await act(cloud(), APPLICANT, asked.id, 'start');
      expect(begun).toMatchObject({ state: 'running', isValid: true, invalid: [], next: { step: 'finish' } });
      const finished = await act(cloud(), APPLICANT, asked.id, 'finish');
      expect(finished).toMatchObject({
        state: 'watching',
        isValid: false,
        next: { step: 'endWatch', owner: { id: CAST.fixer } },
      });
      const [end] = (await look(cloud(), WATCHER, asked.id)).actions.filter(({ id }) => id === 'endWatch');
      expect(end?.from).toBe(finished.afterWatch?.until);
      await cloud().clock({ set: finished.afterWatch!.until + 1 });
      const closed = await act(cloud(), WATCHER, asked.id, 'endWatch', {
        photos: [await photo(cloud(), WATCHER)],
      });
      expect(closed).toMatchObject({ state: 'closed', open: false, next: null, actions: [] });
      expect(closed.timeline.map(({ text }) => text)).toEqual([
        '申请动火',
        '现场管控人确认：同意，看过现场',
        '安全员批准：同意，看过现场',
        '确认安全措施',
        '监护人签到',
        '气体检测合格：可燃气体（占爆炸下限） 2%，氧含量 20.8%',
        '开始动火',
        '收工',
        '看护结束',
      ]);
      const { evidence, trail } = await permitStored(cloud(), asked.id);
      expect(Object.values(evidence).map(({ state }) => state)).toEqual(Array(5).fill('sealed'));
      expect(Object.values(evidence).every(({ takenAt }) => takenAt === null)).toBe(true);
      process.env['SAFELOOP_SECRET'] = readFileSync(join(cloud().dataDir, 'secret'), 'utf8').trim();
      expect(verifyChain(asked.id, trail)).toEqual([]);
    });

    it('is stopped by anybody who sees it, and goes on', async () => {
      const { id } = await running(cloud(), welding);
      const paused = await act(cloud(), phone('inspector'), id, 'pause', { reason: '火花掉到下面了' });
      expect(paused).toMatchObject({
        state: 'paused',
        isValid: false,
        pauses: [{ by: { id: CAST.inspector } }],
      });
      expect(await told(cloud(), id)).toEqual(
        expect.arrayContaining([
          `permitStopped ${CAST.reporter}`,
          `permitStopped ${WELDER}`,
          `permitStopped ${CAST.fixer}`,
        ]),
      );
      expect((await act(cloud(), APPLICANT, id, 'resume')).isValid).toBe(true);
    });

    it('shows orders near, asks for a word about them, and keeps what was shown', async () => {
      const near = await report(cloud(), phone('bystander'), {
        templateId: 'hot-work-not-cleared',
        areaId: AREA,
      });
      const { id } = await ask(cloud(), welding);
      const seen = (await look(cloud(), KEEPER, id)).near!.seen;
      const input = await command(KEEPER, { id }, 'approve', { seen });
      const { fields } = await refused(cloud(), 'BAD_REQUEST', KEEPER, 'permits.act', input);
      expect(Object.keys(fields ?? {})).toEqual(['note']);
      const signed = await act(cloud(), KEEPER, id, 'approve', { seen, note: '先派人清走' });
      expect(signed.approvals[0]?.signed).toMatchObject({
        note: '先派人清走',
        near: expect.arrayContaining([near.number]) as string[],
      });
      expect(await told(cloud(), id)).toEqual(
        expect.arrayContaining([`permitApproved ${CAST.reporter}`, `permitApproved ${CAST.fixer}`]),
      );
    });
  },
  edge() {
    it('measures again after a long pause', async () => {
      const { id } = await running(cloud(), welding, { level: 'first' });
      await act(cloud(), APPLICANT, id, 'pause', { reason: '吃饭' });
      await cloud().clock({ advance: 61 * MINUTE, coalesce: true });
      expect(await lacksOf(APPLICANT, { id }, 'resume')).toContain('气体要在动火前 30 分钟内测');
      await act(cloud(), WATCHER, id, 'gasTest', { values: { lel: 0, o2: 20.9 } });
      expect((await act(cloud(), APPLICANT, id, 'resume')).state).toBe('running');
    });

    it('is put out by air that is bad', async () => {
      const { id } = await running(cloud(), welding, { level: 'first' });
      const bad = await act(cloud(), WATCHER, id, 'gasTest', { values: { lel: 30, o2: 20.9 } });
      expect(bad).toMatchObject({ state: 'paused', pauses: [{ because: 'gas' }] });
      expect(await lacksOf(APPLICANT, { id }, 'resume')).toContain('不合格');
    });

    it('passes the watch on without a gap, and stops without a successor', async () => {
      const { id } = await running(cloud(), welding);
      await act(cloud(), WATCHER, id, 'appoint', { personId: CAST.boss });
      const passed = await act(cloud(), phone('boss'), id, 'watchIn');
      expect(passed).toMatchObject({ state: 'running', isValid: true });
      const left = await act(cloud(), phone('boss'), id, 'watchOut');
      expect(left).toMatchObject({
        state: 'paused',
        pauses: [{ because: 'watcher' }],
        raised: [{ because: 'watcher', to: { id: CAST.dutyLeader } }],
        next: { owner: { id: CAST.reporter } },
      });
      expect(await told(cloud(), id)).toContain(`permitRaised ${CAST.dutyLeader}`);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      APPLICANT,
      'permits.act',
      misshapen(
        {
          permitId: randomUUID(),
          rev: 1,
          action: 'check',
          input: {
            note: '词',
            seen: 'a.b',
            reason: '词',
            personId: 'p-001',
            checks: [{ checkId: 'cleared', result: 'na', reason: '词', photos: [] }],
            values: { lel: 1 },
            photos: [],
          },
        },
        {
          optional: [
            ...['input.note', 'input.seen', 'input.reason', 'input.personId', 'input.checks', 'input.values'],
            ...['input.photos', 'input.checks.0.reason', 'input.values.lel'],
          ],
          mayBeEmpty: ['input.note', 'input.seen', 'input.reason', 'input.checks.0.reason'],
          open: ['input.values'],
        },
      ),
    );

    it('refuses a signature without a look, with somebody else’s, or with an old one', async () => {
      const { id } = await ask(cloud(), welding);
      const other = await ask(cloud(), welding);
      const { near } = await look(cloud(), KEEPER, other.id);
      for (const seen of [undefined, 'x', near!.seen]) {
        const input = await command(KEEPER, { id }, 'approve', {
          note: '好',
          ...(seen === undefined ? {} : { seen }),
        });
        const { fields } = await refused(cloud(), 'BAD_REQUEST', KEEPER, 'permits.act', input);
        expect(Object.keys(fields ?? {})).toEqual(['seen']);
      }
      const mine = (await look(cloud(), KEEPER, id)).near!.seen;
      await cloud().clock({ advance: 16 * MINUTE, coalesce: true });
      const late = await command(KEEPER, { id }, 'approve', { note: '好', seen: mine });
      await refused(cloud(), 'BAD_REQUEST', KEEPER, 'permits.act', late);
    });

    it('refuses what the state does not know, what lacks something, and what was given wrong', async () => {
      const { id } = await ask(cloud(), welding);
      await refused(
        cloud(),
        'WRONG_STATE',
        APPLICANT,
        'permits.act',
        await command(APPLICANT, { id }, 'finish'),
      );
      await refused(
        cloud(),
        'REASON_NEEDED',
        APPLICANT,
        'permits.act',
        await command(APPLICANT, { id }, 'withdraw'),
      );
      const gas = await command(APPLICANT, { id }, 'gasTest', { values: { lel: 1, o2: 20 } });
      await refused(cloud(), 'NOT_FOR_YOU', APPLICANT, 'permits.act', gas);
      const gone = await command(APPLICANT, { id }, 'appoint', { personId: 'p-999' });
      await refused(cloud(), 'PERSON_UNKNOWN', APPLICANT, 'permits.act', gone);
      const worker = await command(APPLICANT, { id }, 'appoint', { personId: WELDER });
      await refused(cloud(), 'BAD_REQUEST', APPLICANT, 'permits.act', worker);
      const foreign = await photo(cloud(), WATCHER);
      const stolen = await command(APPLICANT, { id }, 'check', {
        checks: [{ checkId: 'cleared', result: 'done', photos: [foreign] }],
      });
      const { fields } = await refused(cloud(), 'PHOTO_PATH', APPLICANT, 'permits.act', stolen);
      expect(Object.keys(fields ?? {})).toEqual(['checks.0.photos.0']);
    });

    it('refuses a decision on what somebody else decided meanwhile', async () => {
      const { id } = await ready(cloud(), welding);
      const input = await command(APPLICANT, { id }, 'start');
      await act(cloud(), APPLICANT, id, 'appoint', { personId: CAST.boss });
      await refused(cloud(), 'CHANGED', APPLICANT, 'permits.act', input);
    });
  },
  forbidden() {
    it('is for whoever the step is for', async () => {
      const { id } = await ask(cloud(), welding);
      for (const as of [APPLICANT, WATCHER, phoneOf(WELDER), phone('inspector'), phone('otherSupervisor')]) {
        const input = await command(as, { id }, 'approve', { seen: 'x', note: '好' });
        await refused(cloud(), 'NOT_FOR_YOU', as, 'permits.act', input);
      }
      expect((await look(cloud(), APPLICANT, id)).state).toBe('asked');
      await approve(cloud(), id);
      const watch = await command(phone('inspector'), { id }, 'watchIn');
      await refused(cloud(), 'NOT_FOR_YOU', phone('inspector'), 'permits.act', watch);
      const hidden = { permitId: id, rev: 1, action: 'withdraw', input: { reason: '不要' } } as const;
      await refused(cloud(), 'PERMIT_UNKNOWN', phone('bystander'), 'permits.act', hidden);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'permits.act', hidden);
    });
    itRefusesNobody(cloud, 'permits.act', { permitId: randomUUID(), rev: 1, action: 'start', input: {} });
  },
  replay() {
    it('happens once, however often it is sent; other words and other people are refused', async () => {
      const { id } = await ask(cloud(), welding);
      const { near } = await look(cloud(), KEEPER, id);
      const input = await command(KEEPER, { id }, 'approve', { seen: near!.seen, note: '好' });
      const requestId = randomUUID();
      const send = (as = KEEPER, body = input) => cloud().call(as, 'permits.act', body, { requestId });
      const [first] = await Promise.all([send(), send()]);
      const after = await stored(cloud());
      const again = await send();
      expect(unsigned({ ...again, data: null })).toEqual(unsigned({ ...first, data: null }));
      expect(await stored(cloud())).toEqual(after);
      expect(
        (await permitStored(cloud(), id)).trail.filter(({ action }) => action === 'approve'),
      ).toHaveLength(1);
      const other = { ...input, input: { ...input.input, note: '不好' } };
      expect(await send(KEEPER, other)).toMatchObject({ error: { code: 'REPLAY_MISMATCH' } });
      expect(await send(phone('safety'))).toMatchObject({ error: { code: 'REPLAY_REFUSED' } });
    });

    it('takes one of two who sign at once', async () => {
      const { id, next } = await ask(cloud(), welding);
      await tick(next!.dueAt + 5_000);
      const both = [KEEPER, phone('dutyLeader')];
      const inputs = await Promise.all(
        both.map(async (as) =>
          command(as, { id }, 'approve', { seen: (await look(cloud(), as, id)).near!.seen, note: '好' }),
        ),
      );
      const answers = await Promise.all(both.map((as, n) => cloud().call(as, 'permits.act', inputs[n]!)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await permitStored(cloud(), id)).approvals).toHaveLength(1);
      expect(
        (await permitStored(cloud(), id)).trail.filter(({ action }) => action === 'approve'),
      ).toHaveLength(1);
    });

    it('keeps what two do at once that is no decision', async () => {
      const { id, rules } = await ask(cloud(), welding);
      const [first, second] = rules.checks.filter((each) => !each.photo);
      const of = (checkId: string) => ({ checks: [{ checkId, result: 'done' as const, photos: [] }] });
      await Promise.all([
        act(cloud(), APPLICANT, id, 'check', of(first!.id)),
        act(cloud(), WATCHER, id, 'check', of(second!.id)),
      ]);
      expect(Object.keys((await permitStored(cloud(), id)).checks).sort()).toEqual(
        [first!.id, second!.id].sort(),
      );
    });
  },
});
