/** A phone that a team shares: whoever reports says so in one tap, and sees nothing of anybody else. */
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Order } from '../../../typings/domain';
import { PHOTO, POINT, REPORTER } from '../bad-input/support/desk';
import { PAGES } from '../bad-input/support/phone';
import { useDesk } from '../bad-input/support/use-desk';

const ME = 'pages/me/index';
const OWNER = 'p-040';

describe('a phone that a team shares', () => {
  const desk = useDesk();
  let mate: { id: string; name: string };

  const selfLine = fill(TEXT.reporter.self, { name: '' }).slice(0, 4);
  const drafts = "(__phone.wx.getStorageSync('drafts.v1') || [])";

  /** The person whose phone it is turns the switch on. */
  beforeEach(async () => {
    const { phone, cloud } = desk();
    const { people } = await cloud.callOk(REPORTER, 'people.colleagues', {});
    mate = people[0]!;
    await phone.take(REPORTER);
    await phone.open(ME);
    await phone.sees(TEXT.sharedPhone.title);
    await phone.ask('__phone.page().onShared({ detail: { value: true } })');
    await phone.until(
      "__phone.wx.getStorageInfoSync().keys.some((key) => key.endsWith(':colleagues'))",
      'the list of colleagues',
    );
  });

  afterEach(async () => {
    const { phone } = desk();
    expect(await phone.exceptions()).toEqual([]);
    await phone.network(true);
  });

  /** A report by whoever is named, up to the tap that submits it. */
  const reportAs = async (who: string): Promise<void> => {
    const { phone } = desk();
    await phone.beginReport(POINT.id);
    await phone.sees(TEXT.reporter.title);
    await phone.tap(who);
    await phone.shoot(PHOTO);
    await phone.tap('.tile');
    await phone.at(PAGES.result);
  };

  const orderOf = async (draftId: string | undefined): Promise<Order | undefined> =>
    ((await desk().cloud.dump('orders')) as unknown[] as Order[]).find(({ _id }) => _id === draftId);

  it('makes it theirs who said so', async () => {
    const { phone } = desk();
    await reportAs(mate.name);
    const [draft] = await phone.drafts();
    expect(draft?.content.reporter).toEqual({ id: mate.id, name: mate.name });
    await phone.pastHold();
    await phone.sees(TEXT.result.received);
    expect((await orderOf(draft?.id))?.reporter).toMatchObject({ id: mate.id, through: { id: OWNER } });
  });

  it('has the names without a network, and sends it when there is one', async () => {
    const { phone } = desk();
    await phone.network(false);
    await reportAs(mate.name);
    await phone.pastHold();
    await phone.sees(TEXT.result.keptTitle);
    const [draft] = await phone.drafts();
    await phone.network(true);
    await phone.sees(TEXT.result.received);
    expect((await orderOf(draft?.id))?.reporter.id).toBe(mate.id);
  });

  it('shows nobody another’s drafts, and still sends them', async () => {
    const { phone } = desk();
    await phone.network(false);
    await reportAs(selfLine);
    await phone.pastHold();
    await phone.sees(TEXT.result.keptTitle);
    await phone.open(PAGES.home);
    await phone.sees(fill(TEXT.unsent.strip, { count: 1 }));

    await phone.tap(TEXT.sharedPhone.change);
    await phone.tap(mate.name);
    await phone.sees(fill(TEXT.sharedPhone.who, { name: mate.name }));
    expect(await phone.screen()).not.toContain(fill(TEXT.unsent.strip, { count: 1 }));
    await phone.open(PAGES.unsent);
    await phone.sees(TEXT.unsent.empty);

    const [draft] = await phone.drafts();
    await phone.network(true);
    await phone.until(`${drafts}.every(({ state }) => state === 'sent')`, 'the draft of the other one');
    expect((await orderOf(draft?.id))?.reporter).toMatchObject({ id: OWNER });
    expect((await orderOf(draft?.id))?.reporter).not.toHaveProperty('through');
  });

  it('shows a colleague nothing of the person whose phone it is', async () => {
    const { phone } = desk();
    await phone.open(PAGES.home);
    await phone.tap(TEXT.sharedPhone.change);
    await phone.tap(mate.name);
    await phone.at(PAGES.home);
    for (const page of ['pages/orders/index', 'pages/messages/index', ME]) {
      await phone.open(page);
      await phone.sees(TEXT.sharedPhone.covered);
      expect(await phone.screen()).not.toContain(TEXT.me.points);
    }
  });

  it('opens a message of the person whose phone it is for nobody else, and to a colleague only what they reported', async () => {
    const { phone } = desk();
    await reportAs(mate.name);
    await phone.pastHold();
    await phone.sees(TEXT.result.received);
    const [draft] = await phone.drafts();
    const order = await orderOf(draft?.id);
    await phone.open(PAGES.order, { id: order?._id ?? '' });
    await phone.sees(order?.title ?? '');
    expect(await phone.screen()).not.toContain(TEXT.sharedPhone.covered);
    expect(await phone.ask("__phone.select('act-bar').length")).toBe(0);

    await phone.start(PAGES.order, { id: order?._id ?? '' });
    await phone.sees(TEXT.sharedPhone.covered);
    expect(await phone.screen()).not.toContain(order?.number ?? 'YH-');
  });

  it('asks anew when the app starts anew', async () => {
    const { phone } = desk();
    await phone.start();
    await phone.sees(TEXT.sharedPhone.nobody);
    await phone.tap(TEXT.sharedPhone.choose);
    await phone.tap(selfLine);
    await phone.sees(TEXT.sharedPhone.change);
  });
});
