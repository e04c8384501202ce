/** A script outside any function: both SDKs pointed at the cloud by environment alone, on one copy of node-sdk. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { startTestCloud, type TestCloud } from './support/cloud';

let server: TestCloud;
beforeAll(async () => {
  server = await startTestCloud();
});
afterAll(() => server.stop());

const script = `
  const cloud = require('wx-server-sdk');
  const tcb = require('@cloudbase/node-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
  (async () => {
    await cloud.database().collection('notes').add({ data: { _id: 'w', by: 'wx' } });
    await app.database().collection('notes').add({ _id: 'n', by: 'node' });
    const a = await app.database().collection('notes').where({ _id: 'w' }).get();
    const b = await cloud.database().collection('notes').where({ _id: 'n' }).get();
    const refused = await cloud.openapi.wxacode.getUnlimited({ scene: 'a' }).catch((error) => error.errCode);
    console.log(JSON.stringify({ read: [a.data, b.data], refused, wx: cloud.getWXContext() }));
  })();
`;

it('reads and writes through both', async () => {
  const env = {
    PATH: process.env.PATH,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${server.base}/admin` }),
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'x',
    TENCENTCLOUD_SECRETKEY: 'y',
    SCF_NAMESPACE: 'safeloop-local',
    TCB_ENV: 'safeloop-local',
    TCB_SOURCE: 'wx_client',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
    WX_OPENID: 'oScript001',
    WX_APPID: 'wx0000000000000000',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env });
  expect(JSON.parse(stdout)).toEqual({
    read: [[{ _id: 'w', by: 'wx' }], [{ _id: 'n', by: 'node' }]],
    // Not called from a function.
    refused: -604104,
    wx: { OPENID: 'oScript001', APPID: 'wx0000000000000000', ENV: 'safeloop-local', SOURCE: 'wx_client' },
  });
});

it('loads one copy of node-sdk for both', () => {
  const fromWx = createRequire(require.resolve('wx-server-sdk'));
  expect(fromWx.resolve('@cloudbase/node-sdk')).toBe(require.resolve('@cloudbase/node-sdk'));
});

describe('the endpoint', () => {
  it.each([
    ['no JSON', 'hello'],
    ['no action', '{}'],
    ['an unknown action', '{"action":"gateway.call"}'],
    ['an unknown storage action', '{"action":"storage.nothing"}'],
    ['a hostile action', '{"action":"constructor"}'],
    ['files that are no list', '{"action":"storage.batchDeleteFile","fileid_list":7}'],
  ])('answers %s with HTTP 200 and a code, and lives', async (_, body) => {
    const response = await fetch(`${server.base}/admin?env=e&seqId=1`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      code: expect.stringMatching(/^(INVALID_PARAM|NotEmulated)$/) as string,
      message: expect.any(String) as string,
      requestId: expect.any(String) as string,
    });
    expect(await server.get('/healthz')).toMatchObject({ ok: true });
  });

  it('refuses garbage in a form', async () => {
    const form = new FormData();
    form.set('action', 'wx.openApi');
    form.set('apiName', 'security.msgSecCheck');
    form.set('requestData', '\u0001\u0002\u0003');
    const response = await fetch(`${server.base}/admin`, { method: 'POST', body: form });
    expect(await response.json()).toMatchObject({ code: 'INVALID_PARAM' });
  });
});
