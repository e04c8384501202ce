/** Schema of the deadline table: how long each step may take, by urgency. */
import * as v from 'valibot';
import { DAY, MINUTE } from '../../miniprogram/shared/time';
import { choice, duration, shape } from './parts';

const limit = (label: string) => duration(label, MINUTE, 400 * DAY);

const limits = shape({
  clock: choice('计时方式', ['wall', 'shift']),
  respond: limit('响应期限'),
  resolve: limit('整改期限'),
  verify: limit('复核期限'),
  redo: limit('重改期限'),
  handOver: limit('交接期限'),
  determine: limit('判定期限'),
  rule: limit('裁决期限'),
  approve: limit('审批期限'),
  plan: limit('定方案期限'),
  check: limit('抽查期限'),
});

/** What is urgent does not wait for the next working day. */
const urgentLimits = v.pipe(
  limits,
  v.check(({ clock }) => clock === 'wall', '紧急程度高的，夜里和节假日也要计时'),
);

export const deadlinesSchema = shape({ high: urgentLimits, medium: limits, low: limits });
