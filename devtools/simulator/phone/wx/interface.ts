/** What WeChat shows for the app: toasts, modals, sheets, titles, pictures. */
import { type OpenPage } from '../runtime/page-stack';
import { type Phone } from '../runtime/phone';
import { make } from '../runtime/dom';
import { allAsynchronous, asynchronous, textOf, textsOf, WxFailure, type Options } from './api';

export function interfaceApi(phone: Phone): Record<string, unknown> {
  const { prompts, shell, stack } = phone;
  /** The bar and the background belong to the page that asks, also when another has come on top before it is answered. */
  const ofPage = (
    name: string,
    settingsOf: (options: Options) => OpenPage['window'],
  ): ((options?: Options) => Promise<unknown> | undefined) => {
    return (options) => {
      const page = stack.current;
      return asynchronous(name, (given) => {
        const settings = settingsOf(given);
        if (page === null) return;
        Object.assign(page.window, settings);
        shell.redraw();
      })(options);
    };
  };
  const image = (options: Options): string =>
    typeof options.image === 'string' && options.image !== '' ? phone.imageUrl(options.image, '') : '';
  const bars: Record<string, (options: Options) => OpenPage['window']> = {
    setNavigationBarTitle: (options) => ({ navigationBarTitleText: textOf(options, 'title') }),
    setNavigationBarColor: (options) => ({
      navigationBarTextStyle: textOf(options, 'frontColor') === '#000000' ? 'black' : 'white',
      navigationBarBackgroundColor: textOf(options, 'backgroundColor'),
    }),
    showNavigationBarLoading: () => ({ loading: true }),
    hideNavigationBarLoading: () => ({ loading: false }),
    setBackgroundColor: ({ backgroundColor }) => ({ backgroundColor }),
    setBackgroundTextStyle: ({ textStyle }) => ({ backgroundTextStyle: textStyle }),
    hideHomeButton: () => ({ hideHome: true }),
  };
  return {
    ...Object.fromEntries(Object.entries(bars).map(([name, settingsOf]) => [name, ofPage(name, settingsOf)])),
    ...allAsynchronous({
      showToast: (options) =>
        prompts.toast({ ...options, title: textOf(options, 'title'), image: image(options) }),
      hideToast: () => prompts.hideToast(),
      showLoading: (options) =>
        prompts.toast({
          title: textOf(options, 'title'),
          icon: 'loading',
          duration: Number.POSITIVE_INFINITY,
          mask: options.mask === true,
        }),
      hideLoading: () => prompts.hideToast(),
      async showModal(options) {
        const { confirm, content } = await prompts.modal(options);
        return { confirm, cancel: !confirm, ...(options.editable === true ? { content } : {}) };
      },
      async showActionSheet(options) {
        const alert = typeof options.alertText === 'string' ? options.alertText : '';
        const color = typeof options.itemColor === 'string' ? options.itemColor : '';
        const tapIndex = await prompts.actionSheet(textsOf(options, 'itemList'), color, alert);
        if (tapIndex === null) throw new WxFailure('cancel');
        return { tapIndex };
      },
      previewImage(options) {
        const current = typeof options.current === 'string' ? options.current : textsOf(options, 'urls')[0];
        preview(phone, current ?? '');
      },
      hideKeyboard: () => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      },
      loadFontFace: () => ({ status: 'loaded' }),
      setKeepScreenOn: () => undefined,
      enableAlertBeforeUnload: () => undefined,
      disableAlertBeforeUnload: () => undefined,
      showShareMenu: () => undefined,
      hideShareMenu: () => undefined,
    }),
    getMenuButtonBoundingClientRect: () => shell.capsule,
  };
}

function preview(phone: Phone, source: string): void {
  const picture = make('img');
  picture.alt = '';
  picture.src = phone.imageUrl(source, '');
  const box = make('div', 'phone-preview', picture);
  const close = phone.prompts.overlay(box);
  box.addEventListener('click', close);
}
