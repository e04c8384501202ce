/** TDesign's components that the product uses: each mounts as the product uses it, answers, and draws no glyph of the font that stays away. */
import { glyphNames } from '../../scripts/lib/miniprogram/glyphs';
import { glyphStyles } from '../../scripts/icon-styles.mjs';
import { suiteOf, tdesignInUse } from './support/suite';

const { phone, component, coversAll } = suiteOf('miniprogram_npm/tdesign-miniprogram', tdesignInUse());

const OURS = glyphNames(glyphStyles());

/** Names of the glyphs in some HTML. */
const glyphsIn = (html: string): string[] => {
  const names = [...html.matchAll(/\bt-icon-([a-z][a-z0-9-]*)/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => name !== 'base');
};

component(
  'button',
  {
    typical: { block: true, size: 'large', theme: 'primary', content: '提交' },
    edge: { content: '改好了，拍一张同一个角度的照片再交给上报的人看'.repeat(4), disabled: true },
    faulty: { theme: 'purple', variant: 7, size: '' },
  },
  (mount) => {
    it('says a tap, unless it is disabled', async () => {
      const button = await mount();
      const taps = button.events('tap');
      await button.tap('.t-button');
      expect(taps).toHaveLength(1);
      await button.set({ disabled: true });
      await button.tap('.t-button');
      expect(taps).toHaveLength(1);
    });
  },
);

component(
  'input',
  {
    typical: { value: '张三', placeholder: '输入姓名或岗位', borderless: true },
    edge: { value: '字'.repeat(500), maxlength: 20, clearable: true },
    faulty: { value: 12, maxlength: -1, clearable: 'yes' },
  },
  (mount) => {
    it('says what was typed', async () => {
      const input = await mount({ value: '', maxlength: 20 });
      const changes = input.events('change');
      await input.input('.t-input__control', '李工');
      expect(changes).toEqual([expect.objectContaining({ value: '李工' })]);
    });

    it('keeps to its length', async () => {
      const input = await mount({ value: '', maxlength: 3 });
      const changes = input.events('change');
      await input.input('.t-input__control', '一二三四五');
      expect(changes).toEqual([expect.objectContaining({ value: '一二三' })]);
    });

    it('clears with a glyph of ours', async () => {
      const input = await mount({ value: '李工', clearable: true });
      expect(glyphsIn(input.element.innerHTML)).toEqual(['close-circle-filled']);
      expect(OURS).toContain('close-circle-filled');
      const cleared = input.events('clear');
      await input.tap('.t-input__wrap--clearable-icon');
      expect(cleared).toHaveLength(1);
    });
  },
);

component(
  'textarea',
  {
    typical: { value: '瓶链断了', placeholder: '看到了什么', maxlength: 500 },
    edge: { value: '字'.repeat(2_000), maxlength: 500, autosize: { minHeight: 84, maxHeight: 200 } },
    faulty: { value: null, maxlength: 'many', autosize: 3 },
  },
  (mount) => {
    it('says what was typed', async () => {
      const textarea = await mount({ value: '', maxlength: 4 });
      const changes = textarea.events('change');
      await textarea.input('.t-textarea__wrapper-inner', '瓶链断了，要换');
      expect(changes).toEqual([expect.objectContaining({ value: '瓶链断了' })]);
    });
  },
);

component(
  'switch',
  {
    typical: { value: true },
    edge: { value: true, loading: true, disabled: true },
    faulty: { value: 'on', customValue: [1, 2], icon: 'none' },
  },
  (mount) => {
    it('says the other value, and nothing when it is disabled', async () => {
      const toggle = await mount({ defaultValue: false });
      const changes = toggle.events('change');
      await toggle.tap('.t-switch__body');
      expect(changes).toEqual([{ value: true }]);
      await toggle.set({ disabled: true });
      await toggle.tap('.t-switch__body');
      expect(changes).toHaveLength(1);
    });
  },
);

component(
  'popup',
  {
    typical: { visible: true, placement: 'bottom', duration: 250 },
    edge: { visible: true, placement: 'bottom', usingCustomNavbar: true, closeBtn: true },
    faulty: { visible: 'yes', placement: 'nowhere', duration: -1 },
  },
  (mount) => {
    it('says that the shade was tapped', async () => {
      const popup = await mount();
      const changes = popup.events('visible-change');
      await popup.tap('#popup-overlay >>> .t-overlay');
      expect(changes).toEqual([{ visible: false, trigger: 'overlay' }]);
    });

    it('closes with a glyph of ours', async () => {
      const popup = await mount({ visible: true, closeBtn: true });
      expect(glyphsIn(popup.element.innerHTML)).toEqual(['close']);
      expect(OURS).toContain('close');
      const changes = popup.events('visible-change');
      await popup.tap('.t-popup__close');
      expect(changes).toEqual([{ visible: false, trigger: 'close-btn' }]);
    });

    it('is not there while it is not visible', async () => {
      expect((await mount({ visible: false })).select('.t-popup')).toEqual([]);
    });
  },
);

component(
  'skeleton',
  {
    typical: { rowCol: [{ width: '52%', height: '18px' }, { width: '40%' }] },
    edge: { rowCol: [] },
    faulty: { rowCol: 'three', animation: 'bounce' },
  },
  (mount) => {
    it('draws a bone per row, and goes when it is read', async () => {
      const skeleton = await mount();
      expect(skeleton.select('.t-skeleton__row')).toHaveLength(2);
      await skeleton.set({ loading: false });
      expect(skeleton.select('.t-skeleton__row')).toEqual([]);
    });
  },
);

coversAll();

it('draws no glyph as the product uses them', async () => {
  const uses: [string, Record<string, unknown>][] = [
    ['button', { content: '提交' }],
    ['input', { value: '字' }],
    ['popup', { visible: true }],
    ['switch', { value: true }],
  ];
  for (const [name, properties] of uses) {
    const mounted = await phone().mount(`miniprogram_npm/tdesign-miniprogram/${name}/${name}`, properties);
    expect({ name, glyphs: glyphsIn(mounted.element.innerHTML) }).toEqual({ name, glyphs: [] });
    mounted.unmount();
  }
});
