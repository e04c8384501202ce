/** The call of the cloud function: one id per intent, failures in words, and the size limit before anything is sent. */
import type { ApiRequest } from '../../../typings/api';
import { byteLength, createCall, MAX_REQUEST_BYTES } from '../../../miniprogram/services/core/call';
import { CallFailure, isPassing, sentenceOf } from '../../../miniprogram/services/core/failure';
import { ERROR_MESSAGES } from '../../../miniprogram/shared/errors';

function setUp(...answers: unknown[]) {
  const requests: ApiRequest[] = [];
  let id = 0;
  const call = createCall({
    invoke: (request) => {
      requests.push(request);
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    newId: () => `request-${String((id += 1))}`,
    wait: () => Promise.resolve(),
  });
  return { call, requests };
}

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => null).catch((error: unknown) => error);

describe('call', () => {
  it('sends route, input, id and version, and returns the data', async () => {
    const { call, requests } = setUp({ ok: true, data: { balance: 3 } });
    expect(await call('points.get', {}, { requestId: 'mine' })).toEqual({ balance: 3 });
    expect(requests).toEqual([{ route: 'points.get', input: {}, requestId: 'mine', clientVersion: '0.1.0' }]);
  });

  it('is sent once more under the same id when it did not come back', async () => {
    const { call, requests } = setUp(new Error('request:fail'), { ok: true, data: {} });
    await call('home.get', {});
    expect(requests.map(({ requestId }) => requestId)).toEqual(['request-1', 'request-1']);
  });

  it('is not sent again when that is left to somebody else', async () => {
    const { call, requests } = setUp(new Error('request:fail'), { ok: true, data: {} });
    expect(await caught(call('home.get', {}, { again: false }))).toMatchObject({ code: 'NETWORK' });
    expect(requests).toHaveLength(1);
  });

  it('says what the server says, with the fields and the order as it is now', async () => {
    const error = {
      code: 'CHANGED',
      message: '张工刚处理了这一单，已刷新',
      fields: { rev: '旧了' },
      order: { id: 'o' },
    };
    const failure = await caught(setUp({ ok: false, error }).call('home.get', {}));
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ ...error, message: error.message });
    expect(isPassing(failure)).toBe(false);
  });

  it('keeps the words of a code it does not know', async () => {
    const error = { code: 'FROM_A_NEWER_SERVER', message: '请换一种办法' };
    expect(sentenceOf(await caught(setUp({ ok: false, error }).call('home.get', {})))).toBe('请换一种办法');
  });

  it.each([undefined, null, 'text', {}, { errcode: 1 }])('does not take %p for an answer', async (answer) => {
    expect(await caught(setUp(answer).call('home.get', {}))).toMatchObject({
      code: 'INTERNAL',
      message: ERROR_MESSAGES.INTERNAL,
    });
  });

  it('refuses what is too large before sending it', async () => {
    const { call, requests } = setUp();
    const text = '安'.repeat(Math.ceil(MAX_REQUEST_BYTES / 3));
    expect(await caught(call('orders.comment', { orderId: 'o', text }))).toMatchObject({ code: 'TOO_LARGE' });
    expect(requests).toEqual([]);
  });
});

describe('byteLength', () => {
  it.each(['', 'abc', 'é', '安闭环', '🧯', '氧气瓶 C-07 🧯'])('counts %p as UTF-8 does', (text) => {
    expect(byteLength(text)).toBe(Buffer.byteLength(text));
  });
});
