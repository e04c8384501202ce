/** Schema of how an order moves: the book of flows. */
import * as v from 'valibot';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import { boundedJson, choice, duration, flag, line, list, shape, term } from './parts';
import { urgency } from './plant-schema';

/** Deep enough for any readable condition, far below what could exhaust the stack. */
const GUARD_DEPTH = 8;

const FIELD_IDS = [
  'text',
  'reason',
  'photos',
  'files',
  'personId',
  'onSite',
  'urgency',
  'basis',
  'interim',
  'measure',
  'money',
  'until',
  'emergency',
  'reviewerId',
  'goal',
  'funds',
  'team',
  'schedule',
  'safeguard',
  'duty',
] as const;

/** All that an action may change. */
export const CHANGE_IDS = [
  'namePlan',
  'nameFixer',
  'transferOwner',
  'dispute',
  'recordFix',
  'recordVerdictFixed',
  'recordVerdictNotFixed',
  'newRound',
  'setUrgency',
  'giveToSafety',
  'close',
  'suspectMajor',
  'raiseLevel',
  'proposeLower',
  'lowerLevel',
  'sign',
  'refuse',
  'recordInterim',
  'recordDeferral',
  'recordMajorPlan',
  'recordRuling',
  'recordPartFix',
  'recordSelfFix',
  'doDuty',
  'recordStop',
  'recordUnlock',
  'reopen',
  'merge',
] as const;

/** A state of the same flow, or `flow/state` of another. */
const target = (label: string) =>
  v.pipe(
    v.string(`${label}要写成文字`),
    v.regex(
      /^[A-Za-z][A-Za-z0-9-]{0,63}(\/[A-Za-z][A-Za-z0-9-]{0,63})?$/,
      `${label}要写成“状态”或“流程/状态”`,
    ),
  );

export const recipient = choice('通知对象', [
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
  moveTo: v.exactOptional(target('自动转到')),
});

export const ownerRule = choice('责任人规则', [
  'routed',
  'fixer',
  'verifier',
  'safety',
  'approver',
  'rectifier',
  'siteKeeper',
  'checker',
]);

export const deadlineRule = choice('期限规则', [
  'respond',
  'resolve',
  'verify',
  'determine',
  'rule',
  'approve',
  'plan',
  'check',
  'until',
]);

export const approver = choice('签字人', ['superior', 'safety', 'dutyLeader', 'manager', 'departmentHead']);

const state = shape({
  id: term('状态编号'),
  label: line('状态名称', 12),
  ring: v.picklist([0, 1, 2, 3, 4, 5], '进度只能是 0 到 5'),
  end: flag('是否结束'),
  owner: v.nullable(ownerRule),
  deadline: v.nullable(deadlineRule),
  pauses: v.exactOptional(flag('是否停表')),
  approval: v.exactOptional(
    shape({
      mode: choice('签字方式', ['oneOf', 'allOf', 'oneLevelUp']),
      of: list(approver, '签字人', 5, 1),
    }),
  ),
  ladder: list(rung, '升级', 12),
});

export const party = choice('由谁来做', [
  'reporter',
  'owner',
  'rectifier',
  'fixer',
  'escalated',
  'siteKeeper',
  'safety',
  'manager',
  'anyone',
]);

const action = shape({
  id: term('动作编号'),
  label: line('按钮名称', 12),
  told: line('记录用语', 30),
  from: list(term('状态编号'), '可用状态', 30, 1),
  to: target('下一状态'),
  by: list(party, '由谁来做', 9, 1),
  style: choice('按钮样式', ['primary', 'secondary', 'more']),
  form: list(
    shape({
      id: choice('填写项', FIELD_IDS),
      label: line('填写项名称', 20),
      required: flag('是否必填'),
    }),
    '填写项',
    FIELD_IDS.length,
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
  changes: list(choice('变更', CHANGE_IDS), '变更', 10),
  notices,
  awards: list(shape({ to: choice('奖励对象', ['reporter']), rule: term('奖励规则') }), '奖励', 5),
});

const flow = shape({
  id: term('流程编号'),
  name: line('流程名称', 20),
  onReport: shape({ notices }),
  onMove: shape({ notices }),
  states: list(state, '状态', 40, 2),
  actions: list(action, '动作', 80, 1),
});

const start = target('开始状态');

export const flowsSchema = shape({
  starts: shape({ hazard: start, suspectedMajor: start, selfFixed: start, stop: start }),
  duties: list(
    shape({
      id: choice('法定事项', ['reportRegulator', 'notifyWorkers']),
      within: duration('法定事项期限', MINUTE, 400 * DAY),
      notice: term('通知编号'),
    }),
    '法定事项',
    2,
  ),
  flows: list(flow, '流程', 20, 1),
});
