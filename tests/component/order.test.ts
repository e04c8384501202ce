/** The components of the order page: they show an order as it is, and say what the person did with it. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { componentsIn, suiteOf } from './support/suite';
import { EMPTY_FORM } from '../../miniprogram/services/core/form';
import { pictures } from '../../miniprogram/services/core/order';
import { fill, TEXT } from '../../miniprogram/shared/text';
import type { GrantedAction } from '../../typings/api';
import type { FieldId, FormField } from '../../typings/flow';
import { orderView, person, photo, waitsFor } from '../unit/miniprogram/orders';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;
const FOLDER = 'packages/order/components';

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const field = (id: FieldId, label: string, required = true): FormField => ({ id, label, required });

/** A field of every kind. */
const FIELDS: FormField[] = [
  field('onSite', '怎么看的'),
  field('text', '整改方案'),
  field('reason', '原因'),
  field('photos', '改好后的照片'),
  field('files', '图纸', false),
  field('personId', '派给谁', false),
  field('urgency', '紧急程度'),
];

const action = (
  id: string,
  label: string,
  style: GrantedAction['style'],
  form: FormField[] = [],
): GrantedAction => ({ id, label, style, form });

const draftPhoto = (id: string) => ({
  id,
  path: `wxfile://store/${id}.jpg`,
  source: 'camera',
  takenAt: 1,
  fileId: null,
});

component(
  'act-sheet',
  {
    typical: { visible: true, action: action('respond', '我来整改', 'primary', [field('text', '整改方案')]) },
    edge: {
      visible: true,
      action: action('assign', LONG, 'more', FIELDS),
      trouble: LONG,
      progress: LONG,
      busy: true,
    },
    faulty: { visible: true, action: {} },
  },
  (mount) => {
    it('says what is submitted, and that it closes', async () => {
      const sheet = await mount();
      expect(sheet.text()).toContain('我来整改');
      const [submitted, closed] = [sheet.events('submit'), sheet.events('close')];
      sheet.call('onSubmit');
      sheet.call('onChange', { detail: { visible: false } });
      expect([submitted.length, closed.length]).toEqual([1, 1]);
    });

    it('tells what the last try came to', async () => {
      const sheet = await mount();
      await sheet.set({ trouble: TEXT.common.trouble });
      expect(sheet.text()).toContain(TEXT.common.trouble);
    });

    it('hands on what was filled in', async () => {
      const sheet = await mount();
      const changes = sheet.events('change');
      sheet.call('onForm', { detail: { value: { ...EMPTY_FORM, text: '换一条新链' } } });
      expect(changes).toEqual([{ value: { ...EMPTY_FORM, text: '换一条新链' } }]);
    });
  },
);

const PAIR = [action('verify', '修好了', 'primary'), action('sendBack', '没修好', 'secondary')];

component(
  'action-bar',
  {
    typical: { order: orderView({ actions: [...PAIR, action('transfer', '转给更合适的人', 'more')] }) },
    edge: {
      order: orderView({
        actions: [action('a', LONG, 'primary'), action('b', LONG, 'secondary')],
      }),
      busy: true,
    },
    faulty: { order: {} },
  },
  (mount) => {
    it('says which of the granted actions was taken', async () => {
      const bar = await mount();
      const acts = bar.events('act');
      for (const method of ['onPrimary', 'onSecondary']) bar.call(method);
      bar.call('onMore');
      await bar.set({});
      expect(bar.text()).toContain('转给更合适的人');
      await bar.tap('.choice');
      expect(acts).toEqual([{ id: 'verify' }, { id: 'sendBack' }, { id: 'transfer' }]);
    });

    it('takes nothing while it is busy', async () => {
      const bar = await mount();
      const acts = bar.events('act');
      await bar.set({ busy: true });
      bar.call('onPrimary');
      expect(acts).toEqual([]);
    });

    it('leaves a word to those whose turn it is not', async () => {
      const bar = await mount({ order: orderView({ notMine: '这一单现在由张工处理，你可以留言' }) });
      expect(bar.text()).toContain('这一单现在由张工处理，你可以留言');
      const comments = bar.events('comment');
      bar.call('onComment');
      expect(comments).toHaveLength(1);
    });
  },
);

component(
  'action-form',
  {
    typical: { form: FIELDS, value: EMPTY_FORM, measure: '用链条固定在墙架上' },
    edge: {
      form: FIELDS,
      value: {
        ...EMPTY_FORM,
        text: LONG.repeat(9),
        personName: LONG,
        personId: 'p-1',
        onSite: false,
        photos: Array.from({ length: 9 }, (_, index) => draftPhoto(`p${index}`)),
        files: [{ ...draftPhoto('f'), source: 'file' }],
      },
      seenHint: LONG,
      before: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    },
    faulty: { form: [field('text', ''), { id: 'nothing', label: '', required: true }], value: {} },
  },
  (mount) => {
    it('says what was written, once', async () => {
      const form = await mount();
      const changes = form.events('change');
      const typed = { currentTarget: { dataset: { field: 'reason' } }, detail: { value: '缺配件' } };
      form.call('onWords', typed);
      await form.set({ value: { ...EMPTY_FORM, reason: '缺配件' } });
      form.call('onWords', typed);
      expect(changes).toEqual([{ value: { ...EMPTY_FORM, reason: '缺配件' } }]);
    });

    it('says how somebody looked, how urgent it is, and who it is for', async () => {
      const form = await mount();
      const changes = form.events('change');
      form.call('onSeen', { currentTarget: { dataset: { there: 'yes' } } });
      form.call('onUrgency', { currentTarget: { dataset: { id: 'high' } } });
      form.call('onPerson', { detail: { id: 'p-1', name: '张工' } });
      form.call('onSuggestion');
      expect(changes).toEqual([
        { value: { ...EMPTY_FORM, onSite: true } },
        { value: { ...EMPTY_FORM, urgency: 'high' } },
        { value: { ...EMPTY_FORM, personId: 'p-1', personName: '张工' } },
        { value: { ...EMPTY_FORM, text: '用链条固定在墙架上' } },
      ]);
    });

    it('takes pictures off, and no more than there is room for', async () => {
      const photos = Array.from({ length: 9 }, (_, index) => draftPhoto(`p${index}`));
      const form = await mount({ form: FIELDS, value: { ...EMPTY_FORM, photos } });
      const changes = form.events('change');
      form.call('onShoot');
      expect(doings.said).toEqual([fill(TEXT.form.photoFull, { count: 9 })]);
      form.call('onRemove', { currentTarget: { dataset: { field: 'photos', id: 'p3' } } });
      expect(changes).toEqual([{ value: { ...EMPTY_FORM, photos: photos.filter(({ id }) => id !== 'p3') } }]);
    });

    it('says what to do when the camera is refused', async () => {
      const form = await mount();
      phone().wx.chooseMedia = () => Promise.reject(new Error('chooseMedia:fail auth deny'));
      form.call('onShoot');
      await form.set({});
      expect(doings.said).toEqual([TEXT.form.cameraOff]);
    });
  },
);

component(
  'comment-box',
  {
    typical: { visible: true, orderId: 'o-1' },
    edge: { visible: true, orderId: LONG },
    faulty: { visible: true, orderId: null },
  },
  (mount) => {
    const write = (text: string) => ({ detail: { value: text } });

    it('sends a word once, and says so', async () => {
      const box = await mount();
      const sent = box.events('sent');
      doings.answers.push({ ok: true, data: {} });
      box.call('onInput', write(' 明天带配件来 '));
      await box.call('onSend');
      expect(doings.requests).toEqual([
        expect.objectContaining({
          route: 'orders.comment',
          input: { orderId: 'o-1', text: '明天带配件来' },
        }),
      ]);
      expect(sent).toHaveLength(1);
      expect(doings.said).toEqual([TEXT.order.sent]);
    });

    it('sends nothing where nothing is written', async () => {
      const box = await mount();
      box.call('onInput', write('  '));
      await box.call('onSend');
      await box.set({});
      expect(box.text()).toContain(TEXT.form.required);
      expect(doings.requests).toEqual([]);
    });

    it('keeps the word when it was refused, and sends it again as the same one', async () => {
      const box = await mount();
      doings.answers.push(
        { ok: false, error: { code: 'BUSY', message: '网不太稳，还没记下来' } },
        { ok: true, data: {} },
      );
      box.call('onInput', write('明天带配件来'));
      await box.call('onSend');
      await box.set({});
      expect(box.text()).toContain('网不太稳，还没记下来');
      await box.call('onSend');
      const [first, second] = doings.requests;
      expect(second?.requestId).toBe(first?.requestId);
    });
  },
);

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

component(
  'turn-card',
  {
    typical: { order: orderView({ next: waitsFor('p-1', '张工', Date.now() + 5 * HOUR) }) },
    edge: {
      order: orderView({
        next: { ...waitsFor('p-1', LONG, Date.now() - 100 * HOUR), escalatedTo: { id: 'p-2', name: LONG } },
        people: { ...orderView().people, escalatedTo: person('p-2', LONG, '') },
      }),
    },
    faulty: { order: {} },
  },
  (mount) => {
    it('says whose turn it is and how long is left', async () => {
      const card = await mount();
      expect(card.text()).toMatch(/张工.*还剩/);
      expect(card.data()).toMatchObject({ tone: 'fix' });
    });

    it('says by how much it is late, and whom it went up to', async () => {
      const late = orderView({
        next: {
          ...waitsFor('p-1', '张工', Date.now() - 2 * HOUR),
          escalatedTo: { id: 'p-2', name: '赵主管' },
        },
        people: { ...orderView().people, escalatedTo: person('p-2', '赵主管', '') },
      });
      const card = await mount({ order: late });
      expect(card.data()).toMatchObject({ tone: 'late' });
      expect(card.text()).toContain(fill(TEXT.order.raisedTo, { name: '赵主管' }));
    });

    it('ends with the order', async () => {
      const card = await mount();
      const closed = orderView({
        next: null,
        state: { id: 'closed', label: '已关闭', ring: 5, end: true },
        sentence: '已关闭 · 11月23日 14:05',
      });
      await card.set({ order: closed });
      expect(card.text()).toContain('已关闭');
      expect(card.data()).toMatchObject({ tone: 'closed', share: -1 });
    });
  },
);

coversAll();
