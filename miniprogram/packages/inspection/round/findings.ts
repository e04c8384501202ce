/** 有问题: pictures, one tap to report or to join, and back at the next item. */
import type { TaskView } from '../../../../typings/inspection';
import { call } from '../../../services/call';
import { pulse } from '../../../services/camera';
import type { DraftPhoto } from '../../../services/core/draft';
import type { NewAnswer, Step } from '../../../services/core/round';
import { drafts } from '../../../services/drafts';
import { knownHere } from '../../../services/here';
import { say } from '../../../services/phone';
import { copyPhoto } from '../../../services/photos';
import { rounds } from '../../../services/rounds';
import { knownPlant } from '../../../services/session';
import { lackOf } from '../../../shared/checklist';
import { fill, TEXT } from '../../../shared/text';
import { answerAt } from './answer';
import { findingOf, reportOf, spotAt, type Finding } from './finding';
import { begunOf } from './view';

const t = TEXT.inspection;

/** What the page shows of it. */
export interface FindingSheet {
  sheet: string;
  finding: Finding;
  photos: DraftPhoto[];
  words: string;
  trouble: string;
  busy: boolean;
}

/** What the page does for it. */
export interface FindingPage {
  task(): TaskView | null;
  /** The item on the screen. */
  step(): Step | null;
  /** Which sheet is open. */
  sheet(): string;
  show(change: Partial<FindingSheet>): void;
  /** The item was answered. */
  next(): void;
}

export class Findings {
  #finding: Finding | null = null;
  #words = '';
  #busy = false;

  constructor(private readonly page: FindingPage) {}

  /** Opens the sheet, which opens the camera; meanwhile it is asked what is open here already. */
  async open(): Promise<void> {
    const at = this.#at();
    if (at === null) return;
    const { task, step } = at;
    const lack = lackOf(step.item, answerAt(task.id, step, 'notOk'));
    if (lack !== null && lack !== 'photo') {
      say(t.lack[lack]);
      return;
    }
    const plant = knownPlant();
    const here = knownHere(spotAt(plant, step));
    const finding = findingOf(step, plant, here, []);
    this.#finding = finding;
    this.#words = '';
    const { photos } = begunOf(rounds.round(task.id), step.item.id);
    this.page.show({ sheet: 'finding', finding, photos, words: '', trouble: '', busy: false });
    try {
      const status = await call('points.status', { pointNo: step.stop.pointNo });
      if (this.#finding !== finding || status.open.length === 0) return;
      this.#finding = { ...finding, open: status.open };
      this.page.show({ finding: this.#finding });
    } catch {
      // Without a network it is reported; what is the same is joined later.
    }
  }

  /** Pictures are on disk as soon as they are taken. */
  keepPhotos(photos: DraftPhoto[]): void {
    const at = this.#at();
    if (at === null) return;
    const begun = begunOf(rounds.round(at.task.id), at.step.item.id);
    rounds.begin(at.task.id, at.step.item.id, { ...begun, photos });
    this.page.show({ photos });
  }

  say(words: string): void {
    this.#words = words;
    this.page.show({ words });
  }

  /** Reports it. @param templateId - empty without a template */
  async report(templateId: string): Promise<void> {
    const at = this.#at();
    if (at === null || this.#busy) return;
    this.#busy = true;
    this.page.show({ busy: true, trouble: '' });
    try {
      const photos = await this.#evidence(at);
      if (photos === null) this.page.show({ trouble: t.lack.photo });
      else this.#reportNow(at, templateId, photos);
    } catch {
      this.page.show({ trouble: TEXT.common.trouble });
    } finally {
      this.#busy = false;
      this.page.show({ busy: false });
    }
  }

  /** It is what somebody reported already: no report of its own. */
  join(orderId: string): void {
    const at = this.#at();
    if (at === null) return;
    const answer = answerAt(at.task.id, at.step, 'notOk');
    if (lackOf(at.step.item, answer) === 'photo') {
      this.page.show({ trouble: t.lack.photo });
      return;
    }
    const number = this.#finding?.open.find(({ id }) => id === orderId)?.number ?? '';
    this.#note(at.task, { ...answer, orderId }, fill(t.joinedNow, { number }));
  }

  #at(): { task: TaskView; step: Step } | null {
    const [task, step] = [this.page.task(), this.page.step()];
    return task === null || step === null ? null : { task, step };
  }

  /** What the item wants in any case stays with the answer, as a file of its own; null when there is none. */
  async #evidence({ task, step }: { task: TaskView; step: Step }): Promise<DraftPhoto[] | null> {
    const answer = answerAt(task.id, step, 'notOk');
    if (lackOf(step.item, { ...answer, photos: [] }) !== 'photo') return [];
    const [first] = answer.photos;
    return first === undefined ? null : [await copyPhoto(first)];
  }

  /** The report first: if the app dies after it, the answer is made of it. */
  #reportNow({ task, step }: { task: TaskView; step: Step }, templateId: string, photos: DraftPhoto[]): void {
    const answer = answerAt(task.id, step, 'notOk');
    const found = { templateId, words: this.#words, seen: answer.seen, at: Date.now() };
    const { id } = drafts.begin(reportOf(task, step, found, knownPlant()));
    for (const photo of answer.photos) drafts.addPhoto(id, photo);
    drafts.submit(id);
    this.#note(task, { ...answer, photos, orderId: id }, t.reportedNow, true);
  }

  /** 撤回, as long as the report is held: nothing was sent, and the item is open again with its pictures. */
  async takeBack(orderId: string): Promise<void> {
    const photos = drafts.get(orderId)?.photos ?? [];
    if (!drafts.takeBack(orderId)) {
      say(t.undoLate);
      return;
    }
    const at = this.#at();
    // The report is given up with its files.
    const copies = await Promise.all(photos.map(copyPhoto)).catch(() => []);
    if (at !== null && copies.length > 0) {
      const begun = begunOf(rounds.round(at.task.id), at.step.item.id);
      rounds.begin(at.task.id, at.step.item.id, { ...begun, photos: copies });
    }
    drafts.drop(orderId);
    say(t.undone);
    this.page.next();
  }

  #note({ id }: TaskView, answer: NewAnswer, sentence: string, held = false): void {
    pulse();
    this.#finding = null;
    this.page.show({ sheet: '' });
    if (held) rounds.hold(id, answer);
    else {
      rounds.answer(id, answer);
      say(sentence);
    }
    this.page.next();
  }
}
