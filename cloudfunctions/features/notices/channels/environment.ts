/** What the channels besides subscription messages need of the environment; none of it is in code or configuration. */

/** Variable → what it stands for. A channel with one of its variables missing records `notConfigured`. */
const VARIABLES = {
  /** 用工关系 messages: the mini-program's AppID. */
  SAFELOOP_WX_APPID: null,
  /** 用工关系 messages: the mini-program's AppSecret. */
  SAFELOOP_WX_SECRET: null,
  /** Where WeChat's interfaces are. */
  SAFELOOP_WX_HOST: 'https://api.weixin.qq.com',
  /** WeCom app messages: the id of the company. */
  SAFELOOP_WECOM_CORPID: null,
  /** WeCom app messages: the secret of the app. It must be allowed to see the people it writes to. */
  SAFELOOP_WECOM_SECRET: null,
  /** WeCom app messages: the number of the app. */
  SAFELOOP_WECOM_AGENTID: null,
  /** WeCom group robot: the key at the end of its webhook address. */
  SAFELOOP_WECOM_ROBOT_KEY: null,
  /** Where WeCom's interfaces are. */
  SAFELOOP_WECOM_HOST: 'https://qyapi.weixin.qq.com',
  /** SMS: id of an API key that may call `sms:SendSms` and nothing else. */
  SAFELOOP_SMS_SECRET_ID: null,
  /** SMS: the API key itself. */
  SAFELOOP_SMS_SECRET_KEY: null,
  /** SMS: SdkAppId of the application in the SMS console. */
  SAFELOOP_SMS_APPID: null,
  /** SMS: the approved signature of the company, without brackets. */
  SAFELOOP_SMS_SIGN: null,
  /** SMS: id of the approved text with two variables: {1} what it is about, {2} the number of the order. */
  SAFELOOP_SMS_TEMPLATE: null,
  /** SMS: the region that is asked. */
  SAFELOOP_SMS_REGION: 'ap-guangzhou',
  /** Where the SMS interface is. */
  SAFELOOP_SMS_HOST: 'https://sms.tencentcloudapi.com',
} as const;

export type Variable = keyof typeof VARIABLES;

/**
 * Reads variables that are needed together.
 * @returns null when one of them is not set and has no usual value
 */
export function settings<const N extends readonly Variable[]>(...names: N): Record<N[number], string> | null {
  const read: Partial<Record<Variable, string>> = {};
  for (const name of names) {
    const value = process.env[name]?.trim() || VARIABLES[name];
    if (value === null) return null;
    read[name] = value;
  }
  return read as Record<N[number], string>;
}
