/** The form of an action with its sheet and its pictures: they show what is asked for, and say what was filled in. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { FORM_PARTS, suiteOf } from './support/suite';
import { EMPTY_FORM } from '../../miniprogram/services/core/form';
import { fill, TEXT } from '../../miniprogram/shared/text';
import type { GrantedAction } from '../../typings/api';
import type { FieldId, FormField } from '../../typings/flow';
import { FORMS, FULL } from '../unit/miniprogram/forms';

const LONG = '王'.repeat(60);

let doings: Doings;

const { component, coversAll, phone } = suiteOf('components', FORM_PARTS, (opened) => {
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
  field('money', '大约要多少钱'),
  field('until', '改到哪一天'),
  field('reviewerId', '谁来复查', false),
  field('duty', '办的是哪一件'),
  field('emergency', '出了事怎么办'),
];

const DUTIES = [{ id: 'notifyWorkers', label: '向从业人员通报', due: '王安全 · 11:00 前' }];

const action = (
  id: string,
  label: string,
  style: GrantedAction['style'],
  form: FormField[] = [],
): GrantedAction => ({ id, label, style, form, bulk: false });

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
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect([submitted.length, closed.length]).toEqual([1, 1]);
    });

    it('tells what the last try came to', async () => {
      const sheet = await mount();
      await sheet.set({ trouble: TEXT.common.trouble });
      expect(sheet.text()).toContain(TEXT.common.trouble);
    });

    it('counts what is filled in of a long form', async () => {
      const defer = action('defer', '暂时改不了', 'more', FORMS.find(({ id }) => id === 'defer')?.form ?? []);
      const sheet = await mount({ visible: true, action: defer, value: EMPTY_FORM });
      const none = /已填 0\/(\d)/.exec(sheet.text());
      expect(none).not.toBeNull();
      await sheet.set({ value: FULL });
      expect(sheet.text()).toContain(`已填 ${none?.[1]}/${none?.[1]}`);
    });

    it('hands on what was filled in', async () => {
      const sheet = await mount();
      const changes = sheet.events('change');
      sheet.call('onForm', { detail: { value: { ...EMPTY_FORM, text: '换一条新链' } } });
      expect(changes).toEqual([{ value: { ...EMPTY_FORM, text: '换一条新链' } }]);
    });
  },
);

component(
  'action-form',
  {
    typical: { form: FIELDS, value: EMPTY_FORM, measure: '用链条固定在墙架上', duties: DUTIES },
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
      form.call('onPerson', {
        currentTarget: { dataset: { field: 'personId' } },
        detail: { id: 'p-1', name: '张工' },
      });
      form.call('onSuggestion');
      expect(changes).toEqual([
        { value: { ...EMPTY_FORM, onSite: true } },
        { value: { ...EMPTY_FORM, urgency: 'high' } },
        { value: { ...EMPTY_FORM, personId: 'p-1', personName: '张工' } },
        { value: { ...EMPTY_FORM, text: '用链条固定在墙架上' } },
      ]);
    });

    it('offers what the reporter’s answers say for the basis', async () => {
      const grounds = '令10号 第三条（二）：无证上岗';
      const form = await mount({ form: [field('basis', '判定依据')], value: EMPTY_FORM, grounds });
      const changes = form.events('change');
      expect(form.text()).toContain(grounds);
      form.call('onGrounds');
      expect(changes).toEqual([{ value: { ...EMPTY_FORM, basis: grounds } }]);
      expect((await mount()).text()).not.toContain(grounds);
    });

    it('says the sum in digits, the day by its end, the duty, and who looks again', async () => {
      const form = await mount();
      const changes = form.events('change');
      form.call('onMoney', { detail: { value: '1,200 元' } });
      form.call('onDay', { detail: { value: '2026-12-05' } });
      form.call('onDuty', { currentTarget: { dataset: { id: 'notifyWorkers' } } });
      form.call('onPerson', {
        currentTarget: { dataset: { field: 'reviewerId' } },
        detail: { id: 'p-2', name: '王安全' },
      });
      expect(changes).toEqual([
        { value: { ...EMPTY_FORM, money: '1200' } },
        { value: { ...EMPTY_FORM, until: Date.parse('2026-12-05T23:59:59.999+08:00') } },
        { value: { ...EMPTY_FORM, duty: 'notifyWorkers' } },
        { value: { ...EMPTY_FORM, reviewerId: 'p-2', reviewerName: '王安全' } },
      ]);
    });

    it('deals with it as last time at a tap', async () => {
      const last = { line: '上次这样处理', plan: '加链条', fixerId: 'p-1', fixerName: '张工' };
      const form = await mount({ form: [field('text', '打算怎么改')], value: EMPTY_FORM, last });
      expect(form.text()).toContain('加链条');
      const changes = form.events('change');
      await form.tap('.use');
      expect(changes).toEqual([
        { value: { ...EMPTY_FORM, text: '加链条', personId: 'p-1', personName: '张工' } },
      ]);
    });

    it('says at a field what is wrong with it', async () => {
      const form = await mount({ form: FIELDS, value: EMPTY_FORM, faults: { until: '请选一个以后的日子' } });
      expect(form.select('.faulty')).toHaveLength(1);
      expect(form.text()).toContain('请选一个以后的日子');
    });

    it('opens a list of people of a long form at a tap only, so that the form stays short', async () => {
      const form = await mount();
      expect(form.select('.people')).toEqual([]);
      form.call('onPick', { currentTarget: { dataset: { field: 'reviewerId' } } });
      await form.set({});
      expect(form.select('.people')).toHaveLength(1);
    });

    it.each(FORMS)('shows every field of $name', async ({ form: fields }) => {
      const form = await mount({ form: fields, value: FULL });
      expect(form.select('.field')).toHaveLength(fields.length);
      for (const { id, label } of fields) if (id !== 'onSite') expect(form.text()).toContain(label);
    });
  },
);

const ROW = { photos: [draftPhoto('p0')] };

component(
  'shot-row',
  {
    typical: ROW,
    edge: { photos: [...Array.from({ length: 9 }, (_, index) => draftPhoto(`p${index}`))], shoot: true },
    faulty: { photos: null, files: 'yes' },
  },
  (mount) => {
    it('takes pictures off, and no more than there is room for', async () => {
      const photos = Array.from({ length: 9 }, (_, index) => draftPhoto(`p${index}`));
      const row = await mount({ photos });
      const changes = row.events('change');
      row.call('onShoot');
      expect(doings.said).toEqual([fill(TEXT.form.photoFull, { count: 9 })]);
      row.call('onRemove', { currentTarget: { dataset: { id: 'p3' } } });
      expect(changes).toEqual([{ photos: photos.filter(({ id }) => id !== 'p3') }]);
    });

    it('says what to do when the camera is refused', async () => {
      const row = await mount();
      phone().wx.chooseMedia = () => Promise.reject(new Error('chooseMedia:fail auth deny'));
      row.call('onShoot');
      await row.set({});
      expect(doings.said).toEqual([TEXT.form.cameraOff]);
    });

    it('says what is wrong with a file, and keeps what was there', async () => {
      const row = await mount();
      const changes = row.events('change');
      const { wx } = phone();
      const manager = wx.getFileSystemManager;
      wx.chooseMedia = () => Promise.resolve({ tempFiles: [{ tempFilePath: 'wxfile://tmp_empty.jpg' }] });
      wx.getFileSystemManager = () => ({
        getFileInfo: ({ success }: { success: (info: { size: number }) => void }) => success({ size: 0 }),
      });
      row.call('onAlbum');
      await row.set({});
      wx.getFileSystemManager = manager;
      expect([doings.said, changes]).toEqual([[TEXT.picture.empty], []]);
    });

    it('leads to the page that marks a picture', async () => {
      const row = await mount();
      await row.tap('.taken-photo');
      expect(doings.opened).toEqual(['/packages/report/markup/index']);
    });

    it('opens the camera that compares where there is a picture of before', async () => {
      const row = await mount({ photos: [], before: 'https://host/before.jpg' });
      await row.set({ shoot: true });
      expect(doings.opened).toEqual(['/packages/order/shoot/index']);
    });

    it('asks for documents where documents are wanted, without a camera', async () => {
      const row = await mount({ photos: [], files: true });
      expect(row.text()).toContain(TEXT.form.file);
      expect(row.text()).not.toContain(TEXT.form.takePhoto);
    });
  },
);

coversAll();
