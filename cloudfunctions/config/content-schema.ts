/** Schemas of what people read and earn: templates, notices and the names of roles. */
import * as v from 'valibot';
import { choice, clock, distinct, flag, id, line, list, ROLES, shape, term, whole } from './parts';
import { hazardKind, urgency } from './plant-schema';
import reference from './reference.json';

const causes = new Set(reference.causes.map((cause) => cause.code));
const accidents = new Set(reference.accidents);

export const templatesSchema = shape({
  categories: list(
    shape({ id: id('类别编号'), name: line('类别名称', 10), pictogram: id('图标') }),
    '类别',
    40,
    1,
  ),
  templates: list(
    shape({
      id: id('模板编号'),
      title: line('模板标题', 20),
      categoryId: id('所属类别'),
      kind: hazardKind,
      urgency,
      suspectedMajor: flag('是否疑似重大'),
      cause: v.pipe(
        v.string('原因代码要写成文字'),
        v.check((code) => causes.has(code), '原因代码不在 GB/T 13861 对照表里'),
      ),
      accident: v.pipe(
        v.string('可能事故类型要写成文字'),
        v.check((name) => accidents.has(name), '可能事故类型不在 GB 6441 对照表里'),
      ),
      basis: line('依据', 60),
      measure: line('建议措施', 100),
      pictogram: id('图标'),
    }),
    '模板',
    1000,
    1,
  ),
});

const templateField = v.pipe(
  v.string('订阅消息的栏目要写成文字'),
  v.regex(/^[a-z_]{1,20}\d{1,3}$/, '订阅消息的栏目名要和微信后台一致'),
);

const templateId = v.pipe(
  v.string('模板 ID 要写成文字'),
  v.regex(/^[\w-]{1,64}$/, '模板 ID 要从微信后台复制'),
);

const templateFields = v.pipe(
  v.record(templateField, line('订阅消息内容', 60), '订阅消息的栏目要写成一组设置'),
  v.check((fields) => Object.keys(fields).length > 0, '订阅消息至少要有一栏'),
  v.check((fields) => Object.keys(fields).length <= 5, '订阅消息最多五栏'),
);

/** A shift has two digests at most: with the messages sent singly they are what a turn on duty can bear. */
const digestAfter = v.pipe(
  list(whole('汇总时间', 0, 23 * 60), '汇总时间', 2, 1),
  v.check((minutes) => distinct(minutes), '两次汇总不能在同一时间'),
);

/** A page of the mini-program. */
const pagePath = v.pipe(
  v.string('打开的页面要写成文字'),
  v.regex(/^[a-z][A-Za-z0-9/-]{0,127}$/, '打开的页面要写成小程序里的路径，开头没有斜杠'),
);

export const noticesSchema = shape({
  miniprogramState: choice('小程序版本', ['developer', 'trial', 'formal']),
  notices: list(
    shape({
      id: term('通知编号'),
      title: line('通知标题', 30),
      lines: list(line('通知内容', 80), '通知内容', 8, 1),
      template: v.nullable(id('订阅消息')),
      mustReach: flag('是否必须送达'),
      rings: v.exactOptional(choice('什么时候响', ['always', 'duty', 'digest'])),
      page: v.exactOptional(pagePath),
    }),
    '通知',
    100,
    1,
  ),
  quiet: v.exactOptional(shape({ start: clock('免打扰开始'), end: clock('免打扰结束') })),
  pushesPerTurn: v.exactOptional(whole('每班最多提醒几次', 1, 20)),
  digestAfter: v.exactOptional(digestAfter),
  channels: v.exactOptional(
    v.pipe(
      list(choice('提醒渠道', ['employee', 'wecomApp', 'wecomRobot', 'sms']), '提醒渠道', 4),
      v.check((channels) => distinct(channels), '同一个提醒渠道写了两次'),
    ),
  ),
  templates: list(
    shape({
      key: id('订阅消息'),
      templateId,
      title: line('订阅消息标题', 30),
      fields: templateFields,
      employee: v.exactOptional(shape({ templateId, fields: templateFields })),
      page: pagePath,
    }),
    '订阅消息',
    30,
  ),
});

export const rolesSchema = shape({
  roles: v.pipe(
    list(
      shape({
        id: choice('角色', ROLES),
        name: line('角色名称', 12),
      }),
      '角色',
      ROLES.length,
      ROLES.length,
    ),
    v.check((roles) => distinct(roles.map((role) => role.id)), '有两个角色编号相同'),
  ),
});
