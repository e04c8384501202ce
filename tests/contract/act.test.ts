/** Acting on an order: who may do what and when, what it asks for, and that an act happens once. */
import { randomUUID } from 'node:crypto';
import type { ActInput } from '../../typings/api';
import type { ErrorCode } from '../../miniprogram/shared/errors';
import { takePhoto } from '../support/evidence';
import { acting } from './support/acting';
import { contractOf, itRefusesNobody, itRefusesShapes } from './support/contract-of';
import { PDF, actInput, look, orderAt, photo, report, storedOrder, unsigned } from './support/desk';
import { CAST, guestPhone, phone, useCloud, type Part } from './support/plant';
import { refused, stored } from './support/refusal';
import { misshapen } from './support/shapes';

const cloud = useCloud();

const whole = {
  orderId: '5f0c7f1a-0000-4000-8000-000000000001',
  rev: 1,
  action: 'respond',
  input: {
    text: '换一个',
    reason: '松了',
    photos: [{ fileId: 'cloud://x.y/z.jpg', source: 'camera', takenAt: 1_790_000_000_000 }],
    files: [{ fileId: 'cloud://x.y/z.pdf', source: 'file', takenAt: 1_790_000_000_000 }],
    personId: 'p-030',
    onSite: true,
    urgency: 'high',
  },
};

const { by, refusedAct, buttons } = acting(cloud);

contractOf('orders.act', {
  valid() {
    it('goes through the loop with a round that was sent back', async () => {
      const { id } = await report(cloud(), phone('reporter'));
      const responded = await by('keeper', id, 'respond', {
        text: '换一个防护罩',
        personId: CAST.fixer,
        files: [await takePhoto(cloud(), phone('keeper'), PDF, 'pdf')],
      });
      expect(responded).toMatchObject({
        rev: 2,
        state: { id: 'rectifying', label: '整改中' },
        plan: { text: '换一个防护罩', by: '王大勇' },
        people: {
          owner: { id: CAST.fixer },
          rectifier: { id: CAST.keeper },
          siteKeeper: { id: CAST.keeper },
        },
        photos: [{ purpose: 'plan', state: 'sealed', format: 'pdf' }],
      });
      const fixed = await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      expect(fixed).toMatchObject({
        state: { id: 'awaitingVerification' },
        people: { owner: { id: CAST.reporter } },
      });
      const back = await by('reporter', id, 'sendBack', { reason: '还松着', onSite: true });
      expect(back).toMatchObject({
        state: { label: '退回重改（第2轮）' },
        round: 2,
        people: { owner: { id: CAST.fixer } },
      });
      await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      const closed = await by('reporter', id, 'verify');
      expect(closed).toMatchObject({ state: { id: 'closed', end: true }, next: null, notMine: null });
      expect(closed.timeline.map(({ what }) => what)).toEqual([
        '上报了隐患',
        '答复了怎么改',
        '改好了，等复核',
        '没修好，退回重改',
        '改好了，等复核',
        '复核通过，已关闭',
      ]);
      const { rounds } = await storedOrder(cloud(), id);
      expect(rounds.map(({ verdict }) => verdict?.onSite)).toEqual([true, false]);
    });

    it('grants each person the buttons they may press now, and no others', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      expect(await buttons('keeper', id)).toEqual([
        'respond',
        'assign',
        'transfer',
        'notHazard',
        'correctUrgency',
        'suspectMajor',
        'interim',
        'proposeStop',
        'merge',
      ]);
      expect(await buttons('reporter', id)).toEqual(['proposeStop']);
      expect(await buttons('safety', id)).toEqual([
        'assign',
        'correctUrgency',
        'suspectMajor',
        'interim',
        'proposeStop',
        'merge',
      ]);
      expect(await buttons('manager', id)).toEqual(['suspectMajor', 'proposeStop']);
    });

    it('names another fixer while the fix is due', async () => {
      const id = await orderAt(cloud(), 'rectifying');
      const view = await by('keeper', id, 'assign', { personId: 'p-038', text: '范师傅请假' });
      expect(view).toMatchObject({ state: { id: 'rectifying' }, people: { fixer: { id: 'p-038' } } });
    });

    it('reopens what was closed in a new round, and what was no hazard with safety', async () => {
      const closed = await orderAt(cloud(), 'closed');
      expect(await by('reporter', closed, 'reopen', { reason: '又松了' })).toMatchObject({
        state: { id: 'rectifying' },
        round: 2,
        people: { owner: { id: CAST.fixer } },
      });
      const denied = await orderAt(cloud(), 'notHazard');
      expect(await by('otherSafety', denied, 'reopen', { reason: '再看看' })).toMatchObject({
        state: { id: 'awaitingResponse' },
        people: { owner: { id: CAST.safety } },
      });
    });
  },
  edge() {
    it('takes nine photos', async () => {
      const id = await orderAt(cloud(), 'rectifying');
      const photos = await Promise.all(Array.from({ length: 9 }, () => photo(cloud(), phone('fixer'))));
      expect((await by('fixer', id, 'fix', { photos })).photos).toHaveLength(9);
    });

    it('lets 现场管控人 and whoever the ladder reached answer in the owner’s place', async () => {
      const { id } = await report(cloud(), phone('reporter'), {
        templateId: 'floor-oily',
        areaId: 'manual-welding',
      });
      expect((await storedOrder(cloud(), id)).next?.owner.id).toBe(CAST.boss);
      expect(await by('keeper', id, 'respond', { text: '我就在旁边' })).toMatchObject({
        people: { rectifier: { id: CAST.keeper }, fixer: { id: CAST.keeper } },
      });
    });
  },
  invalid() {
    itRefusesShapes(
      cloud,
      phone('keeper'),
      'orders.act',
      misshapen(whole, {
        optional: ['text', 'reason', 'photos', 'files', 'personId', 'onSite', 'urgency']
          .map((key) => `input.${key}`)
          .concat('input.photos.0.takenAt', 'input.files.0.takenAt'),
        mayBeEmpty: ['input.text', 'input.reason', 'input.photos.0.fileId', 'input.files.0.fileId'],
      }),
    );
    itRefusesShapes(cloud, phone('keeper'), 'orders.act', [
      { what: 'the revision is none', field: 'rev', input: { ...whole, rev: 0 } },
      {
        what: 'the text is one too long',
        field: 'input.text',
        input: { ...whole, input: { text: '长'.repeat(501) } },
      },
      {
        what: 'the reason is one too long',
        field: 'input.reason',
        input: { ...whole, input: { reason: '长'.repeat(201) } },
      },
      {
        what: 'the urgency does not exist',
        field: 'input.urgency',
        input: { ...whole, input: { urgency: 'urgent' } },
      },
    ]);

    it('knows no such action', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      for (const action of ['close', 'constructor', '__proto__', 'toString']) {
        expect(await refusedAct('BAD_REQUEST', 'keeper', id, action)).toHaveProperty(['fields', 'action']);
      }
    });

    it.each<[string, string, ActInput['input'], ErrorCode]>([
      ['a plan', 'respond', {}, 'BAD_REQUEST'],
      ['a plan that says something', 'respond', { text: ' ' }, 'BAD_REQUEST'],
      ['somebody to assign it to', 'assign', {}, 'BAD_REQUEST'],
      ['somebody and a reason to transfer', 'transfer', {}, 'BAD_REQUEST'],
      ['a reason to transfer', 'transfer', { personId: CAST.otherSupervisor }, 'REASON_NEEDED'],
      ['a reason why it is no hazard', 'notHazard', {}, 'REASON_NEEDED'],
      ['a reason why it is no hazard, in words', 'notHazard', { reason: '\n ' }, 'REASON_NEEDED'],
      ['an urgency that differs', 'correctUrgency', { urgency: 'medium', reason: '不变' }, 'BAD_REQUEST'],
      ['nothing that is not on the form', 'respond', { text: '换', urgency: 'low' }, 'BAD_REQUEST'],
      ['somebody else than the owner', 'assign', { personId: CAST.keeper }, 'PERSON_SAME'],
      ['somebody of the plant', 'assign', { personId: 'p-999' }, 'PERSON_UNKNOWN'],
      ['somebody, not a word of the language', 'assign', { personId: '__proto__' }, 'PERSON_UNKNOWN'],
      [
        'somebody who may fix, not a guest',
        'respond',
        { text: '换', personId: 'g-0123456789abcdef0123' },
        'PERSON_UNKNOWN',
      ],
    ])('asks for %s', async (_what, action, input, code) => {
      await refusedAct(code, 'keeper', await orderAt(cloud(), 'awaitingResponse'), action, input);
    });

    it('refuses a wrong state with its name and the fresh order', async () => {
      const cases: [Parameters<typeof orderAt>[1], string, string][] = [
        ['awaitingResponse', 'fix', '待响应'],
        ['rectifying', 'respond', '整改中'],
        ['awaitingVerification', 'respond', '待复核'],
        ['closed', 'verify', '已关闭'],
        ['notHazard', 'respond', '不属于隐患'],
      ];
      for (const [stage, action, label] of cases) {
        const id = await orderAt(cloud(), stage);
        const error = await refusedAct('WRONG_STATE', 'keeper', id, action, { text: '换' });
        expect(error.message).toBe(`这一单现在是「${label}」，这一步已经不用做了，已刷新`);
        expect(unsigned(error.order)).toEqual(unsigned(await look(cloud(), phone('keeper'), id)));
      }
    });

    itRefusesNobody(cloud, 'orders.act', whole);
  },
  forbidden() {
    it('is not told apart from an order that does not exist by somebody who may not see it', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const input = (orderId: string, rev: number): ActInput => ({
        orderId,
        rev,
        action: 'respond',
        input: { text: '我来' },
      });
      for (const as of [phone('bystander'), phone('otherSupervisor'), phone('contractor'), guestPhone()]) {
        const errors = [
          await refused(cloud(), 'NOT_FOUND', as, 'orders.act', input(id, 1)),
          await refused(cloud(), 'NOT_FOUND', as, 'orders.act', input(id, 7)),
          await refused(cloud(), 'NOT_FOUND', as, 'orders.act', input(randomUUID(), 1)),
        ];
        expect(errors.slice(1)).toEqual([errors[0], errors[0]]);
      }
    });

    it.each<[string, Parameters<typeof orderAt>[1], Part, string, ActInput['input'], ErrorCode]>([
      ['the reporter answering', 'awaitingResponse', 'reporter', 'respond', { text: '换' }, 'NOT_YOUR_TURN'],
      ['the manager answering', 'awaitingResponse', 'manager', 'respond', { text: '换' }, 'NOT_YOUR_TURN'],
      [
        'safety saying it is no hazard',
        'awaitingResponse',
        'safety',
        'notHazard',
        { reason: '不算' },
        'NOT_YOUR_TURN',
      ],
      [
        'the inspector transferring',
        'awaitingResponse',
        'inspector',
        'transfer',
        { personId: 'p-018', reason: '归他' },
        'NOT_YOUR_TURN',
      ],
      [
        'the reporter sending back before it is fixed',
        'rectifying',
        'reporter',
        'assign',
        { personId: 'p-038' },
        'NOT_FOR_YOU',
      ],
      ['the fixer naming another', 'rectifying', 'fixer', 'assign', { personId: 'p-038' }, 'NOT_FOR_YOU'],
      ['the fixer verifying', 'awaitingVerification', 'fixer', 'verify', { onSite: true }, 'NOT_YOUR_TURN'],
      ['整改责任人 verifying', 'awaitingVerification', 'keeper', 'verify', { onSite: true }, 'NOT_YOUR_TURN'],
      [
        'safety verifying for the reporter',
        'awaitingVerification',
        'safety',
        'verify',
        { onSite: true },
        'NOT_YOUR_TURN',
      ],
      ['整改责任人 reopening', 'closed', 'keeper', 'reopen', { reason: '又松了' }, 'NOT_FOR_YOU'],
    ])('refuses %s', async (_what, stage, part, action, input, code) => {
      const id = await orderAt(cloud(), stage);
      const photos = action === 'fix' ? { photos: [await photo(cloud(), phone(part))] } : {};
      await refusedAct(code, part, id, action, { ...input, ...photos });
      expect(await buttons(part, id)).not.toContain(action);
    });
  },
  replay() {
    const respond = (id: string): Promise<ActInput> =>
      actInput(cloud(), phone('keeper'), id, 'respond', { text: '换一个', personId: CAST.fixer });

    it('answers with the order and acts once', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const [input, requestId] = [await respond(id), randomUUID()];
      const first = await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      const after = await stored(cloud());
      const again = await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      expect(again).toMatchObject({ rev: first.rev, state: first.state, timeline: first.timeline });
      expect(await stored(cloud())).toEqual(after);
    });

    it('answers even when the order has moved on since', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const [input, requestId] = [await respond(id), randomUUID()];
      await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      await by('fixer', id, 'fix', { photos: [await photo(cloud(), phone('fixer'))] });
      const again = await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      expect(again).toMatchObject({ rev: 3, state: { id: 'awaitingVerification' } });
    });

    it('answers with photos that were sealed since', async () => {
      const id = await orderAt(cloud(), 'rectifying');
      const input = await actInput(cloud(), phone('fixer'), id, 'fix', {
        photos: [await photo(cloud(), phone('fixer'))],
      });
      const requestId = randomUUID();
      await cloud().callOk(phone('fixer'), 'orders.act', input, { requestId });
      const again = await cloud().callOk(phone('fixer'), 'orders.act', input, { requestId });
      expect(again.photos).toHaveLength(1);
    });

    it('acts once when retries come at once', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const [input, requestId] = [await respond(id), randomUUID()];
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => cloud().callOk(phone('keeper'), 'orders.act', input, { requestId })),
      );
      expect(answers.map(({ rev }) => rev)).toEqual([2, 2, 2, 2, 2, 2]);
      expect((await storedOrder(cloud(), id)).trail).toHaveLength(2);
    });

    it('refuses the same id with another body', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const [input, requestId] = [await respond(id), randomUUID()];
      await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      const others = [
        { ...input, input: { ...input.input, text: '换两个' } },
        { ...input, action: 'assign', input: { personId: CAST.fixer } },
        { ...input, rev: 2 },
      ];
      for (const other of others) {
        await refused(cloud(), 'REPLAY_MISMATCH', phone('keeper'), 'orders.act', other, { requestId });
      }
    });

    it('refuses a replay by somebody else, who learns no more than they may see', async () => {
      const id = await orderAt(cloud(), 'awaitingResponse');
      const [input, requestId] = [await respond(id), randomUUID()];
      await cloud().callOk(phone('keeper'), 'orders.act', input, { requestId });
      for (const other of [input, { ...input, input: { text: '别的' } }]) {
        await refused(cloud(), 'REPLAY_REFUSED', phone('safety'), 'orders.act', other, { requestId });
        await refused(cloud(), 'NOT_FOUND', phone('bystander'), 'orders.act', other, { requestId });
        await refused(cloud(), 'NOT_FOUND', guestPhone(), 'orders.act', other, { requestId });
      }
    });
  },
});
