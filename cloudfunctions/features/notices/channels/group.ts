/** Something said to the plant's WeCom group, and to nobody in it. */
import type { Notices } from '../../../../typings/config';
import { askJson } from '../../../platform/http';
import * as log from '../../../platform/log';
import { errcodeOf } from './channel';
import { settings } from './environment';
import { inWords } from './words';

/**
 * Posts a title and lines. Nothing happens where the plant has no robot, or does not use it; a group that cannot be reached
 * is noted in the log.
 */
export async function postToGroup(
  title: string,
  lines: readonly string[],
  { channels = [] }: Pick<Notices, 'channels'>,
): Promise<void> {
  const env = settings('SAFELOOP_WECOM_ROBOT_KEY', 'SAFELOOP_WECOM_HOST');
  if (env === null || !channels.includes('wecomRobot')) return;
  const { SAFELOOP_WECOM_HOST: host, SAFELOOP_WECOM_ROBOT_KEY: key } = env;
  const url = `${host}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`;
  const body = { msgtype: 'text', text: { content: inWords({ title, lines: [...lines] }) } };
  try {
    const code = errcodeOf(await askJson(url, JSON.stringify(body)));
    if (code !== 0) log.info({ event: 'notices.group', code: String(code) });
  } catch (error) {
    log.defect({ event: 'notices.group' }, error);
  }
}
