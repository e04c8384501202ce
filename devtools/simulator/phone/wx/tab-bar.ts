/** What an app changes about its tab bar: WeChat does it only while a page with that bar is open. */
import { type Phone } from '../runtime/phone';
import { type Shell } from '../runtime/shell';
import { allAsynchronous, numberOf, textOf, WxFailure, type Options } from './api';

/** The members that were given; the others stay as they are. */
const given = (options: Options, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, textOf(options, name)]])),
  );

export function tabBarApi({ shell, stack }: Phone): Record<string, unknown> {
  const tab = (options: Options): Shell['tabs'][number] => {
    const found = shell.tabs[numberOf(options, 'index', -1)];
    if (found === undefined) throw new WxFailure('tabbar item not found');
    return found;
  };
  const works: Record<string, (options: Options) => void> = {
    setTabBarBadge(options) {
      tab(options).badge = textOf(options, 'text').slice(0, 4);
    },
    removeTabBarBadge(options) {
      tab(options).badge = null;
    },
    showTabBarRedDot(options) {
      tab(options).dot = true;
    },
    hideTabBarRedDot(options) {
      tab(options).dot = false;
    },
    setTabBarItem(options) {
      Object.assign(tab(options), given(options, ['text', 'iconPath', 'selectedIconPath']));
    },
    setTabBarStyle(options) {
      Object.assign(
        shell.tabBarStyle,
        given(options, ['color', 'selectedColor', 'backgroundColor', 'borderStyle']),
      );
    },
    showTabBar: () => shell.hideTabs(false),
    hideTabBar: () => shell.hideTabs(true),
  };
  const onTabPage =
    (work: (options: Options) => void) =>
    (options: Options): void => {
      if (stack.current?.isTab !== true) throw new WxFailure('not TabBar page');
      work(options);
      shell.redraw();
    };
  return allAsynchronous(
    Object.fromEntries(Object.entries(works).map(([name, work]) => [name, onTabPage(work)])),
  );
}
