/** The control API: who may use it, what it refuses, and what each operation does. */
import { request } from 'node:http';
import { startTestCloud, type ControlAnswer, type Faults, type Moved, type TestCloud } from './support/cloud';
import type { Snapshot } from '../../../devtools/cloud/control/schema';
import type { StatsReport } from '../../../devtools/cloud/stats';

let server: TestCloud;
beforeAll(async () => {
  server = await startTestCloud({
    product: {
      routeOf: (event) => (event as { op?: string }).op ?? null,
      kindOf: ({ collection }) => (collection === 'ticks' ? 'delivery' : 'request'),
      people: (database) => database.dump('people').map((doc) => doc as never),
    },
  });
});
afterAll(() => server.stop());

/** fetch forbids setting Host; node:http does not. */
function statusOf(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = server.cloud.getInfo();
    const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('strangers', () => {
  const paths = ['/healthz', '/control/people', '/admin', '/admin/echo-1', '/files/a.jpg', '/', '/nowhere'];

  it.each(paths)('with a foreign Host are refused on %s', async (path) => {
    expect(await statusOf(path, { host: 'evil.example' })).toBe(403);
    expect(await statusOf(path, { host: `evil.example:${server.cloud.getInfo().port}` }, 'POST')).toBe(403);
  });

  it.each(paths)('with a foreign Origin are refused on %s', async (path) => {
    const host = `127.0.0.1:${server.cloud.getInfo().port}`;
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect(await statusOf(path, { host, origin })).toBe(403);
    }
  });

  it('are told from this machine by name or number', async () => {
    const { port } = server.cloud.getInfo();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      expect(await statusOf('/healthz', { host, origin: `http://${host}` })).toBe(200);
    }
  });
});

describe('a control request', () => {
  const raw = async (path: string, init: RequestInit): Promise<{ status: number; body: ControlAnswer }> => {
    const response = await fetch(server.base + path, init);
    return { status: response.status, body: (await response.json()) as ControlAnswer };
  };

  it.each([
    ['text', '/control/reset', { method: 'POST', body: '{}' }, 415, 'JSON_NEEDED'],
    ['a form', '/control/call', { method: 'POST', body: new URLSearchParams('a=1') }, 415, 'JSON_NEEDED'],
    ['an unknown path', '/control/nothing', { method: 'GET' }, 404, 'NOT_FOUND'],
    ['the wrong method', '/control/call', { method: 'GET' }, 404, 'NOT_FOUND'],
    ['a path of Object', '/control/constructor', { method: 'GET' }, 404, 'NOT_FOUND'],
  ])('of %s is refused in Chinese', async (_, path, init, status, code) => {
    const answer = await raw(path, init);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      ok: false,
      error: { code, message: expect.stringMatching(/[一-鿿]/) as string },
    });
  });

  it.each([
    ['/control/call', {}],
    ['/control/call', { as: 7, function: 'echo' }],
    ['/control/call', { as: 'oPhone0001', function: 'echo', route: 'x' }],
    ['/control/clock', { advance: 'soon' }],
    ['/control/clock', { set: '2026-11-22 09:00' }],
    ['/control/clock', { advance: -1 }],
    ['/control/faults', { rules: [{ mode: 'explode' }] }],
    ['/control/faults', { rules: [{ mode: 'fail', nth: 0 }] }],
    ['/control/subscribe', { openid: 'oPhone0001' }],
    ['/control/import', { version: 2 }],
  ])('to %s with %j is refused', async (path, body) => {
    expect(await server.post(path, body)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  });

  it('that is not JSON is refused', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' };
    expect((await raw('/control/call', init)).body.error?.code).toBe('BAD_REQUEST');
  });
});

describe('a call', () => {
  it('over 100 KB is refused and never reaches the function; one below does', async () => {
    const most = 100 * 1024 - JSON.stringify({ text: '' }).length;
    const before = server.cloud.runner.logs().length;
    const over = await server.call<ControlAnswer>('echo', { text: 'x'.repeat(most + 1) });
    expect(over.error?.code).toBe('TOO_LARGE');
    expect(server.cloud.runner.logs()).toHaveLength(before);
    expect(await server.call('echo', { text: 'x'.repeat(most) })).toHaveProperty('event.text.length', most);
  });

  it('of an unknown function is refused', async () => {
    expect(await server.call('nowhere')).toMatchObject({ ok: false, error: { code: 'UNKNOWN_FUNCTION' } });
  });
});

describe('the clock', () => {
  type Ticks = { documents: { due: string; name: string; at: number; wx: object }[] };
  const ticks = async (): Promise<Ticks['documents']> =>
    (await server.get<Ticks>('/control/documents?collection=ticks')).documents;

  beforeEach(async () => {
    server.cloud.database.reset();
    await server.post('/control/clock', { set: '2026-11-22T07:40:00+08:00' });
  });
  afterAll(() => server.post('/control/clock', { real: true }));

  it('fires each timer at every due time, in order, standing at that time', async () => {
    const moved = await server.post<Moved>('/control/clock', { advance: '50m' });
    const due = (utc: string, timer: string): object => ({
      function: 'tick',
      timer,
      at: Date.parse(`2026-11-${utc}Z`),
      ok: true,
      error: null,
    });
    expect(moved.fired).toEqual([
      due('21T23:45:00', 'quarter'),
      due('22T00:00:00', 'quarter'),
      due('22T00:00:00', 'morning'),
      due('22T00:15:00', 'quarter'),
      due('22T00:30:00', 'quarter'),
    ]);
    const seen = await ticks();
    expect(seen.map(({ due: at, name }) => [at, name])).toEqual(
      moved.fired.map(({ at, timer }) => [new Date(at).toISOString().replace('.000', ''), timer]),
    );
    // A run may begin a little after its due time, never before.
    for (const [i, { at }] of seen.entries()) {
      expect(at - moved.fired[i]!.at).toBeGreaterThanOrEqual(0);
      expect(at - moved.fired[i]!.at).toBeLessThan(5000);
    }
    expect(moved.now - Date.parse('2026-11-22T08:30:00+08:00')).toBeLessThan(5000);
  });

  it('calls a timer without openid, as wx_trigger', async () => {
    await server.post('/control/clock', { advance: '5m' });
    expect((await ticks())[0]?.wx).toEqual({
      APPID: 'wx0000000000000000',
      ENV: 'safeloop-local',
      SOURCE: 'wx_trigger',
    });
  });

  it('fires each timer once, late, when coalescing', async () => {
    const { fired } = await server.post<Moved>('/control/clock', { advance: '3h', coalesce: true });
    expect(fired.map(({ timer }) => timer)).toEqual(['quarter', 'morning']);
    const end = Date.parse('2026-11-22T10:40:00+08:00');
    for (const { at } of await ticks()) expect(at).toBeGreaterThanOrEqual(end);
  });

  it('fires nothing when it is set, and runs timers when asked', async () => {
    const set = { set: '2026-12-24T12:00:00+08:00' };
    expect((await server.post<Moved>('/control/clock', set)).fired).toEqual([]);
    expect(await ticks()).toEqual([]);
    const { fired } = await server.post<Moved>('/control/timers/run', { function: 'tick' });
    expect(fired.map(({ timer }) => timer)).toEqual(['quarter', 'morning']);
    expect(await server.post('/control/timers/run', { function: 'echo' })).toMatchObject({ ok: false });
  });

  it('is what functions read as their own', async () => {
    await server.post('/control/clock', { set: '2030-01-01T00:00:00Z' });
    const { now } = await server.call<{ now: number }>('echo');
    expect(now - Date.parse('2030-01-01T00:00:00Z')).toBeLessThan(5000);
    expect(now).toBeGreaterThanOrEqual(Date.parse('2030-01-01T00:00:00Z'));
  });
});

describe('faults', () => {
  beforeEach(() => server.cloud.database.reset());
  afterAll(() => rules());
  const rules = (...given: object[]): Promise<Faults & ControlAnswer> =>
    server.post<Faults>('/control/faults', { rules: given });
  const add = (path: string): Promise<unknown> =>
    server.call('files', { sdk: 'node', op: 'add', path, text: 'x' });
  const stored = async (): Promise<string[]> =>
    (await server.get<{ documents: { _id: string }[] }>('/control/documents?collection=notes')).documents.map(
      ({ _id }) => _id,
    );

  it('fail the k-th call before it took effect, and only that one', async () => {
    await rules({ mode: 'fail', nth: 2, code: 'DATABASE_REQUEST_FAILED' });
    expect(await add('a')).toMatchObject({ id: 'a' });
    expect(await add('b')).toMatchObject({ ok: false });
    expect(await add('c')).toMatchObject({ id: 'c' });
    expect(await stored()).toEqual(['a', 'c']);
    expect((await rules()).rules).toMatchObject([{ nth: 2, seen: 3, hit: 1 }]);
  });

  it('fail after the call took effect, from the k-th on, for ever', async () => {
    await rules({ mode: 'fail', nth: 1, when: 'after', times: 'forever' });
    for (const id of ['a', 'b']) expect(await add(id)).toMatchObject({ ok: false });
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('match by function, route, collection and action', async () => {
    const match = { function: 'files', route: 'add', collection: 'notes', action: 'database.insertDocument' };
    for (const wrong of [
      { function: 'echo' },
      { route: 'get' },
      { collection: 'x' },
      { action: 'storage' },
    ]) {
      await rules({ mode: 'fail', match: { ...match, ...wrong } });
      expect(await add(Object.keys(wrong)[0]!)).toHaveProperty('id');
    }
    await rules({ mode: 'fail', match });
    expect(await add('z')).toMatchObject({ ok: false });
  });

  it('cut the connection so that the caller cannot know', async () => {
    await rules({ mode: 'cut', when: 'after', times: 'forever' });
    expect(await add('a')).toMatchObject({ ok: false });
    expect(await stored()).toEqual(['a']);
  });

  it('delay a call', async () => {
    await rules({ mode: 'delay', delayMs: 200 });
    const started = Date.now();
    await add('a');
    expect(Date.now() - started).toBeGreaterThanOrEqual(195);
  });

  it('kill the worker in the middle of a call', async () => {
    await rules({ mode: 'kill', when: 'after' });
    expect(await add('a')).toMatchObject({ ok: false, error: { code: 'FUNCTION_FAILED' } });
    expect(await stored()).toEqual(['a']);
    expect(await add('b')).toHaveProperty('id');
  });
});

describe('statistics', () => {
  it('count calls by kind, function and route, request and delivery apart, until reset', async () => {
    await server.post('/control/reset', {});
    await server.call('files', { sdk: 'node', op: 'add', path: 'a', text: 'x' });
    await server.call('files', { sdk: 'wx', op: 'get', path: 'a' });
    await server.post('/control/timers/run', { function: 'tick' });
    const stats = await server.get<StatsReport>('/control/stats');
    expect(stats.total.request).toMatchObject({
      calls: 2,
      byKind: { insertDocument: 1, getDocument: 1 },
      examined: 1,
      returned: 1,
      failed: 0,
    });
    expect(stats.total.delivery).toMatchObject({ calls: 2, byKind: { insertDocument: 2 } });
    expect(stats.functions.files).toMatchObject({
      add: { invocations: 1, request: { calls: 1 }, delivery: { calls: 0 } },
      get: { invocations: 1, request: { calls: 1, returned: 1 } },
    });
    expect(stats.functions.tick).toMatchObject({ '-': { invocations: 2, delivery: { calls: 2 } } });
    expect(stats.total.request.bytesIn).toBeGreaterThan(50);
    expect(stats.total.request.bytesOut).toBeGreaterThan(20);
    await server.post('/control/stats/reset', {});
    expect((await server.get<StatsReport>('/control/stats')).functions).toEqual({});
  });
});

describe('export and import', () => {
  const exported = async (from: TestCloud): Promise<Snapshot> => {
    const { ok, ...snapshot } = await from.get<Snapshot>('/control/export');
    expect(ok).toBe(true);
    return snapshot;
  };

  it('carry documents, files, messages and the clock to another cloud', async () => {
    await server.post('/control/reset', {});
    await server.post('/control/clock', { set: '2027-05-01T08:00:00+08:00' });
    await server.call('files', { sdk: 'node', op: 'add', path: 'a', text: 'x' });
    await server.call('files', { sdk: 'node', op: 'upload', path: 'f.txt', text: '字' });
    await server.post('/control/subscribe', { openid: 'oPhone0001', templateId: 't' });
    const snapshot = await exported(server);
    const other = await startTestCloud();
    expect(await other.post('/control/import', snapshot)).toEqual({ ok: true });
    const again = await exported(other);
    expect(again).toEqual({ ...snapshot, at: again.at, offset: again.offset });
    expect(Math.abs(again.at - snapshot.at)).toBeLessThan(5000);
    await other.stop();
  });
});
