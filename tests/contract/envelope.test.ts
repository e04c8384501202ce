/** What the `api` function makes of a call before any route: its envelope, its size, its version and its caller. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { CLIENT_VERSION, type RawAnswer } from '../support/cloud';
import { root } from './support/repository';
import { phone, useCloud } from './support/plant';
import { errorOf, refusal } from './support/refusal';

const cloud = useCloud();

const envelope = {
  route: 'session.get',
  input: {},
  requestId: '2f0c7f1a-0000-4000-8000-000000000001',
  clientVersion: CLIENT_VERSION,
};

const send = async (event: unknown): Promise<unknown> =>
  (await cloud().invoke(phone('reporter'), 'api', event)).body;

describe('an envelope', () => {
  it('is accepted as phones send it', async () => {
    expect(await send(envelope)).toMatchObject({ ok: true });
  });

  it('may leave out an empty input', async () => {
    const { route, requestId, clientVersion } = envelope;
    expect(await send({ route, requestId, clientVersion })).toMatchObject({ ok: true });
  });

  it.each([
    ['is null', null],
    ['is text', 'session.get'],
    ['is a list', [envelope]],
    ['is empty', {}],
    ['has no route', { ...envelope, route: undefined }],
    ['has a route that is no text', { ...envelope, route: ['session.get'] }],
    ['has a route far too long', { ...envelope, route: 'x'.repeat(65) }],
    ['has no request id', { ...envelope, requestId: undefined }],
    ['has a request id that is no text', { ...envelope, requestId: 7 }],
    ['has an empty request id', { ...envelope, requestId: '' }],
    ['has a request id far too long', { ...envelope, requestId: 'a'.repeat(65) }],
    ['has a request id with other signs', { ...envelope, requestId: 'outbox.$set.x' }],
    ['has no version', { ...envelope, clientVersion: undefined }],
    ['has a version that is none', { ...envelope, clientVersion: 'latest' }],
    ['has a version that is a number', { ...envelope, clientVersion: 1 }],
  ])('is refused when it %s', async (_what, event) => {
    await refusal(cloud(), 'BAD_REQUEST', () => send(event));
  });

  it.each(['session.none', 'constructor', '__proto__', 'toString', 'session', ''])(
    'is refused for the unknown route %p',
    async (route) => {
      await refusal(cloud(), 'UNKNOWN_ROUTE', () => send({ ...envelope, route }));
    },
  );
});

describe('a version', () => {
  it.each(['0.0.9', '0.0.0'])('%s is asked to update before anything is done', async (clientVersion) => {
    await refusal(cloud(), 'UPGRADE_REQUIRED', () => send({ ...envelope, clientVersion }));
  });

  it.each(['0.1.0', '0.1.1', '0.10.0', '1.0.0', '10.0.0'])('%s is served', async (clientVersion) => {
    expect(await send({ ...envelope, clientVersion })).toMatchObject({ ok: true });
  });

  it('is judged before the route, which an old phone may not know any more', async () => {
    await refusal(cloud(), 'UPGRADE_REQUIRED', () =>
      send({ ...envelope, clientVersion: '0.0.9', route: 'session.gone' }),
    );
  });
});

describe('a request over 100 KB', () => {
  const sized = (bytes: number): unknown => {
    const event = { ...envelope, route: 'orders.comment', input: { orderId: randomUUID(), text: '' } };
    const text = 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(event)));
    return { ...event, input: { ...event.input, text } };
  };

  it('is refused by the cloud', async () => {
    await refusal(cloud(), 'TOO_LARGE', () => send(sized(100 * 1024 + 1)));
  });

  it('is refused by the function when the cloud lets it pass', async () => {
    // The cloud adds the caller to what the phone sent.
    await refusal(cloud(), 'TOO_LARGE', () => send(sized(100 * 1024)));
  });

  it('is counted in bytes, not in characters', async () => {
    const event = { ...envelope, input: { text: '长'.repeat(34_200) } };
    expect(JSON.stringify(event).length).toBeLessThan(100 * 1024);
    await refusal(cloud(), 'TOO_LARGE', () => send(event));
  });

  it('just under the limit gets as far as its route', async () => {
    await refusal(cloud(), 'BAD_REQUEST', () => send(sized(100 * 1024 - 200)));
  });
});

describe('a caller', () => {
  it('without an openid is refused', async () => {
    await refusal(cloud(), 'CALLER_REFUSED', async () => (await cloud().invoke(null, 'api', envelope)).body);
  });

  it('cannot bring an identity in the event', async () => {
    const forged = { ...envelope, userInfo: { openId: phone('admin') }, openid: phone('admin'), OPENID: 'x' };
    expect(await send(forged)).toMatchObject({ ok: true, data: { me: { id: 'p-030' } } });
  });

  it('that is a timer is refused', () => {
    // No timer is configured for `api`: the bundle is run here with the identity that a timer would bring.
    const printed = execFileSync(
      process.execPath,
      [
        '-e',
        `require('./dist/cloudfunctions/api/index.js').main(${JSON.stringify(envelope)}).then((a) => process.stdout.write('\\n' + JSON.stringify(a)))`,
      ],
      {
        cwd: root,
        env: {
          ...process.env,
          TCB_SOURCE: 'wx_trigger',
          TRIGGER_SRC: 'timer',
          WX_OPENID: phone('reporter'),
          WX_CONTEXT_KEYS: 'WX_OPENID',
          TCB_CONTEXT_KEYS: 'TCB_SOURCE',
          TCB_ENV: 'none',
          SCF_NAMESPACE: 'none',
        },
        encoding: 'utf8',
      },
    );
    expect(errorOf(JSON.parse(printed.split('\n').at(-1) ?? ''))).toMatchObject({ code: 'CALLER_REFUSED' });
  });

  it('of the timer function is refused, and nothing happens', async () => {
    for (const as of [phone('reporter'), phone('admin'), null]) {
      const call = async (): Promise<RawAnswer['body']> =>
        (await cloud().invoke(as, 'jobs', { Type: 'Timer', TriggerName: 'minute', Time: '', Message: '' }))
          .body;
      await refusal(cloud(), 'CALLER_REFUSED', call);
    }
  });
});
