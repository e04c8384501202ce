/** The signs that all pages share: pictograms, the ring of the loop, a place, its risk, a state. */
import { knownAs } from './support/people';
import { SIGNS, suiteOf } from './support/suite';
import { ICONS } from '../../scripts/icon-shapes.mjs';
import { signInText } from '../../miniprogram/shared/sign-in';
import { TEXT } from '../../miniprogram/shared/text';

const LONG = '王'.repeat(60);

const { component, coversAll } = suiteOf('components', SIGNS, (opened) => {
  knownAs(opened, 'p-me');
});

component(
  'icon',
  {
    typical: { name: 'camera', size: 32 },
    edge: { name: 'unknown', size: 0 },
    faulty: { name: '', size: 'large' },
  },
  (mount) => {
    it.each(Object.keys(ICONS))('draws %s', async (name) => {
      expect((await mount({ name })).element.innerHTML).toMatch(new RegExp(`\\bi-${name}\\b`));
    });
  },
);

component(
  'loop-ring',
  {
    typical: { filled: 3, size: 58 },
    edge: { filled: 5, size: 16, tick: true },
    faulty: { filled: 99, size: -1 },
  },
  (mount) => {
    it.each([0, 1, 2, 3, 4, 5])('fills %i of five segments', async (filled) => {
      const ring = await mount({ filled });
      expect(ring.select('.loop-seg')).toHaveLength(5);
      expect(ring.select('.loop-on')).toHaveLength(filled);
    });

    it('ticks only a closed loop', async () => {
      const ring = await mount({ filled: 4, tick: true });
      expect(ring.select('.loop-mark')).toHaveLength(0);
      await ring.set({ filled: 5 });
      expect(ring.select('.loop-mark')).toHaveLength(1);
    });
  },
);

component(
  'place-line',
  {
    typical: { no: 'C-07', text: '焊接一区' },
    edge: { no: '', text: LONG, changeable: false },
    faulty: { no: null, text: '' },
  },
  (mount) => {
    it('says that the place is to be changed, where that may be', async () => {
      const line = await mount();
      const changes = line.events('change');
      await line.tap('.place');
      await line.set({ changeable: false });
      await line.tap('.place');
      expect(changes).toHaveLength(1);
    });

    it('asks for a place when there is none', async () => {
      expect((await mount({})).text()).toContain(TEXT.report.choosePlace);
    });
  },
);

component(
  'risk-plate',
  { typical: { color: 'red' }, edge: { color: 'blue' }, faulty: { color: 'purple' } },
  (mount) => {
    it.each(['red', 'orange', 'yellow', 'blue'] as const)('says %s in its character', async (color) => {
      expect((await mount({ color })).text()).toBe(TEXT.order[color]);
    });
  },
);

component(
  'sign-code',
  {
    typical: { text: signInText('briefing', 'weld@2026-11-23:day', '012345'), rows: ['101', '010', '111'] },
    edge: { text: signInText('training', 'x'.repeat(160), '999999'), rows: Array(60).fill('1'.repeat(60)) },
    faulty: { text: 'SAFELOOP:C-07', rows: ['1', 2, null] },
  },
  (mount) => {
    it('says the digits that may be typed instead, and none without a code', async () => {
      const code = await mount();
      expect(code.text()).toContain('012 345');
      await code.set({ text: '' });
      expect(code.text()).toBe(TEXT.signIn.scan);
    });
  },
);

component(
  'state-pill',
  {
    typical: { stateId: 'rectifying', label: '整改中', ring: 3 },
    edge: { stateId: 'awaitingVerification', label: '退回重改（第12轮）', ring: 5, overdue: true },
    faulty: { stateId: 'nowhere', label: '', ring: 99 },
  },
  (mount) => {
    it('says the state, and that it is late once it is', async () => {
      const pill = await mount();
      expect(pill.text()).toBe('整改中');
      await pill.set({ overdue: true });
      expect(pill.text()).toBe(TEXT.orders.overdue);
    });
  },
);

coversAll();
