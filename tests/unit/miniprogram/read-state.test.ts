/** What a page says when its content did not come. */
import { CallFailure, failure } from '../../../miniprogram/services/core/failure';
import { failedState } from '../../../miniprogram/services/core/read-state';
import { TEXT } from '../../../miniprogram/shared/text';

const NETWORK = new CallFailure({ code: 'NETWORK', message: TEXT.failure.sending });

it.each([
  ['no network', NETWORK],
  ['something that was thrown on the phone', new TypeError('x')],
  ['a server that asks for patience', failure('BUSY')],
  // Its own sentence speaks of something that is being sent.
  ['a server that broke down', failure('INTERNAL')],
])('says that nothing was read, and to try again, after %s', (_what, error) => {
  expect(failedState(error, null)).toEqual({
    read: 'failed',
    readTitle: TEXT.failure.reading,
    readHint: TEXT.failure.nothingSaved,
    readAgain: true,
  });
});

it('promises nothing of a better network or another try to whom the server refuses', () => {
  const refused = failure('NOT_BOUND');
  const title = { readTitle: refused.message, readAgain: false };
  expect(failedState(refused, null)).toEqual({ read: 'failed', ...title, readHint: '' });
  expect(failedState(refused, 0)).toMatchObject({ read: 'stale', ...title });
});

it('names the hour of what was saved', () => {
  const at = Date.parse('2026-11-23T08:52:00+08:00');
  expect(failedState(NETWORK, at)).toMatchObject({ read: 'stale', readTitle: TEXT.failure.reading });
  expect(failedState(NETWORK, at).readHint).toContain('8:52');
});
