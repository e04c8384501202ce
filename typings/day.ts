/** What else a person's day holds beside rounds: one line each, in the order in which it is due. */
import type { Millis } from './domain';

export interface DayLine {
  kind: 'training' | 'briefing' | 'permit' | 'certificate';
  /** Of the thing that its page opens. */
  id: string;
  title: string;
  /** What is to be done with it, as a person says it, e.g. 「还差考试，周五前」. */
  line: string;
  dueAt: Millis | null;
}
