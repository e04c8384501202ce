/** Makes `Date` tell the cloud's clock inside a worker; timers and everything else keep the machine's time. */

/**
 * Replaces the global `Date`. `new Date(x)`, `instanceof`, subclassing and the static methods work as before.
 * @param shared - a Float64 holding the milliseconds to add to the machine's clock
 */
export function installDateShim(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared);
  const RealDate = Date;
  const now = (): number => RealDate.now() + (offset[0] ?? 0);
  const MovedDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    get: (target, key, receiver): unknown => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  // `x.constructor === Date` must hold for instances made before and after.
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: MovedDate,
    writable: true,
    configurable: true,
  });
  globalThis.Date = MovedDate;
}
