/** 班前会 for those who meet: the card, signing in, the quiz; and that of all this nobody's name is told. */
import type { BriefingView } from '../../typings/api';
import type { Template, Templates } from '../../typings/config';
import { readSignIn } from '../../miniprogram/shared/sign-in';
import {
  ALONE,
  briefingStored,
  closedWithPhoto,
  CREW,
  freshBriefing,
  groupPhoto,
  LEADER,
  meet,
  nextMorning,
  report,
  runningBriefing,
  WORKER,
  wrongSecret,
} from './support/briefings';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { unsigned } from './support/desk';
import { guestPhone, phone, phoneOf, useCloud } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud({ PUSH_TO: 'events' });

const NO_MEETING = 'nothing@2026-11-25:day';

/** Pictures of hazards are looked at by WeChat, which pushes what it thinks of them. */
async function checked(orderId: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const order = (await cloud().dump('orders')).find(({ _id }) => _id === orderId);
    const files = Object.values(
      (order?.['evidence'] ?? {}) as Record<string, { check?: { result: string } }>,
    );
    if (files.every(({ check }) => check?.result === 'pass')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the pictures are not checked');
}

let closedOrder: string;

beforeAll(async () => {
  closedOrder = await closedWithPhoto(cloud());
  await checked(closedOrder);
  await meet(cloud());
});

const own = async (as: string): Promise<BriefingView[]> =>
  (await cloud().callOk(as, 'briefings.today', {})).briefings;

contractOf('briefings.today', {
  valid() {
    it('is the card of this person’s team and shift, and of nobody else’s', async () => {
      const { id } = await freshBriefing(cloud());
      const found = async (as: string) => (await own(as)).find((one) => one.id === id);
      const expected = CREW.length;
      const card = { mine: false, awaited: true, expected, roll: null, code: null, may: ['answer'] };
      expect(await found(WORKER)).toMatchObject(card);
      expect(await found(LEADER)).toMatchObject({ mine: true, roll: { missing: { length: expected } } });
      for (const part of ['bystander', 'safety'] as const) expect(await own(phone(part))).toEqual([]);
    });
  },
  edge() {
    it('is nothing where no team meets, and after the shift', async () => {
      expect(await own(phone('contractor'))).toEqual([]);
    });
  },
  invalid() {
    itRefusesShapes(cloud, WORKER, 'briefings.today', misshapen({}));
  },
  forbidden() {
    it('is not for a phone that nobody has bound', () =>
      refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.today', {}));
    itRefusesNobody(cloud, 'briefings.today', {});
  },
});

contractOf('briefings.get', {
  valid() {
    it('is one meeting, with its roll for those who look after it', async () => {
      const { id } = await freshBriefing(cloud());
      for (const part of ['safety', 'boss', 'machiningHead'] as const) {
        const view = await cloud().callOk(phone(part), 'briefings.get', { id });
        expect(view).toMatchObject({ mine: false, roll: { signed: [] }, may: ['answer'] });
      }
    });
  },
  edge() {
    it('tells a code to its leader alone', async () => {
      const { briefing } = await runningBriefing(cloud());
      expect(readSignIn(briefing.code?.text ?? '')).toMatchObject({ kind: 'briefing', id: briefing.id });
      for (const as of [WORKER, phone('safety'), phone('boss')])
        expect((await cloud().callOk(as, 'briefings.get', { id: briefing.id })).code).toBeNull();
    });
  },
  invalid() {
    itRefusesShapes(cloud, WORKER, 'briefings.get', misshapen({ id: NO_MEETING }));
    it('refuses a meeting that is not there', () =>
      refused(cloud(), 'BRIEFING_UNKNOWN', WORKER, 'briefings.get', { id: NO_MEETING }));
  },
  forbidden() {
    it('is not for other teams', async () => {
      const { id } = await freshBriefing(cloud());
      for (const part of ['bystander', 'otherSupervisor'] as const)
        await refused(cloud(), 'BRIEFING_UNKNOWN', phone(part), 'briefings.get', { id });
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.get', { id });
    });
    itRefusesNobody(cloud, 'briefings.get', { id: NO_MEETING });
  },
});

contractOf('briefings.sign', {
  valid() {
    it('puts this person on the list, once, under what they were told', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const input = { id: briefing.id, secret, means: 'scanned' } as const;
      const view = await cloud().callOk(WORKER, 'briefings.sign', input);
      expect(view).toMatchObject({
        signature: { means: 'scanned', late: false },
        counts: { signed: 2, late: 0, extra: 0 },
      });
      const { signatures, hash, tries } = await briefingStored(cloud(), briefing.id);
      expect(signatures['p-032']).toMatchObject({ hash, named: null });
      expect([hash?.length, tries]).toEqual([64, { 'p-032': 0 }]);
    });
  },
  edge() {
    it('takes a colleague of another team who was there, and says so', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const input = { id: briefing.id, secret, means: 'typed' } as const;
      const { counts } = await cloud().callOk(phone('bystander'), 'briefings.sign', input);
      expect(counts).toEqual({ signed: 1, late: 0, extra: 1 });
    });

    it('marks who comes after the meeting as late', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const { id } = briefing;
      await cloud().callOk(LEADER, 'briefings.close', { id, photo: await groupPhoto(cloud()) });
      const input = { id, secret, means: 'typed' } as const;
      const late = await cloud().callOk(WORKER, 'briefings.sign', input);
      expect(late).toMatchObject({ signature: { late: true }, counts: { signed: 2, late: 1 } });
    });

    it('has each of many at once on the list', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const input = { id: briefing.id, secret, means: 'scanned' } as const;
      await Promise.all(CREW.map((id) => cloud().callOk(phoneOf(id), 'briefings.sign', input)));
      const { counts, signatures } = await briefingStored(cloud(), briefing.id);
      expect([counts.signed, Object.keys(signatures).sort()]).toEqual([4, [...CREW].sort()]);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      WORKER,
      'briefings.sign',
      misshapen({ id: NO_MEETING, secret: '123456', means: 'scanned' }),
    );

    it('refuses what is not there or has not begun, and counts no tries of it', async () => {
      const { id } = await freshBriefing(cloud());
      const input = { secret: '123456', means: 'typed' } as const;
      await refused(cloud(), 'BRIEFING_UNKNOWN', WORKER, 'briefings.sign', { ...input, id: NO_MEETING });
      await refused(cloud(), 'BRIEFING_SHUT', WORKER, 'briefings.sign', { ...input, id });
    });

    it('refuses a wrong secret five times, and then every one alike', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const besides = ['briefings'];
      const wrong = { id: briefing.id, secret: wrongSecret(secret), means: 'typed' } as const;
      for (let tries = 0; tries < 5; tries += 1)
        await refused(cloud(), 'SIGN_WRONG', WORKER, 'briefings.sign', wrong, { besides });
      for (const input of [wrong, { ...wrong, secret }])
        await refused(cloud(), 'SIGN_LOCKED', WORKER, 'briefings.sign', input, { besides });
      const { signatures } = await briefingStored(cloud(), briefing.id);
      expect(Object.keys(signatures)).toEqual([CREW[0]]);
      await cloud().callOk(phoneOf('p-044'), 'briefings.sign', { ...wrong, secret });
    });
  },
  forbidden() {
    it('is not for a phone that nobody has bound', () =>
      refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.sign', {
        ...{ id: NO_MEETING, secret: '123456', means: 'typed' },
      }));
    itRefusesNobody(cloud, 'briefings.sign', { id: NO_MEETING, secret: '123456', means: 'typed' });
  },
  replay() {
    it('is one signature, however often and however it is sent', async () => {
      const { briefing, secret } = await runningBriefing(cloud());
      const input = { id: briefing.id, secret, means: 'scanned' } as const;
      const send = () => cloud().callOk(WORKER, 'briefings.sign', input);
      const [first, second] = await Promise.all([send(), send()]);
      expect(second.signature).toEqual(first.signature);
      const again = await cloud().callOk(WORKER, 'briefings.sign', { ...input, means: 'typed' });
      expect(again.signature).toMatchObject({ means: 'scanned' });
      expect((await briefingStored(cloud(), briefing.id)).counts.signed).toBe(2);
    });
  },
});

contractOf('briefings.answer', {
  valid() {
    it('tells after the answer what was the matter and what was done', async () => {
      const { id, quiz } = await freshBriefing(cloud());
      expect(quiz).toMatchObject({ options: { length: 3 }, told: null });
      expect((await fetch(quiz!.photo!)).ok).toBe(true);
      const right = await cloud().callOk(WORKER, 'briefings.answer', { id, optionId: 'guard-loose' });
      expect(right.quiz?.told).toEqual({ rightId: 'guard-loose', measure: expect.any(String) as string });
      expect(right.answers).toEqual({ answered: 1, right: 1 });
      const wrong = quiz!.options.find((option) => option.id !== 'guard-loose')!.id;
      const { answers } = await cloud().callOk(LEADER, 'briefings.answer', { id, optionId: wrong });
      expect(answers).toEqual({ answered: 2, right: 1 });
    });
  },
  edge() {
    it('is kept as a count: who answered what is not to be found', async () => {
      const { id } = await freshBriefing(cloud());
      await cloud().callOk(WORKER, 'briefings.answer', { id, optionId: 'guard-loose' });
      const { answers } = await briefingStored(cloud(), id);
      expect(JSON.stringify(answers)).not.toContain('p-032');
      expect(Object.values(answers.by)).toEqual([true]);
    });

    it('is drawn from pictures that everybody may see: of things, by name', async () => {
      const { id } = await freshBriefing(cloud());
      const { card } = await briefingStored(cloud(), id);
      expect(card.quiz?.orderId).toBe(closedOrder);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      WORKER,
      'briefings.answer',
      misshapen({ id: NO_MEETING, optionId: 'guard-loose' }),
    );
    it('refuses what is no option, and a meeting that is not there', async () => {
      const { id } = await freshBriefing(cloud());
      const input = { id, optionId: 'no-such-thing' };
      const { fields } = await refused(cloud(), 'BAD_REQUEST', WORKER, 'briefings.answer', input);
      expect(Object.keys(fields ?? {})).toEqual(['optionId']);
      const gone = { ...input, id: NO_MEETING };
      await refused(cloud(), 'BRIEFING_UNKNOWN', WORKER, 'briefings.answer', gone);
    });
  },
  forbidden() {
    it('is not for other teams', async () => {
      const { id } = await freshBriefing(cloud());
      const input = { id, optionId: 'guard-loose' };
      await refused(cloud(), 'BRIEFING_UNKNOWN', phone('bystander'), 'briefings.answer', input);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'briefings.answer', input);
    });
    itRefusesNobody(cloud, 'briefings.answer', { id: NO_MEETING, optionId: 'guard-loose' });
  },
  replay() {
    it('counts the first answer, and no other', async () => {
      const { id, quiz } = await freshBriefing(cloud());
      const input = { id, optionId: 'guard-loose' };
      const send = () => cloud().callOk(WORKER, 'briefings.answer', input);
      await Promise.all([send(), send()]);
      const after = await stored(cloud());
      const wrong = quiz!.options.find((option) => option.id !== 'guard-loose')!.id;
      const again = await cloud().callOk(WORKER, 'briefings.answer', { id, optionId: wrong });
      expect(again.answers).toEqual({ answered: 1, right: 1 });
      expect(await stored(cloud())).toEqual(after);
    });
  },
});

describe('what is told', () => {
  beforeAll(() => meet(cloud(), ALONE));

  const behaviour = async (): Promise<Template> => {
    const { body } = await cloud().callOk(phone('admin'), 'config.get', { kind: 'templates' });
    return (body as Templates).templates.find(({ kind }) => kind === 'behaviour')!;
  };

  it('names nobody, no behaviour beyond its template, and pictures that everybody may see', async () => {
    const template = await behaviour();
    const reporter = phone('reporter');
    await report(cloud(), reporter, { templateId: template.id, areaId: 'press', pointId: 'a-06' });
    await closedWithPhoto(cloud(), { visibility: 'safetyOnly' }).then(checked);
    const briefing = await nextMorning(cloud());
    const { card } = await briefingStored(cloud(), briefing.id);
    expect(card.hazards).toHaveLength(3);
    for (const { name } of await cloud().people()) expect(JSON.stringify(card)).not.toContain(name);
    expect(card.hazards).toContainEqual(
      expect.objectContaining({ title: template.title, place: '冲剪折弯区', measure: template.measure }),
    );
    expect(card.quiz?.orderId).toBe(closedOrder);
  });

  it('stays as it was told once the meeting began, and takes nobody after the shift', async () => {
    const briefing = await nextMorning(cloud());
    const { id } = briefing;
    const { code } = await cloud().callOk(LEADER, 'briefings.open', { id });
    await report(cloud(), phone('reporter'), { templateId: 'guard-loose' });
    await cloud().clock({ set: briefing.dueAt + 5_000 });
    await cloud().runTimer('jobs');
    const after = await cloud().callOk(LEADER, 'briefings.get', { id });
    expect(unsigned(after.card)).toEqual(unsigned(briefing.card));
    await cloud().clock({ set: briefing.endsAt + 5_000 });
    const secret = readSignIn(code?.text ?? '')?.secret ?? '';
    const late = { id, secret, means: 'typed' } as const;
    await refused(cloud(), 'BRIEFING_OVER', WORKER, 'briefings.sign', late);
    const quizzed = { id, optionId: 'guard-loose' };
    await refused(cloud(), 'BRIEFING_OVER', WORKER, 'briefings.answer', quizzed);
  });
});
