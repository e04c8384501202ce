/** Calls of the app's `wx`, and answers that stand in for its own. */
import { until, VIEWPORT, type MiniProgram } from '../support/bench';
import { refusals, type Cases } from '../support/cover';
import { logOf, type Fixture } from '../support/fixture';

const NO_PLUGINS = 'plugins are not supported';

export function wxCases(fixture: () => Fixture): Record<string, Cases> {
  const app = (): MiniProgram => fixture().app;
  return {
    systemInfo: {
      async valid() {
        expect(await app().systemInfo()).toMatchObject({ screenWidth: VIEWPORT.width, pixelRatio: 2 });
      },
      async edge() {
        await app().mockWxMethod('getSystemInfoSync', { platform: 'mac' });
        expect(await app().systemInfo()).toEqual({ platform: 'mac' });
        await app().restoreWxMethod('getSystemInfoSync');
      },
      error: () => fixture().afterCut((lost) => lost.systemInfo()),
    },
    callWxMethod: {
      async valid() {
        await app().callWxMethod('setStorage', { key: 'name', data: '甲' });
        expect(await app().callWxMethod('getStorage', { key: 'name' })).toMatchObject({
          data: '甲',
          errMsg: 'getStorage:ok',
        });
      },
      async edge() {
        expect(await app().callWxMethod('getStorageSync', 'name')).toBe('甲');
        expect(await app().callWxMethod('setStorageSync', 'name', '乙')).toBeUndefined();
      },
      async error() {
        await expect(app().callWxMethod('getStorage', { key: 'none' })).rejects.toThrow(/^data not found$/);
        await expect(app().callWxMethod('fly')).rejects.toThrow('wx.fly is not a function');
        await expect(app().callWxMethod('startSoterAuthentication', {})).rejects.toThrow('NotEmulated');
      },
    },
    mockWxMethod: {
      async valid() {
        const page = await fixture().here();
        await app().mockWxMethod('showModal', { confirm: true });
        await page.callMethod('ask');
        await until(async () => (await logOf(page)).includes('success true'));
        await app().mockWxMethod(
          'getStorageSync',
          function (key: string, extra: string) {
            return `${key} ${extra}`;
          },
          '附加',
        );
        expect(await app().callWxMethod('getStorageSync', 'name')).toBe('name 附加');
        await app().restoreWxMethod('getStorageSync');
      },
      async edge() {
        await app().mockWxMethod(
          'getStorage',
          function (this: { origin: (o: unknown) => Promise<object> }, options: unknown, seen: boolean) {
            return this.origin(options).then((answer) => ({ ...answer, seen }));
          },
          true,
        );
        expect(await app().callWxMethod('getStorage', { key: 'name' })).toMatchObject({
          data: '乙',
          seen: true,
        });
        await app().mockWxMethod('getStorage', '() => ({ data: 1 })');
        expect(await app().callWxMethod('getStorage', { key: 'x' })).toEqual({
          data: 1,
          errMsg: 'getStorage:ok',
        });
        await app().restoreWxMethod('getStorage');
      },
      async error() {
        const page = await fixture().here();
        await app().mockWxMethod('showModal', { errMsg: 'showModal:fail 没有人' });
        await page.callMethod('ask');
        await until(async () => (await logOf(page)).includes('showModal:fail 没有人'));
        await app().restoreWxMethod('showModal');
        await expect(app().mockWxMethod('fly', {})).rejects.toThrow('wx.fly is not a function');
        const destructured = ({ key }: { key: string }): string => key;
        await expect(app().mockWxMethod('getStorageSync', destructured)).rejects.toThrow(
          'DevTools cannot rebuild',
        );
      },
    },
    restoreWxMethod: {
      async valid() {
        await app().mockWxMethod('getStorageSync', '假');
        await app().restoreWxMethod('getStorageSync');
        expect(await app().callWxMethod('getStorageSync', 'name')).toBe('乙');
      },
      async edge() {
        await app().mockWxMethod('getStorageSync', 1);
        await app().mockWxMethod('getStorageSync', 2);
        await app().restoreWxMethod('getStorageSync');
        await app().restoreWxMethod('getStorageSync');
        expect(await app().callWxMethod('getStorageSync', 'name')).toBe('乙');
      },
      error: () => expect(app().restoreWxMethod('fly')).rejects.toThrow('wx.fly is not a function'),
    },
    callPluginWxMethod: refusals(() => app().callPluginWxMethod('p', 'request'), NO_PLUGINS),
    mockPluginWxMethod: refusals(() => app().mockPluginWxMethod('p', 'request', {}), NO_PLUGINS),
    restorePluginWxMethod: refusals(() => app().restorePluginWxMethod('p', 'request'), NO_PLUGINS),
  };
}
