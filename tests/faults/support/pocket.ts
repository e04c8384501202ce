/** A phone in somebody's pocket: the app's own services over storage and files that outlive it, and one fault at one step. */
import { setImmediate as turn } from 'node:timers/promises';
import { join } from 'node:path';
import type { DraftPhoto } from '../../../miniprogram/services/core/draft';
import type { Queue } from '../../../miniprogram/services/core/queue';
import type { Rounds } from '../../../miniprogram/services/core/rounds';
import type { TestCloud } from '../../support/cloud';
import { root } from '../../support/process';

/** What the phone does for a report, in its order; `acknowledge` keeps the receipt. */
export const PHONE_STEPS = ['draft', 'compress', 'save', 'upload', 'submit', 'acknowledge'] as const;

/** What it does for a round of inspection: keeps what was answered, uploads the pictures, hands answers in. */
export const ROUND_STEPS = ['keep', 'upload', 'handIn'] as const;

export type PhoneStep = (typeof PHONE_STEPS)[number] | (typeof ROUND_STEPS)[number];

/** What goes wrong at a step: the app dies, the network goes, it happens but nobody hears of it, it does not happen. */
export const TROUBLES = ['killed', 'offline', 'timeoutAfterEffect', 'errorBeforeEffect'] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface PhoneFault {
  step: PhoneStep;
  trouble: Trouble;
  /** Which time the step is done, from 1. */
  nth: number;
  /** With `killed`: whether the step happened before the app died. */
  isDone: boolean;
}

type KeepPhoto = (path: string, source: DraftPhoto['source']) => Promise<{ photo: DraftPhoto }>;

/** The app as it runs until it is killed. */
export interface Life {
  drafts: Queue;
  rounds: Rounds;
  readTasks: () => Promise<number>;
  keepPhoto: KeepPhoto;
}

interface Answering {
  success?: (answer: Record<string, unknown>) => void;
  fail?: (error: { errMsg: string }) => void;
}

/** The steps that are a call of a route. */
const STEP_OF: Partial<Record<string, PhoneStep>> = { 'orders.report': 'submit', 'tasks.submit': 'handIn' };

const never = <T>(): Promise<T> => new Promise(() => undefined);

/** What {@link Pocket.tap} throws when the app died under the finger. */
class Killed extends Error {}

export class Pocket {
  private readonly storage = new Map<string, string>();
  private readonly files = new Map<string, Buffer>();
  /** Counts every start and every kill: what belongs to an earlier one is dead. */
  private lives = 0;
  /** The count as the app was started last. */
  private started = 0;
  private isOnline = true;
  private fault: PhoneFault | null = null;
  private readonly done = new Map<PhoneStep, number>();
  /** Requests of the phone that were not answered yet. */
  private underWay = 0;
  private networkChanged: (isConnected: boolean) => void = () => undefined;

  constructor(
    private readonly cloud: Pick<TestCloud, 'base'>,
    private readonly openid: string,
  ) {}

  /** What goes wrong from now on, once. */
  expect(fault: PhoneFault): void {
    this.fault = fault;
    this.done.clear();
  }

  /** Whether the fault happened. */
  get struck(): boolean {
    return this.fault === null;
  }

  /** Whether the app that was started last was killed since. */
  get isDown(): boolean {
    return this.lives !== this.started;
  }

  /** A file as the camera leaves it. */
  shoot(path: string, bytes: Buffer): string {
    this.files.set(path, bytes);
    return path;
  }

  /** Starts the app anew over what the phone kept; the app of before is dead. */
  async start(): Promise<Life> {
    this.lives += 1;
    this.started = this.lives;
    // What was temporary is gone with the app.
    for (const path of this.files.keys()) if (!path.startsWith('saved/')) this.files.delete(path);
    jest.resetModules();
    Object.assign(globalThis, { wx: this.wx(this.lives) });
    const service = (name: string): Promise<unknown> => import(join(root, 'miniprogram/services', name));
    const { drafts } = (await service('drafts')) as { drafts: Queue };
    const { keepPhoto } = (await service('photos')) as { keepPhoto: KeepPhoto };
    const { rounds, readTasks, wakeRounds } = (await service('rounds')) as Pick<
      Life,
      'rounds' | 'readTasks'
    > &
      Record<'wakeRounds', () => void>;
    this.networkChanged = (isConnected) => {
      if (!isConnected) return;
      drafts.wake();
      wakeRounds();
    };
    return { drafts, rounds, readTasks, keepPhoto };
  }

  /** Does what a finger does. @returns false when the app died of it */
  tap(what: () => void): boolean {
    try {
      what();
      return true;
    } catch (error) {
      if (error instanceof Killed) return false;
      throw error;
    }
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    this.networkChanged(isOnline);
  }

  /** Lets time pass for the phone, waiting for the cloud in between. */
  async pass(ms: number, step = 500): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await this.settle();
      await jest.advanceTimersByTimeAsync(Math.min(step, left));
    }
    await this.settle();
  }

  private async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await turn();
      while (this.underWay > 0) {
        quiet = 0;
        await turn();
      }
    }
  }

  /** What becomes of the step that is about to be done. */
  private strikes(step: PhoneStep): PhoneFault | null {
    const nth = (this.done.get(step) ?? 0) + 1;
    this.done.set(step, nth);
    if (this.fault?.step !== step || this.fault.nth !== nth) return null;
    const { fault } = this;
    this.fault = null;
    if (fault.trouble === 'killed') this.lives += 1;
    if (fault.trouble === 'offline') this.isOnline = false;
    return fault;
  }

  /** A step that the phone does by itself, and its fault. @throws when it is to fail, or the app is dead */
  private inPhone<T>(life: number, step: PhoneStep, work: () => T): T {
    if (this.isDead(life)) throw new Killed();
    const fault = this.strikes(step);
    if (fault === null || fault.trouble === 'offline') return work();
    const isDone = fault.trouble === 'timeoutAfterEffect' || (fault.trouble === 'killed' && fault.isDone);
    if (isDone) work();
    if (fault.trouble === 'killed') throw new Killed();
    throw new Error(`${step}:fail`);
  }

  /** A fault may have killed it meanwhile. */
  private isDead(life: number): boolean {
    return life !== this.lives;
  }

  /** The network may have gone meanwhile. */
  private isCut(): boolean {
    return !this.isOnline;
  }

  /** A request to the cloud and its fault; what is asked by a dead app is never answered. */
  private async request(
    life: number,
    step: PhoneStep | null,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    if (this.isDead(life)) return never();
    const fault = step === null ? null : this.strikes(step);
    if (this.isCut() || fault?.trouble === 'errorBeforeEffect') throw new Error('request:fail');
    if (fault?.trouble === 'killed' && !fault.isDone) return never();
    this.underWay += 1;
    const answer = await Promise.resolve()
      .then(work)
      .finally(() => {
        this.underWay -= 1;
      });
    if (this.isDead(life)) return never();
    if (fault?.trouble === 'timeoutAfterEffect') throw new Error('request:fail timeout');
    if (this.isCut()) throw new Error('request:fail');
    return answer;
  }

  private async post(path: string, type: string, body: string | Uint8Array<ArrayBuffer>): Promise<unknown> {
    const response = await fetch(`${this.cloud.base}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  private bytes(path: string): Buffer {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Error('no such file');
    return bytes;
  }

  /** A function of the platform that answers by its callbacks. */
  private answering(life: number, { success, fail }: Answering, work: () => Record<string, unknown>): void {
    let answer: Record<string, unknown>;
    try {
      answer = work();
    } catch (error) {
      if (!this.isDead(life)) queueMicrotask(() => fail?.({ errMsg: String(error) }));
      return;
    }
    queueMicrotask(() => {
      if (!this.isDead(life)) success?.(answer);
    });
  }

  /** Just what a report needs of WeChat; anything else fails loudly. */
  private wx(life: number): object {
    const files = {
      getFileInfo: ({ filePath, ...options }: Answering & { filePath: string }) =>
        this.answering(life, options, () => ({ size: this.bytes(filePath).length })),
      readFile: (options: Answering & { filePath: string; position: number; length: number }) =>
        this.answering(life, options, () => {
          const { filePath, position, length } = options;
          const part = this.bytes(filePath).subarray(position, position + length);
          return { data: new Uint8Array(part).buffer };
        }),
      saveFile: ({ tempFilePath, ...options }: Answering & { tempFilePath: string }) =>
        this.answering(life, options, () =>
          this.inPhone(life, 'save', () => {
            const savedFilePath = `saved/${life}-${tempFilePath.replaceAll('/', '-')}`;
            this.files.set(savedFilePath, this.bytes(tempFilePath));
            this.files.delete(tempFilePath);
            return { savedFilePath };
          }),
        ),
      removeSavedFile: ({ filePath, ...options }: Answering & { filePath: string }) =>
        this.answering(life, options, () => ({ removed: this.files.delete(filePath) })),
      access: ({ path, ...options }: Answering & { path: string }) =>
        this.answering(life, options, () => ({ size: this.bytes(path).length })),
    };
    const cloud = {
      callFunction: async ({ name, data }: { name: string; data: { route: string } }) => {
        const body = JSON.stringify({ as: this.openid, function: name, data });
        const step = STEP_OF[data.route] ?? null;
        return {
          result: await this.request(life, step, () => this.post('/control/call', 'application/json', body)),
        };
      },
      uploadFile: ({ cloudPath, filePath }: { cloudPath: string; filePath: string }) =>
        this.request(life, 'upload', () => {
          const query = new URLSearchParams({ as: this.openid, path: cloudPath }).toString();
          const bytes = new Uint8Array(this.bytes(filePath));
          return this.post(`/control/upload?${query}`, 'application/octet-stream', bytes);
        }),
    };
    const known: Record<string, unknown> = {
      cloud,
      getFileSystemManager: () => files,
      getStorageSync: (key: string): unknown => JSON.parse(this.storage.get(key) ?? '""'),
      setStorageSync: (key: string, value: unknown) => {
        // Whatever a dead app still does leads nowhere.
        if (this.isDead(life)) return;
        const text = JSON.stringify(value);
        const write = (): void => void this.storage.set(key, text);
        if (key === 'drafts.v1' && !this.storage.has(key)) this.inPhone(life, 'draft', write);
        else if (key === 'rounds.v1' && /"answers":\[\{/.test(text)) this.inPhone(life, 'keep', write);
        else if (key === 'drafts.v1' && /"receipt":\{/.test(text)) this.inPhone(life, 'acknowledge', write);
        else write();
      },
      removeStorageSync: (key: string) => this.storage.delete(key),
      getStorageInfoSync: () => ({ keys: [...this.storage.keys()] }),
      getImageInfo: () => Promise.resolve({ width: 64, height: 48 }),
      compressImage: ({ src }: { src: string }) =>
        new Promise((resolve, reject) => {
          const success = resolve;
          this.answering(life, { success, fail: reject }, () =>
            this.inPhone(life, 'compress', () => {
              const tempFilePath = src.replace('.jpg', '-small.jpg');
              this.files.set(tempFilePath, this.bytes(src));
              return { tempFilePath };
            }),
          );
        }),
      createOffscreenCanvas: () => {
        throw new Error('this phone cannot draw');
      },
    };
    return new Proxy(known, {
      get(target, name) {
        if (typeof name === 'string' && !(name in target))
          throw new Error(`wx.${name} is not in this pocket`);
        return Reflect.get(target, name) as unknown;
      },
    });
  }
}
