/** The codes of everything that can go wrong for a person, each with the sentence that says what happens next. */

/** Code → Chinese message. `{…}` is filled in from `AppError.values`. */
export const ERROR_MESSAGES = {
  BAD_REQUEST: '有几处没填对，改好再发一次',
  UNKNOWN_ROUTE: '这个功能现在打不开，请把小程序关掉重新打开',
  TOO_LARGE: '这次要发的内容太多，没发出去。文字删短一些，照片先上传，再发一次',
  UPGRADE_REQUIRED: '小程序有新版本，草稿还在。请关掉重新打开再发',
  NOT_BOUND: '还没绑定工号。先绑定，或先上报、报完再绑定',
  NOT_FOUND: '没找到这一单，可能编号不对，或不在你能看的范围里',
  NOT_FOR_YOU: '这件事要由{who}来办，请联系他们',
  NOT_YOUR_TURN: '这一单现在由{name}处理，你可以留言',
  WRONG_STATE: '这一单现在是「{state}」，这一步已经不用做了，已刷新',
  CHANGED: '{name}刚处理了这一单，已刷新',
  REPLAY_MISMATCH: '这条已经用同一个编号发过不同的内容，请重新填一张',
  REPLAY_REFUSED: '这条已经发过了，请重新填一张',
  PHOTO_PATH: '这张照片不是从你的手机传上来的，请重新拍一张',
  PHOTO_NOT_UPLOADED: '照片还没传完，会自动再传，请稍等',
  PHOTO_NOT_IMAGE: '有一张文件不是照片，打不开。请换一张再发',
  PHOTO_TOO_LARGE: '这张照片太大，请重新拍一张或压缩后再发',
  PHOTO_REPLACED: '这张照片传上来之后被换过，没有采用，请重新拍一张',
  PHOTO_NEEDED: '请先拍一张改好后的照片',
  PHOTO_TOO_MANY: '照片最多 {max} 张，请去掉几张再发',
  VOICE_NOT_AUDIO: '这段录音打不开，没有采用。请再说一次，或写一句',
  VOICE_TOO_LARGE: '这段录音太长，请再说一次，15 秒以内就好',
  REASON_NEEDED: '请写一句原因，对方才知道怎么办',
  PERSON_UNKNOWN: '没找到这个人，可能已离岗，请另选一位',
  PERSON_SAME: '他现在就在处理这一单，请选别人',
  VERIFIER_NOT_INDEPENDENT: '改的人不能自己复核，请选别人来改或来复核',
  ONSITE_NEEDED: '紧急程度高或重大隐患，请到现场看过再确认',
  TRANSFER_LIMIT: '已经转过两次了。请打电话给安全员{name}，由他定下来谁处理',
  RULED_ALREADY: '这一单已经定过由谁处理。还有疑问请打电话给安全员{name}',
  SIGNER_MISSING: '现在没有第二个人能签字，请打电话给值班领导{name}',
  LEVEL_UNDECIDED: '这一单是不是重大隐患还没定，定了才能结束',
  DATE_NEEDED: '请选一个今天以后、半年以内的日期',
  REOPEN_LATE: '关闭超过 30 天了，请重新报一张',
  DUTY_DONE: '这一件已经办过了，已刷新',
  MERGE_REFUSED: '这两单不能合并：{why}。可以先关联起来',
  JOIN_OVER: '那一单已经办完了，这一条单独报上去',
  RULING_NO_RULE: '还不能变成派单规则：{why}',
  SAMPLE_FIRST: '今天抽到的还有 {left} 件没看，看完再认可其余的',
  SAMPLE_BAD: '今天抽到的有没改到位的，其余的请一件一件看',
  REPEAT_UNKNOWN: '没找到这一件，可能不归你看，请下拉刷新',
  REPEAT_SAID: '{name}已经写过这一条，请下拉刷新',
  REPEAT_OVER: '这一次已经过去了，请看最新的一次',
  REPEAT_EARLY: '先写根源和办法，再说落实',
  WEEK_UNKNOWN: '没找到这一周的点评，请下拉刷新',
  WEEK_EARLY: '总经理还没点评，等点评了再答复',
  WEEK_SAID: '{name}已经说过了，请下拉刷新',
  DIRECTIVE_ANSWERED: '{name}已经回复过这一条，请下拉刷新',
  TASK_UNKNOWN: '没找到这项任务，可能已经交给别人，请下拉刷新',
  TASK_OVER: '这项任务已经结束，刚才填的没有用上。发现问题请直接上报',
  TASK_EARLY: '这项任务还没到时间，{from} 开始',
  PERMIT_UNKNOWN: '没找到这张动火票，可能编号不对，或不在你能看的范围里',
  PERMIT_LACKS: '还不能{what}：{lacks}',
  PERMITS_NOT_SET: '这里还没写动火的规定，请联系安全员先设置',
  CERTIFICATE_UNKNOWN: '没找到这本证，可能已经停用，请下拉刷新',
  BRIEFING_UNKNOWN: '没找到这次班前会，请下拉刷新',
  BRIEFING_EARLY: '还没到时间，{from} 开始',
  BRIEFING_SHUT: '还没开始签到，等{name}打开再签',
  BRIEFING_OVER: '这次班前会已经结束，请下拉刷新',
  BRIEFING_UNOPENED: '这次班前会还没开，开了才有记录',
  BRIEFING_BEGUN: '已经开始签到，讲过的话不能再改',
  WORDS_REFUSED: '这句话没通过内容检查，没有发出去，请换个说法',
  SIGN_WRONG: '签到码不对，看看带班人手机上的六位数字，再填一次',
  SIGN_LOCKED: '试的次数太多了，请带班的人替你签到',
  TRAINING_UNKNOWN: '没找到这份培训，请下拉刷新',
  TRAINING_OVER: '这份培训已经结束，不用再做',
  TRAINING_WAITS: '{what}，做完再来这一步',
  QUIZ_WAITS: '这次没过，{from} 以后可以再答，先看看材料',
  CLASS_UNKNOWN: '没找到这堂课，请扫讲课人手机上的码，或重新输六位数',
  CLASS_OVER: '这堂课已经下课。人到了没签上，请找{name}',
  GOODS_UNKNOWN: '现在换不了这一样，可能下架了，请下拉刷新',
  GOODS_NONE_LEFT: '{name}刚被换完，进货以后再来换',
  GOODS_LIMIT: '这个月你已经换过 {had} {unit}，下个月再来换',
  POINTS_SHORT: '积分不够，攒够 {points} 分再来换',
  REDEMPTION_UNKNOWN: '没找到这次兑换，请下拉刷新',
  REDEMPTION_OVER: '这一件{state}，已刷新',
  CODE_WRONG: '兑换码不对。请看他手机上的六位数字再输一次，或扫一扫',
  CODE_LOCKED: '输错的次数太多了，请过一小时再来，或请别的库管发',
  CODE_USED: '这一件{name} {when} 已经发过了，不要再给',
  COUNTER_SELF: '自己换的东西，要请别的库管来发',
  SHELF_SHORT: '有 {reserved} 件等人来领，不能比这个少。先发出去，或先下架',
  SHELF_CHANGED: '{name}刚动过这一样，已刷新，请核对后再改',
  EXPORTS_BUSY: '还有三份台账在做，做好一份再来要下一份',
  REPORT_UNKNOWN: '这个月还没有报告，每月 1 日写上个月的',
  EXPORT_UNKNOWN: '没找到这份台账，可能到期清掉了，请再要一份',
  PLACE_UNKNOWN: '没找到这个位置，请重新选一下区域',
  CODE_REFUSED: '微信没把小程序码画出来，已经记下来给维护的人。过几分钟再点一次，画好的都留着',
  TEMPLATE_UNKNOWN: '这个模板已更新，请重新选一下',
  DESCRIBE_NEEDED: '请选一个模板、拍一张照片、说一句，或写一句话',
  REPORT_LIMIT:
    '这部手机一小时内报了很多条，这一条还在手机里，过一会儿会自动再发。急的话请打电话给值班领导{name}',
  SHIFT_OVER: '这一班还没到时间或已经结束，请下拉刷新看现在的班次',
  SHIFT_NOT_YOURS: '排班表上这一班没有你。要换班请找安全员{name}',
  HANDOVER_EARLY: '下班前半小时再交班，现在先忙手上的',
  HANDED_OVER: '这一班已经交过了。还有要说的，请打电话或在那一单里留言',
  INVITE_INVALID: '绑定码已失效，请找班长换一张',
  INVITE_LOCKED: '试的次数太多了，请明天再试，或找班长帮忙',
  CONFIG_INVALID: '还不能发布，有 {count} 处要先补上',
  CONFIG_CHANGED: '{name}刚改过这份设置，请刷新后再改',
  NOT_SET_UP: '这里还没设置好，请联系管理员先导入人员和区域',
  CALLER_REFUSED: '这个入口不对外开放',
  BUSY: '网不太稳，还没记下来。内容还在，会自动再发',
  INTERNAL: '出了点问题，已经记下来给维护的人。内容还在，请稍后再试',
} as const;

export type ErrorCode = keyof typeof ERROR_MESSAGES;

/** A failure that a person should read. Anything else that is thrown is a defect and becomes `INTERNAL`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Fills the `{…}` of the message. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Input path → Chinese message, for `BAD_REQUEST` and `CONFIG_INVALID`. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  /**
   * @param code - one of {@link ERROR_MESSAGES}
   * @param values - fills the placeholders of the message
   * @param fields - which inputs to mend
   */
  constructor(
    code: ErrorCode,
    values: Record<string, string | number> = {},
    fields?: Record<string, string>,
  ) {
    super(messageOf(code, values));
    this.name = 'AppError';
    this.code = code;
    this.values = values;
    this.fields = fields;
  }
}

/**
 * The sentence for a code.
 * @param code - an error code
 * @param values - fills the placeholders; a missing one is left out
 */
export function messageOf(code: ErrorCode, values: Record<string, string | number> = {}): string {
  return ERROR_MESSAGES[code].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}
