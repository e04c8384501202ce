/** What a person allowed: scopes, the privacy agreement, subscription messages; asked as WeChat asks. */
import { services } from '../builtins/services';
import { NotEmulated } from '../runtime/errors';
import { type Phone } from '../runtime/phone';
import { allAsynchronous, textOf, textsOf, WxFailure, type Options } from './api';

const FILE = 'permissions.json';

/** How the system words its question. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.camera': '使用你的摄像头',
  'scope.writePhotosAlbum': '保存图片到你的相册',
  'scope.record': '使用你的麦克风',
  'scope.bluetooth': '使用你的蓝牙',
};

interface Stored {
  scopes: Record<string, boolean>;
  privacyAgreed: boolean;
  /** Templates with an answer that was to be kept. */
  subscriptions: Record<string, 'accept' | 'reject'>;
}

type Answer = { event: string; buttonId?: string };
type PrivacyListener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void;

export class Permissions {
  readonly #phone: Phone;
  readonly #stored: Stored = { scopes: {}, privacyAgreed: true, subscriptions: {} };
  privacyListener: PrivacyListener | null = null;
  /** What a template is called in the prompt; its id when the host tells nothing. */
  titles: Record<string, string> = {};
  #agreed: (() => void)[] = [];

  constructor(phone: Phone) {
    this.#phone = phone;
    const bytes = phone.disk.read(FILE);
    if (bytes !== null) Object.assign(this.#stored, JSON.parse(new TextDecoder().decode(bytes)));
  }

  get scopes(): Readonly<Record<string, boolean>> {
    return this.#stored.scopes;
  }

  get privacyAgreed(): boolean {
    return this.#stored.privacyAgreed;
  }

  /** Decides for the person; null forgets the decision. */
  set(scope: string, allowed: boolean | null): void {
    if (allowed === null) this.#stored.scopes = withoutKey(this.#stored.scopes, scope);
    else this.#stored.scopes[scope] = allowed;
    this.#save();
  }

  setPrivacy(agreed: boolean): void {
    this.#stored.privacyAgreed = agreed;
    this.#save();
    if (agreed) for (const done of this.#agreed.splice(0)) done();
  }

  forgetSubscriptions(): void {
    this.#stored.subscriptions = {};
    this.#save();
  }

  /**
   * Waits until the person agreed to the privacy terms and to the scope.
   * @throws WxFailure as WeChat refuses
   */
  async require(api: string, scope: string | null): Promise<void> {
    await this.requirePrivacy(api);
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

  async requirePrivacy(api: string): Promise<void> {
    if (this.#stored.privacyAgreed) return;
    const answer = await (this.privacyListener === null ? this.#askPrivacy() : this.#tellPrivacy(api));
    if (answer.event !== 'agree') throw new WxFailure('privacy permission is not authorized', { errno: 104 });
    this.setPrivacy(true);
  }

  /** Asks for subscription messages. @returns the answer per template */
  async subscribe(templates: readonly string[]): Promise<Record<string, 'accept' | 'reject'>> {
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

  #tellPrivacy(referrer: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.#agreed.push(() => resolve({ event: 'agree' }));
      this.privacyListener?.(resolve, { referrer });
    });
  }

  async #askPrivacy(): Promise<Answer> {
    const { confirm } = await this.#phone.prompts.modal({
      title: '用户隐私保护提示',
      content: '在使用前，请阅读并同意《用户隐私保护指引》。',
      cancelText: '拒绝',
      confirmText: '同意',
    });
    return { event: confirm ? 'agree' : 'disagree' };
  }

  #save(): void {
    this.#phone.disk.write(FILE, new TextEncoder().encode(JSON.stringify(this.#stored)));
  }
}

function withoutKey<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

export function permissionApi(phone: Phone, permissions: Permissions): Record<string, unknown> {
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
  services.openType = async (type) => {
    const kinds = type.split('|');
    const other = kinds.find((kind) => kind !== 'agreePrivacyAuthorization' && kind !== 'openSetting');
    if (other !== undefined) throw new NotEmulated(`<button open-type="${other}">`);
    if (kinds.includes('agreePrivacyAuthorization')) {
      permissions.setPrivacy(true);
      return { event: 'agreeprivacyauthorization', detail: {} };
    }
    return { event: 'opensetting', detail: { ...(await openSetting()) } };
  };
  return {
    ...allAsynchronous({
      getSetting: () => ({
        authSetting: { ...permissions.scopes },
        subscriptionsSetting: { mainSwitch: true },
      }),
      openSetting,
      authorize: (options) => permissions.require('authorize', textOf(options, 'scope')),
      getPrivacySetting: () => ({
        needAuthorization: !permissions.privacyAgreed,
        privacyContractName: '《用户隐私保护指引》',
      }),
      requirePrivacyAuthorize: () => permissions.requirePrivacy('requirePrivacyAuthorize'),
      openPrivacyContract: async () => {
        await phone.prompts.modal({ title: '用户隐私保护指引', showCancel: false });
      },
      requestSubscribeMessage(options: Options) {
        const templates = textsOf(options, 'tmplIds');
        if (templates.length === 0 || templates.length > 3) {
          throw new WxFailure('TmplIds length must be between 1 and 3', { errCode: 20003 });
        }
        return permissions.subscribe(templates);
      },
    }),
    onNeedPrivacyAuthorization: (listener: PrivacyListener) => {
      permissions.privacyListener = listener;
    },
    offNeedPrivacyAuthorization: () => {
      permissions.privacyListener = null;
    },
  };
}
