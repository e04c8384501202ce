/** The routes of notices: inputs, admission, and the functions behind them. Guests have an inbox too. */
import * as v from 'valibot';
import type { Notices } from '../../../typings/config';
import { MAX_CURSOR } from '../../platform/cursor';
import type { Identified, RouteTable } from '../../platform/router';
import { listNotices, markRead } from './inbox';
import { recordGranted } from './reminders';

/** Most rows marked as read in one call. */
export const MAX_MARKED = 50;

/** Most templates answered in one prompt; WeChat shows fewer. */
const MAX_PROMPTED = 10;

const UNKNOWN = '有一项这里不收，请更新小程序后再试';

const id = v.pipe(
  v.string('消息编号不对，请刷新'),
  v.nonEmpty('消息编号不对，请刷新'),
  v.maxLength(200, '消息编号不对，请刷新'),
);

export const noticeInputs = {
  list: v.strictObject(
    {
      cursor: v.exactOptional(
        v.nullable(v.pipe(v.string('翻页位置不对，请刷新'), v.maxLength(MAX_CURSOR, '翻页位置不对，请刷新'))),
      ),
    },
    UNKNOWN,
  ),
  read: v.strictObject(
    {
      ids: v.pipe(
        v.array(id, '要标为已读的消息没有写对'),
        v.minLength(1, '请至少选一条消息'),
        v.maxLength(MAX_MARKED, `一次最多标记 ${MAX_MARKED} 条，请分几次`),
      ),
    },
    UNKNOWN,
  ),
  granted: v.strictObject(
    {
      results: v.pipe(
        v.record(
          v.pipe(v.string(), v.maxLength(64, '这种提醒不认识，请刷新')),
          v.picklist(['accept', 'reject', 'ban', 'filter'], '这个回答不认识，请再点一次开启提醒'),
          '没有收到你的选择，请再点一次开启提醒',
        ),
        v.check((results) => Object.keys(results).length > 0, '没有收到你的选择，请再点一次开启提醒'),
        v.check((results) => Object.keys(results).length <= MAX_PROMPTED, '一次选的提醒太多，请分几次'),
      ),
    },
    UNKNOWN,
  ),
};

/** What these routes must know of the caller. */
export type NoticeReader = Identified & { id: string };

type NoticeRoutes = Pick<RouteTable<NoticeReader>, 'notices.list' | 'notices.read' | 'notices.granted'>;

/** @param getNotices - the notices in force */
export function noticeRoutes(getNotices: () => Promise<Notices>): NoticeRoutes {
  return {
    'notices.list': {
      input: noticeInputs.list,
      admit: 'anyone',
      run: ({ actor }, { cursor }) => listNotices(actor.id, cursor),
    },
    'notices.read': {
      input: noticeInputs.read,
      admit: 'anyone',
      run: async ({ actor, now }, { ids }) => ({ read: await markRead(actor.id, ids, now) }),
    },
    'notices.granted': {
      input: noticeInputs.granted,
      admit: 'anyone',
      async run({ actor, requestId, now }, { results }) {
        const left = await recordGranted(actor.id, results, requestId, await getNotices(), now);
        return { reminders: left.map(({ key, left: count }) => ({ key, left: count })) };
      },
    },
  };
}
