/** The agreement on privacy: private interfaces wait for it, fail without it, and are disabled unless declared. */
import { WxFailure } from './api';

/** Kinds of information that the console of a mini-program asks to declare. */
export type PrivateInfo = 'location' | 'photos' | 'files' | 'microphone' | 'camera' | 'albumWrite';

/**
 * Interface, component or scope → the information it handles; what is not named here is not private.
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/miniprogram-intro.html
 */
const PRIVATE: Readonly<Record<string, PrivateInfo>> = {
  getLocation: 'location',
  'scope.userLocation': 'location',
  chooseMedia: 'photos',
  chooseImage: 'photos',
  chooseMessageFile: 'files',
  'RecorderManager.start': 'microphone',
  'scope.record': 'microphone',
  camera: 'camera',
  'scope.camera': 'camera',
  saveImageToPhotosAlbum: 'albumWrite',
  'scope.writePhotosAlbum': 'albumWrite',
};

/** What the app answers to the event; `exposureAuthorization` only says that its own question is shown. */
interface Answer {
  event: 'exposureAuthorization' | 'agree' | 'disagree';
  buttonId?: string;
}

export type PrivacyListener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void;

/** What the phone remembers. */
export interface PrivacyState {
  privacyAgreed: boolean;
  /** Kinds of information that the console does not declare. */
  undeclared: PrivateInfo[];
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html */
export class Privacy {
  /** The last registration wins. */
  listener: PrivacyListener | null = null;
  readonly #state: PrivacyState;
  readonly #save: () => void;
  readonly #askItself: () => Promise<boolean>;
  /** Ids of the agreement buttons that were tapped. */
  readonly #tapped = new Set<string>();

  /**
   * @param state - changed in place
   * @param askItself - WeChat's own question, for an app that does not listen
   */
  constructor(state: PrivacyState, save: () => void, askItself: () => Promise<boolean>) {
    this.#state = state;
    this.#save = save;
    this.#askItself = askItself;
  }

  get agreed(): boolean {
    return this.#state.privacyAgreed;
  }

  /** Decides for the person; what waits goes on waiting for the app's answer. */
  set(agreed: boolean): void {
    this.#state.privacyAgreed = agreed;
    if (!agreed) this.#tapped.clear();
    this.#save();
  }

  /** @param missing - kinds that the console does not declare */
  setUndeclared(missing: readonly PrivateInfo[]): void {
    this.#state.undeclared = [...missing];
    this.#save();
  }

  /** A tap on `<button open-type="agreePrivacyAuthorization">`; WeChat learns of the agreement by it. */
  tapAgree(buttonId: string): void {
    this.#tapped.add(buttonId);
    this.set(true);
  }

  /**
   * Waits until the person agreed.
   * @param of - an interface, a component or a scope
   * @param referrer - its name in the event, unless it is `of`
   * @throws WxFailure as WeChat refuses
   */
  async require(of: string, referrer = of): Promise<void> {
    const info = PRIVATE[of];
    if (info === undefined && of !== 'requirePrivacyAuthorize') return;
    if (info !== undefined && this.#state.undeclared.includes(info)) {
      throw new WxFailure('api scope is not declared in the privacy agreement', { errno: 112 });
    }
    if (this.agreed) return;
    const isAgreed = await (this.listener === null ? this.#askItself() : this.#tell(this.listener, referrer));
    if (!isAgreed) throw new WxFailure('privacy permission is not authorized', { errno: 104 });
    this.set(true);
  }

  /** Answers whether the app agreed for a person who tapped the button that it names. */
  #tell(listener: PrivacyListener, referrer: string): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = ({ event, buttonId = '' }: Answer): void => {
        if (event === 'agree') resolve(this.#tapped.has(buttonId));
        else if (event === 'disagree') resolve(false);
      };
      listener(answer, { referrer });
    });
  }
}
