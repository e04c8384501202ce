/** What WeChat pushes about a picture, as its documentation shows it, and what is made of it. */
import { answerOf, parseMediaPush } from '../../../cloudfunctions/features/content/events';

/** The example of 多媒体内容安全识别, 异步检测结果. */
const push = {
  ToUserName: 'gh_9df7d78a1234',
  FromUserName: 'o4_t144jTUSEoxydysUA2E234_tc',
  CreateTime: 1_626_959_646,
  MsgType: 'event',
  Event: 'wxa_media_check',
  appid: 'wx8f16a5e77871234',
  trace_id: '60f96f1d-3845297a-1976a3ae',
  version: 2,
  detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
  errcode: 0,
  errmsg: 'ok',
  result: { suggest: 'pass', label: 100 },
};

const answerTo = (changes: object) => {
  const parsed = parseMediaPush({ ...push, ...changes });
  return parsed && answerOf(parsed);
};

it.each([
  ['pass', {}, 'pass'],
  ['review', { result: { suggest: 'review', label: 20002 } }, 'review'],
  ['risky', { result: { suggest: 'risky', label: 20001 } }, 'risky'],
  ['numbers as text, as XML has them', { errcode: '0', version: '2' }, 'pass'],
  [
    'a file that could not be fetched',
    { errcode: -1008, errmsg: 'download fail', result: undefined },
    'unchecked',
  ],
  ['an error beside a result', { errcode: '-1', result: { suggest: 'pass', label: 100 } }, 'unchecked'],
  ['a suggestion of a later version', { result: { suggest: 'maybe' } }, 'unchecked'],
  ['no result', { result: undefined }, 'unchecked'],
  ['one detail instead of a list, as XML has it', { detail: { strategy: 'content_model' } }, 'pass'],
])('understands %s', (_, changes, answer) => {
  expect(answerTo(changes)).toBe(answer);
});

it.each([
  ['of another kind', { Event: 'subscribe_msg_popup_event' }],
  ['that is a message', { MsgType: 'text' }],
  ['without a trace', { trace_id: undefined }],
  ['with a trace that is no id', { trace_id: '../orders/1' }],
  ['with an empty trace', { trace_id: '' }],
  ['with a trace of a kilobyte', { trace_id: 'a'.repeat(1024) }],
])('passes over a push %s', (_, changes) => {
  expect(answerTo(changes)).toBeNull();
});

it.each([null, 'x', 7, [], {}])('passes over %j', (event) => {
  expect(parseMediaPush(event)).toBeNull();
});
