/** Schemas of how an order moves: the flow and the deadline table. */
import * as v from 'valibot';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import { boundedJson, choice, duration, flag, line, list, shape, term } from './parts';
import { urgency } from './plant-schema';

/** Deep enough for any readable condition, far below what could exhaust the stack. */
const GUARD_DEPTH = 8;

const recipient = choice('通知对象', [
  'owner',
  'reporter',
  'rectifier',
  'fixer',
  'previousOwner',
  'siteKeeper',
  'ownerBoss',
  'dutyLeader',
  'safety',
  'manager',
]);

const notices = list(shape({ to: recipient, notice: term('通知编号') }), '通知', 10);

const rung = shape({
  id: term('升级编号'),
  at: v.pipe(
    v.number('升级时点要写成数字'),
    v.minValue(0, '升级时点不能小于 0'),
    v.maxValue(1, '升级时点不能大于 1'),
  ),
  plus: duration('升级延后', 0, 30 * DAY),
  urgencies: list(urgency, '紧急程度', 3, 1),
  to: recipient,
  notice: term('通知编号'),
  passOn: flag('是否换人'),
});

const state = shape({
  id: term('状态编号'),
  label: line('状态名称', 12),
  ring: v.picklist([0, 1, 2, 3, 4, 5], '进度只能是 0 到 5'),
  end: flag('是否结束'),
  owner: v.nullable(choice('责任人规则', ['routed', 'fixer', 'verifier', 'safety'])),
  deadline: v.nullable(choice('期限规则', ['respond', 'resolve', 'verify'])),
  ladder: list(rung, '升级', 12),
});

const action = shape({
  id: term('动作编号'),
  label: line('按钮名称', 12),
  told: line('记录用语', 30),
  from: list(term('状态编号'), '可用状态', 30, 1),
  to: term('下一状态'),
  by: list(
    choice('由谁来做', [
      'reporter',
      'owner',
      'rectifier',
      'fixer',
      'escalated',
      'siteKeeper',
      'safety',
      'manager',
      'anyone',
    ]),
    '由谁来做',
    9,
    1,
  ),
  style: choice('按钮样式', ['primary', 'secondary', 'more']),
  form: list(
    shape({
      id: choice('填写项', ['text', 'reason', 'photos', 'files', 'personId', 'onSite', 'urgency']),
      label: line('填写项名称', 20),
      required: flag('是否必填'),
    }),
    '填写项',
    7,
  ),
  guards: list(
    shape({
      id: term('条件编号'),
      rule: boundedJson('条件', GUARD_DEPTH),
      error: v.pipe(
        v.string('提示编号要写成文字'),
        v.regex(/^[A-Z][A-Z_]{0,63}$/, '提示编号要用大写字母和下划线'),
      ),
    }),
    '条件',
    10,
  ),
  changes: list(
    choice('变更', [
      'namePlan',
      'nameFixer',
      'transferOwner',
      'recordFix',
      'recordVerdictFixed',
      'recordVerdictNotFixed',
      'newRound',
      'setUrgency',
      'giveToSafety',
      'close',
    ]),
    '变更',
    10,
  ),
  notices,
  awards: list(shape({ to: choice('奖励对象', ['reporter']), rule: term('奖励规则') }), '奖励', 5),
});

export const flowSchema = shape({
  id: term('流程编号'),
  name: line('流程名称', 20),
  start: term('开始状态'),
  onReport: shape({ notices }),
  states: list(state, '状态', 40, 2),
  actions: list(action, '动作', 80, 1),
});

const limits = shape({
  respond: duration('响应期限', MINUTE, 400 * DAY),
  resolve: duration('整改期限', MINUTE, 400 * DAY),
  verify: duration('复核期限', MINUTE, 400 * DAY),
  redo: duration('重改期限', MINUTE, 400 * DAY),
  handOver: duration('交接期限', MINUTE, 400 * DAY),
});

export const deadlinesSchema = shape({ high: limits, medium: limits, low: limits });
