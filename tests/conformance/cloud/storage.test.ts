/** Files through both unmodified SDKs, and the links under private and public read. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCloud, type TestCloud } from './support/cloud';

interface Links {
  fileList: { fileID: string; tempFileURL: string; status?: number; code?: string }[];
}

const root = 'cloud://safeloop-local.7361-safeloop-local-1250000000/';
let server: TestCloud;
beforeAll(async () => {
  server = await startTestCloud();
});
afterAll(() => server.stop());

const files = <T>(data: Record<string, unknown>): Promise<T> => server.call<T>('files', data);
const upload = async (path: string, bytes: string, as = 'oPhone0001'): Promise<Response> =>
  fetch(`${server.base}/control/upload?as=${as}&path=${encodeURIComponent(path)}`, {
    method: 'POST',
    body: bytes,
  });

describe.each(['wx', 'node'])('through %s', (sdk) => {
  it('uploads, links, downloads, overwrites and deletes a file', async () => {
    const path = `evidence/202611/${sdk}.jpg`;
    const { fileID } = await files<{ fileID: string }>({ sdk, op: 'upload', path, text: '第一版' });
    expect(fileID).toBe(root + path);
    await files({ sdk, op: 'upload', path, text: '第二版' });
    expect(await files({ sdk, op: 'download', fileIDs: [fileID] })).toEqual({ text: '第二版' });

    const { fileList } = await files<Links>({ sdk, op: 'links', fileIDs: [fileID] });
    const response = await fetch(fileList[0]!.tempFileURL);
    expect(await response.text()).toBe('第二版');

    await files({ sdk, op: 'delete', fileIDs: [fileID] });
    expect((await fetch(fileList[0]!.tempFileURL)).status).toBe(404);
    const gone = await files<Links>({ sdk, op: 'links', fileIDs: [fileID] });
    expect(gone.fileList[0]).toMatchObject(
      sdk === 'wx' ? { status: -503003, tempFileURL: '' } : { code: 'STORAGE_FILE_NONEXIST' },
    );
  });

  it('refuses more than 50 files a call', async () => {
    const fileIDs = Array.from({ length: 51 }, (_, i) => `${root}f${i}`);
    expect(await files({ sdk, op: 'links', fileIDs })).toMatchObject({ ok: false });
    expect(await files({ sdk, op: 'links', fileIDs: fileIDs.slice(1) })).toHaveProperty(
      'fileList.length',
      50,
    );
  });
});

describe('links under private read', () => {
  const linkTo = async (path: string, maxAge?: number): Promise<string> => {
    const { fileID } = (await (await upload(path, 'x')).json()) as { fileID: string };
    const { fileList } = await files<Links>({ sdk: 'node', op: 'links', fileIDs: [fileID], maxAge });
    return fileList[0]!.tempFileURL;
  };
  const status = async (url: string): Promise<number> => (await fetch(url)).status;

  it('expire after two hours of the cloud clock, or after the given age', async () => {
    const [usual, short] = [await linkTo('a.jpg'), await linkTo('b.jpg', 60)];
    expect([await status(usual), await status(short)]).toEqual([200, 200]);
    await server.post('/control/clock', { advance: '2m' });
    expect([await status(usual), await status(short)]).toEqual([200, 403]);
    await server.post('/control/clock', { advance: '2h' });
    expect(await status(usual)).toBe(403);
  });

  it('open nothing when changed', async () => {
    const url = await linkTo('c.jpg');
    await upload('d.jpg', 'another');
    const until = Number(new URL(url).searchParams.get('t'));
    expect(await status(url.replace('c.jpg', 'd.jpg'))).toBe(403);
    expect(await status(url.replace(`t=${until}`, `t=${until + 60}`))).toBe(403);
    expect(await status(url.replace(/\?.*/, ''))).toBe(403);
  });
});

describe('public read', () => {
  it('makes links permanent, which a start-up check of the product must notice', async () => {
    const open = await startTestCloud({ storageRule: 'public' });
    await fetch(`${open.base}/control/upload?as=o1&path=p.jpg`, { method: 'POST', body: 'x' });
    const { fileList } = await open.call<Links>('files', {
      sdk: 'node',
      op: 'links',
      fileIDs: [`${root}p.jpg`],
    });
    await open.post('/control/clock', { advance: '365d', coalesce: true });
    expect((await fetch(fileList[0]!.tempFileURL)).status).toBe(200);
    await open.stop();
  });
});

describe('uploads', () => {
  it.each(['', '/a', 'a//b', '../a', 'a/../b', 'a/./b', '照片.jpg', 'a b', 'a?b', 'x'.repeat(851)])(
    'refuse the path %j',
    async (path) => {
      expect(await (await upload(path, 'x')).json()).toMatchObject({
        ok: false,
        error: { code: 'BAD_REQUEST' },
      });
    },
  );

  it('refuse bytes that were not announced', async () => {
    const response = await fetch(`${server.base}/upload/e.jpg`, { method: 'PUT', body: 'x' });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>SignatureDoesNotMatch</Code>');
  });

  it('survive a restart, with who uploaded them', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'cloud-'));
    const before = await startTestCloud({ dataDir });
    await fetch(`${before.base}/control/upload?as=oUploader1&path=k/1.jpg`, { method: 'POST', body: 'kept' });
    await before.stop();
    const after = await startTestCloud({ dataDir });
    const { fileList } = await after.call<Links>('files', {
      sdk: 'wx',
      op: 'links',
      fileIDs: [`${root}k/1.jpg`],
    });
    expect(await (await fetch(fileList[0]!.tempFileURL)).text()).toBe('kept');
    const snapshot = await after.get<{ files: object[] }>('/control/export');
    expect(snapshot.files).toEqual([{ path: 'k/1.jpg', by: 'oUploader1', base64: 'a2VwdA==' }]);
    await after.stop();
    rmSync(dataDir, { recursive: true });
  });
});
