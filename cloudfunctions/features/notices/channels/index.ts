/** Every way to ring at a person, in the order in which they are tried. */
import type { Channel } from './channel';
import { employeeChannel } from './employee';
import { smsChannel } from './sms';
import { subscriptionChannel } from './subscription';
import { wecomAppChannel } from './wecom-app';
import { wecomRobotChannel } from './wecom-robot';

export {
  isBusy,
  NO_ANSWER,
  NOT_ASKED,
  type Answer,
  type Channel,
  type Message,
  type Recipient,
} from './channel';

export const channels: readonly Channel[] = [
  subscriptionChannel(),
  employeeChannel,
  wecomAppChannel,
  wecomRobotChannel,
  smsChannel,
];
