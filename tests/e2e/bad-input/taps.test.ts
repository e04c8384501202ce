/** Impatient fingers: every button that sends something is tapped twice in one instant, and it happens once. */
import type { GrantedAction } from '../../../typings/api';
import type { FieldId } from '../../../typings/flow';
import { Floor } from '../../../scripts/lib/floor';
import { EMPTY_FORM, type FormValue } from '../../../miniprogram/services/core/form';
import { endOfDay } from '../../../miniprogram/services/core/form-rows';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import { openidOf, ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';
import { sampled } from '../../support/sample';

const WORKER = 'p-040';
const SUBMIT = 'act-sheet >>> bottom-sheet >>> big-button >>> .big-inside';

/** How an order gets into a state, by API, and who is asked there; null: whoever owns it. */
const STATES: Record<
  string,
  { steps: [action: string, by: 'owner' | 'reporter'][]; who: 'owner' | 'reporter' }
> = {
  待响应: { steps: [], who: 'owner' },
  整改中: { steps: [['respond', 'owner']], who: 'owner' },
  待复核: {
    steps: [
      ['respond', 'owner'],
      ['fix', 'owner'],
    ],
    who: 'reporter',
  },
  已关闭: {
    steps: [
      ['respond', 'owner'],
      ['fix', 'owner'],
      ['verify', 'reporter'],
    ],
    who: 'reporter',
  },
  不属于隐患: { steps: [['notHazard', 'owner']], who: 'reporter' },
};

/** Fields that want words of their own. */
const WRITTEN = ['basis', 'interim', 'measure', 'emergency'] as const satisfies readonly FieldId[];

/** Longer than two taps of one finger lie apart (services/phone.ts). */
const SAME_TAP = 1_000;

/** 合并 opens a sheet of its own, in which the other order is looked for. */
const hasForm = ({ id }: GrantedAction): boolean => id !== 'merge';

describe('two taps', () => {
  const desk = useDesk();

  const orderIn = async (state: keyof typeof STATES): Promise<{ id: string; openid: string }> => {
    const { cloud } = desk();
    const floor = await Floor.open(cloud);
    const sighting = {
      templateId: 'extinguisher-blocked',
      areaId: POINT.areaId,
      pointId: POINT.id,
      pictures: [],
    };
    const { id, owner } = await floor.report(WORKER, sighting);
    const person = { owner: owner.id, reporter: WORKER };
    const { steps, who } = STATES[state]!;
    for (const [action, by] of steps) {
      const input = {
        respond: { text: '今天改' },
        notHazard: { reason: '是正常的' },
        verify: { onSite: true },
      }[action];
      await floor.act(person[by], id, action, input ?? {}, action === 'fix' ? ['guard-missing'] : []);
    }
    return { id, openid: openidOf(person[who]) };
  };

  const trailOf = async (id: string): Promise<number> => (await ordersOf(desk().cloud, id))[0]!.trail.length;

  /** Whom it may be given to. */
  const somebody = async (
    openid: string,
    orderId: string,
  ): Promise<{ personId: string; personName: string }> => {
    const { people } = await desk().cloud.callOk(openid, 'people.candidates', { orderId });
    const found = people.find(({ id }) => id !== WORKER && openidOf(id) !== openid)!;
    return { personId: found.id, personName: found.name };
  };

  const filled = async (
    openid: string,
    orderId: string,
    { form }: GrantedAction,
  ): Promise<Partial<FormValue>> => {
    const asks = (id: FieldId): boolean => form.some((field) => field.id === id && field.required);
    const words = WRITTEN.filter(asks).map((id) => [id, '照方案做']);
    return {
      ...(Object.fromEntries(words) as Partial<FormValue>),
      ...(asks('text') ? { text: '今天改好' } : {}),
      ...(asks('reason') ? { reason: '再看看' } : {}),
      ...(asks('money') ? { money: '200' } : {}),
      ...(asks('until') ? { until: endOfDay(isoDay((await desk().cloud.now()) + 3 * DAY)) } : {}),
      ...(asks('urgency') ? { urgency: 'low' } : {}),
      ...(asks('personId') ? await somebody(openid, orderId) : {}),
      onSite: true,
    };
  };

  /** Presses the button of an action twice, fills in what it asks for, and presses 提交 twice. */
  const actTwice = async (openid: string, id: string, action: GrantedAction): Promise<void> => {
    const { phone } = desk();
    await phone.ask(`__phone.setPictures([${JSON.stringify(PHOTO)}])`);
    await phone.open(PAGES.order, { id });
    await phone.until(`__phone.getData()?.order?.id === ${JSON.stringify(id)}`, 'the order');
    const value = await filled(openid, id, action);
    const seen = JSON.stringify({ ...EMPTY_FORM, onSite: true });
    await phone.ask(`__phone.getData().verdict && __phone.page().onSeen({ detail: { value: ${seen} } })`);
    if (action.style === 'more') await phone.tap('更多');
    await phone.tap(action.label, 2);
    if (action.id === 'verify') return;
    await phone.until('__phone.getData().acting', 'the sheet');
    if (action.id === 'fix') {
      await phone.until('__phone.getData().value.photos.length === 1', 'the photo that the sheet asks for');
    } else if (action.form.some(({ id: field, required }) => field === 'photos' && required)) {
      // A tap that comes too soon after the one that opened the sheet is taken for the same one.
      while ((await phone.ask('__phone.getData().value.photos.length')) === 0) {
        await phone.tap('拍一张');
        await new Promise((resolve) => setTimeout(resolve, SAME_TAP));
      }
    }
    const given = JSON.stringify(value);
    await phone.ask(
      `__phone.page().onForm({ detail: { value: { ...__phone.page().data.value, ...${given} } } })`,
    );
    await phone.tap(SUBMIT, 2);
  };

  it('on 提交: one draft, one order', async () => {
    const { phone, cloud } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
    await phone.tap('直接提交', 2);
    await phone.at(PAGES.result);
    const before = await phone.drafts();
    expect(before).toHaveLength(1);
    await phone.pastHold();
    await phone.sees('已收到');
    expect(await ordersOf(cloud, before[0]!.id)).toHaveLength(1);
    expect(await phone.ask('__phone.pageStack().length')).toBe(1);
  });

  it('on a template, the last tap of three', async () => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
    await phone.tap('.tile', 2);
    await phone.at(PAGES.result);
    expect(await phone.drafts()).toMatchObject([{ state: 'held', photos: [{}] }]);
    expect(await phone.ask('__phone.pageStack().length')).toBe(1);
  });

  it('on 随手拍 and on 撤回: one page each', async () => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.tap('随手拍', 2);
    await phone.at(PAGES.camera);
    expect(await phone.ask('__phone.pageStack().length')).toBe(2);
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
    await phone.tap('直接提交');
    await phone.at(PAGES.result);
    await phone.tap('撤回', 2);
    await phone.at(PAGES.camera);
    expect(await phone.drafts()).toMatchObject([{ state: 'editing', photos: [{}] }]);
    expect(await phone.ask('__phone.pageStack().length')).toBe(1);
    expect(await phone.exceptions()).toEqual([]);
  });

  it.each(sampled(Object.keys(STATES), 3))(
    'on each action of an order that is %s: one entry in its trail',
    async (state) => {
      const { phone, cloud } = desk();
      const first = await orderIn(state);
      const { actions } = await cloud.callOk(first.openid, 'orders.get', { orderId: first.id });
      expect(actions).not.toEqual([]);
      await phone.take(first.openid);
      for (const action of actions.filter(hasForm)) {
        const { id, openid } = await orderIn(state);
        expect([action.id, openid]).toEqual([action.id, first.openid]);
        const before = await trailOf(id);
        await actTwice(openid, id, action);
        await phone.until(`!__phone.getData().busy && !__phone.getData().acting`, `${action.label} done`);
        await phone.sees('办好了');
        expect([action.id, await trailOf(id)]).toEqual([action.id, before + 1]);
      }
      expect(await phone.exceptions()).toEqual([]);
    },
  );

  it('after a try that nobody answered: what was filled in is there, and it happens once', async () => {
    const { phone } = desk();
    const { id, openid } = await orderIn('整改中');
    await phone.take(openid);
    const before = await trailOf(id);
    const { actions } = await desk().cloud.callOk(openid, 'orders.get', { orderId: id });
    const fix = actions.find((action) => action.id === 'fix')!;
    const lost = [
      await phone.wire.breakAt({ route: 'orders.act' }, 'back'),
      await phone.wire.breakAt({ route: 'orders.act' }, 'back'),
    ];
    await actTwice(openid, id, fix);
    await Promise.all(lost.map(({ happened }) => happened));
    await phone.sees('没发出去。内容还在，请再点一次');
    expect(await phone.ask('__phone.getData().value.photos.length')).toBe(1);
    await phone.tap(SUBMIT, 2);
    await phone.sees('办好了');
    expect(await trailOf(id)).toBe(before + 1);
  });

  it('while the server is in trouble: the words say what happens next, and it happens once', async () => {
    const { phone, cloud } = desk();
    const { id, openid } = await orderIn('待响应');
    await phone.take(openid);
    const before = await trailOf(id);
    const { actions } = await cloud.callOk(openid, 'orders.get', { orderId: id });
    await cloud.faults([{ match: { function: 'api', route: 'orders.act' }, mode: 'fail', times: 'forever' }]);
    await actTwice(
      openid,
      id,
      actions.find((action) => action.id === 'respond')!,
    );
    await phone.sees('内容还在');
    expect(await phone.ask('__phone.getData().value.text')).toBe('今天改好');
    await cloud.faults([]);
    await phone.tap(SUBMIT, 2);
    await phone.sees('办好了');
    expect(await trailOf(id)).toBe(before + 1);
  });
});
