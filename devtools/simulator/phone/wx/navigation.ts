/** Getting from page to page, and scrolling and pulling the page one is on. */
import { services } from '../builtins/services';
import { NotEmulated } from '../runtime/errors';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, numberOf, textOf, WxFailure, type Options } from './api';

export function navigationApi(phone: Phone): Record<string, unknown> {
  const { stack } = phone;
  const page = (): NonNullable<typeof stack.current> => {
    if (stack.current === null) throw new WxFailure('no page is open');
    return stack.current;
  };
  const moves: Record<string, (options: Options) => unknown> = {
    navigateTo: (options) => void stack.navigateTo(textOf(options, 'url')),
    redirectTo: (options) => void stack.redirectTo(textOf(options, 'url')),
    switchTab: (options) => void stack.switchTab(textOf(options, 'url')),
    reLaunch: (options) => void stack.reLaunch(textOf(options, 'url')),
    navigateBack: (options) => void stack.navigateBack(numberOf(options, 'delta', 1)),
  };
  services.navigate = async (openType, url, delta) => {
    const name = openType === 'navigate' ? 'navigateTo' : openType === 'redirect' ? 'redirectTo' : openType;
    const move = moves[name];
    if (move === undefined) throw new NotEmulated(`<navigator open-type="${openType}">`);
    await move({ url, delta });
  };
  return {
    ...allAsynchronous({
      ...moves,
      exitMiniProgram: () => phone.hide(),
      pageScrollTo(options) {
        const { scroller } = page();
        const selector = typeof options.selector === 'string' ? options.selector : null;
        const found =
          selector === null ? null : page().root.getComponent().getShadowRoot()?.querySelector(selector);
        const element: unknown = found?.getBackendElement();
        const offset = numberOf(options, 'offsetTop', 0);
        const top =
          element instanceof HTMLElement
            ? element.getBoundingClientRect().top -
              scroller.getBoundingClientRect().top +
              scroller.scrollTop +
              offset
            : numberOf(options, 'scrollTop', 0);
        scroller.scrollTo({ top, behavior: numberOf(options, 'duration', 300) > 0 ? 'smooth' : 'auto' });
      },
      startPullDownRefresh: () => stack.startPullDown(page()),
      stopPullDownRefresh: () => stack.stopPullDown(page()),
    }),
  };
}
