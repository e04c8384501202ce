/** The open APIs through wx-server-sdk, with the refusals WeChat documents. */
import { inflateSync } from 'node:zlib';
import { startTestCloud, type Messages, type TestCloud } from './support/cloud';

const person = 'oPerson0001';
const template = 'tpl-deadline';
const page = 'pages/order/index';

let server: TestCloud;
beforeAll(async () => {
  server = await startTestCloud({
    product: {
      app: { pages: [page], templates: { [template]: ['thing1', 'time2'], other: ['thing1'] } },
    },
  });
});
afterAll(() => server.stop());

interface Reply {
  errCode: number;
  errMsg: string;
  [key: string]: unknown;
}
const api = (name: string, args: object, from = 'open'): Promise<Reply> =>
  server.call<Reply>(from, { api: name, args }, person);
const message = {
  touser: person,
  templateId: template,
  page: `${page}?id=1`,
  miniprogramState: 'trial',
  data: { thing1: { value: '灭火器被挡住' }, time2: { value: '2026年11月22日 14:30' } },
};
const send = (changes: object = {}): Promise<Reply> =>
  api('subscribeMessage.send', { ...message, ...changes });
const grant = (answer: object, templateId = template): Promise<unknown> =>
  server.post('/control/subscribe', { openid: person, templateId, ...answer });

describe('subscribeMessage.send', () => {
  it('spends one acceptance a message and then says 43101', async () => {
    expect((await send()).errCode).toBe(43101);
    expect(await grant({ count: 2 })).toMatchObject({ ok: true, left: 2 });
    expect((await send()).errCode).toBe(0);
    expect((await send()).errCode).toBe(0);
    expect((await send()).errCode).toBe(43101);
    const { messages } = await server.get<Messages>(`/control/messages?to=${person}`);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatchObject({
      to: person,
      templateId: template,
      page: `${page}?id=1`,
      state: 'trial',
      data: message.data,
    });
    expect((await server.get<Messages>('/control/messages?to=oSomebodyElse')).messages).toEqual([]);
  });

  it('keeps a budget per template; 总是保持 adds one a call; a refusal adds none; a ban voids all', async () => {
    expect(await grant({ keep: true }, 'other')).toMatchObject({ left: 1, keep: true });
    expect(await grant({}, 'other')).toMatchObject({ left: 2, keep: true });
    expect(await grant({ result: 'reject' }, 'other')).toMatchObject({ left: 2, keep: false });
    expect(await grant({ result: 'ban' }, 'other')).toMatchObject({ left: 0 });
    const data = { thing1: { value: '有' } };
    expect((await send({ templateId: 'other', data })).errCode).toBe(43101);
  });

  it.each([
    ['openid', { touser: 'nobody' }, 40003],
    ['template', { templateId: 'tpl-unknown' }, 40037],
    ['page', { page: 'pages/gone/index' }, 41030],
    ['missing field', { data: { thing1: { value: '有' } } }, 47003],
    ['surplus field', { data: { ...message.data, thing9: { value: '有' } } }, 47003],
    ['field too long', { data: { ...message.data, thing1: { value: '长'.repeat(21) } } }, 47003],
  ])('refuses a wrong %s and spends nothing', async (_, changes, errCode) => {
    await grant({});
    const { left } = (await grant({})) as { left: number };
    expect((await send(changes)).errCode).toBe(errCode);
    expect(await grant({})).toMatchObject({ left: left + 1 });
  });

  it.each([45009, -1])('answers %i when the fault switch says so', async (code) => {
    await grant({});
    await server.post('/control/faults', {
      rules: [{ match: { action: 'openapi.subscribeMessage.send' }, mode: 'fail', code }],
    });
    expect((await send()).errCode).toBe(code);
    expect((await send()).errCode).toBe(0);
  });
});

describe('a function', () => {
  it('gets -604101 for an API its config.json does not declare', async () => {
    expect((await api('subscribeMessage.send', message, 'closed')).errCode).toBe(-604101);
  });

  it('is told loudly of an API that is not emulated', async () => {
    expect((await api('customerServiceMessage.send', {})).errMsg).toContain('NotEmulated');
  });
});

describe('security.msgSecCheck', () => {
  const check = (changes: object = {}): Promise<Reply> =>
    api('security.msgSecCheck', { content: '通道堵住了', openid: person, scene: 2, version: 2, ...changes });

  it.each([
    ['通道堵住了', 'pass'],
    ['叫他滚蛋', 'review'],
    ['一起赌博', 'risky'],
    ['赌博的滚蛋', 'risky'],
  ])('calls %s %s', async (content, suggest) => {
    expect(await check({ content })).toMatchObject({ errCode: 0, result: { suggest } });
  });

  it.each([
    ['scene', { scene: 5 }, 40097],
    ['length', { content: '长'.repeat(2501) }, 40097],
    ['openid', { openid: 'x' }, 40003],
    ['person who has not been here', { openid: 'oStranger01' }, 61010],
  ])('refuses a wrong %s', async (_, changes, errCode) => {
    expect((await check(changes)).errCode).toBe(errCode);
  });

  it('accepts 2500 characters', async () => {
    expect((await check({ content: '长'.repeat(2500) })).errCode).toBe(0);
  });

  it('refuses a person whose last visit is more than two hours ago', async () => {
    await server.call('echo', {}, 'oVisitor01');
    await server.post('/control/clock', { advance: '119m' });
    expect((await check({ openid: 'oVisitor01' })).errCode).toBe(0);
    await server.post('/control/clock', { advance: '2m' });
    expect((await check({ openid: 'oVisitor01' })).errCode).toBe(61010);
  });
});

describe('wxacode.getUnlimited', () => {
  const draw = (scene: string, changes: object = {}): Promise<Reply & { buffer?: string }> =>
    api('wxacode.getUnlimited', { scene, page, ...changes });

  it('returns a PNG that differs by scene', async () => {
    const { buffer, contentType } = await draw('C-07');
    const png = Buffer.from(buffer!, 'base64');
    expect(contentType).toBe('image/png');
    expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    const size = png.readUInt32BE(16);
    const start = png.indexOf('IDAT');
    const pixels = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
    expect(pixels).toHaveLength((size + 1) * size);
    expect((await draw('C-08')).buffer).not.toBe(buffer);
  });

  it.each([
    ['33 characters', 'x'.repeat(33), {}, 40169],
    ['no character', '', {}, 40169],
    ['Chinese', '点位', {}, 40129],
    ['a percent sign', 'a%20', {}, 40129],
    ['an unknown page', 'a', { page: 'pages/gone/index' }, 41030],
    ['a tiny picture', 'a', { width: 100 }, 40097],
  ])('refuses %s', async (_, scene, changes, errCode) => {
    expect((await draw(scene, changes)).errCode).toBe(errCode);
  });

  it('takes the whole alphabet of a scene', async () => {
    for (const scene of ["!#$&'()*+,/:;=?@-._~", 'a'.repeat(32)]) expect((await draw(scene)).errCode).toBe(0);
  });
});
