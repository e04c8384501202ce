/** What must happen once: two taps are one call, and a lost answer is asked for under the same id. */
import type { Call } from '../../../miniprogram/services/core/call';
import { CallFailure, failure } from '../../../miniprogram/services/core/failure';
import { createSendOnce } from '../../../miniprogram/services/core/intents';
import { redemption } from './points';

const LOST = new CallFailure({ code: 'NETWORK', message: '没发出去' });

function phone() {
  const state = { saved: undefined as unknown, now: 0, who: 'p-1', ids: 0 };
  const sent: (string | undefined)[] = [];
  const answers: (() => Promise<unknown>)[] = [];
  const call = ((_route, _input, options) => {
    sent.push(options?.requestId);
    return answers.shift()?.() ?? Promise.resolve(redemption());
  }) as Call;
  const open = () =>
    createSendOnce({
      call,
      newId: () => `id-${(state.ids += 1)}`,
      who: () => state.who,
      load: () => state.saved,
      save: (kept) => {
        state.saved = structuredClone(kept);
      },
      now: () => state.now,
    });
  return { state, sent, answers, open };
}

const SOAP = { rewardId: 'soap' };

it('two taps are one call', async () => {
  const { sent, open } = phone();
  const send = open();
  const [first, second] = await Promise.all([send('shop.redeem', SOAP), send('shop.redeem', SOAP)]);
  expect(first).toBe(second);
  expect(sent).toEqual(['id-1']);
});

it('an answered intent is over: the next tap is a new one', async () => {
  const { sent, open } = phone();
  const send = open();
  await send('shop.redeem', SOAP);
  await send('shop.redeem', SOAP);
  expect(sent).toEqual(['id-1', 'id-2']);
});

it('a lost answer is asked for under the same id, also after the app was closed', async () => {
  const { sent, answers, open } = phone();
  answers.push(() => Promise.reject(LOST));
  await expect(open()('shop.redeem', SOAP)).rejects.toBe(LOST);
  await open()('shop.redeem', SOAP);
  expect(sent).toEqual(['id-1', 'id-1']);
});

it('is written down before it goes', async () => {
  const { state, answers, open } = phone();
  answers.push(() => {
    expect(state.saved).toMatchObject([{ requestId: 'id-1' }]);
    return Promise.resolve(redemption());
  });
  await open()('shop.redeem', SOAP);
  expect(state.saved).toEqual([]);
});

it('what was refused is not asked again', async () => {
  const { sent, answers, open } = phone();
  answers.push(() => Promise.reject(failure('NOT_BOUND')));
  const send = open();
  await expect(send('shop.redeem', SOAP)).rejects.toThrow();
  await send('shop.redeem', SOAP);
  expect(sent).toEqual(['id-1', 'id-2']);
});

it('another thing, another person, or another hour is another intent', async () => {
  const { state, sent, answers, open } = phone();
  const send = open();
  const lose = async (rewardId: string): Promise<void> => {
    answers.push(() => Promise.reject(LOST));
    await expect(send('shop.redeem', { rewardId })).rejects.toBe(LOST);
  };
  await lose('soap');
  await lose('cup');
  state.who = 'p-2';
  await lose('soap');
  state.who = 'p-1';
  state.now = 61 * 60_000;
  await send('shop.redeem', SOAP);
  expect(sent).toEqual(['id-1', 'id-2', 'id-3', 'id-4']);
});

it('what lies under its name from elsewhere is none', async () => {
  const { state, sent, open } = phone();
  state.saved = [null, { key: 1 }, 'x'];
  await open()('shop.redeem', SOAP);
  expect(sent).toEqual(['id-1']);
});
