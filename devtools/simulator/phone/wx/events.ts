/** What happens to the app as a whole: `onAppShow`, `onError`, `onNetworkStatusChange` and their `off`s. */
import { type Exception, type Phone } from '../runtime/phone';
import { type LaunchOptions } from '../runtime/options';
import { Signal } from '../runtime/signal';

export function eventsApi(phone: Phone): Record<string, unknown> {
  const errors = new Signal<string>();
  const rejections = new Signal<{ reason: unknown }>();
  const network = new Signal<{ isConnected: boolean; networkType: string }>();
  phone.exceptions.on(({ message, stack }: Exception) => errors.emit(stack || message));
  window.addEventListener('unhandledrejection', ({ reason }) =>
    rejections.emit({ reason: reason as unknown }),
  );
  const interruption = { begin: new Signal<undefined>(), end: new Signal<undefined>() };
  phone.interrupted.on((isBegin) => (isBegin ? interruption.begin : interruption.end).emit(undefined));
  phone.networkChanged.on(({ type }) => network.emit({ isConnected: type !== 'none', networkType: type }));
  return {
    ...pair('AppShow', phone.appShown),
    ...pair('AppHide', phone.appHidden),
    ...pair('Error', errors),
    ...pair('UnhandledRejection', rejections),
    ...pair('NetworkStatusChange', network),
    ...pair('PageNotFound', phone.pageNotFound),
    ...pair('AudioInterruptionBegin', interruption.begin),
    ...pair('AudioInterruptionEnd', interruption.end),
    ...silent('MemoryWarning', 'KeyboardHeightChange', 'NetworkWeakChange', 'UserCaptureScreen'),
    ...silent('MenuButtonBoundingClientRectWeightChange'),
  };
}

function pair<T extends LaunchOptions | string | object | undefined>(
  name: string,
  signal: Signal<T>,
): Record<string, unknown> {
  return {
    [`on${name}`]: (listener: (value: T) => void) => signal.on(listener),
    [`off${name}`]: (listener?: (value: T) => void) => signal.off(listener),
  };
}

/** Events that never happen on this phone. */
function silent(...names: string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`on${name}`, ignore],
      [`off${name}`, ignore],
    ]),
  );
}

function ignore(): void {
  // Nothing ever happens.
}
