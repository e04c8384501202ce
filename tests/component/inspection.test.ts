/** The components of 今日任务 and of a round. */
import { watchPhone, type Doings } from './support/doings';
import { knownAs } from './support/people';
import { componentsIn, suiteOf } from './support/suite';
import { fill, TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/inspection/components';
const t = TEXT.inspection;

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const PICTURE = { id: 'f-1', path: 'wxfile://store_1.jpg', source: 'camera', takenAt: 1, fileId: null };

const task = {
  id: 'store@2026-11-23:day',
  title: '气瓶库巡查',
  place: '巡查 · 气瓶库',
  due: '12:00 前',
  late: false,
  progress: '7/12',
  share: 58,
  state: t.doing,
  kept: '',
  note: '',
  refused: false,
};

component(
  'task-card',
  {
    typical: { task },
    edge: {
      task: { ...task, title: LONG, place: LONG, late: true, kept: LONG, note: LONG, refused: true },
      kind: 'explain',
      words: LONG,
      trouble: LONG,
    },
    faulty: { task: {}, kind: 'round' },
  },
  (mount) => {
    it('says what, where, until when and how far, and leads there', async () => {
      const card = await mount();
      for (const part of ['气瓶库巡查', '12:00 前', '7/12', t.doing]) expect(card.text()).toContain(part);
      const presses = card.events('press');
      await card.tap('.task-open');
      expect(presses).toEqual([{ id: task.id }]);
    });

    it('asks for the reason of a miss, and may still be done', async () => {
      const card = await mount({ task, kind: 'explain' });
      const [words, explained, presses] = ['words', 'explain', 'press'].map((name) => card.events(name));
      card.call('onWords', { detail: { value: '停电' } });
      await card.tap('.soft-button');
      await card.tap('.task-plain');
      expect([words, explained, presses]).toEqual([
        [{ id: task.id, text: '停电' }],
        [{ id: task.id }],
        [{ id: task.id }],
      ]);
      await card.set({ busy: true });
      card.call('onExplain');
      expect(explained).toHaveLength(1);
    });

    it('is put away when the server takes nothing of it any more', async () => {
      const card = await mount({ task: { ...task, note: '这项任务已经结束', refused: true } });
      expect(card.text()).toContain('这项任务已经结束');
      const gone = card.events('forget');
      await card.tap('.soft-button');
      expect(gone).toEqual([{ id: task.id }]);
    });
  },
);

const wayStop = (n: number, mark: string) => ({
  ...{ pointId: `e-0${n}`, n, mark, name: `E-0${n} 高压柜`, area: '配电室', progress: '8 项' },
  label: `${n} E-0${n} 高压柜，8 项`,
});
const wayStops = [wayStop(1, 'done'), wayStop(2, 'next'), wayStop(3, 'open')];
const line = { key: 0, left: 20, top: 50, width: 30, turn: 0 };
const way = {
  sentence: '已到 1 / 3 处，下一处 E-02 高压柜',
  go: '去查 E-02',
  stops: wayStops,
  map: {
    height: 60,
    areas: [{ key: 0, named: true, shape: '8% 10%,92% 10%,92% 90%', sides: [line] }],
    names: [{ text: '配电室', left: 40, top: 5, width: 20 }],
    legs: [
      { ...line, done: true },
      { ...line, key: 1, done: false },
    ],
    dots: wayStops.map((stop, index) => ({ ...stop, left: 20 + index * 30, top: 50 })),
  },
};

component(
  'walk-map',
  {
    typical: { way },
    edge: {
      heading: LONG,
      way: {
        ...way,
        map: null,
        stops: wayStops.map((stop) => ({ ...stop, name: LONG, area: LONG, mark: 'found' })),
      },
    },
    faulty: { way: {} },
  },
  (mount) => {
    it('shows numbered stops and the line between them, and leads to the stop that is tapped', async () => {
      const map = await mount();
      expect(map.select('.way-dot').length).toBe(3);
      expect(map.select('.way-leg').length).toBe(2);
      expect(map.text()).toContain('E-03 高压柜');
      const chosen = map.events('choose');
      await map.tap('.way-dot.way-next');
      await map.tap('.way-row');
      expect(chosen).toEqual([{ pointId: 'e-02' }, { pointId: 'e-01' }]);
    });

    it('is a list without places', async () => {
      const list = await mount({ way: { ...way, map: null } });
      expect([list.select('.way-dot').length, list.select('.way-row').length]).toEqual([0, 3]);
    });
  },
);

const past = (id: string) => ({ id, when: '这里 11月22日 出过问题', what: '气瓶没固定。后来：加了链条' });

const card = {
  id: 'chain',
  place: 'D-08 气瓶点',
  riskColor: 'orange',
  critical: false,
  text: '气瓶直立，防倾倒链条扣好',
  standard: '标准：链条在瓶身 2/3 高处',
  picture: '',
  kind: 'check',
  unit: '',
  signed: false,
  limits: '',
  beyond: '',
  past: [past('o-1'), past('o-2'), past('o-3')],
  needs: '',
  seen: '',
  said: '',
  orderId: '',
  photos: [],
  number: '',
  words: '',
};

component(
  'item-card',
  {
    typical: { card },
    edge: {
      card: {
        ...card,
        text: LONG,
        standard: LONG,
        kind: 'number',
        unit: '兆帕',
        critical: true,
        beyond: LONG,
        limits: LONG,
        needs: t.live,
        said: LONG,
        seen: t.scanned,
        photos: [PICTURE],
      },
    },
    faulty: { card: {} },
  },
  (mount) => {
    it('says where and what, and how it should be', async () => {
      const shown = await mount();
      for (const part of ['D-08 气瓶点', '气瓶直立', '2/3 高处', t.risk])
        expect(shown.text()).toContain(part);
    });

    it('shows how it should be beside the words, large on a tap, and the words alone when it cannot', async () => {
      const picture = 'wxfile://store_hook.jpg';
      const shown = await mount({ card: { ...card, picture } });
      const pressed = shown.events('picture');
      await shown.tap('.item-model');
      expect(pressed).toEqual([{ src: picture }]);
      shown.call('onBroken');
      await shown.set({ card: { ...card, picture, seen: t.scanned } });
      expect(shown.select('.item-model')).toHaveLength(0);
      expect(shown.text()).toContain('2/3 高处');
      await shown.set({ card: { ...card, picture: 'wxfile://store_other.jpg' } });
      expect(shown.select('.item-model')).toHaveLength(1);
    });

    it('shows the last problem, the others on a tap, and none of them at the next item', async () => {
      const shown = await mount();
      expect(shown.select('.item-problem')).toHaveLength(1);
      expect(shown.text()).toContain(fill(t.pastMore, { count: 2 }));
      await shown.tap('.item-more');
      expect(shown.select('.item-problem')).toHaveLength(3);
      await shown.set({ card: { ...card, id: 'valve' } });
      expect(shown.select('.item-problem')).toHaveLength(1);
      const orders = shown.events('order');
      await shown.tap('.item-problem');
      expect(orders).toEqual([{ id: 'o-1' }]);
    });

    it('scans, types, and takes pictures', async () => {
      const shown = await mount({ card: { ...card, photos: [PICTURE] } });
      const events = ['scan', 'type', 'shoot', 'unshoot'].map((name) => shown.events(name));
      for (const method of ['onScan', 'onType', 'onShoot']) shown.call(method);
      await shown.tap('.item-off');
      expect(events.map((one) => one.length)).toEqual([1, 1, 1, 1]);
      expect(events[3]).toEqual([{ id: 'f-1' }]);
      expect(shown.text()).toContain(fill(t.shot, { count: 1 }));
    });

    it('says what was typed, and only that', async () => {
      const shown = await mount({ card: { ...card, kind: 'number', number: '3' } });
      const [numbers, words] = [shown.events('number'), shown.events('words')];
      for (const value of ['3', '31']) shown.call('onNumber', { detail: { value } });
      for (const value of ['', '嘶声']) shown.call('onWords', { detail: { value } });
      expect([numbers, words]).toEqual([[{ text: '31' }], [{ text: '嘶声' }]]);
    });

    it('no longer offers to type what was seen', async () => {
      const shown = await mount({ card: { ...card, seen: t.scanned } });
      expect(shown.text()).toContain(t.scanned);
      expect(shown.text()).not.toContain(t.scanBad);
    });
  },
);

const rowOf = (id: string, change = {}) => ({
  id,
  text: `6 ${id}`,
  mark: 'done',
  note: '',
  time: '09:30',
  pill: null,
  photos: [] as string[],
  ...change,
});

component(
  'item-list',
  {
    typical: {
      groups: [{ key: 'near', heading: '', progress: '', rows: [rowOf('出口畅通')] }],
      more: '看全部 12 项',
    },
    edge: {
      groups: ['a', 'b'].map((key) => ({
        key,
        heading: LONG,
        progress: LONG,
        rows: ['done', 'found', 'na', 'open'].map((mark) =>
          rowOf(`${key}${mark}`, {
            text: LONG,
            mark,
            note: LONG,
            pill: { id: 'unsent', label: '待发送', ring: 0 },
          }),
        ),
      })),
    },
    faulty: { groups: [{}], more: null },
  },
  (mount) => {
    it('shows the photos of an answer large, and chooses nothing with that', async () => {
      const rows = [rowOf('出口畅通', { photos: ['https://a/1.jpg', 'https://a/2.jpg'] })];
      const list = await mount({ groups: [{ key: 'near', heading: '', progress: '', rows }], more: '' });
      const [chosen, photos] = [list.events('choose'), list.events('photo')];
      await list.tap('.items-photo');
      expect(photos).toEqual([{ src: 'https://a/1.jpg', all: ['https://a/1.jpg', 'https://a/2.jpg'] }]);
      expect(chosen).toEqual([]);
      list.call('onNothing');
    });

    it('leads back to an item, and to all of them', async () => {
      const list = await mount();
      expect(list.text()).toContain('09:30');
      const [chosen, more] = [list.events('choose'), list.events('more')];
      await list.tap('.items-row');
      await list.tap('.items-more');
      expect([chosen, more.length]).toEqual([[{ id: '出口畅通' }], 1]);
    });

    it('shows the order that became of one in place of the hour', async () => {
      const pill = { id: 'awaitingResponse', label: '待响应', ring: 2 };
      const row = rowOf('通道', { mark: 'found', note: t.reported, pill });
      const list = await mount({ groups: [{ key: 'near', heading: '', progress: '', rows: [row] }] });
      expect(list.text()).toContain('待响应');
      expect(list.text()).toContain(t.reported);
      expect(list.text()).not.toContain('09:30');
    });

    it('is not there without items', async () => {
      expect((await mount({ groups: [] })).select('.card')).toEqual([]);
    });
  },
);

const finding = {
  text: '气瓶直立',
  critical: true,
  templateId: 't-1',
  title: '气瓶没固定',
  others: [{ id: 't-2', title: '没有防倒链', pictogram: 'cylinder' }],
  open: [
    {
      id: 'o-1',
      number: 'YH-20261122-0007',
      title: '气瓶没固定',
      state: { id: 'rectifying', label: '整改中', ring: 3 },
    },
  ],
};

component(
  'finding-sheet',
  {
    typical: { visible: true, finding },
    edge: {
      visible: true,
      finding: { ...finding, text: LONG, title: LONG, others: [{ ...finding.others[0], title: LONG }] },
      photos: [PICTURE],
      words: LONG,
      trouble: LONG,
      busy: true,
    },
    faulty: { visible: true, finding: {}, photos: null },
  },
  (mount) => {
    it('reports with one tap, or as something else, and proposes the stop in words', async () => {
      const sheet = await mount();
      expect(sheet.text()).toContain('气瓶没固定');
      expect(sheet.text()).toContain(t.stopGoes);
      const reports = sheet.events('report');
      sheet.call('onReport');
      await sheet.tap('.find-tile');
      expect(reports).toEqual([{ templateId: 't-1' }, { templateId: 't-2' }]);
    });

    it('joins the order that is open here', async () => {
      const sheet = await mount();
      const joined = sheet.events('join');
      await sheet.tap('.find-order .soft-button');
      expect(joined).toEqual([{ orderId: 'o-1' }]);
      await sheet.set({ busy: true });
      await sheet.tap('.find-order .soft-button');
      expect(joined).toHaveLength(1);
    });

    it('says what was taken and written, and closes', async () => {
      const sheet = await mount();
      const [photos, words, closed] = ['photos', 'words', 'close'].map((name) => sheet.events(name));
      sheet.call('onPhotos', { detail: { photos: [PICTURE] } });
      sheet.call('onWords', { detail: { value: '右边那只' } });
      await sheet.tap('bottom-sheet >>> .sheet-close');
      expect([photos, words, closed?.length]).toEqual([[{ photos: [PICTURE] }], [{ text: '右边那只' }], 1]);
    });
  },
);

component(
  'reason-sheet',
  {
    typical: { kind: 'na' },
    edge: { kind: 'hand', trouble: LONG, busy: true },
    faulty: { kind: 'whatever', except: null },
  },
  (mount) => {
    it('wants a sentence', async () => {
      const sheet = await mount({ kind: 'ok' });
      const submitted = sheet.events('submit');
      sheet.call('onText', { detail: { value: '  ' } });
      sheet.call('onSubmit');
      await sheet.set({});
      expect(sheet.text()).toContain(t.lack.reason);
      sheet.call('onText', { detail: { value: ' 刚开机 ' } });
      sheet.call('onSubmit');
      expect(submitted).toEqual([{ reason: '刚开机', person: { id: '', name: '' } }]);
    });

    it('wants somebody of the own department to hand a round to', async () => {
      doings.answers.push({ ok: true, data: { people: [{ id: 'p-1', name: '张工', post: '电工' }] } });
      const sheet = await mount({ kind: '' });
      await sheet.set({ kind: 'hand' });
      // A sheet of the cases before may ask once more, since nobody answered it.
      expect(new Set(doings.requests.map(({ route }) => route))).toEqual(new Set(['people.colleagues']));
      const submitted = sheet.events('submit');
      sheet.call('onText', { detail: { value: '去抢修' } });
      sheet.call('onSubmit');
      expect(submitted).toEqual([]);
      sheet.call('onPerson', { detail: { id: 'p-1', name: '张工' } });
      sheet.call('onSubmit');
      expect(submitted).toEqual([{ reason: '去抢修', person: { id: 'p-1', name: '张工' } }]);
    });

    it('begins empty each time', async () => {
      const sheet = await mount({ kind: 'na' });
      sheet.call('onText', { detail: { value: '空着' } });
      await sheet.set({ kind: '' });
      await sheet.set({ kind: 'ok' });
      expect(sheet.data()).toMatchObject({ text: '', visible: true });
    });
  },
);

component(
  'round-result',
  {
    typical: { result: { kept: false, counts: ['正常 11 项', '有问题 1 项'], verdict: 'faulty' } },
    edge: { result: { kept: true, counts: [LONG], verdict: '' } },
    faulty: { result: {} },
  },
  (mount) => {
    it.each([
      ['usable', t.usable],
      ['faulty', t.faulty],
      ['stop', t.stop],
    ])('says what a machine was found %s', async (verdict, word) => {
      const result = await mount({ result: { kept: false, counts: [], verdict } });
      expect(result.text()).toContain(word);
    });

    it('says whether it has left this phone', async () => {
      const result = await mount();
      expect(result.text()).toContain(t.resultSent);
      await result.set({ result: { kept: true, counts: ['正常 1 项'], verdict: '' } });
      expect(result.text()).toContain(t.resultKept);
      expect(result.text()).not.toContain(t.verdict);
    });
  },
);

coversAll();
