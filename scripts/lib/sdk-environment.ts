/** Points the SDKs at a local cloud, by the environment alone, as they read it at every request. */

/**
 * The variables that the cloud sets for its functions.
 * @param baseUrl - origin of the local cloud, e.g. `http://127.0.0.1:4000`
 */
export function sdkEnvironment(baseUrl: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: new URL('/admin', baseUrl).href }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: 'local',
    TCB_ENV: 'local',
    TCB_CONTEXT_KEYS: 'TCB_ENV',
  };
}

/** Sets them in this process. */
export function useLocalCloud(baseUrl: string): void {
  Object.assign(process.env, sdkEnvironment(baseUrl));
}
