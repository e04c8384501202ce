/** What the cloud tells a function about its caller and itself: environment variables, `context`, `event.userInfo`. */
import { isRecord } from '../http';
import type { Caller } from '../types';
import type { FunctionSpec } from './manifest';

/** The account the functions run in. */
export interface Account {
  env: string;
  appid: string;
}

/**
 * Environment variables of one invocation, read by `getWXContext()` at call time. A timer or another function brings
 * no openid; without WX_CONTEXT_KEYS the SDK would not even tell the source.
 */
export function identityOf(caller: Caller, account: Account): Record<string, string> {
  const openid = caller.openid === null ? {} : { WX_OPENID: caller.openid };
  const wx = { ...openid, WX_APPID: account.appid };
  const trigger = caller.source === 'wx_trigger' ? { TRIGGER_SRC: 'timer' } : {};
  return {
    ...wx,
    ...trigger,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_SOURCE: caller.source,
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
  };
}

/** Environment variables that an instance has for life. */
export function instanceEnv(url: string, account: Account): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: account.env,
    TCB_ENV: account.env,
  };
}

/** The second argument of `main`. */
export function contextOf(
  spec: FunctionSpec,
  account: Account,
  requestId: string,
  identity: Record<string, string>,
): Record<string, unknown> {
  const environment = { ...identity, TCB_ENV: account.env, SCF_NAMESPACE: account.env };
  return {
    callbackWaitsForEmptyEventLoop: false,
    request_id: requestId,
    function_name: spec.name,
    function_version: '$LATEST',
    namespace: account.env,
    memory_limit_in_mb: spec.memoryMb,
    time_limit_in_ms: spec.timeoutMs,
    environ: Object.entries(environment)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    environment: JSON.stringify(environment),
  };
}

/** The event as the function gets it: a phone's call carries `userInfo`, put in by the cloud. */
export function eventOf(event: unknown, caller: Caller, account: Account): unknown {
  if (caller.openid === null || !isRecord(event)) return event;
  return { ...event, userInfo: { appId: account.appid, openId: caller.openid } };
}
