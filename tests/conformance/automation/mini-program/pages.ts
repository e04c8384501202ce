/** Ways from page to page, and where the app is. */
import type { MiniProgram } from '../support/bench';
import type { Cases } from '../support/cover';
import type { Fixture } from '../support/fixture';

export function pageCases(fixture: () => Fixture): Record<string, Cases> {
  const app = (): MiniProgram => fixture().app;
  return {
    pageStack: {
      async valid() {
        await fixture().home();
        expect(await fixture().paths()).toEqual(['pages/home/index']);
      },
      async edge() {
        await app().navigateTo('/pages/detail/index?id=1');
        const [, top] = await app().pageStack();
        expect([top?.path, top?.query]).toEqual(['pages/detail/index', { id: '1' }]);
      },
      error: () => fixture().afterCut((lost) => lost.pageStack()),
    },
    navigateTo: {
      async valid() {
        await fixture().home();
        const page = await app().navigateTo('/pages/detail/index?id=7');
        expect(await page?.data('id')).toBe('7');
      },
      async edge() {
        await app().navigateTo('../detail/index?id=8');
        expect(await fixture().paths()).toEqual([
          'pages/home/index',
          'pages/detail/index',
          'pages/detail/index',
        ]);
      },
      error: () => expect(app().navigateTo('/pages/none')).rejects.toThrow('page "pages/none" is not found'),
    },
    redirectTo: {
      async valid() {
        await fixture().home();
        await app().redirectTo('/pages/detail/index');
        expect(await fixture().paths()).toEqual(['pages/detail/index']);
      },
      async edge() {
        const page = await app().redirectTo('/pages/detail/index?id=%E7%94%B2');
        expect(page?.query).toEqual({ id: '%E7%94%B2' });
      },
      error: () =>
        expect(app().redirectTo('/pages/mine/index')).rejects.toThrow('can not redirectTo a tabbar page'),
    },
    navigateBack: {
      async valid() {
        const first = await fixture().home();
        await app().navigateTo('/pages/detail/index');
        expect(await app().navigateBack()).toBe(first);
      },
      async edge() {
        const gone = (await app().navigateTo('/pages/detail/index'))!;
        await app().navigateBack();
        await expect(gone.data()).rejects.toThrow(/page \d+ is not open/);
      },
      error: () => expect(app().navigateBack()).rejects.toThrow('cannot navigate back at first page.'),
    },
    reLaunch: {
      async valid() {
        await app().reLaunch('/pages/detail/index?id=3');
        expect(await fixture().paths()).toEqual(['pages/detail/index']);
      },
      async edge() {
        const before = await fixture().home();
        expect(await fixture().home()).not.toBe(before);
      },
      error: () => expect(app().reLaunch('/none')).rejects.toThrow('page "none" is not found'),
    },
    switchTab: {
      async valid() {
        const page = await app().switchTab('/pages/mine/index');
        expect(page?.path).toBe('pages/mine/index');
      },
      async edge() {
        await app().navigateTo('/pages/detail/index');
        const first = await app().switchTab('/pages/home/index');
        await app().switchTab('/pages/mine/index');
        expect(await app().switchTab('/pages/home/index')).toBe(first);
        expect(await fixture().paths()).toEqual(['pages/home/index']);
      },
      error: () =>
        expect(app().switchTab('/pages/detail/index')).rejects.toThrow('can not switch to no-tabBar page'),
    },
    currentPage: {
      async valid() {
        await fixture().home();
        expect((await fixture().here()).path).toBe('pages/home/index');
      },
      async edge() {
        expect(await fixture().here()).toBe(await fixture().here());
      },
      error: () => fixture().afterCut((lost) => lost.currentPage()),
    },
    pageScrollTo: {
      async valid() {
        await app().pageScrollTo(120);
        expect(await (await fixture().here()).scrollTop()).toBe(120);
      },
      async edge() {
        await app().pageScrollTo(1e6);
        const { height } = await (await fixture().here()).size();
        expect(await (await fixture().here()).scrollTop()).toBeLessThan(Number(height));
        await app().pageScrollTo(0);
      },
      error: () => fixture().afterCut((lost) => lost.pageScrollTo(1)),
    },
  };
}
