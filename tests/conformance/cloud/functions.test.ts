/** Functions run as in the cloud: identity per call, one invocation at a time, frozen in between, failures contained. */
import type { FunctionLog } from '../../../devtools/cloud/types';
import { startTestCloud, type ControlAnswer, type TestCloud } from './support/cloud';

interface Echo {
  event: Record<string, unknown>;
  calls: number;
  ticks: number;
  wx: Record<string, unknown>;
  secret?: string;
  leaked: string | null;
}

let server: TestCloud;
beforeAll(async () => {
  server = await startTestCloud({
    product: {
      env: (secret) => ({ FIXTURE_SECRET: secret }),
      routeOf: (event) => (event as { route?: string }).route ?? null,
    },
  });
});
afterAll(() => server.stop());

const lastLog = (): FunctionLog => server.cloud.runner.logs(1)[0]!;

describe('identity', () => {
  it('tells a function who calls, whichever worker it lands on', async () => {
    const people = Array.from({ length: 12 }, (_, i) => `oPerson${i}x`);
    const answers = await Promise.all(people.map((as) => server.call<Echo>('echo', { sleep: 5 }, as)));
    expect(answers.map(({ wx }) => wx.OPENID)).toEqual(people);
    expect(answers[0]!.wx).toEqual({
      OPENID: 'oPerson0x',
      APPID: 'wx0000000000000000',
      ENV: 'safeloop-local',
      SOURCE: 'wx_client',
    });
  });

  it('puts userInfo into the event of a phone, as the cloud does', async () => {
    const { event } = await server.call<Echo>('echo', { a: 1, userInfo: { openId: 'forged' } }, 'oHonest01');
    expect(event).toEqual({ a: 1, userInfo: { appId: 'wx0000000000000000', openId: 'oHonest01' } });
  });

  it('leaves nothing of one caller to the next', async () => {
    await server.call('echo', {}, 'oPerson0x');
    const { wx, event } = await server.call<Echo>('echo', {}, null);
    expect(wx).toEqual({ APPID: 'wx0000000000000000', ENV: 'safeloop-local', SOURCE: 'wx_devtools' });
    expect(event).toEqual({});
  });

  it('gives the functions their own environment and nothing of this machine', async () => {
    const { secret, leaked } = await server.call<Echo>('echo');
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(leaked).toBeNull();
  });
});

describe('instances', () => {
  it('grow with demand to three and stay warm', async () => {
    const fresh = await startTestCloud();
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => fresh.call<Echo>('echo', { sleep: 60 })),
    );
    expect(answers.filter(({ calls }) => calls === 1)).toHaveLength(3);
    expect(answers.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(9);
    await fresh.stop();
  });

  it('stand still after the answer: a timer left running does not tick', async () => {
    const fresh = await startTestCloud({ poolSize: 1 });
    await fresh.call('echo', { tick: true });
    await new Promise((resolve) => setTimeout(resolve, 150));
    // Thawed, the interval may fire once before the next invocation reads the count.
    const { ticks } = await fresh.call<Echo>('echo');
    expect(ticks).toBeLessThanOrEqual(3);
    await fresh.stop();
  });
});

describe.each([
  ['throw', 'FUNCTION_FAILED', 'error', /^thrown on purpose$/],
  ['reject', 'FUNCTION_FAILED', 'error', /^rejected on purpose$/],
  ['lateReject', 'FUNCTION_FAILED', 'error', /^rejected on purpose$/],
  ['exit', 'FUNCTION_FAILED', 'killed', /killed/],
  ['hang', 'FUNCTION_TIMEOUT', 'timeout', /^Invoking task timed out after 1 seconds$/],
  ['loop', 'FUNCTION_TIMEOUT', 'timeout', /^Invoking task timed out after 1 seconds$/],
])('a function that fails by %s', (way, code, outcome, logged) => {
  it('answers an envelope without a stack trace, is logged, and the next call works', async () => {
    const answer = await server.call<ControlAnswer>('faulty', { way, route: 'r' });
    expect(answer).toEqual({
      ok: false,
      error: { code, message: expect.stringMatching(/[一-鿿]/) as string },
    });
    expect(JSON.stringify(answer)).not.toMatch(/purpose|\bat\b|\.js/);
    const log = lastLog();
    expect(log).toMatchObject({ function: 'faulty', route: 'r', outcome, source: 'wx_client' });
    expect(log.error).toMatch(logged);
    expect(log.output).toEqual([`going to ${way}`]);
    expect(await server.call('faulty', {})).toEqual({ survived: true });
  });
});

describe('functions that call functions', () => {
  it.each(['wx', 'node'])('reach each other through %s, without the openid', async (sdk) => {
    const { result } = await server.call<{ result: Echo }>('chain', { sdk, name: 'echo', data: { a: 1 } });
    expect(result.event).toEqual({ a: 1 });
    expect(result.wx).toEqual({
      APPID: 'wx0000000000000000',
      ENV: 'safeloop-local',
      SOURCE: 'wx_client,scf',
    });
  });

  it.each([
    ['wx', 'faulty', { errCode: -1 }, /thrown on purpose/],
    ['node', 'faulty', { code: 'FUNCTIONS_EXECUTE_FAIL' }, /thrown on purpose/],
    ['node', 'nowhere', { code: 'FUNCTION_NOT_FOUND' }, /could not be found/],
  ])('learn through %s that %s failed', async (sdk, name, codes, message) => {
    const answer = await server.call<{ message: string }>('chain', { sdk, name, data: { way: 'throw' } });
    expect(answer).toMatchObject(codes);
    expect(answer.message).toMatch(message);
  });
});

describe('killing a worker', () => {
  it('fails the invocation it is busy with, and the function lives on', async () => {
    const busy = server.call<ControlAnswer>('echo', { sleep: 3000 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await server.post('/control/faults', { killWorker: 'echo' })).toMatchObject({ killed: true });
    expect((await busy).error?.code).toBe('FUNCTION_FAILED');
    expect(await server.call('echo', { a: 2 })).toMatchObject({ event: { a: 2 } });
    expect(await server.post('/control/faults', { killWorker: 'nowhere' })).toMatchObject({ killed: false });
  });
});
