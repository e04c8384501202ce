/** 扫标签: the right label is noted, one of another stop leads there, and what cannot be scanned is typed. */
import type { TaskView } from '../../../../typings/inspection';
import { pulse } from '../../../services/camera';
import { stepsOf, type Seen, type Step } from '../../../services/core/round';
import { ask, say } from '../../../services/phone';
import { rounds } from '../../../services/rounds';
import { scanLabel } from '../../../services/scan';
import { fill, TEXT } from '../../../shared/text';
import { matchedFound, matchedTyped, type Matched } from './label';

const t = TEXT.inspection;

/** What the page does for it. */
export interface LabelsPage {
  task(): TaskView | null;
  /** The item on the screen. */
  step(): Step | null;
  /** Which sheet is open. */
  sheet(): string;
  show(change: { sheet?: string; trouble?: string }): void;
  /** Another item may be on the screen. */
  next(): void;
}

export class Labels {
  constructor(private readonly page: LabelsPage) {}

  async scan(): Promise<void> {
    const [task, step] = [this.page.task(), this.page.step()];
    if (task === null || step === null) return;
    const found = await scanLabel();
    if (found.kind === 'off') this.page.show({ sheet: 'type', trouble: t.scanOff });
    else if (found.kind !== 'closed')
      await this.#meet(task, matchedFound(task, step.stop, found), step, 'scanned');
  }

  /** @param text - the number on the label, as somebody wrote it */
  async typed(text: string): Promise<void> {
    const [task, step] = [this.page.task(), this.page.step()];
    if (task !== null && step !== null)
      await this.#meet(task, matchedTyped(task, step.stop, text), step, 'typed');
  }

  async #meet(task: TaskView, found: Matched, { stop }: Step, how: Seen): Promise<void> {
    const isTyping = this.page.sheet() === 'type';
    if (found.kind === 'unread' && isTyping) {
      this.page.show({ trouble: found.say });
      return;
    }
    if (isTyping) this.page.show({ sheet: '' });
    if (found.kind === 'here') {
      pulse();
      rounds.see(task.id, stop.pointId, how);
    } else if (found.kind === 'other') {
      if (!(await ask(found.say, fill(t.goThere, { other: found.stop.pointNo })))) return;
      rounds.see(task.id, found.stop.pointId, how);
      this.goToStop(found.stop.pointId);
    } else say(found.say);
  }

  /** Goes to the first item of a stop that is not done, else to its first. */
  goToStop(pointId: string): void {
    const task = this.page.task();
    const steps = task === null ? [] : stepsOf(task, rounds.round(task.id));
    const here = steps.filter(({ stop }) => stop.pointId === pointId);
    const step = here.find(({ lack }) => lack !== null) ?? here[0];
    if (task !== null && step !== undefined) rounds.goTo(task.id, step.item.id);
    this.page.next();
  }
}
