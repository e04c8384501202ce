/** Files that an app writes itself, byte by byte, until there is no more room; and how one is shown and passed on. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
  await screen.open();
});
afterAll(() => screen.close());

/** Runs with the file system at hand and `path` to write to. */
const files = (name: string, body: string): Promise<unknown> =>
  screen.ask(`(async ({ wx }) => {
    const disk = wx.getFileSystemManager();
    const path = wx.env.USER_DATA_PATH + '/${name}';
    const done = (run, options) => new Promise((success, fail) => run({ ...options, success, fail }));
    ${body}
  })(__phone)`);

const WRITE_ALL = `
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  await done(disk.writeFile, { filePath: path, data: all.slice(0, 100).buffer });
  await done(disk.appendFile, { filePath: path, data: all.slice(100).buffer });`;

it('keeps every byte, written at once or piece by piece', async () => {
  const read = await files(
    'all.bin',
    `${WRITE_ALL}
    const { data } = await done(disk.readFile, { filePath: path });
    return [data.constructor.name, ...new Uint8Array(data)];`,
  );
  expect(read).toEqual(['ArrayBuffer', ...Array.from({ length: 256 }, (_, byte) => byte)]);
});

it('says when there is no more room, and has what was there before', async () => {
  const wished = await files(
    'full.bin',
    `__phone.setFileRoom(1_000);
    await done(disk.writeFile, { filePath: path, data: new ArrayBuffer(600) });
    const refused = await done(disk.appendFile, { filePath: path, data: new ArrayBuffer(600) }).catch((error) => error.errMsg);
    const { stats } = await done(disk.stat, { path });
    __phone.setFileRoom(null);
    await done(disk.appendFile, { filePath: path, data: new ArrayBuffer(600) });
    return [refused, stats.size, (await done(disk.stat, { path })).stats.size];`,
  );
  expect(wished).toEqual([
    'appendFile:fail the maximum size of the file storage limit is exceeded',
    600,
    1200,
  ]);
});

it('shows a document of its own, with the menu that passes it on when it is wished', async () => {
  const shown = await files(
    'sheet.pdf',
    `const told = [];
    const off = __phone.on(({ type, value }) => type === 'effect' && told.push(value));
    await done(disk.writeFile, { filePath: path, data: '%PDF-1.4\\n' });
    await done(wx.openDocument, { filePath: path, fileType: 'pdf', showMenu: true });
    await done(wx.openDocument, { filePath: path });
    off();
    return told.map(({ name, detail }) => [name, detail.fileType, detail.showMenu]);`,
  );
  expect(shown).toEqual([
    ['openDocument', 'pdf', true],
    ['openDocument', 'pdf', false],
  ]);
});

it('shows a document of Office by what it is told it is, and nothing that only calls itself one', async () => {
  const shown = await files(
    'record.docx',
    `const told = [];
    const off = __phone.on(({ type, value }) => type === 'effect' && told.push(value.detail.fileType));
    await done(disk.writeFile, { filePath: path, data: 'PK\\x03\\x04 and so on' });
    await done(wx.openDocument, { filePath: path });
    const plain = wx.env.USER_DATA_PATH + '/record.bin';
    await done(disk.writeFile, { filePath: plain, data: 'no archive' });
    const refused = await done(wx.openDocument, { filePath: plain, fileType: 'docx' }).catch((error) => error.errMsg);
    off();
    return [...told, refused];`,
  );
  expect(shown).toEqual(['docx', 'openDocument:fail filetype not supported']);
});

it('reads a code, and of a mini-program code of this app the page that it opens', async () => {
  const scan = (text: string): Promise<unknown> =>
    screen.ask(`(__phone.setScan(${text}), __phone.wx.scanCode().catch((error) => error))`);
  expect(await scan("'SAFELOOP:C-07'")).toMatchObject({
    result: 'SAFELOOP:C-07',
    path: '',
    scanType: 'QR_CODE',
  });
  expect(await scan("'', 'pages/home/index?scene=p%3DC-07'")).toMatchObject({
    result: '',
    path: 'pages/home/index?scene=p%3DC-07',
    scanType: 'WX_CODE',
  });
  expect(await scan('null')).toEqual({ errMsg: 'scanCode:fail cancel' });
});
