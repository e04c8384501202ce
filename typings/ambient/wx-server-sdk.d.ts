/** What the functions use of wx-server-sdk 4.0.2; its own types do not hold under strict. */

/** Every open API call: options in, WeChat's answer out; a non-zero errCode is thrown with `errCode` and `errMsg`. */
type OpenApi = (options: Record<string, unknown>) => Promise<unknown>;

declare const cloud: {
  readonly DYNAMIC_CURRENT_ENV: symbol;
  init(options: { env: symbol | string }): void;
  readonly openapi: {
    readonly subscribeMessage: { readonly send: OpenApi };
    readonly security: { readonly msgSecCheck: OpenApi; readonly mediaCheckAsync: OpenApi };
    readonly wxacode: { readonly getUnlimited: OpenApi };
  };
};

export default cloud;
