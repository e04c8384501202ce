/** The components that all pages share: each mounts whatever it is given, says what it should, and answers taps. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { giveSpeaker } from './support/sound';
import { componentsIn, FORM_PARTS, PERSON_PARTS, PLACES, SHEETS, SIGNS, suiteOf } from './support/suite';
import { DUTY_WORDS } from '../../miniprogram/shared/words';
import { fill, TEXT } from '../../miniprogram/shared/text';
import { orderView, person, waitsFor } from '../unit/miniprogram/orders';

const LONG = '王'.repeat(60);
const HOUR = 3_600_000;

let doings: Doings;

const OTHERS = componentsIn('components').filter(
  (name) => ![...FORM_PARTS, ...PERSON_PARTS, ...SIGNS, ...SHEETS, PLACES].includes(name),
);

const { component, coversAll, phone } = suiteOf('components', OTHERS, (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

component(
  'big-button',
  {
    typical: { text: '我来整改', icon: 'tick', hint: '14:10 前' },
    edge: { text: LONG, hint: LONG, busy: true, disabled: true },
    faulty: { text: '', icon: 'no-such-icon', kind: 'purple' },
  },
  (mount) => {
    it('says a press, but none while it is busy or disabled', async () => {
      const button = await mount();
      const presses = button.events('press');
      button.call('onTap');
      for (const quiet of [{ busy: true }, { busy: false, disabled: true }]) {
        await button.set(quiet);
        button.call('onTap');
      }
      expect(presses).toHaveLength(1);
      expect(button.text()).toContain('我来整改');
    });

    it('shows its icon beside the words', async () => {
      const button = await mount();
      expect(button.element.innerHTML).toMatch(/\bi-tick\b/);
      await button.set({ icon: '' });
      expect(button.element.innerHTML).not.toMatch(/\bi-tick\b/);
    });
  },
);

component(
  'emergency',
  {
    typical: { visible: true, place: 'C-07 焊接一区' },
    edge: { visible: true, place: LONG, customNav: true },
    faulty: { visible: 'yes', place: null },
  },
  (mount) => {
    it('calls fire and ambulance, and the duty leader by name', async () => {
      const sheet = await mount({ visible: false });
      await sheet.set({ visible: true });
      expect(sheet.text()).toContain('赵值班');
      for (const method of ['onFire', 'onAmbulance', 'onLeader']) sheet.call(method);
      expect(doings.dialled).toEqual(['119', '120', '13800000009']);
    });

    it('says where one is, and that it closes', async () => {
      const sheet = await mount();
      expect(sheet.text()).toContain('C-07 焊接一区');
      const closed = sheet.events('close');
      sheet.call('onChange', { detail: { visible: false } });
      expect(closed).toHaveLength(1);
    });

    it('works without a network', async () => {
      await mount();
      expect(doings.requests).toEqual([]);
    });
  },
);

const soon = orderView({ next: waitsFor('p-1', '张工', Date.now() + 5 * HOUR) });

component(
  'order-card',
  {
    typical: { order: soon },
    edge: {
      order: orderView({
        title: LONG,
        place: { areaName: LONG, pointNo: null, riskColor: 'red' },
        next: waitsFor('p-1', LONG, Date.now() - 100 * HOUR),
        sentence: `轮到${LONG}整改 · 超 4 天，已报赵主管`,
        thumb: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
      }),
    },
    faulty: { order: {} },
  },
  (mount) => {
    it('says what, where and whose turn, and which order was pressed', async () => {
      const card = await mount();
      for (const part of ['气瓶没固定', 'C-07 车间二层 C 区', '张工', '整改中', TEXT.order.left])
        expect(card.text()).toContain(part);
      const presses = card.events('press');
      await card.tap('.order');
      expect(presses).toEqual([{ id: 'o-1' }]);
    });

    it('says 你 to the one whose turn it is', async () => {
      const card = await mount({ order: orderView({ next: waitsFor('p-me', '我', Date.now() + HOUR) }) });
      expect(card.text()).toContain(TEXT.common.you);
    });

    it('tells what is overdue instead of its state', async () => {
      const card = await mount({ order: orderView({ next: waitsFor('p-1', '张工', Date.now() - HOUR) }) });
      expect(card.text()).toContain(TEXT.orders.overdue);
      expect(card.text()).not.toContain('整改中');
    });
  },
);

component(
  'page-state',
  {
    typical: { kind: 'empty', heading: TEXT.orders.emptyWaiting, hint: TEXT.orders.emptyWaitingHint },
    edge: { kind: 'failed', heading: LONG, hint: LONG },
    faulty: { kind: 'nothing', rows: 0, shape: 'round' },
  },
  (mount) => {
    it.each(['stale', 'failed'])('offers to read again when it is %s', async (kind) => {
      const state = await mount({ kind, heading: TEXT.failure.reading });
      const retries = state.events('retry');
      await state.tap('.soft-button');
      expect(retries).toHaveLength(1);
    });

    it.each(['stale', 'failed'])(
      'has no button when it is %s and reading again cannot help',
      async (kind) => {
        const state = await mount({ kind, heading: TEXT.failure.reading, again: false });
        expect(state.text()).toContain(TEXT.failure.reading);
        expect(state.select('.soft-button')).toEqual([]);
      },
    );

    it('has a button for what to do when there is nothing', async () => {
      const state = await mount({ kind: 'empty', heading: TEXT.home.quiet, act: TEXT.common.report });
      const acts = state.events('act');
      await state.tap('.soft-button');
      expect(acts).toHaveLength(1);
      await state.set({ act: '' });
      expect(state.select('.soft-button')).toEqual([]);
    });

    it.each(['cards', 'tasks', 'words', 'order'])('draws bones for %s, and no words', async (shape) => {
      const state = await mount({ kind: 'loading', shape, rows: 2 });
      await state.set({ late: true });
      expect(state.select('.card').length).toBeGreaterThanOrEqual(2);
      expect(state.text()).toBe('');
    });
  },
);

const PEOPLE = {
  people: [
    { id: 'p-1', name: '张工', post: '焊工', departmentName: '焊接车间', onDuty: true },
    { id: 'p-2', name: LONG, post: '', departmentName: '', onDuty: false },
  ],
};

component(
  'person-picker',
  {
    typical: { orderId: '', chosen: 'p-1' },
    edge: { orderId: '', optional: true, chosen: '' },
    faulty: { orderId: null, chosen: 7 },
  },
  (mount) => {
    it('reads who may be chosen, and says who was', async () => {
      doings.answers.push({ ok: true, data: PEOPLE });
      const picker = await mount({});
      await picker.set({ orderId: 'o-1' });
      expect(doings.requests).toEqual([
        expect.objectContaining({ route: 'people.candidates', input: { orderId: 'o-1' } }),
      ]);
      expect(picker.text()).toContain('张工');
      const chosen = picker.events('choose');
      await picker.tap('.pick');
      expect(chosen).toEqual([{ id: 'p-1', name: '张工' }]);
    });

    it('reads everybody for what belongs to no order', async () => {
      doings.answers.push({ ok: true, data: PEOPLE });
      const picker = await mount({});
      await picker.set({ all: true });
      expect(doings.requests).toEqual([expect.objectContaining({ route: 'people.candidates', input: {} })]);
      expect(picker.text()).toContain('张工');
    });

    it('reads the own department for what anybody may pass on', async () => {
      doings.answers.push({ ok: true, data: { people: [{ id: 'p-1', name: '张工', post: '焊工' }] } });
      const picker = await mount({});
      await picker.set({ near: true });
      expect(doings.requests).toEqual([
        expect.objectContaining({ route: 'people.colleagues', input: { forWork: true } }),
      ]);
      expect(picker.text()).toContain('张工');
    });

    it('says whose training is missing, and gives them work only when told to once more', async () => {
      const missing = '还差班组级';
      const people = PEOPLE.people.map((each) => ({ ...each, training: { missing } }));
      doings.answers.push({ ok: true, data: { people } });
      const asked: string[] = [];
      let confirm = false;
      phone().wx.showModal = ({ content }: { content: string }) => {
        asked.push(content);
        return Promise.resolve({ confirm });
      };
      const picker = await mount({});
      await picker.set({ orderId: 'o-1' });
      expect(picker.text()).toContain(TEXT.training.untrained);
      const chosen = picker.events('choose');
      await picker.tap('.pick');
      expect([chosen, asked]).toEqual([[], [fill(TEXT.training.untrainedWhat, { name: '张工', missing })]]);
      confirm = true;
      await picker.tap('.pick');
      expect(chosen).toEqual([{ id: 'p-1', name: '张工' }]);
      await picker.set({ forWork: false });
      await picker.tap('.pick');
      expect([picker.text().includes(TEXT.training.untrained), chosen.length, asked.length]).toEqual([
        false,
        2,
        2,
      ]);
    });

    it('finds by name, and says when nobody has it', async () => {
      doings.answers.push({ ok: true, data: PEOPLE });
      const picker = await mount({});
      await picker.set({ orderId: 'o-1' });
      picker.call('onQuery', { detail: { value: '李' } });
      await picker.set({});
      expect(picker.text()).toContain(TEXT.form.nobodyFound);
    });

    it('lets people do it themselves where that may be', async () => {
      const picker = await mount({ optional: true });
      const chosen = picker.events('choose');
      await picker.tap('.pick');
      expect(chosen).toEqual([{ id: '', name: '' }]);
    });

    it('says what happens next when nobody was found, and reads again', async () => {
      const refusal = { code: 'NOT_FOUND', message: '没找到这一单' };
      doings.answers.push({ ok: false, error: refusal }, { ok: true, data: PEOPLE });
      const picker = await mount({});
      await picker.set({ orderId: 'o-1' });
      expect(picker.text()).toContain('没找到这一单');
      await picker.tap('.soft-button');
      expect(picker.text()).toContain('张工');
    });
  },
);

component(
  'person-row',
  {
    typical: { person: person('p-1', '李主管', DUTY_WORDS.siteKeeper) },
    edge: { person: { ...person('p-1', LONG, LONG), phone: null }, unreached: true },
    faulty: { person: {} },
  },
  (mount) => {
    it('calls the number beside the name', async () => {
      const row = await mount();
      expect(row.text()).toContain('李主管');
      await row.tap('.soft-button');
      expect(doings.dialled).toEqual(['13900000000']);
    });

    it('has no button where nobody may call', async () => {
      expect(
        (await mount({ person: { ...person('p-1', '李主管', ''), phone: null } })).select('.soft-button'),
      ).toEqual([]);
    });

    it('says that no message arrived', async () => {
      const row = await mount();
      expect(row.text()).not.toContain(TEXT.order.unreached);
      await row.set({ unreached: true });
      expect(row.text()).toContain(TEXT.order.unreached);
    });
  },
);

component('unsent-strip', { typical: {}, edge: { sentence: LONG }, faulty: { offline: 'yes' } }, (mount) => {
  it('is not there while nothing waits and the network is', async () => {
    expect((await mount()).select('.unsent-strip')).toEqual([]);
  });

  it('says that one can report without a network', async () => {
    const { wx } = phone();
    const online = wx.getNetworkType;
    wx.getNetworkType = ({ success }: { success: (answer: { networkType: string }) => void }) =>
      success({ networkType: 'none' });
    expect((await mount()).text()).toBe(TEXT.unsent.offline);
    wx.getNetworkType = online;
  });

  it('leads to what waits in this phone', async () => {
    const strip = await mount();
    strip.call('onTap');
    await strip.set({ sentence: TEXT.unsent.strip });
    strip.call('onTap');
    expect(doings.opened).toEqual(['/packages/report/unsent/index']);
  });
});

component(
  'voice-player',
  {
    typical: { src: 'wxfile://store_1.mp3', seconds: 8.2 },
    edge: { src: '', seconds: 0, note: LONG, small: true },
    faulty: { src: null, seconds: 'long', note: 7, small: 'yes' },
  },
  (mount) => {
    const t = TEXT.voice;

    it('says how long it is, plays on a tap, shows how far it is, and ends', async () => {
      const speaker = giveSpeaker(phone());
      const voice = await mount();
      expect(voice.text()).toContain('一段语音 8 秒');
      expect(voice.text()).toContain(t.play);
      await voice.tap('.voice');
      expect(voice.text()).toContain(t.opening);
      speaker.tell('Play');
      speaker.at(4.1);
      await voice.set({});
      expect(voice.text()).toContain(t.playing);
      expect(voice.data()).toMatchObject({ on: true, done: 50 });
      speaker.tell('Ended');
      await voice.set({});
      expect(voice.data()).toMatchObject({ on: false, done: 0 });
      expect([speaker.played, speaker.open]).toEqual([['wxfile://store_1.mp3'], 0]);
    });

    it('stops on a second tap, and when its page is left', async () => {
      const speaker = giveSpeaker(phone());
      const voice = await mount();
      await voice.tap('.voice');
      speaker.tell('Play');
      await voice.tap('.voice');
      expect([voice.data()['on'], speaker.open]).toEqual([false, 0]);
      await voice.tap('.voice');
      expect(speaker.open).toBe(1);
      voice.unmount();
      expect(speaker.open).toBe(0);
    });

    it('is the only one that plays', async () => {
      const speaker = giveSpeaker(phone());
      const [first, second] = [await mount(), await mount({ src: 'wxfile://store_2.mp3', seconds: 3 })];
      await first.tap('.voice');
      speaker.tell('Play');
      await second.tap('.voice');
      expect([first.data()['on'], second.data()['on'], speaker.open]).toEqual([false, true, 1]);
      second.unmount();
    });

    it('is as short as can be in a line with other things', async () => {
      giveSpeaker(phone());
      const voice = await mount({ src: 'wxfile://store_1.mp3', seconds: 8.2, small: true });
      expect(voice.text()).toBe('8 秒');
      expect(voice.element.innerHTML).toContain('一段语音 8 秒');
    });

    it('says why it cannot be played', async () => {
      const speaker = giveSpeaker(phone());
      const voice = await mount();
      await voice.tap('.voice');
      speaker.tell('Error');
      await voice.set({ src: '', note: '语音正在存证，稍后就能听' });
      await voice.tap('.voice');
      expect(doings.said).toEqual([t.unplayable, '语音正在存证，稍后就能听']);
      expect([voice.data()['on'], speaker.open]).toEqual([false, 0]);
    });
  },
);

coversAll();
