/** The components that show evidence of an order, and what safety knows and decides of it. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { EVIDENCE_PARTS, suiteOf } from './support/suite';
import { pictures } from '../../miniprogram/services/core/order';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { orderView, photo, technicalOf } from '../unit/miniprogram/orders';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;

let doings: Doings;

const { component, coversAll, phone } = suiteOf('packages/order/components', EVIDENCE_PARTS, (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const scene = photo('before', 'scene', 1);
const after = photo('after', 'after', 1);

component(
  'photo-pair',
  {
    typical: { pictures: pictures({ photos: [scene, after] }) },
    edge: {
      pictures: pictures({
        photos: [
          { ...scene, url: null, state: 'pending', note: LONG },
          after,
          ...Array.from({ length: 20 }, (_, index) => photo(`v${index}`, 'verify', 1)),
        ],
      }),
    },
    faulty: { pictures: {} },
  },
  (mount) => {
    it('shows before and after side by side, and large at a tap', async () => {
      const pair = await mount();
      expect(pair.select('.shot')).toHaveLength(2);
      await pair.tap('.shot');
      expect(doings.shown).toEqual([{ current: scene.url, urls: [scene.url, after.url] }]);
    });

    it('says which order it is inside a picture that stands alone, and only there', async () => {
      const mark = 'C-07 · YH-20261123-0007';
      expect((await mount({ pictures: pictures({ photos: [scene] }), mark })).text()).toContain(mark);
      expect((await mount({ mark })).text()).not.toContain(mark);
    });

    it('says why a picture is not there, and opens nothing', async () => {
      const note = '照片正在存证，稍后就能看';
      const pair = await mount({ pictures: pictures({ photos: [{ ...scene, url: null, note }] }) });
      expect(pair.text()).toContain(note);
      await pair.tap('.shot');
      expect(doings.shown).toEqual([]);
    });

    it('says that there is none', async () => {
      expect((await mount({ pictures: pictures({ photos: [] }) })).text()).toContain(TEXT.order.noPhoto);
    });
  },
);

const HELD = orderView({
  technical: technicalOf({
    held: [
      { id: 'e-1', result: 'review', looked: null },
      { id: null, result: 'risky', looked: null },
    ],
  }),
});

component(
  'held-card',
  {
    typical: { order: HELD },
    edge: {
      order: orderView({
        technical: technicalOf({
          held: Array.from({ length: 30 }, (_, n) => ({
            id: `e-${n}`,
            result: 'unchecked' as const,
            looked: { by: LONG, at: 0 },
          })),
        }),
      }),
    },
    faulty: { order: {} },
  },
  (mount) => {
    it('shows to others what safety looked at, and hands over the order', async () => {
      const card = await mount();
      expect(card.text()).toContain('1 个照片或文件：微信说要人看');
      expect(card.text()).toContain('上报时写的话：微信说可能不合适');
      const reviewed = card.events('reviewed');
      doings.answers.push({ ok: true, data: HELD });
      await card.call('onShow');
      const input = { orderId: 'o-1', files: ['e-1'], description: true, show: true };
      expect(doings.requests).toEqual([expect.objectContaining({ route: 'content.review', input })]);
      expect(reviewed).toEqual([{ order: HELD }]);
      expect(doings.said).toEqual([TEXT.technical.shown]);
    });

    it('leaves it hidden', async () => {
      const card = await mount();
      doings.answers.push({ ok: true, data: HELD });
      await card.call('onHide');
      expect(doings.requests.map(({ input }) => input)).toMatchObject([{ show: false }]);
      expect(doings.said).toEqual([TEXT.technical.hidden]);
    });

    it('does not offer to hide what was left hidden, and says why it did not work', async () => {
      const left = { id: 'e-1', result: 'risky' as const, looked: { by: '马安全', at: 0 } };
      const card = await mount({ order: orderView({ technical: technicalOf({ held: [left] }) }) });
      expect(card.text()).toContain('马安全看过，没有给其他人看');
      expect(card.text()).not.toContain(TEXT.technical.hide);
      doings.answers.push({ ok: false, error: { code: 'NOT_FOUND', message: '没找到这一单' } });
      await card.call('onShow');
      expect(doings.said).toEqual(['没找到这一单']);
    });

    it('is not there for anybody else', async () => {
      expect((await mount({ order: orderView() })).text()).toBe('');
    });
  },
);

component(
  'technical-card',
  {
    typical: { technical: technicalOf({ clock: { phone: 0, received: 24 * HOUR } }) },
    edge: {
      technical: technicalOf({
        position: { accuracy: 100_000, distance: 20_000_000 },
        files: Array.from({ length: 30 }, (_, n) => ({
          ...{ id: `e-${n}`, purpose: 'scene' as const, source: 'album' as const },
          ...{ clock: { taken: 0, received: Date.now() }, check: 'risky' as const },
        })),
      }),
    },
    faulty: { technical: {} },
  },
  (mount) => {
    it('is folded away, and tells both clocks once it is unfolded', async () => {
      const card = await mount();
      expect(card.text()).toContain(TEXT.technical.title);
      expect(card.text()).not.toContain(TEXT.technical.only);
      await card.tap('.technical-fold');
      expect(card.text()).toContain('手机时间和收到时间差 1 天');
      expect(card.text()).toContain(TEXT.technical.only);
    });
  },
);

const ALIKE = {
  key: 'x',
  orderId: 'o-2',
  words: fill(TEXT.same.looksLike, { number: 'YH-20261120-0003' }),
  pictures: [
    { url: 'https://a', words: TEXT.same.thisOne },
    { url: 'https://b', words: fill(TEXT.same.otherOne, { number: 'YH-20261120-0003' }) },
  ],
};

component(
  'alike-card',
  { typical: { row: ALIKE }, edge: { row: { ...ALIKE, words: LONG, pictures: [] } }, faulty: { row: null } },
  (mount) => {
    it('says which order it is and that it is only a hint, and leads there', async () => {
      const card = await mount();
      for (const text of [ALIKE.words, TEXT.same.looksLikeHint]) expect(card.text()).toContain(text);
      await card.tap('.alike .row');
      expect(doings.opened).toEqual(['/packages/order/detail/index?id=o-2']);
    });

    it('shows both pictures large', async () => {
      const card = await mount();
      await card.tap('.alike-picture');
      expect(doings.shown).toEqual([{ current: 'https://a', urls: ['https://a', 'https://b'] }]);
    });
  },
);

coversAll();
