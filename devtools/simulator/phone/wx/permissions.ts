/** What a person allowed: scopes, the privacy agreement, subscription messages; asked as WeChat asks. */
import { services } from '../builtins/services';
import { NotEmulated } from '../runtime/errors';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, duringTap, textOf, WxFailure } from './api';
import { Privacy, type PrivacyListener, type PrivacyState } from './privacy';

const FILE = 'permissions.json';

/** How the system words its question. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.camera': '使用你的摄像头',
  'scope.writePhotosAlbum': '保存图片到你的相册',
  'scope.record': '使用你的麦克风',
  'scope.bluetooth': '使用你的蓝牙',
};

/** WeChat shows at most so many templates in one prompt. */
const MOST_TEMPLATES = 3;

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html */
const SUBSCRIBE_REFUSALS: Readonly<Record<number, string>> = {
  10001: "TmplIds can't be empty",
  10004: 'Invalid template id',
  10005: 'Cannot show subscribe message UI',
  20001: 'No template data return, verify the template id exist',
  20003: 'Templates count out of max bounds',
  20004: 'The main switch is switched off',
};

interface Stored extends PrivacyState {
  scopes: Record<string, boolean>;
  /** Templates with an answer that was to be kept. */
  subscriptions: Record<string, 'accept' | 'reject'>;
  /** The main switch of subscription messages. */
  subscribing: boolean;
  /** What the phone's own settings keep from WeChat. */
  withheld: SystemPermission[];
}

/** What the settings of the phone, not those of the mini-program, allow. */
export type SystemPermission = 'camera' | 'album' | 'microphone';

export class Permissions {
  readonly #phone: Phone;
  readonly #stored: Stored = {
    scopes: {},
    privacyAgreed: true,
    undeclared: [],
    subscriptions: {},
    subscribing: true,
    withheld: [],
  };
  readonly privacy: Privacy;
  /** What a template is called in the prompt; its id when the host tells nothing. */
  titles: Record<string, string> = {};

  constructor(phone: Phone) {
    this.#phone = phone;
    this.privacy = new Privacy(
      this.#stored,
      () => this.#save(),
      () => this.#askPrivacy(),
    );
    const bytes = phone.disk.read(FILE);
    if (bytes !== null) Object.assign(this.#stored, JSON.parse(new TextDecoder().decode(bytes)));
  }

  get scopes(): Readonly<Record<string, boolean>> {
    return this.#stored.scopes;
  }

  /** Decides for the person; null forgets the decision. */
  set(scope: string, allowed: boolean | null): void {
    if (allowed === null) this.#stored.scopes = withoutKey(this.#stored.scopes, scope);
    else this.#stored.scopes[scope] = allowed;
    this.#save();
  }

  forgetSubscriptions(): void {
    this.#stored.subscriptions = {};
    this.#save();
  }

  setSubscriptionSwitch(on: boolean): void {
    this.#stored.subscribing = on;
    this.#save();
  }

  setSystem(of: SystemPermission, allowed: boolean): void {
    this.#stored.withheld = this.#stored.withheld.filter((other) => other !== of);
    if (!allowed) this.#stored.withheld.push(of);
    this.#save();
  }

  systemAllows(of: SystemPermission): boolean {
    return !this.#stored.withheld.includes(of);
  }

  /** @throws WxFailure as WeChat tells that the phone refuses */
  requireSystem(of: SystemPermission): void {
    if (!this.systemAllows(of)) throw new WxFailure('system permission denied');
  }

  /** What `wx.getSetting({withSubscriptions: true})` tells: only templates with a kept answer are listed. */
  get subscriptions(): { mainSwitch: boolean; itemSettings: Record<string, string> } {
    return { mainSwitch: this.#stored.subscribing, itemSettings: { ...this.#stored.subscriptions } };
  }

  /**
   * Waits until the person agreed to the privacy terms and to the scope.
   * @throws WxFailure as WeChat refuses
   */
  async require(api: string, scope: string | null): Promise<void> {
    await this.privacy.require(api === 'authorize' ? (scope ?? '') : api, api);
    if (scope === null) return;
    if (this.#stored.scopes[scope] === undefined) {
      const { confirm } = await this.#phone.prompts.modal({
        title: '申请',
        content: QUESTIONS[scope] ?? scope,
        cancelText: '拒绝',
        confirmText: '允许',
      });
      this.set(scope, confirm);
    }
    if (this.#stored.scopes[scope] === false) throw new WxFailure('auth deny', { errno: 103 });
  }

  /**
   * Asks for subscription messages.
   * @returns the answer per template
   * @throws WxFailure with WeChat's errCode
   */
  async subscribe(wanted: readonly unknown[]): Promise<Record<string, 'accept' | 'reject'>> {
    const templates = this.#subscribable(wanted);
    const kept = this.#stored.subscriptions;
    const asked = templates.filter((id) => kept[id] === undefined);
    let keep = false;
    const answers = new Map<string, 'accept' | 'reject'>();
    for (const id of templates) if (kept[id] !== undefined) answers.set(id, kept[id]);
    if (asked.length > 0) {
      const titles = asked.map((id) => this.titles[id] ?? id);
      const result = await this.#phone.prompts.subscribe(titles);
      keep = result?.keep ?? false;
      for (const [at, id] of asked.entries()) {
        answers.set(id, result?.accepted.includes(titles[at] ?? id) === true ? 'accept' : 'reject');
      }
      if (keep) for (const id of asked) kept[id] = answers.get(id) ?? 'reject';
      this.#save();
    }
    const { openid } = this.#phone.options;
    for (const [templateId, result] of answers) {
      const body = JSON.stringify({ openid, templateId, result, keep: kept[templateId] === 'accept' });
      await fetch('/control/subscribe', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
    }
    return Object.fromEntries(answers);
  }

  #subscribable(wanted: readonly unknown[]): string[] {
    const refuse = (errCode: number): never => {
      throw new WxFailure(SUBSCRIBE_REFUSALS[errCode] ?? '', { errCode });
    };
    if (wanted.length === 0) refuse(10001);
    if (wanted.length > MOST_TEMPLATES) refuse(20003);
    const templates = wanted.filter((id): id is string => typeof id === 'string' && id !== '');
    if (templates.length < wanted.length) refuse(10004);
    const known = Object.keys(this.titles);
    if (known.length > 0 && !templates.some((id) => known.includes(id))) refuse(20001);
    if (!this.#stored.subscribing) refuse(20004);
    if (!this.#phone.visible) refuse(10005);
    return templates;
  }

  async #askPrivacy(): Promise<boolean> {
    const { confirm } = await this.#phone.prompts.modal({
      title: '用户隐私保护提示',
      content: '在使用前，请阅读并同意《用户隐私保护指引》。',
      cancelText: '拒绝',
      confirmText: '同意',
    });
    return confirm;
  }

  #save(): void {
    this.#phone.disk.write(FILE, new TextEncoder().encode(JSON.stringify(this.#stored)));
  }
}

function withoutKey<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

export function permissionApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
  const tapping = (): boolean => phone.gestures.tapping;
  const openSetting = async (): Promise<{ authSetting: Readonly<Record<string, boolean>> }> => {
    for (const [scope, allowed] of Object.entries(permissions.scopes)) {
      const { confirm } = await phone.prompts.modal({
        title: '设置',
        content: `${QUESTIONS[scope] ?? scope}：${allowed ? '已允许' : '已拒绝'}`,
        cancelText: '拒绝',
        confirmText: '允许',
      });
      permissions.set(scope, confirm);
    }
    return { authSetting: permissions.scopes };
  };
  services.openType = async (type, id) => {
    const kinds = type.split('|');
    const other = kinds.find((kind) => kind !== 'agreePrivacyAuthorization' && kind !== 'openSetting');
    if (other !== undefined) throw new NotEmulated(`<button open-type="${other}">`);
    if (kinds.includes('agreePrivacyAuthorization')) {
      permissions.privacy.tapAgree(id);
      return { event: 'agreeprivacyauthorization', detail: {} };
    }
    return { event: 'opensetting', detail: { ...(await openSetting()) } };
  };
  return {
    ...allAsynchronous({
      getSetting: ({ withSubscriptions }) => ({
        authSetting: { ...permissions.scopes },
        ...(withSubscriptions === true ? { subscriptionsSetting: permissions.subscriptions } : {}),
      }),
      authorize: (options) => permissions.require('authorize', textOf(options, 'scope')),
      getPrivacySetting: () => ({
        needAuthorization: !permissions.privacy.agreed,
        privacyContractName: '《用户隐私保护指引》',
      }),
      requirePrivacyAuthorize: () => permissions.privacy.require('requirePrivacyAuthorize'),
      openAppAuthorizeSetting: () => phone.effects.emit({ name: 'openAppAuthorizeSetting', detail: {} }),
      openPrivacyContract: async () => {
        await phone.prompts.modal({ title: '用户隐私保护指引', showCancel: false });
      },
    }),
    openSetting: duringTap('openSetting', tapping, openSetting),
    requestSubscribeMessage: duringTap('requestSubscribeMessage', tapping, ({ tmplIds }) =>
      permissions.subscribe(Array.isArray(tmplIds) ? (tmplIds as unknown[]) : []),
    ),
    onNeedPrivacyAuthorization: (listener: PrivacyListener) => {
      permissions.privacy.listener = listener;
    },
    offNeedPrivacyAuthorization: () => {
      permissions.privacy.listener = null;
    },
  };
}
