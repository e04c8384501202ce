/** Hazards that came back: noticed once, asked about, measured, watched; and told to nobody whose they are not. */
import { randomUUID } from 'node:crypto';
import type { Routes } from '../../typings/api';
import type { Repeat, RepeatCard, RepeatView } from '../../typings/repeat';
import book from '../../cloudfunctions/config/templates.json';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { act, look, orderAt, report } from './support/desk';
import { AREA, phone, useCloud, type Part } from './support/plant';
import { newKey, reportNameless } from './support/nameless';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';
import { countAll } from './support/tasks';

const cloud = useCloud();

const DAY = 24 * 60 * 60_000;
const POINT = 'b-05';

/** Everyday hazards of the starter plant. */
const idsOf = (wanted: 'thing' | 'behaviour'): string[] =>
  book.templates
    .filter(({ kind, urgency, suspectedMajor }) => kind === wanted && urgency !== 'high' && !suspectedMajor)
    .map(({ id }) => id);

/** Each test takes another one, so that none meets another's spot. */
const THINGS = idsOf('thing');

let used = 0;

/** A template that no test of this file took yet. */
function fresh(): string {
  const id = THINGS[used];
  used += 1;
  if (id === undefined) throw new Error('no template is left');
  return id;
}

const listed = async (open: boolean, part: Part = 'safety'): Promise<RepeatCard[]> =>
  (await cloud().callOk(phone(part), 'repeats.list', { open })).repeats;

const read = (id: string, part: Part = 'safety'): Promise<RepeatView> =>
  cloud().callOk(phone(part), 'repeats.read', { id });

const inbox = async (part: Part): Promise<string[]> =>
  (await cloud().callOk(phone(part), 'notices.list', {})).notices.map(({ title }) => title);

const storedRepeats = async (): Promise<Repeat[]> =>
  (await cloud().dump('repeats')) as (Record<string, unknown> & Repeat)[];

/** The same reported twice at a point. @returns what came of it */
async function cameBack(): Promise<{ card: RepeatCard; first: string; second: string; templateId: string }> {
  const templateId = fresh();
  const first = await orderAt(cloud(), 'closed', { templateId, pointId: POINT });
  const { id: second } = await report(cloud(), phone('reporter'), { templateId, pointId: POINT });
  await countAll(cloud());
  const known = (await storedRepeats()).find((one) => one.templateId === templateId);
  const card = (await listed(true)).find(({ id }) => id === known?._id);
  if (card === undefined) throw new Error('nothing came back');
  return { card, first, second, templateId };
}

type Answer = Routes['repeats.answer']['input'];

const answerTo = async ({ id }: RepeatCard, patch: Partial<Answer> = {}): Promise<Answer> => ({
  ...{ id, no: 1, cause: 'management', whys: ['螺栓松了', '没有人紧', '日检里没有这一项'] },
  ...{ measure: '日检加一项：拧一遍螺栓', ownerId: 'p-039', dueAt: (await cloud().now()) + 7 * DAY },
  ...patch,
});

const answer = async (card: RepeatCard, part: Part = 'keeper'): Promise<RepeatView> =>
  cloud().callOk(phone(part), 'repeats.answer', await answerTo(card));

const done = ({ id }: { id: string }, part: Part = 'fixer', no = 1): Promise<RepeatView> =>
  cloud().callOk(phone(part), 'repeats.done', { id, no, text: '表改好了，这周每天都拧了' });

/** The numbers of the clock, a day at a time would take long: straight to that instant, and one run of the timer. */
async function later(days: number): Promise<void> {
  await cloud().clock({ advance: days * DAY, coalesce: true });
  await cloud().runTimer('jobs');
}

contractOf('repeats.list', {
  valid() {
    it('tells what came back, and asks who keeps the area why', async () => {
      const { card, second } = await cameBack();
      expect(card).toMatchObject({ stage: 'asks', times: 1, isFailure: false, overdue: false });
      expect(card.owner?.id).toBe('p-012');
      expect(await inbox('keeper')).toContain('同一个隐患又出现了');
      expect((await look(cloud(), phone('keeper'), second)).repeatId).toBe(card.id);
    });

    it('tells it once, however often the order is counted', async () => {
      const { card, second } = await cameBack();
      await act(cloud(), phone('keeper'), second, 'respond', { text: '换掉', personId: 'p-039' });
      await countAll(cloud());
      const { notices } = await cloud().callOk(phone('keeper'), 'notices.list', {});
      expect(notices.filter(({ subjectId }) => subjectId === card.id)).toHaveLength(1);
      expect((await read(card.id)).rounds).toHaveLength(1);
    });
  },
  edge() {
    it('tells nothing of a single one, of another point, and of what was no hazard', async () => {
      const templateId = fresh();
      await report(cloud(), phone('reporter'), { templateId, pointId: POINT });
      await report(cloud(), phone('reporter'), { templateId, pointId: null });
      await orderAt(cloud(), 'notHazard', { templateId, pointId: POINT });
      await countAll(cloud());
      expect((await storedRepeats()).filter((one) => one.templateId === templateId)).toEqual([]);
    });

    it('takes it back when the second was no hazard', async () => {
      const { card, second } = await cameBack();
      await act(cloud(), phone('keeper'), second, 'notHazard', { reason: '是同一个' });
      await countAll(cloud());
      expect(await listed(true)).not.toContainEqual(expect.objectContaining({ id: card.id }));
      expect(await read(card.id)).toMatchObject({ stage: 'withdrawn', dueAt: null, may: null });
    });

    it('tells a behaviour by its area', async () => {
      const templateId = idsOf('behaviour')[0] ?? '';
      for (const pointId of [POINT, null]) await report(cloud(), phone('reporter'), { templateId, pointId });
      await countAll(cloud());
      const known = (await storedRepeats()).find((one) => one.templateId === templateId);
      expect(known).toMatchObject({ kind: 'area', spotId: AREA });
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'repeats.list', misshapen({ open: true }));
  },
  forbidden() {
    it('shows a supervisor those of their own areas', async () => {
      const { card } = await cameBack();
      expect(await listed(true, 'keeper')).toContainEqual(expect.objectContaining({ id: card.id }));
      expect(await listed(true, 'otherSupervisor')).not.toContainEqual(
        expect.objectContaining({ id: card.id }),
      );
    });
    it('is for safety, management and supervisors', async () => {
      for (const part of ['reporter', 'admin', 'inspector', 'contractor'] as const)
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'repeats.list', { open: true });
    });
    itRefusesNobody(cloud, 'repeats.list', { open: true });
  },
});

contractOf('repeats.read', {
  valid() {
    it('lets whoever is asked choose among the people who could take its order', async () => {
      const { second } = await cameBack();
      const told = await cloud().callOk(phone('keeper'), 'people.candidates', { orderId: second });
      expect(told.people.map(({ id }) => id)).toContain('p-039');
    });

    it('shows the orders at its spot and what may be done', async () => {
      const { card, first, second } = await cameBack();
      const view = await read(card.id, 'keeper');
      expect(view.orders.map(({ id }) => id)).toEqual([second, first]);
      expect(view).toMatchObject({ may: 'answer', rounds: [{ no: 1, orderId: second, answer: null }] });
    });
  },
  edge() {
    it('shows whoever is to see to the measure that one, and no other', async () => {
      const { card } = await cameBack();
      const { card: other } = await cameBack();
      await answer(card);
      expect(await read(card.id, 'fixer')).toMatchObject({ may: 'done' });
      await refused(cloud(), 'REPEAT_UNKNOWN', phone('fixer'), 'repeats.read', { id: other.id });
    });

    it('says no finer when an order was reported that nobody may know the reporter of', async () => {
      const templateId = fresh();
      const input = { templateId, pointId: POINT };
      for (let n = 0; n < 2; n += 1) await reportNameless(cloud(), phone('reporter'), newKey(), input);
      await countAll(cloud());
      const known = (await storedRepeats()).find((one) => one.templateId === templateId);
      const { orders } = await read(known?._id ?? '', 'manager');
      expect(orders).toHaveLength(2);
      for (const order of orders) expect(order.reportedIn).toMatch(/班$/);
    });
  },
  invalid() {
    itRefusesShapes(cloud, phone('safety'), 'repeats.read', misshapen({ id: 'a'.repeat(24) }));
    it('knows what is unknown', () =>
      refused(cloud(), 'REPEAT_UNKNOWN', phone('safety'), 'repeats.read', { id: 'a'.repeat(24) }));
  },
  forbidden() {
    it('shows others nothing, as if it were not there', async () => {
      const { card } = await cameBack();
      for (const part of ['reporter', 'otherSupervisor', 'contractor', 'admin'] as const)
        await refused(cloud(), 'REPEAT_UNKNOWN', phone(part), 'repeats.read', { id: card.id });
    });
    itRefusesNobody(cloud, 'repeats.read', { id: 'a'.repeat(24) });
  },
});

contractOf('repeats.answer', {
  valid() {
    it('stands with its root and its measure, and tells the owner', async () => {
      const { card } = await cameBack();
      const view = await answer(card);
      expect(view).toMatchObject({ stage: 'measured', owner: { id: 'p-039' } });
      expect(view.rounds[0]?.answer).toMatchObject({ cause: 'management', by: '王大勇' });
      expect(await inbox('fixer')).toContain('有一条长久办法由你落实');
    });
  },
  edge() {
    it('is asked for every week, and of safety too', async () => {
      const { card } = await cameBack();
      await later(8);
      expect((await listed(true)).find(({ id }) => id === card.id)).toMatchObject({ overdue: true });
      expect(await inbox('keeper')).toContain('又出现的隐患还没办完');
      const told = [...(await inbox('safety')), ...(await inbox('otherSafety'))];
      expect(told).toContain('又出现的隐患还没办完');
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'repeats.answer',
      misshapen({
        ...{ id: 'a'.repeat(24), no: 1, cause: 'thing', whys: ['旧了'], measure: '换新' },
        ...{ ownerId: 'p-039', dueAt: 1_900_000_000_000 },
      }),
    );
    it('refuses a day that is over, somebody who is not there, and a round that is not there', async () => {
      const { card } = await cameBack();
      const now = await cloud().now();
      const tries: [string, Partial<Answer>][] = [
        ['BAD_REQUEST', { dueAt: now - 1 }],
        ['BAD_REQUEST', { dueAt: now + 400 * DAY }],
        ['BAD_REQUEST', { whys: [] }],
        ['BAD_REQUEST', { whys: ['一', '二', '三', '四', '五', '六'] }],
        ['PERSON_UNKNOWN', { ownerId: 'p-999' }],
        ['REPEAT_UNKNOWN', { no: 2 }],
      ];
      for (const [code, patch] of tries)
        await refused(
          cloud(),
          code as 'BAD_REQUEST',
          phone('keeper'),
          'repeats.answer',
          await answerTo(card, patch),
        );
    });
  },
  forbidden() {
    it('is for safety and for who looks after the place', async () => {
      const { card } = await cameBack();
      const input = await answerTo(card);
      await refused(cloud(), 'NOT_FOR_YOU', phone('manager'), 'repeats.answer', input);
      for (const part of ['reporter', 'otherSupervisor', 'admin'] as const)
        await refused(cloud(), 'REPEAT_UNKNOWN', phone(part), 'repeats.answer', input);
    });
    it('is not for a caller without an openid', async () => {
      const { card } = await cameBack();
      const input = await answerTo(card);
      expect((await cloud().invoke(null, 'api', { route: 'repeats.answer', input })).body).toMatchObject({
        ok: false,
      });
    });
  },
  replay() {
    it('is said once: the same again is no failure, another is refused', async () => {
      const { card } = await cameBack();
      const [input, requestId, as] = [await answerTo(card), randomUUID(), phone('keeper')];
      await Promise.all([1, 2].map(() => cloud().callOk(as, 'repeats.answer', input, { requestId })));
      const after = await stored(cloud());
      await cloud().callOk(as, 'repeats.answer', input, { requestId });
      expect(await stored(cloud())).toEqual(after);
      const other = { ...input, measure: '换一个' };
      await refused(cloud(), 'REPLAY_MISMATCH', as, 'repeats.answer', other, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', phone('safety'), 'repeats.answer', input, { requestId });
      await refused(cloud(), 'REPEAT_SAID', phone('safety'), 'repeats.answer', other);
    });
  },
});

contractOf('repeats.done', {
  valid() {
    it('is watched for 90 days, and told to have held', async () => {
      const { card } = await cameBack();
      await answer(card);
      const view = await done(card);
      expect(view).toMatchObject({ stage: 'watching', may: null, owner: null });
      expect(await listed(false)).toContainEqual(expect.objectContaining({ id: card.id }));
      await later(91);
      expect(await read(card.id)).toMatchObject({ stage: 'held', dueAt: null });
      expect(await inbox('fixer')).toContain('管住了，90 天没再出现');
    });
  },
  edge() {
    it('failed when it comes back while it is watched', async () => {
      const { card, templateId } = await cameBack();
      await answer(card);
      await done(card);
      await later(7);
      await report(cloud(), phone('reporter'), { templateId, pointId: POINT });
      await countAll(cloud());
      const view = await read(card.id);
      expect(view).toMatchObject({ stage: 'asks', isFailure: true, times: 2 });
      expect(view.rounds.map(({ no }) => no)).toEqual([2, 1]);
      await refused(cloud(), 'REPEAT_SAID', phone('fixer'), 'repeats.done', {
        id: card.id,
        no: 1,
        text: '又落实',
      });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('fixer'),
      'repeats.done',
      misshapen({ id: 'a'.repeat(24), no: 1, text: '做了' }),
    );
    it('comes after the measure', async () => {
      const { card } = await cameBack();
      const input = { id: card.id, no: 1, text: '做了' };
      await refused(cloud(), 'REPEAT_EARLY', phone('keeper'), 'repeats.done', input);
    });
  },
  forbidden() {
    it('is for the owner and for who looks after the place', async () => {
      const { card } = await cameBack();
      await answer(card);
      const input = { id: card.id, no: 1, text: '做了' };
      await refused(cloud(), 'NOT_FOR_YOU', phone('manager'), 'repeats.done', input);
      await refused(cloud(), 'REPEAT_UNKNOWN', phone('reporter'), 'repeats.done', input);
    });
    itRefusesNobody(cloud, 'repeats.done', { id: 'a'.repeat(24), no: 1, text: '做了' });
  },
  replay() {
    it('is said once', async () => {
      const { card } = await cameBack();
      await answer(card);
      const [input, requestId] = [{ id: card.id, no: 1, text: '做了' }, randomUUID()];
      await Promise.all(
        [1, 2].map(() => cloud().callOk(phone('fixer'), 'repeats.done', input, { requestId })),
      );
      const after = await stored(cloud());
      await cloud().callOk(phone('fixer'), 'repeats.done', input, { requestId });
      expect(await stored(cloud())).toEqual(after);
      const other = { ...input, text: '没做' };
      await refused(cloud(), 'REPLAY_MISMATCH', phone('fixer'), 'repeats.done', other, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', phone('keeper'), 'repeats.done', input, { requestId });
    });
  },
});
