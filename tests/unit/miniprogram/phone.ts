/** A tiny phone for the queue: storage as JSON, a clock and timers moved by hand, and a network that answers as told. */
import type { JoinInput, ReportInput, ReportReceipt } from '../../../typings/api';
import { ERROR_MESSAGES, type ErrorCode } from '../../../miniprogram/shared/errors';
import type { Draft, DraftContent, DraftPhoto } from '../../../miniprogram/services/core/draft';
import type { DraftVoice } from '../../../miniprogram/services/core/draft-voice';
import { CallFailure } from '../../../miniprogram/services/core/failure';
import { createQueue, type Queue } from '../../../miniprogram/services/core/queue';

export const CONTENT: DraftContent = {
  templateId: 'cylinder-unsecured',
  description: '',
  areaId: 'a1',
  pointId: null,
  placeSource: 'label',
  position: null,
  observedAt: 1,
  visibility: 'named',
  title: '气瓶未固定',
  placeText: 'C-07 焊接一区',
};

export const photo = (id: string): DraftPhoto => ({
  id,
  path: `saved/${id}.jpg`,
  source: 'camera',
  takenAt: 1,
  fileId: null,
});

export const spoken = (id: string): DraftVoice => ({
  id,
  path: `saved/${id}.mp3`,
  seconds: 8.2,
  takenAt: 1,
  fileId: null,
});

export const receiptOf = (id: string): ReportReceipt => ({
  id,
  number: 'YH-20261122-0007',
  owner: { id: 'p1', name: '李主管' },
  dueAt: 9,
  sentence: '已收到',
});

export class Phone {
  disk = '';
  time = 1_000;
  /** Paths and places of photos that were marked. */
  marks: string[] = [];
  uploads: string[] = [];
  sent: ReportInput[] = [];
  joined: JoinInput[] = [];
  requestIds: string[] = [];
  discarded: string[] = [];
  /** Called before a file goes. */
  onDiscard: () => void = () => undefined;
  /** Whether it has a canvas that works. */
  draws = true;
  foldersForgotten = 0;
  /** Whose folder each upload went to: that of a key, or null for the person's own. */
  folders: (string | null)[] = [];
  /** Drafts for which a key was asked. */
  keysAsked: string[] = [];
  followKey: (id: string) => Promise<string> = (id) => Promise.resolve(`key of ${id}`);
  upload: (file: Pick<DraftPhoto, 'id' | 'path'>) => Promise<string> = ({ id }) =>
    Promise.resolve(`cloud://${id}`);
  send: (input: ReportInput) => Promise<ReportReceipt> = ({ id }) => Promise.resolve(receiptOf(id));
  join: (input: JoinInput) => Promise<ReportReceipt> = ({ orderId }) => Promise.resolve(receiptOf(orderId));
  #timers = new Set<{ at: number; run: () => void }>();
  #ids = 0;

  /** Opens the app: what was on disk is all there is. */
  start(): Queue {
    this.#timers.clear();
    return createQueue({
      load: () => (this.disk === '' ? undefined : (JSON.parse(this.disk) as unknown)),
      save: (drafts) => {
        this.disk = JSON.stringify(drafts);
      },
      now: () => this.time,
      newId: () => `id-${String((this.#ids += 1))}`,
      later: (ms, run) => {
        const timer = { at: this.time + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
      mark: (one, place, key) => {
        if (one.marked === true) return Promise.resolve(one);
        this.marks.push(`${one.path} ${place}${key === null ? '' : ' without the minute'}`);
        const path = this.draws ? one.path.replace('.jpg', '-marked.jpg') : one.path;
        return Promise.resolve({ ...one, path, marked: true });
      },
      upload: (one, key) => {
        this.uploads.push(one.id);
        this.folders.push(key);
        return this.upload(one);
      },
      followKey: ({ id, content }) => {
        if (content.visibility !== 'anonymous') return Promise.resolve(null);
        this.keysAsked.push(id);
        return this.followKey(id);
      },
      forgetFolder: () => {
        this.foldersForgotten += 1;
      },
      send: (input, requestId) => {
        this.sent.push(input);
        this.requestIds.push(requestId);
        return this.send(input);
      },
      join: (input, requestId) => {
        this.joined.push(input);
        this.requestIds.push(requestId);
        return this.join(input);
      },
      discard: (path) => {
        this.onDiscard();
        this.discarded.push(path);
      },
    });
  }

  /** Lets `ms` pass: due timers run in order, and everything that follows from them. */
  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await settle();
      const next = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = until;
    await settle();
  }
}

/** Until nothing waits for a promise that is already settled. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i += 1) await Promise.resolve();
}

export const network = () => new CallFailure({ code: 'NETWORK', message: '没网' });

export const refused = (code: ErrorCode, fields: Record<string, string> = {}) =>
  new CallFailure({ code, message: ERROR_MESSAGES[code], fields });

/** A phone with a report of so many photos that was submitted just now. */
export function submitted(photos = 1) {
  const phone = new Phone();
  const queue = phone.start();
  const { id } = queue.begin(CONTENT);
  for (let i = 0; i < photos; i += 1) queue.addPhoto(id, photo(`photo-${i}`));
  queue.submit(id);
  return { phone, queue, id };
}

export const onDisk = (phone: Pick<Phone, 'disk'>): Draft[] => JSON.parse(phone.disk) as Draft[];
