/** The tool around the app: its version, its picture, its buttons, and how one leaves it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, until, VIEWPORT, type MiniProgram } from '../support/bench';
import { refusals, type Cases } from '../support/cover';
import { CLOSED, type Fixture } from '../support/fixture';

export function toolCases(fixture: () => Fixture): Record<string, Cases> {
  const app = (): MiniProgram => fixture().app;
  const refuses = (method: string): Cases =>
    refusals(async () => {
      const member = Reflect.get(app(), method) as (...args: unknown[]) => Promise<unknown>;
      await member.call(app(), 'x');
    }, /Tool\.\w+ is not supported by the simulator/);
  return {
    checkVersion: {
      valid: () => expect(app().checkVersion()).resolves.toBeUndefined(),
      async edge() {
        await Promise.all([app().checkVersion(), app().checkVersion()]);
      },
      error: () => fixture().afterCut((lost) => lost.checkVersion()),
    },
    screenshot: {
      async valid() {
        const png = Buffer.from(String(await app().screenshot()), 'base64');
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
          VIEWPORT.width * 2,
          VIEWPORT.height * 2,
        ]);
      },
      async edge() {
        const folder = mkdtempSync(join(tmpdir(), 'screenshot-'));
        const path = join(folder, 'a.png');
        expect(await app().screenshot({ path })).toBeUndefined();
        expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
        rmSync(folder, { recursive: true });
      },
      error: () => fixture().afterCut((lost) => lost.screenshot()),
    },
    testAccounts: refuses('testAccounts'),
    stopAudits: refuses('stopAudits'),
    getTicket: refuses('getTicket'),
    setTicket: refuses('setTicket'),
    refreshTicket: refuses('refreshTicket'),
    remote: refuses('remote'),
    native: {
      async valid() {
        expect(app().native()).toBe(app().native());
        await Promise.resolve();
      },
      async edge() {
        await fixture().home();
        await app().native().switchTab({ url: '/pages/mine/index' });
        expect(await fixture().paths()).toEqual(['pages/mine/index']);
        await fixture().home();
      },
      error: () =>
        expect(app().native().shareConfirm()).rejects.toThrow('native.shareConfirm is not supported'),
    },
    disconnect: {
      async valid() {
        const other = await connect(fixture().phone);
        other.disconnect();
        other.disconnect();
        await expect(other.currentPage()).rejects.toThrow(CLOSED);
        expect((await fixture().here()).path).toBe('pages/home/index');
      },
      async edge() {
        const other = await connect(fixture().phone);
        const waiting = other.callWxMethod('showModal', { title: '没有人答' });
        other.disconnect();
        await expect(waiting).rejects.toThrow(CLOSED);
        await fixture().phone.page.waitForSelector('.phone-modal');
        await app().native().cancelModal();
      },
      error: () => fixture().afterCut((lost) => lost.callWxMethod('getWindowInfo')),
    },
    close: {
      async valid() {
        const second = await fixture().bench.phone('2');
        const driver = await connect(second);
        await driver.close();
        await until(() => second.page.isClosed());
        await expect(connect(second)).rejects.toThrow('Failed connecting');
      },
      async edge() {
        const second = await fixture().bench.phone('2');
        const [driver, watcher] = [await connect(second), await connect(second)];
        await driver.close();
        await until(() => second.page.isClosed());
        await expect(watcher.currentPage()).rejects.toThrow(CLOSED);
        await second.close();
      },
      async error() {
        const second = await fixture().bench.phone('2');
        const driver = await connect(second);
        await second.close();
        await expect(driver.close()).rejects.toThrow(CLOSED);
      },
    },
  };
}
