/** Who reports, on whose phone, and what is used of them: the sheets and the bar that say so. */
import { knownAs } from './support/people';
import { watchPhone, type Doings } from './support/doings';
import { PERSON_PARTS, suiteOf } from './support/suite';
import { fill, TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);
const people = [
  { id: 'p-1', name: '李四', post: '焊工' },
  { id: 'p-2', name: LONG, post: LONG },
];

let doings: Doings;

const { component, coversAll, phone } = suiteOf('components', PERSON_PARTS, (opened) => {
  knownAs(opened, 'p-me');
});

const store = (key: string, value: unknown): void =>
  (phone().wx.setStorageSync as (key: string, value: unknown) => void)(key, value);

beforeEach(() => {
  doings = watchPhone(phone());
  store('sharedPhone.v1', { on: false, recent: [] });
});

component('privacy-sheet', { typical: {}, edge: {}, faulty: {} }, (mount) => {
  it('says of each kind what it is for, and which of them is used now', async () => {
    const sheet = await mount();
    sheet.call('show', ['camera', 'location']);
    await sheet.set({});
    const { camera, location, cameraWhy, albumWhy, locationWhy, microphoneWhy } = TEXT.privacy;
    for (const why of [cameraWhy, albumWhy, locationWhy, microphoneWhy]) expect(sheet.text()).toContain(why);
    expect(sheet.text()).toContain(fill(TEXT.privacy.now, { what: `${camera}、${location}` }));
  });

  it('opens the whole text', async () => {
    const opened = jest.fn();
    phone().wx.openPrivacyContract = opened;
    const sheet = await mount();
    sheet.call('show', ['camera']);
    await sheet.tap('.privacy-link');
    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('lets go on whoever refuses, and says how', async () => {
    const sheet = await mount();
    sheet.call('show', ['camera']);
    await sheet.tap('.privacy-refuse');
    expect(doings.said).toEqual([TEXT.privacy.refused]);
  });
});

component(
  'reporter-sheet',
  {
    typical: { visible: false },
    edge: { visible: true, chosen: 'p-2', customNav: true },
    faulty: { visible: 'yes', chosen: null },
  },
  (mount) => {
    it('offers oneself by name and the colleagues of the cloud', async () => {
      doings.answers.push({ ok: true, data: { people } });
      const sheet = await mount({ visible: false });
      await sheet.set({ visible: true });
      expect(sheet.text()).toContain(fill(TEXT.reporter.self, { name: '陈新' }));
      expect(sheet.text()).toContain('李四');
    });

    it('still has them without a network, those who reported last first', async () => {
      store('sharedPhone.v1', { on: true, recent: ['p-2'] });
      const sheet = await mount({ visible: false });
      await sheet.set({ visible: true });
      const [first] = [...sheet.element.querySelectorAll('.reporters-list .reporters-row')];
      expect(first?.textContent).toContain(LONG);
      expect(doings.requests).not.toEqual([]);
    });

    it('says who was chosen in one tap', async () => {
      doings.answers.push({ ok: true, data: { people } });
      const sheet = await mount({ visible: false });
      await sheet.set({ visible: true });
      const chosen = sheet.events('choose');
      await sheet.tap('.reporters-self');
      await sheet.tap('.reporters-list .reporters-row');
      expect(chosen).toEqual([{ who: 'self' }, { who: { id: 'p-1', name: '李四' } }]);
    });
  },
);

component('shared-bar', { typical: {}, edge: { personal: true }, faulty: { personal: 'yes' } }, (mount) => {
  it('is not there on a phone of one’s own', async () => {
    expect((await mount({ personal: true })).text().trim()).toBe('');
  });

  it('says that nobody was chosen yet, and where one’s own things are', async () => {
    store('sharedPhone.v1', { on: true, recent: [] });
    const bar = await mount({ personal: true });
    expect(bar.text()).toContain(TEXT.sharedPhone.nobody);
    expect(bar.text()).toContain(TEXT.sharedPhone.covered);
  });

  it('hands the phone to somebody else in one tap, and opens the app anew', async () => {
    store('sharedPhone.v1', { on: true, recent: [] });
    const gone: unknown[] = [];
    phone().wx.reLaunch = ({ url }: { url: string }) => (gone.push(url), Promise.resolve());
    const bar = await mount();
    bar.call('onChoose', { detail: { who: { id: 'p-1', name: '李四' } } });
    expect(gone).toEqual(['/pages/home/index']);
    expect((await mount()).text()).toContain(fill(TEXT.sharedPhone.who, { name: '李四' }));
  });
});

coversAll();
