/** Requests about what WeChat draws around a page: dialogs, the back and home button, the tab bar. */
import { isRecord, textIn, type Bridge, type Methods } from './protocol';

export function nativeMethods(phone: () => Bridge): Methods {
  return {
    'Tool.native': (params) => {
      const method = textIn(params, 'method');
      const press = PRESSES[method];
      if (press === undefined) throw new Error(`native.${method} is not supported by the simulator`);
      press(phone(), isRecord(params.data) ? params.data : {});
    },
  };
}

const PRESSES: Record<string, (phone: Bridge, data: Record<string, unknown>) => void> = {
  goHome: () => press('.phone-back.home:not([hidden])', 'a home button'),
  navigateLeft: () => press('.phone-back:not(.home, [hidden])', 'a back button'),
  confirmModal: () => pressInDialog('confirm'),
  cancelModal: () => pressInDialog('cancel'),
  authorizeAllow: () => pressInDialog('confirm'),
  authorizeCancel: () => pressInDialog('cancel'),
  switchTab: (_phone, data) => {
    const path = textIn(data, 'url').replace(/^\//, '');
    const tabs = globalThis.__app.manifest.app.tabBar?.list ?? [];
    const at = tabs.findIndex(({ pagePath }) => pagePath === path);
    press(`.phone-tabs:not([hidden]) button:nth-child(${at + 1})`, `a tab of ${path}`);
  },
};

function press(selector: string, what: string): void {
  const button = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
  if (button === undefined) throw new Error(`there is not ${what} on the screen`);
  button.click();
}

/** The last dialog lies on top. */
function pressInDialog(answer: 'confirm' | 'cancel'): void {
  const dialog = [...document.querySelectorAll('.phone-modal')].at(-1);
  const which = answer === 'confirm' ? 'footer button.primary' : 'footer button:not(.primary)';
  const button = dialog?.querySelector<HTMLElement>(which);
  if (button == null) throw new Error(`there is no dialog with a ${answer} button on the screen`);
  button.click();
}
