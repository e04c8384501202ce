/** Code that runs in the app, and what the app tells while it runs. */
import { until, type MiniProgram } from '../support/bench';
import type { Cases } from '../support/cover';
import type { Fixture } from '../support/fixture';

/** Globals of functions that run in the app. */
declare const getCurrentPages: () => { route: string }[];
declare const tellTest: (...args: unknown[]) => void;

/** What the browser has, and what drives the phone in it. */
const HIDDEN = ['document', 'window', 'fetch', '__app', '__phone', '__automation', '__automationEvent'];

export function codeCases(fixture: () => Fixture): Record<string, Cases> {
  const app = (): MiniProgram => fixture().app;
  return {
    evaluate: {
      async valid() {
        expect(await app().evaluate((a: number, b: number) => a + b, 1, 2)).toBe(3);
        expect(await app().evaluate(() => getCurrentPages().map(({ route }) => route))).toEqual([
          'pages/home/index',
        ]);
      },
      async edge() {
        expect(
          await app().evaluate('async function (key) { return (await wx.getStorage({ key })).data }', 'name'),
        ).toBe('乙');
        expect(await app().evaluate(() => undefined)).toBeUndefined();
        const seen = HIDDEN.map((name) => `typeof ${name}`).join();
        expect(await app().evaluate(`() => [${seen}]`)).toEqual(HIDDEN.map(() => 'undefined'));
      },
      async error() {
        await expect(app().evaluate('() => { throw new Error("坏了") }')).rejects.toThrow('坏了');
        await expect(app().evaluate('(a = 1) => a')).rejects.toThrow(
          'App.callFunction: DevTools cannot rebuild',
        );
        await expect(app().evaluate('() => {')).rejects.toThrow(/Unexpected/);
      },
    },
    on: {
      async valid() {
        const lines: { type: string; args: unknown[] }[] = [];
        app().on('console', (line: (typeof lines)[number]) => lines.push(line));
        await until(async () => {
          await app().evaluate("() => console.warn('一', { two: 2 })");
          return lines.length > 0;
        });
        expect(lines[0]).toEqual({ type: 'warn', args: ['一', { two: 2 }] });
      },
      async edge() {
        const lines: unknown[] = [];
        app().on('console', (line) => lines.push(line));
        app().on('console', (line) => lines.push(line));
        await app().callWxMethod('getStorageSync', 'name');
        await app().evaluate("() => console.log('两次')");
        await until(() => lines.length >= 2);
        expect(lines).toHaveLength(2);
      },
      async error() {
        const exceptions: { message: string; stack: string }[] = [];
        app().on('exception', (exception: (typeof exceptions)[number]) => exceptions.push(exception));
        await (await fixture().here()).callMethod('failLater');
        await until(() => exceptions.length > 0);
        expect(exceptions[0]?.message).toBe('晚了');
        expect(exceptions[0]?.stack).toContain('pages/home/index');
      },
    },
    exposeFunction: {
      async valid() {
        const told: unknown[] = [];
        await app().exposeFunction('tellTest', (...args: unknown[]) => told.push(args));
        await app().evaluate(() => tellTest(1, { two: 2 }));
        await (await fixture().here()).callMethod('share');
        await until(() => told.length === 2);
        expect(told).toEqual([[1, { two: 2 }], ['来自页面']]);
      },
      async edge() {
        let calls = 0;
        await app().exposeFunction('break_$', () => {
          calls += 1;
          throw new Error('测试自己的错');
        });
        expect(await app().evaluate('() => break_$()')).toBeUndefined();
        await until(() => calls === 1);
      },
      async error() {
        await expect(app().exposeFunction('tellTest', () => 1)).rejects.toThrow('already exists');
        await expect(app().exposeFunction('wx', () => 1)).rejects.toThrow('wx exists already in the app');
        await expect(app().exposeFunction('not a name', () => 1)).rejects.toThrow(
          '"not a name" is not a name',
        );
      },
    },
  };
}
