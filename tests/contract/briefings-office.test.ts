/** 班前会 for those who lead them and those who oversee them: begun, said a word at, ended with a photo, listed. */
import type { BriefingView } from '../../typings/api';
import { recordNumber } from '../../miniprogram/shared/briefing';
import { readSignIn } from '../../miniprogram/shared/sign-in';
import {
  briefingStored,
  CREW,
  freshBriefing,
  groupPhoto,
  LEADER,
  meet,
  runningBriefing,
  WORKER,
} from './support/briefings';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { unsigned } from './support/desk';
import { CAST, guestPhone, phone, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { unzip } from '../support/zip';

const cloud = useCloud();

const NO_MEETING = 'nothing@2026-11-25:day';
const REASON = '手机没电';
const WORDS = '今天三号行车检修，路过看吊钩';
const PHOTO = { fileId: 'cloud://x', source: 'camera', takenAt: null } as const;

beforeAll(() => meet(cloud()));

/** Somebody who sees the meeting, and somebody who does not, may not do what its leader does. */
async function onlyLeader<R extends 'briefings.open' | 'briefings.say'>(
  route: R,
  input: Parameters<typeof refused<R>>[4],
): Promise<void> {
  for (const part of ['safety', 'boss', 'reporter'] as const)
    await refused(cloud(), 'NOT_FOR_YOU', phone(part), route, input);
  await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), route, input);
  await refused(cloud(), 'NOT_BOUND', guestPhone(), route, input);
}

contractOf('briefings.open', {
  valid() {
    it('begins the meeting with a code', async () => {
      const { id } = await freshBriefing(cloud());
      const view = await cloud().callOk(LEADER, 'briefings.open', { id });
      expect(view).toMatchObject({ state: 'running', opened: { by: { id: CAST.keeper } } });
      expect(view.code?.text).toMatch(new RegExp(`^safeloop:sign:briefing:${id}:\\d{6}$`));
      expect(view).toMatchObject({ may: ['name', 'close'], roll: { signed: [{ means: 'led' }] } });
    });
  },
  edge() {
    it('is seen by the team, who may sign from then on', async () => {
      const { briefing } = await runningBriefing(cloud());
      const { state, may } = await cloud().callOk(WORKER, 'briefings.get', { id: briefing.id });
      expect([state, may]).toEqual(['running', ['sign']]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, LEADER, 'briefings.open', misshapen({ id: NO_MEETING }));
    it('refuses a meeting that is not there', () =>
      refused(cloud(), 'BRIEFING_UNKNOWN', LEADER, 'briefings.open', { id: NO_MEETING }));
  },
  forbidden() {
    it('is for its leader', async () =>
      onlyLeader('briefings.open', await freshBriefing(cloud()).then(idOf)));
    itRefusesNobody(cloud, 'briefings.open', { id: NO_MEETING });
  },
  replay() {
    it('begins once, with one code', async () => {
      const { id } = await freshBriefing(cloud());
      const send = () => cloud().callOk(LEADER, 'briefings.open', { id });
      const [first, second] = await Promise.all([send(), send()]);
      expect(second.code).toEqual(first.code);
      const after = await stored(cloud());
      expect((await send()).code).toEqual(first.code);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

const idOf = ({ id }: BriefingView): { id: string } => ({ id });

contractOf('briefings.say', {
  valid() {
    it('puts the leader’s words on the card, under which everybody signs', async () => {
      const { id } = await freshBriefing(cloud());
      const view = await cloud().callOk(LEADER, 'briefings.say', { id, text: ` ${WORDS} ` });
      expect(view.words).toMatchObject({ text: WORDS, by: { id: CAST.keeper } });
      const { hash, code } = await cloud().callOk(LEADER, 'briefings.open', { id });
      const secret = readSignIn(code?.text ?? '')?.secret ?? '';
      await cloud().callOk(WORKER, 'briefings.sign', { id, secret, means: 'typed' });
      const { signatures } = await briefingStored(cloud(), id);
      expect(Object.values(signatures).map((one) => one.hash)).toEqual([hash, hash]);
    });
  },
  edge() {
    it('may be taken back, and not once the meeting began', async () => {
      const { id } = await freshBriefing(cloud());
      await cloud().callOk(LEADER, 'briefings.say', { id, text: WORDS });
      const { words } = await cloud().callOk(LEADER, 'briefings.say', { id, text: '' });
      expect(words).toBeNull();
      await cloud().callOk(LEADER, 'briefings.open', { id });
      await refused(cloud(), 'BRIEFING_BEGUN', LEADER, 'briefings.say', { id, text: WORDS });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      LEADER,
      'briefings.say',
      misshapen({ id: NO_MEETING, text: WORDS }, { mayBeEmpty: ['text'] }),
    );

    it('refuses words that the content check minds, and more than 140 of them', async () => {
      const { id } = await freshBriefing(cloud());
      for (const text of ['这里有人赌博', '传谣言'])
        await refused(cloud(), 'WORDS_REFUSED', LEADER, 'briefings.say', { id, text });
      expect((await briefingStored(cloud(), id)).words).toBeNull();
      const long = { id, text: '长'.repeat(141) };
      const { fields } = await refused(cloud(), 'BAD_REQUEST', LEADER, 'briefings.say', long);
      expect(Object.keys(fields ?? {})).toEqual(['text']);
    });
  },
  forbidden() {
    it('is for its leader', async () => {
      const { id } = await freshBriefing(cloud());
      await onlyLeader('briefings.say', { id, text: WORDS });
    });
    itRefusesNobody(cloud, 'briefings.say', { id: NO_MEETING, text: WORDS });
  },
  replay() {
    it('says the same once', async () => {
      const { id } = await freshBriefing(cloud());
      const send = () => cloud().callOk(LEADER, 'briefings.say', { id, text: WORDS });
      const first = await send();
      const { documents } = (await stored(cloud())) as { documents: object };
      expect(await send()).toEqual(first);
      expect(await stored(cloud())).toMatchObject({ documents });
    });
  },
});

contractOf('briefings.name', {
  valid() {
    it('puts somebody on the list by the leader’s word, with the reason', async () => {
      const { briefing } = await runningBriefing(cloud());
      const input = { id: briefing.id, personId: 'p-044', reason: '手机没电' };
      const { roll, counts } = await cloud().callOk(LEADER, 'briefings.name', input);
      const named = { by: { id: CAST.keeper }, reason: '手机没电' };
      expect(roll?.signed).toMatchObject([
        { means: 'led' },
        { by: { id: 'p-044' }, means: 'named', named, expected: true },
      ]);
      expect(roll?.missing.map(({ id }) => id)).toEqual(CREW.slice(1, 3));
      expect(counts.signed).toBe(2);
    });
  },
  edge() {
    it('leaves a signature of their own as it is', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const { id } = briefing;
      await cloud().callOk(WORKER, 'briefings.sign', { id, secret, means: 'scanned' });
      const input = { id, personId: 'p-032', reason: '手机没电' };
      const { roll } = await cloud().callOk(LEADER, 'briefings.name', input);
      expect(roll?.signed).toMatchObject([{ means: 'led' }, { means: 'scanned', named: null }]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      LEADER,
      'briefings.name',
      misshapen({ id: NO_MEETING, personId: 'p-032', reason: REASON }),
    );

    it('refuses a meeting that has not begun, and somebody who is not there', async () => {
      const { id } = await freshBriefing(cloud());
      const input = { id, personId: 'p-032', reason: REASON };
      await refused(cloud(), 'BRIEFING_SHUT', LEADER, 'briefings.name', input);
      await cloud().callOk(LEADER, 'briefings.open', { id });
      await refused(cloud(), 'PERSON_UNKNOWN', LEADER, 'briefings.name', { ...input, personId: 'p-999' });
      const gone = { ...input, id: NO_MEETING };
      await refused(cloud(), 'BRIEFING_UNKNOWN', LEADER, 'briefings.name', gone);
    });
  },
  forbidden() {
    it('is for its leader', async () => {
      const { briefing } = await runningBriefing(cloud());
      const input = { id: briefing.id, personId: 'p-032', reason: REASON };
      for (const part of ['safety', 'reporter'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'briefings.name', input);
      await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), 'briefings.name', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.name', input);
    });
    itRefusesNobody(cloud, 'briefings.name', { id: NO_MEETING, personId: 'p-032', reason: REASON });
  },
  replay() {
    it('is one signature', async () => {
      const { briefing } = await runningBriefing(cloud());
      const input = { id: briefing.id, personId: 'p-044', reason: '手机没电' };
      const send = () => cloud().callOk(LEADER, 'briefings.name', input);
      await Promise.all([send(), send()]);
      const after = await stored(cloud());
      expect((await send()).counts.signed).toBe(2);
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

contractOf('briefings.close', {
  valid() {
    it('ends the meeting with one sealed photo, which those who look after it see', async () => {
      const { briefing } = await runningBriefing(cloud());
      const { id } = briefing;
      const input = { id, photo: await groupPhoto(cloud()) };
      const view = await cloud().callOk(LEADER, 'briefings.close', input);
      expect(view).toMatchObject({ state: 'held', open: false, isMissed: false, may: ['name'] });
      const [evidence] = Object.values((await briefingStored(cloud(), id)).evidence);
      expect(evidence).toMatchObject({ state: 'sealed', takenAt: null });
      const overseen = await cloud().callOk(phone('safety'), 'briefings.get', { id });
      expect((await fetch(overseen.closed!.photo!)).ok).toBe(true);
      const worker = await cloud().callOk(WORKER, 'briefings.get', { id });
      expect(worker.closed).toMatchObject({ photo: null });
    });
  },
  edge() {
    it('shows the code on, for those who come late', async () => {
      const { briefing } = await runningBriefing(cloud());
      const input = { id: briefing.id, photo: await groupPhoto(cloud()) };
      expect((await cloud().callOk(LEADER, 'briefings.close', input)).code).toEqual(briefing.code);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      LEADER,
      'briefings.close',
      misshapen(
        { id: NO_MEETING, photo: PHOTO },
        { optional: ['photo.takenAt'], open: ['photo.takenAt'], mayBeEmpty: ['photo.fileId'] },
      ),
    );

    it('refuses a meeting that has not begun, and a photo of somebody else', async () => {
      const { id } = await freshBriefing(cloud());
      const photo = await groupPhoto(cloud());
      await refused(cloud(), 'BRIEFING_SHUT', LEADER, 'briefings.close', { id, photo });
      await cloud().callOk(LEADER, 'briefings.open', { id });
      const foreign = { id, photo: await groupPhoto(cloud(), WORKER) };
      await refused(cloud(), 'PHOTO_PATH', LEADER, 'briefings.close', foreign);
    });
  },
  forbidden() {
    it('is for its leader', async () => {
      const { briefing } = await runningBriefing(cloud());
      const { id } = briefing;
      for (const part of ['safety', 'reporter'] as const) {
        const input = { id, photo: await groupPhoto(cloud(), phone(part)) };
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'briefings.close', input);
      }
      const input = { id, photo: PHOTO };
      await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), 'briefings.close', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.close', input);
    });
    itRefusesNobody(cloud, 'briefings.close', { id: NO_MEETING, photo: PHOTO });
  },
  replay() {
    it('ends once, with one photo', async () => {
      const { briefing } = await runningBriefing(cloud());
      const input = { id: briefing.id, photo: await groupPhoto(cloud()) };
      const send = () => cloud().callOk(LEADER, 'briefings.close', input);
      const first = await send();
      const after = await stored(cloud());
      expect(unsigned(await send())).toEqual(unsigned(first));
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

contractOf('briefings.sheet', {
  valid() {
    it('is a Word document of what was told, who signed, when and how, and who did not', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const { id } = briefing;
      await cloud().callOk(WORKER, 'briefings.sign', { id, secret, means: 'scanned' });
      await cloud().callOk(LEADER, 'briefings.name', { id, personId: CREW[1], reason: '手机没电' });
      const { hash } = await briefingStored(cloud(), id);
      for (const as of [LEADER, phone('safety')]) {
        const { url, name } = await cloud().callOk(as, 'briefings.sheet', { id });
        expect(name).toBe(`班前会记录-${briefing.title}-${briefing.date}-白班.docx`);
        const files = unzip(Buffer.from(await (await fetch(url)).arrayBuffer()));
        const words = (files.get('word/document.xml')?.toString() ?? '').replace(/<[^>]+>/g, ' ');
        for (const wanted of [
          ...[briefing.title, briefing.date, briefing.owner.name, briefing.notice.title],
          ...['杜鹏', '扫码', '王大勇替签：手机没电', '没签到：沈德明', '3/4 人'],
          ...[hash ?? '-', recordNumber(hash ?? '')],
        ])
          expect(words).toContain(wanted);
      }
    });
  },
  edge() {
    it('is there once it was opened', async () => {
      const { id } = await freshBriefing(cloud());
      await refused(cloud(), 'BRIEFING_UNOPENED', LEADER, 'briefings.sheet', { id });
    });
  },
  invalid() {
    itRefusesShapes(cloud, LEADER, 'briefings.sheet', misshapen({ id: NO_MEETING }));
    it('refuses a meeting that is not there', () =>
      refused(cloud(), 'BRIEFING_UNKNOWN', LEADER, 'briefings.sheet', { id: NO_MEETING }));
  },
  forbidden() {
    it('is for whoever leads or oversees it', async () => {
      const { id } = (await runningBriefing(cloud())).briefing;
      await refused(cloud(), 'NOT_FOR_YOU', WORKER, 'briefings.sheet', { id });
      await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), 'briefings.sheet', { id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.sheet', { id });
    });
    itRefusesNobody(cloud, 'briefings.sheet', { id: NO_MEETING });
  },
});

contractOf('briefings.list', {
  valid() {
    it('is the meetings of the month, newest first, with how many signed of how many', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const { id } = briefing;
      await cloud().callOk(WORKER, 'briefings.sign', { id, secret, means: 'typed' });
      await cloud().callOk(LEADER, 'briefings.close', { id, photo: await groupPhoto(cloud()) });
      const { briefings, cursor } = await cloud().callOk(phone('safety'), 'briefings.list', {});
      expect(briefings).toHaveLength(30);
      const more = await cloud().callOk(phone('safety'), 'briefings.list', { cursor });
      const all = [...briefings, ...more.briefings];
      expect(all.find((row) => row.id === id)).toMatchObject({
        ...{ state: 'held', expected: CREW.length, counts: { signed: 2, late: 0, extra: 0 } },
      });
      expect(all.map(({ startsAt }) => startsAt)).toEqual(
        all.map(({ startsAt }) => startsAt).sort((a, b) => b - a),
      );
      expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
      expect(more.month.held).toBe(all.filter(({ state }) => state === 'held').length);
    });
  },
  edge() {
    it('is empty in a month without meetings, and for supervisors of other departments', async () => {
      const june = await cloud().callOk(phone('safety'), 'briefings.list', { month: '2026-06' });
      const none = { held: 0, missed: 0, dropped: 0, signed: 0, expected: 0 };
      expect(june).toEqual({ month: { month: '2026-06', ...none }, briefings: [], cursor: null });
      const other = await cloud().callOk(phone('otherSupervisor'), 'briefings.list', {});
      expect(other.briefings).toEqual([]);
      const own = await cloud().callOk(phone('boss'), 'briefings.list', {});
      expect(own.briefings.length).toBeGreaterThan(0);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('safety'),
      'briefings.list',
      misshapen({ month: '2026-11', cursor: 'x' }, { optional: ['month', 'cursor'], open: ['cursor'] }),
    );
  },
  forbidden() {
    it('is for those who oversee', async () => {
      for (const part of ['reporter', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'briefings.list', {});
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.list', {});
    });
    itRefusesNobody(cloud, 'briefings.list', {});
  },
});
