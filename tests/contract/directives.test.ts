/** 督办指令: issued by management, on an order or alone; answered once. */
import { randomUUID } from 'node:crypto';
import type { DirectiveView, Routes } from '../../typings/api';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { look, orderAt } from './support/desk';
import { CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Input = Routes['directives.issue']['input'];

const asked = async (patch: Partial<Input> = {}): Promise<Input> => ({
  orderId: null,
  to: CAST.keeper,
  text: '周五前把通道清出来',
  dueAt: (await cloud().now()) + DAY,
  ...patch,
});

const issue = async (patch: Partial<Input> = {}, by: Part = 'manager'): Promise<DirectiveView> =>
  cloud().callOk(phone(by), 'directives.issue', await asked(patch));

const answer = ({ id, rev }: DirectiveView, text = '今天清完') =>
  cloud().callOk(phone('keeper'), 'directives.answer', { id, rev, text });

const inbox = async (part: Part): Promise<string[]> =>
  (await cloud().callOk(phone(part), 'notices.list', {})).notices.map(({ title }) => title);

contractOf('directives.issue', {
  valid() {
    it('reaches who is to answer, and stands on the order it is about', async () => {
      const orderId = await orderAt(cloud(), 'awaitingResponse');
      const issued = await issue({ orderId });
      expect(issued).toMatchObject({
        orderId,
        from: { id: CAST.manager, name: '周建国' },
        to: { id: CAST.keeper, name: '王大勇' },
        overdue: false,
        answer: null,
        mine: false,
      });
      const page = await look(cloud(), phone('keeper'), orderId);
      expect(page.directives).toEqual([{ ...issued, mine: true }]);
      expect(issued.orderNumber).toBe(page.number);
      expect((await inbox('keeper'))[0]).toBe('有一条督办给你');
    });

    it('may stand alone', async () => {
      expect(await issue({}, 'safety')).toMatchObject({ orderId: null, orderNumber: null });
    });
  },
  edge() {
    it('reminds who is to answer when it is due and then its author, each once', async () => {
      const issued = await issue({ text: '第二天问两次' });
      await cloud().clock({ set: issued.dueAt + 60_000 });
      await cloud().runTimer('jobs');
      await cloud().runTimer('jobs');
      await cloud().clock({ set: issued.dueAt + 5 * HOUR });
      await cloud().runTimer('jobs');
      await cloud().runTimer('jobs');
      const told = (await cloud().dump('deliveries')).filter(({ _id }) => String(_id).includes(issued.id));
      expect(told.map(({ to, notice }) => [to, notice]).sort()).toEqual([
        [CAST.manager, 'directiveLate'],
        [CAST.keeper, 'directive'],
        [CAST.keeper, 'directiveDue'],
      ]);
      const { directives } = await cloud().callOk(phone('manager'), 'directives.list', {});
      expect(directives.find(({ id }) => id === issued.id)?.overdue).toBe(true);
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('manager'),
      'directives.issue',
      misshapen({ orderId: randomUUID(), to: 'p-012', text: '快', dueAt: 1_800_000_000_000 }),
    );

    it('refuses oneself, somebody who is not there, a date that is over and one too far', async () => {
      const manager = phone('manager');
      const self = await asked({ to: CAST.manager });
      await refused(cloud(), 'BAD_REQUEST', manager, 'directives.issue', self);
      const nobody = await asked({ to: 'p-999' });
      await refused(cloud(), 'PERSON_UNKNOWN', manager, 'directives.issue', nobody);
      for (const dueAt of [await cloud().now(), (await cloud().now()) + 400 * DAY]) {
        const { fields } = await refused(
          cloud(),
          'BAD_REQUEST',
          manager,
          'directives.issue',
          await asked({ dueAt }),
        );
        expect(Object.keys(fields ?? {})).toEqual(['dueAt']);
      }
      const unknown = await asked({ orderId: randomUUID() });
      await refused(cloud(), 'NOT_FOUND', manager, 'directives.issue', unknown);
    });
  },
  forbidden() {
    it('is for management', async () => {
      for (const part of ['keeper', 'reporter', 'inspector', 'admin'] as const) {
        const input = await asked({ to: CAST.fixer });
        await refused(cloud(), 'NOT_FOR_YOU', phone(part), 'directives.issue', input);
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'directives.issue', await asked());
    });

    itRefusesNobody(cloud, 'directives.issue', { orderId: null, to: 'p-012', text: '快', dueAt: 1 });
  },
  replay() {
    it('is issued once, however often it is sent', async () => {
      const [input, requestId, as] = [await asked(), randomUUID(), phone('manager')];
      const first = await cloud().callOk(as, 'directives.issue', input, { requestId });
      const after = await stored(cloud());
      expect(await cloud().callOk(as, 'directives.issue', input, { requestId })).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
    });

    it('is issued once when it is sent at once', async () => {
      const [input, requestId, as] = [await asked({ text: '一次' }), randomUUID(), phone('manager')];
      await Promise.all([1, 2, 3].map(() => cloud().callOk(as, 'directives.issue', input, { requestId })));
      const all = (await cloud().dump('directives')).filter(({ text }) => text === '一次');
      expect(all).toHaveLength(1);
    });

    it('refuses another text and another person under the same id', async () => {
      const [input, requestId, as] = [await asked(), randomUUID(), phone('manager')];
      await cloud().callOk(as, 'directives.issue', input, { requestId });
      const other = { ...input, text: '别的' };
      await refused(cloud(), 'REPLAY_MISMATCH', as, 'directives.issue', other, { requestId });
      await refused(cloud(), 'REPLAY_REFUSED', phone('safety'), 'directives.issue', input, { requestId });
    });
  },
});

contractOf('directives.answer', {
  valid() {
    it('is told to its author, and stands', async () => {
      const issued = await issue();
      const answered = await answer(issued);
      expect(answered).toMatchObject({
        rev: issued.rev + 1,
        answer: { text: '今天清完', by: '王大勇' },
        mine: false,
      });
      expect((await inbox('manager'))[0]).toBe('督办有答复了');
    });
  },
  edge() {
    it('ends the reminders, and is taken late as well', async () => {
      const issued = await issue({ dueAt: (await cloud().now()) + HOUR, text: '晚了也要答' });
      await cloud().clock({ set: issued.dueAt + 60_000 });
      expect(await answer(issued)).toMatchObject({ overdue: false });
      const kept = (await cloud().dump('directives')).find(({ _id }) => _id === issued.id);
      expect(kept?.['remindAt']).toBeNull();
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'directives.answer',
      misshapen({ id: randomUUID(), rev: 1, text: '好' }),
    );

    it('refuses a directive that does not exist', async () => {
      const input = { id: randomUUID(), rev: 1, text: '好' };
      await refused(cloud(), 'NOT_FOUND', phone('keeper'), 'directives.answer', input);
    });
  },
  forbidden() {
    it('is for the one who was asked', async () => {
      const { id, rev } = await issue();
      const input = { id, rev, text: '我来答' };
      const { message } = await refused(cloud(), 'NOT_FOR_YOU', phone('manager'), 'directives.answer', input);
      expect(message).toContain('王大勇');
      for (const part of ['boss', 'safety', 'bystander'] as const) {
        await refused(cloud(), 'NOT_FOUND', phone(part), 'directives.answer', input);
      }
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'directives.answer', input);
    });

    itRefusesNobody(cloud, 'directives.answer', { id: randomUUID(), rev: 1, text: '好' });
  },
  replay() {
    it('is given once; the same again is no failure, another is refused', async () => {
      const issued = await issue();
      const [first, second] = await Promise.all([answer(issued), answer(issued)]);
      expect(second.answer?.text).toBe(first.answer?.text);
      const after = await stored(cloud());
      expect(await answer(issued)).toEqual(first);
      expect(await stored(cloud())).toEqual(after);
      const other = { id: issued.id, rev: issued.rev, text: '明天' };
      await refused(cloud(), 'DIRECTIVE_ANSWERED', phone('keeper'), 'directives.answer', other);
    });
  },
});

const listed = async (part: Part): Promise<DirectiveView[]> => {
  const all: DirectiveView[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await cloud().callOk(phone(part), 'directives.list', cursor === undefined ? {} : { cursor });
    all.push(...page.directives);
    cursor = page.cursor;
  }
  return all;
};

contractOf('directives.list', {
  valid() {
    it('shows who issued and who was given them the same, open ones first by date', async () => {
      const late = await issue({
        text: '后办',
        to: CAST.otherSupervisor,
        dueAt: (await cloud().now()) + 3 * DAY,
      });
      const soon = await issue({ text: '先办', to: CAST.otherSupervisor });
      const done = await issue({ text: '办好', to: CAST.otherSupervisor });
      const { id, rev } = done;
      await cloud().callOk(phone('otherSupervisor'), 'directives.answer', { id, rev, text: '好了' });
      const theirs = await listed('otherSupervisor');
      expect(theirs.map(({ text, mine }) => [text, mine])).toEqual([
        ['先办', true],
        ['后办', true],
        ['办好', false],
      ]);
      const issued = (await listed('manager')).map(({ id: each }) => each);
      expect(issued).toEqual(expect.arrayContaining([late.id, soon.id, done.id]));
    });
  },
  edge() {
    it('shows each once, page by page', async () => {
      for (let n = 0; n < 22; n += 1) {
        const { id, rev } = await issue({ to: CAST.boss, text: `第${n}条` }, 'dutyLeader');
        await cloud().callOk(phone('boss'), 'directives.answer', { id, rev, text: '好' });
      }
      const texts = (await listed('boss')).map(({ text }) => text);
      expect(texts).toEqual(Array.from({ length: 22 }, (_none, n) => `第${21 - n}条`));
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('manager'),
      'directives.list',
      misshapen({ cursor: 'WzEsImEiXQ' }, { optional: ['cursor'], mayBeEmpty: ['cursor'] }),
    );
  },
  forbidden() {
    it('shows nobody what is between others', async () => {
      await issue();
      expect(await listed('bystander')).toEqual([]);
      await refused(cloud(), 'NOT_BOUND', guestPhone(), 'directives.list', {});
    });

    itRefusesNobody(cloud, 'directives.list', {});
  },
});
