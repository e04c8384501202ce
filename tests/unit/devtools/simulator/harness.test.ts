/** Components run in jsdom on the phone's runtime: TDesign's mount and answer, own ones keep their lifecycles. */
import { join } from 'node:path';
import { openHarness, type Harness } from '../../../../devtools/simulator/harness';
import { root as project } from '../../../support/process';

const tdesign = (name: string): string => `miniprogram_npm/tdesign-miniprogram/${name}/${name}`;

/** Components with properties that let them be seen. */
const CASES: readonly [string, Record<string, unknown>, string][] = [
  ['button', { content: '提交' }, '提交'],
  ['cell', { title: '标题', note: '说明' }, '标题'],
  ['tag', { content: '标签' }, ''],
  ['badge', { count: 3 }, '3'],
  ['dialog', { visible: true, title: '对话框', content: '内容', confirmBtn: '好' }, '对话框'],
  ['input', { label: '姓名', value: '张三' }, '姓名'],
  ['textarea', { label: '说明', value: '内容' }, '说明'],
  ['switch', { value: true }, ''],
  ['stepper', { value: 2 }, ''],
  ['radio', { label: '一' }, '一'],
  ['checkbox', { label: '二' }, '二'],
  ['navbar', { title: '标题' }, '标题'],
  ['notice-bar', { visible: true, content: '通知' }, '通知'],
  ['popup', { visible: true }, ''],
  ['picker', { visible: true, title: '选择' }, '选择'],
  ['progress', { percentage: 40 }, '40%'],
  ['result', { title: '成功' }, '成功'],
  ['empty', { description: '暂无' }, '暂无'],
  ['loading', { text: '加载中' }, '加载中'],
  ['search', { value: '词' }, ''],
  ['skeleton', { loading: true }, ''],
  ['steps', {}, ''],
  ['swipe-cell', {}, ''],
  ['tab-bar', {}, ''],
  ['tabs', {}, ''],
  ['toast', {}, ''],
  ['action-sheet', { visible: true, items: [{ label: '一' }] }, '一'],
  ['date-time-picker', { visible: true, title: '时间' }, '时间'],
  ['upload', { files: [] }, ''],
  ['image', { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }, ''],
  ['pull-down-refresh', {}, ''],
  ['collapse', {}, ''],
  ['divider', { content: '分' }, '分'],
  ['avatar', {}, ''],
  ['grid', {}, ''],
];

describe('component harness', () => {
  let harness: Harness;

  beforeAll(async () => {
    harness = await openHarness({
      project,
      root: join(project, 'tests/conformance/simulator/fixtures/app'),
      npm: join(project, 'node_modules'),
      dependencies: { 'tdesign-miniprogram': '*' },
      components: CASES.map(([name]) => tdesign(name)),
    });
  });

  afterAll(() => harness.close());

  it.each(CASES)('mounts TDesign %s', async (name, properties, text) => {
    const mounted = await harness.mount(tdesign(name), properties);
    expect(mounted.text()).toContain(text);
    expect(harness.exceptions()).toEqual([]);
    mounted.unmount();
  });

  it('tells taps of a component as its events', async () => {
    const card = await harness.mount('components/card/card', { title: '甲' });
    const picked = card.events('pick');
    await card.tap('.head');
    expect(picked).toEqual([{ title: '甲' }]);
    expect(card.data()).toMatchObject({ title: '甲', ready: true });
    card.unmount();
  });

  it('draws changed properties, in well under a second', async () => {
    const started = performance.now();
    const card = await harness.mount('components/card/card', { title: '甲' });
    await card.set({ title: '乙' });
    expect(card.text()).toBe('乙');
    card.unmount();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('takes a tap of TDesign’s switch', async () => {
    const mounted = await harness.mount(tdesign('switch'), { defaultValue: false });
    const changes = mounted.events('change');
    await mounted.tap('.t-switch__body');
    expect(changes).toEqual([{ value: true }]);
    mounted.unmount();
  });

  it('types into TDesign’s input', async () => {
    const mounted = await harness.mount(tdesign('input'), {});
    const changes = mounted.events('change');
    await mounted.input('.t-input__control', '字');
    expect(changes).toEqual([expect.objectContaining({ value: '字' })]);
    mounted.unmount();
  });

  it('refuses an API that is not emulated by its name', async () => {
    expect(() => (harness.wx.startHCE as () => void)()).toThrow('NotEmulated: wx.startHCE');
    expect(harness.wx.thereIsNoSuchThing).toBeUndefined();
    await Promise.resolve();
  });
});
