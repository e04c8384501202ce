/** Refusals in WeChat's own words: the call succeeds technically and its JSON says why nothing happened. */

/** What WeChat answers instead of a result; the SDK throws it with `errCode`. */
export class WeChatError extends Error {
  /**
   * @param errcode - as in the WeChat documentation, e.g. 43101
   * @param errmsg - WeChat's text
   */
  constructor(
    readonly errcode: number,
    errmsg: string,
  ) {
    super(errmsg);
    this.name = 'WeChatError';
  }
}
