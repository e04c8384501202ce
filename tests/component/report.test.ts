/** The sheets of the report page: what, and what a picture does not say. */
import { knownAs, PLANT } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { giveMicrophone, type Microphone } from './support/sound';
import { componentsIn, suiteOf } from './support/suite';
import { fill, TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const FOLDER = 'packages/report/components';

let doings: Doings;

const { component, coversAll, phone } = suiteOf(FOLDER, componentsIn(FOLDER), (opened) => {
  knownAs(opened, 'p-me');
});

beforeEach(() => {
  doings = watchPhone(phone());
});

const SHEET = { typical: { visible: true }, edge: { visible: false }, faulty: { visible: 'yes' } };

component('template-sheet', SHEET, (mount) => {
  it('shows every template in its group, and says which was chosen', async () => {
    const sheet = await mount({ visible: false });
    await sheet.set({ visible: true });
    for (const { title } of PLANT.templates) expect(sheet.text()).toContain(title);
    const chosen = sheet.events('choose');
    await sheet.tap('.kinds-tile');
    expect(chosen).toEqual([{ id: 't-1' }]);
  });

  it('says that it closes', async () => {
    const sheet = await mount();
    const closed = sheet.events('close');
    sheet.call('onChange', { detail: { visible: false } });
    sheet.call('onClose');
    expect(closed).toHaveLength(2);
  });
});

component(
  'write-sheet',
  {
    typical: { visible: true, text: '瓶链断了', who: 'safetyOnly', stoppable: true },
    edge: {
      visible: true,
      text: LONG.repeat(20),
      who: 'anonymous',
      named: LONG,
      stoppable: true,
      stop: true,
    },
    faulty: { visible: true, text: null, who: 7, named: null, stoppable: 1, stop: 'yes' },
  },
  (mount) => {
    it('says what was written, and in whose name', async () => {
      const sheet = await mount();
      const [written, who, closed] = ['write', 'who', 'close'].map((name) => sheet.events(name));
      sheet.call('onText', { detail: { value: '瓶链断了，要换' } });
      sheet.call('onWho', { detail: { who: 'anonymous' } });
      sheet.call('onClose');
      expect([written, who, closed?.length]).toEqual([
        [{ text: '瓶链断了，要换' }],
        [{ who: 'anonymous' }],
        1,
      ]);
    });

    it('proposes to stop a machine, where there is one', async () => {
      const sheet = await mount();
      const stops = sheet.events('stop');
      sheet.call('onStop', { detail: { value: true } });
      expect(stops).toEqual([{ stop: true }]);
      expect(sheet.text()).toContain(TEXT.report.stop);
      expect((await mount({ visible: true })).text()).not.toContain(TEXT.report.stop);
    });
  },
);

component(
  'who-choice',
  { typical: { who: 'named' }, edge: { who: 'named', why: LONG }, faulty: { who: 7, why: null } },
  (mount) => {
    const choose = (id: string) => ({ currentTarget: { dataset: { id } } });

    it('says plainly what each choice means before it is made', async () => {
      const text = (await mount()).text();
      expect(text).toContain('企业内各角色不可见；云环境管理员在技术上仍可能查到');
      for (const said of ['没有积分', '由巡检员复核', '换手机就看不到了']) expect(text).toContain(said);
    });

    it('says which was chosen', async () => {
      const sheet = await mount();
      const chosen = sheet.events('choose');
      for (const id of ['anonymous', 'safetyOnly', 'named']) sheet.call('onChoose', choose(id));
      expect(chosen).toEqual([{ who: 'anonymous' }, { who: 'safetyOnly' }, { who: 'named' }]);
    });

    it('says why it cannot go without a name, and does not let it', async () => {
      const sheet = await mount({ why: TEXT.nameless.notSpoken });
      const chosen = sheet.events('choose');
      sheet.call('onChoose', choose('anonymous'));
      expect(chosen).toEqual([]);
      expect(sheet.text()).toContain(TEXT.nameless.notSpoken);
      expect(sheet.text()).not.toContain(TEXT.nameless.anonymousHint);
    });
  },
);

const shot = (id: string, after: object = {}) => ({
  id,
  path: `wxfile://store/${id}.jpg`,
  source: 'camera',
  takenAt: 1,
  fileId: null,
  ...after,
});

component(
  'screening-card',
  {
    typical: { no: '再问 3 句，第 1 句', question: '干这活的人有特种作业操作证吗？' },
    edge: { no: '再问一句', question: LONG },
    faulty: { no: 1, question: null },
  },
  (mount) => {
    it('asks its question and says which of the three answers was tapped', async () => {
      const card = await mount();
      const answers = card.events('answer');
      expect(card.text()).toContain('干这活的人有特种作业操作证吗？');
      for (const id of ['yes', 'no', 'unsure']) await card.tap(`.asks-${id}`);
      expect(answers).toEqual([{ answer: 'yes' }, { answer: 'no' }, { answer: 'unsure' }]);
    });
  },
);

component(
  'shots-sheet',
  {
    typical: { visible: true, photos: [shot('a'), shot('b')], hasRoom: true },
    edge: {
      visible: true,
      photos: [...['a', 'b', 'c', 'd'].map((id) => shot(id)), shot('e', { after: true })],
      hasRoom: false,
      faces: true,
    },
    faulty: { visible: 'yes', photos: null, hasRoom: 'no' },
  },
  (mount) => {
    it('says what is to become of a picture', async () => {
      const sheet = await mount();
      const said = ['mark', 'replace', 'remove', 'album', 'close'].map((name) => sheet.events(name));
      for (const method of ['onMark', 'onReplace', 'onRemove'])
        sheet.call(method, { currentTarget: { dataset: { id: 'b' } } });
      sheet.call('onAlbum');
      sheet.call('onChange', { detail: { visible: false } });
      expect(said.slice(0, 3)).toEqual([[{ id: 'b' }], [{ id: 'b' }], [{ id: 'b' }]]);
      expect(said.slice(3).map(({ length }) => length)).toEqual([1, 1]);
    });

    it('shows a picture large, among the others', async () => {
      const sheet = await mount();
      await sheet.tap('.shots-see');
      const [a, b] = [shot('a').path, shot('b').path];
      expect(doings.shown).toEqual([{ current: a, urls: [a, b] }]);
    });

    it('offers the album while there is room, and 遮脸 where people are seen', async () => {
      const sheet = await mount();
      expect(sheet.text()).toContain(TEXT.shots.album);
      expect(sheet.text()).toContain(TEXT.shots.mark);
      await sheet.set({ hasRoom: false, faces: true });
      expect(sheet.text()).not.toContain(TEXT.shots.album);
      expect(sheet.text()).toContain(TEXT.shots.hideFaces);
    });

    it('tells which show that it is mended', async () => {
      const sheet = await mount();
      expect(sheet.text()).not.toContain(TEXT.shots.after);
      await sheet.set({ photos: [shot('a'), shot('b', { after: true })] });
      expect(sheet.text()).toContain(TEXT.shots.after);
    });
  },
);

component('hold-to-talk', { typical: {}, edge: { nameless: true }, faulty: { nameless: 'yes' } }, (mount) => {
  const t = TEXT.voice;
  const finger = (clientY = 700) => ({ touches: [{ clientX: 60, clientY }] });
  // One for all: the app listens to its recorder once.
  let microphone: Microphone | undefined;

  /** A person with a finger on the button. */
  const hold = async (properties: Record<string, unknown> = {}) => {
    microphone ??= giveMicrophone(phone());
    Object.assign(microphone, { allowed: true, agrees: true, started: [], stopped: 0, duration: 3_000 });
    const button = await mount(properties);
    const events = ['write', 'begin', 'said', 'end'].map((name) => button.events(name));
    button.call('onStart', finger());
    return { button, microphone, events };
  };
  /** Longer than a finger has to rest. */
  const rests = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 450));
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

  it('writes on a tap, and says how', async () => {
    const {
      button,
      microphone: { started },
      events: [written],
    } = await hold();
    button.call('onEnd');
    await rests();
    expect([written?.length, started]).toEqual([1, []]);
    expect(button.text()).toContain(t.hold);
    expect(button.text()).toContain(t.holdHint);
  });

  it('records what the server takes while it is held, and says what it kept', async () => {
    const { button, microphone, events } = await hold();
    await rests();
    expect(button.text()).toContain(t.listening);
    expect(button.text()).toContain(fill(t.left, { seconds: 15 }));
    expect(microphone.started).toEqual([
      { duration: 15_000, format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 24_000 },
    ]);
    button.call('onEnd');
    await settled();
    expect(events.map(({ length }) => length)).toEqual([0, 1, 1, 1]);
    expect(events[2]).toEqual([{ path: 'wxfile://tmp_1.mp3', ms: 3_000, text: '' }]);
    expect(button.text()).not.toContain(t.listening);
  });

  it('forgets it when the finger slides up', async () => {
    const { button, events } = await hold();
    await rests();
    button.call('onMove', finger(600));
    await settled();
    expect(button.text()).toContain(t.letGoAway);
    button.call('onEnd');
    await settled();
    expect([events[2], doings.said]).toEqual([[], [t.dropped]]);
  });

  it('says that it was too short', async () => {
    const { button, microphone, events } = await hold();
    microphone.duration = 300;
    await rests();
    button.call('onEnd');
    await settled();
    expect([events[2], doings.said]).toEqual([[], [t.short]]);
  });

  it('ends by itself after 15 s, and keeps that', async () => {
    const { microphone, events } = await hold();
    await rests();
    microphone.tell('Stop', { tempFilePath: 'wxfile://tmp_2.mp3', duration: 15_000 });
    await settled();
    expect([events[2], doings.said]).toEqual([
      [{ path: 'wxfile://tmp_2.mp3', ms: 15_000, text: '' }],
      [t.full],
    ]);
  });

  it('keeps what was said until a call came', async () => {
    const { microphone, events } = await hold();
    await rests();
    microphone.tell('InterruptionBegin');
    await settled();
    expect(events[2]).toHaveLength(1);
  });

  it('leads to the settings, or to writing, when the microphone is refused', async () => {
    const { button, microphone, events } = await hold();
    microphone.allowed = undefined;
    microphone.agrees = false;
    await rests();
    button.call('onEnd');
    await settled();
    expect(button.text()).toContain(t.refused);
    expect(microphone.started).toEqual([]);
    const opened: unknown[] = [];
    phone().wx.openSetting = ({ success }: { success: (answer: unknown) => void }) => {
      opened.push('settings');
      success({ authSetting: { 'scope.record': true } });
    };
    await button.tap('.talk-first');
    expect([opened, doings.said]).toEqual([['settings'], [t.allowed]]);
    expect(button.text()).not.toContain(t.refused);
    microphone.allowed = false;
    button.call('onStart', finger());
    await rests();
    await button.tap('.talk-answer');
    expect(events[0]).toHaveLength(1);
  });

  it('leads to the settings of the phone when that withholds it from WeChat', async () => {
    const { button, microphone } = await hold();
    await rests();
    microphone.tell('Error', { errMsg: 'operateRecorder:fail system permission denied' });
    await settled();
    expect(button.text()).toContain(t.withheld);
    const opened: unknown[] = [];
    phone().wx.openAppAuthorizeSetting = () => opened.push('phone');
    await button.tap('.talk-first');
    expect(opened).toEqual(['phone']);
  });

  it('records nothing where nobody may know who speaks', async () => {
    const { microphone } = await hold({ nameless: true });
    await rests();
    expect([microphone.started, doings.said]).toEqual([[], [t.nameless]]);
  });

  it('lets go of the microphone when its page is left', async () => {
    const { button, microphone, events } = await hold();
    await rests();
    button.unmount();
    await settled();
    expect([microphone.stopped, events[2]]).toEqual([1, []]);
  });
});

const SAME = {
  orderId: 'o-1',
  title: '防护罩松动',
  place: 'B-03 手工焊接区',
  sentence: '今天报的 · 待响应 · 还剩 2 小时',
  known: '',
  pictures: [
    { url: 'https://a', words: '今天报的' },
    { url: 'file://b', words: TEXT.same.yours },
  ],
};

component(
  'same-card',
  {
    typical: { same: SAME },
    edge: { same: { ...SAME, title: LONG, place: LONG, pictures: [], known: TEXT.same.known } },
    faulty: { same: null },
  },
  (mount) => {
    it('asks with both pictures, large when they are tapped', async () => {
      const card = await mount();
      for (const text of [TEXT.same.ask, SAME.title, SAME.place, SAME.sentence, TEXT.same.goes]) {
        expect(card.text()).toContain(text);
      }
      await card.tap('.same-picture');
      expect(doings.shown).toEqual([{ current: 'https://a', urls: ['https://a', 'file://b'] }]);
    });

    it('says when there is no picture to look at', async () => {
      const card = await mount({ same: { ...SAME, pictures: [] } });
      expect(card.text()).toContain(TEXT.same.noPicture);
    });
  },
);

coversAll();
