/** Holes of notices: unknown names, and every way in which a field could break WeChat's limits. */
import noticesBody from '../../../../cloudfunctions/config/notices.json';
import { parseConfig } from '../../../../cloudfunctions/config/schema';
import { noticesHoles } from '../../../../cloudfunctions/features/routing/holes';
import type { Notices } from '../../../../typings/config';
import type { FlowBook } from '../../../../typings/flow';

/** Sends a notice from every place that can: report, move, rung, action, duty by law. */
const book: FlowBook = {
  starts: { hazard: 'f/a', suspectedMajor: 'f/a', selfFixed: 'f/a', stop: 'f/a' },
  duties: [{ id: 'reportRegulator', within: 1, notice: 'onDutyByLaw' }],
  flows: [
    {
      id: 'f',
      name: '流程',
      onReport: { notices: [{ to: 'owner', notice: 'onReport' }] },
      onMove: { notices: [{ to: 'owner', notice: 'onMove' }] },
      states: [
        {
          id: 'a',
          label: '待响应',
          ring: 0,
          end: false,
          owner: 'routed',
          deadline: 'respond',
          ladder: [
            {
              id: 'half',
              at: 0.5,
              plus: 0,
              urgencies: ['high'],
              to: 'owner',
              notice: 'onRung',
              passOn: false,
            },
          ],
        },
      ],
      actions: [
        {
          id: 'respond',
          label: '响应',
          told: '响应了',
          from: ['a'],
          to: 'a',
          by: ['owner'],
          style: 'primary',
          form: [],
          guards: [],
          changes: [],
          notices: [{ to: 'reporter', notice: 'onAction' }],
          awards: [],
        },
      ],
    },
  ],
};
const SENT = ['onDutyByLaw', 'onReport', 'onMove', 'onRung', 'onAction'];

/** As shipped, and all that {@link book} sends. */
function shipped(): Notices {
  const notices = parseConfig('notices', noticesBody);
  const [model] = notices.notices;
  notices.notices.push(...SENT.map((id) => ({ ...model!, id })));
  return notices;
}

/** The sentence about one field with this text. */
function problemOf(field: string, text: string): string | undefined {
  const notices = shipped();
  notices.templates[0]!.fields = { [field]: text };
  return noticesHoles(notices, book)[0]?.replace(`订阅消息“隐患处理任务提醒”的 ${field} `, '');
}

it.each<[string, (notices: Notices) => void, string]>([
  ['notice twice', (n) => n.notices.push(n.notices[0]!), '有两条通知的编号都是 assigned'],
  ['template twice', (n) => (n.templates[1]!.key = 'task'), '有两个订阅消息的编号都是 task'],
  [
    'console id twice',
    (n) => (n.templates[1]!.templateId = 'local-task'),
    '有两个订阅消息用了同一个模板 ID local-task',
  ],
  ['unknown template', (n) => (n.notices[0]!.template = 'x'), '通知“有一单请你处理”的订阅消息 x 不存在'],
  [
    'must reach, by inbox alone',
    (n) => (n.notices[0]!.template = null),
    '通知“有一单请你处理”必须送达，还没选订阅消息',
  ],
  [
    'unknown placeholder',
    (n) => n.notices[0]!.lines.push('{phone}'),
    '通知“有一单请你处理”里的 {phone} 不认识',
  ],
  ['unknown placeholder in a title', (n) => (n.notices[0]!.title = '{x}'), '通知“{x}”里的 {x} 不认识'],
])('%s', (_, bend, hole) => {
  const notices = shipped();
  bend(notices);
  expect(noticesHoles(notices, book)).toContain(hole);
});

it.each(SENT)('misses %s, which a flow sends', (id) => {
  const notices = shipped();
  notices.notices = notices.notices.filter((notice) => notice.id !== id);
  expect(noticesHoles(notices, book)).toEqual([`流程要发的通知 ${id} 还没写`]);
});

describe('fields', () => {
  it.each([
    ['thing1', '{title}'],
    ['thing1', '由{owner}在{place}处理'],
    ['thing1', '二十个字二十个字二十个字二十个字二十个字'],
    ['character_string1', '{number}'],
    ['character_string1', 'No. {number}'],
    ['number1', '{points}'],
    ['time1', '{due}'],
    ['time1', '2019年10月1日 15:01'],
    ['time1', '15:01'],
    ['date1', '{due}'],
    ['name1', '{owner}'],
    ['phrase1', '请马上处理'],
    ['phone_number1', '119'],
    ['letter1', 'SAFE'],
    ['symbol1', '！'],
    ['amount1', '10.00元'],
    ['car_number1', '粤A12345'],
  ])('%s takes %s', (field, text) => {
    expect(problemOf(field, text)).toBeUndefined();
  });

  it.each([
    ['words1', '{title}', '不是微信的栏目类型'],
    ['constructor1', '{title}', '不是微信的栏目类型'],
    ['thing1', '{phone}', '里的 {phone} 不认识'],
    ['thing1', '很急🔥', '不能用表情'],
    ['thing1', '二十一个字二十一个字二十一个字二十一个字一', '超过 20 个字'],
    ['thing1', '二十个字二十个字二十个字二十个字二十个字{title}', '文字占满了 20 个字，后面的内容放不下'],
    ['character_string1', '{title}', '放不下 {title}，这一栏只收固定格式'],
    ['character_string1', '编号 {number}', '的文字不合这一栏的格式'],
    ['number1', '{number}', '放不下 {number}，这一栏只收固定格式'],
    ['time1', '{due}前', '只能单独放一项，不能和别的文字连写'],
    ['time1', '10月1日 15:01', '的文字不合这一栏的格式'],
    ['time1', '尽快', '的文字不合这一栏的格式'],
    ['name1', '{owner}{reporter}', '只能单独放一项，不能和别的文字连写'],
    ['name1', '{place}', '放不下 {place}，这一栏只收固定格式'],
    ['phrase1', '{reason}', '放不下 {reason}，这一栏只收固定格式'],
    ['phrase1', '请你马上处理', '超过 5 个字'],
    ['phone_number1', '123456789012345678', '超过 17 个字'],
  ])('%s: %s → %s', (field, text, problem) => {
    expect(problemOf(field, text)).toBe(problem);
  });
});
