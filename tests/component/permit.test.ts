/** The components of hot-work tickets and certificates. */
import { watchPhone, type Doings } from './support/doings';
import { knownAs } from './support/people';
import { componentsIn, suiteOf } from './support/suite';
import { EMPTY_SHEET, NO_SHEET } from '../../miniprogram/packages/permit/ticket/sheet';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { permitView, RULES } from '../unit/miniprogram/permits';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/permit/components';
const t = TEXT.permit;

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const HOUR = 3_600_000;
const from = (): number => Date.now() - HOUR;

const running = (until: number) =>
  permitView({
    state: 'running',
    from: from(),
    startedAt: from(),
    until,
    watches: [{ by: { id: 'p-9', name: '杜鹏' }, in: from(), out: null }],
  });

component(
  'fire-card',
  {
    typical: { permit: permitView() },
    edge: { permit: permitView({ state: 'closed', next: null, applicant: { id: 'p-1', name: LONG } }) },
    faulty: { permit: {} },
  },
  (mount) => {
    it('counts down large while the fire burns', async () => {
      const card = await mount({ permit: running(Date.now() + 2 * HOUR + 30_000) });
      expect(card.text()).toContain(fill(t.runningWatch, { name: '杜鹏' }));
      expect(card.select('.fire-big .fire-n')).not.toHaveLength(0);
    });

    it('is solid when the time is over, and says so once it runs out', async () => {
      const card = await mount({ permit: running(Date.now() + 1_200) });
      const over = card.events('over');
      card.call('draw');
      expect(over).toEqual([]);
      await card.set({ permit: running(Date.now() - 1_000) });
      expect(card.select('.fire-late')).toHaveLength(1);
      expect(card.text()).toContain(t.stopNow);
    });
  },
);

const check = (id: string, change = {}) => ({
  id,
  text: `措施 ${id.length}`,
  standard: '看得见',
  mark: 'open',
  note: '',
  photos: [],
  ...change,
});

component(
  'check-list',
  {
    typical: {
      rows: [check('a'), check('bb', { mark: 'done', note: '汪建平 09:00' })],
      progress: '1/2',
      open: true,
    },
    edge: {
      rows: ['open', 'done', 'na'].map((mark) =>
        check(mark, { mark, text: LONG, standard: LONG, note: LONG, photos: [{ id: 'f', url: null }] }),
      ),
    },
    faulty: { rows: null, progress: 7 },
  },
  (mount) => {
    it('leads to a precaution where it may be recorded, and nowhere else', async () => {
      const list = await mount();
      const chosen = list.events('choose');
      await list.tap('.checks-row');
      expect(chosen).toEqual([{ id: 'a' }]);
      await list.set({ open: false });
      await list.tap('.checks-row');
      expect(chosen).toHaveLength(1);
    });

    it('shows its picture large', async () => {
      const url = 'https://files/a.jpg';
      const list = await mount({ rows: [check('a', { mark: 'done', photos: [{ id: 'f', url }] })] });
      await list.tap('.checks-photo');
      expect(doings.shown).toEqual([{ current: url, urls: [url] }]);
    });
  },
);

const gas = {
  line: '09:00 汪建平测',
  ok: true,
  rows: [{ id: 'lel', name: '可燃气体', value: '4 %', limits: '不超过 10 %', beyond: false }],
  hint: fill(t.gasTill, { time: '09:30' }),
};

component(
  'gas-card',
  {
    typical: { gas, open: true },
    edge: {
      gas: {
        ...gas,
        ok: false,
        line: LONG,
        hint: LONG,
        rows: [{ ...gas.rows[0], name: LONG, beyond: true }],
      },
    },
    faulty: { gas: {} },
  },
  (mount) => {
    it('says what was measured and until when it counts, and is measured again', async () => {
      const card = await mount();
      for (const part of [t.gasOk, '4 %', '09:30']) expect(card.text()).toContain(part);
      const measured = card.events('measure');
      await card.tap('.gas-button');
      expect(measured).toHaveLength(1);
      await card.set({ gas: { ...gas, line: '' }, open: false });
      expect(card.text()).toContain(t.gasNone);
      expect(card.select('.gas-button')).toEqual([]);
    });
  },
);

const hazard = (n: number) => ({
  orderId: `o-${n}`,
  number: `YH-20261123-000${n}`,
  title: '气瓶没固定',
  place: 'B-05',
  urgency: 'high',
  sameArea: n === 1,
});

component(
  'near-card',
  {
    typical: { orders: [hazard(1)] },
    edge: { orders: [1, 2, 3, 4, 5].map((n) => ({ ...hazard(n), title: LONG, place: LONG })) },
    faulty: { orders: null },
  },
  (mount) => {
    it('shows the first, the others at a tap, and leads to each', async () => {
      const card = await mount({ orders: [1, 2, 3, 4, 5].map(hazard) });
      expect(card.select('.near-row')).toHaveLength(3);
      await card.tap('.near-more');
      expect(card.select('.near-row')).toHaveLength(5);
      const orders = card.events('order');
      await card.tap('.near-row');
      expect(orders).toEqual([{ id: 'o-1' }]);
    });

    it('says that there is nothing, and never that it is safe', async () => {
      expect((await mount({ orders: [] })).text()).toContain(t.nearNone);
    });
  },
);

const SHEET = { ...NO_SHEET, action: 'check', title: '10 米内可燃物已清走', submit: t.checkSave };

component(
  'record-sheet',
  {
    typical: { visible: true, form: { ...SHEET, asksResult: true, photos: 'needed' }, value: EMPTY_SHEET },
    edge: {
      visible: true,
      form: {
        ...SHEET,
        title: LONG,
        hint: LONG,
        words: 'needed',
        wordsHint: LONG,
        near: LONG,
        gas: RULES.gas.items,
      },
      value: { ...EMPTY_SHEET, words: LONG, numbers: { o2: '1' } },
      trouble: LONG,
      busy: true,
    },
    faulty: { visible: true, form: {}, value: {} },
  },
  (mount) => {
    it('asks for the picture once it is done, and for a reason when it is not needed', async () => {
      const sheet = await mount();
      const changes = sheet.events('change');
      expect(sheet.text()).not.toContain(TEXT.form.takePhoto);
      await sheet.tap('.rec-result');
      expect(changes).toEqual([{ value: { ...EMPTY_SHEET, result: 'done' } }]);
      await sheet.set({ value: { ...EMPTY_SHEET, result: 'done' } });
      expect(sheet.text()).toContain(t.photoHere);
      await sheet.set({ value: { ...EMPTY_SHEET, result: 'na' } });
      expect(sheet.text()).not.toContain(t.photoHere);
      expect(sheet.select('.rec-words')).toHaveLength(1);
    });

    it('says which reading lies beyond, and what follows', async () => {
      const sheet = await mount({
        visible: true,
        form: { ...SHEET, gas: RULES.gas.items, submit: t.gasSave },
        value: { ...EMPTY_SHEET, numbers: { lel: '48' } },
      });
      expect(sheet.text()).toContain(fill(t.gasBeyond, { value: 48, unit: '%' }));
      expect(sheet.text()).toContain(t.gasSaveBad);
      const changes = sheet.events('change');
      sheet.call('onNumber', { currentTarget: { dataset: { id: 'o2' } }, detail: { value: '20' } });
      expect(changes).toMatchObject([{ value: { numbers: { lel: '48', o2: '20' } } }]);
    });

    it('hands in, and closes', async () => {
      const sheet = await mount();
      const [submitted, closed] = [sheet.events('submit'), sheet.events('close')];
      sheet.call('onSubmit');
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect([submitted.length, closed.length]).toEqual([1, 1]);
    });
  },
);

const choice = (id: string, trouble = '') => ({ id, name: '谢小刚', what: '焊工', trouble, missing: '' });

component(
  'pick-sheet',
  {
    typical: {
      visible: true,
      heading: t.workers,
      rows: [choice('a'), choice('b', '证到期了')],
      placeholder: '姓名',
    },
    edge: { visible: true, heading: LONG, hint: LONG, rows: [], empty: LONG, several: true },
    faulty: { visible: 'yes', rows: null, chosen: null },
  },
  (mount) => {
    it('says who was chosen; who cannot be says why, and may only be taken off', async () => {
      const sheet = await mount();
      const chosen = sheet.events('choose');
      const tap = (id: string): unknown => sheet.call('onRow', { currentTarget: { dataset: { id } } });
      await tap('a');
      await tap('b');
      expect(sheet.text()).toContain('证到期了');
      expect(chosen).toEqual([{ id: 'a' }]);
      await sheet.set({ chosen: ['b'] });
      await tap('b');
      expect(chosen).toHaveLength(2);
    });

    it('says whose training is missing, and takes them only when told to once more', async () => {
      const asked: string[] = [];
      let confirm = false;
      phone().wx.showModal = ({ content }: { content: string }) => {
        asked.push(content);
        return Promise.resolve({ confirm });
      };
      const sheet = await mount({ visible: true, rows: [{ ...choice('a'), missing: '还差班组级' }] });
      const chosen = sheet.events('choose');
      expect(sheet.text()).toContain(TEXT.training.untrained);
      await sheet.tap('.pick-row');
      const sentence = fill(TEXT.training.untrainedWhat, { name: '谢小刚', missing: '还差班组级' });
      expect([chosen, asked]).toEqual([[], [sentence]]);
      confirm = true;
      await sheet.tap('.pick-row');
      expect(chosen).toEqual([{ id: 'a' }]);
      await sheet.set({ chosen: ['a'] });
      await sheet.tap('.pick-row');
      expect([chosen.length, asked.length]).toEqual([2, 2]);
    });

    it('asks anew for what was typed, and for all when it opens again', async () => {
      const sheet = await mount();
      const queries = sheet.events('query');
      sheet.call('onQuery', { detail: { value: '谢' } });
      await sheet.set({ visible: false });
      await sheet.set({ visible: true });
      expect(queries).toEqual([{ text: '谢' }, { text: '' }]);
    });
  },
);

const row = {
  id: 't-1',
  level: '二级',
  state: '正在动火',
  tone: 'fix',
  time: '还剩 2 小时',
  late: false,
  work: '补焊立柱裂缝',
  place: '总装区 · 电焊',
  turn: '轮到你',
  who: '监护 杜鹏',
  kept: '',
};

component(
  'ticket-row',
  {
    typical: { row },
    edge: { row: { ...row, work: LONG, place: LONG, who: LONG, kept: LONG, late: true } },
    faulty: { row: {} },
  },
  (mount) => {
    it('says level, place, time and who, and leads there', async () => {
      const shown = await mount();
      for (const part of ['二级', '还剩 2 小时', '总装区', '轮到你', '杜鹏'])
        expect(shown.text()).toContain(part);
      const presses = shown.events('press');
      await shown.tap('.ticket');
      expect(presses).toEqual([{ id: 't-1' }]);
    });
  },
);

const certificate = {
  id: 'c-1',
  title: '焊接与热切割作业',
  holder: '谢小刚',
  standing: '有效',
  tone: 'valid',
  until: '有效期到 2028年11月20日',
  review: '',
  number: '证号 T33',
  reason: '',
  photos: [{ id: 'f', url: 'https://files/c.jpg' }],
};

component(
  'certificate-card',
  {
    typical: { row: certificate, open: true },
    edge: {
      row: {
        ...certificate,
        title: LONG,
        holder: LONG,
        until: LONG,
        review: LONG,
        reason: LONG,
        tone: 'expired',
      },
    },
    faulty: { row: {} },
  },
  (mount) => {
    it('leads on where it may be changed, and shows its picture', async () => {
      const card = await mount();
      const presses = card.events('press');
      await card.tap('.cert');
      await card.tap('.cert-photo');
      expect(presses).toEqual([{ id: 'c-1' }]);
      expect(doings.shown).toHaveLength(1);
      await card.set({ open: false });
      await card.tap('.cert');
      expect(presses).toHaveLength(1);
    });
  },
);

component(
  'offline-note',
  { typical: { text: t.offlineTicket }, edge: { text: LONG }, faulty: { text: null } },
  (mount) => {
    it('is there without a network only', async () => {
      expect((await mount()).text()).toBe('');
      phone().wx.getNetworkType = ({ success }: { success: (is: object) => void }) =>
        success({ networkType: 'none' });
      expect((await mount()).text()).toContain(t.offlineTicket);
    });
  },
);

coversAll();
