/** How long a submitted report stays in the phone before it goes by itself: for 撤回, and for questions. Pure. */

/** How long 撤回 is offered after submitting (ms). */
export const HOLD = 5_000;

/** A question that nobody has answered keeps the report until so long after submitting (ms). */
export const QUESTION = 15_000;

/** Whoever has just answered one gets so long for the next (ms). */
const NEXT = 10_000;

/** Whatever is asked, it goes by then (ms after submitting). */
export const LONGEST = 45_000;

/** What may be asked while a report is held: 「是同一个吗？」, and the questions about 疑似重大. */
export type Question = 'same' | 'screening';

/** Kept with the draft, so that a restart knows when it was to go. */
export interface Hold {
  /** When it was submitted (ms of the phone's clock). */
  since: number;
  /** Asked and not answered yet. */
  open: Question[];
  /** When the last answer was given; null before the first. */
  answeredAt: number | null;
}

/** The hold of a report that is submitted at `now`. */
export const held = (now: number): Hold => ({ since: now, open: [], answeredAt: null });

/** The hold once a question stands on the screen; asking it twice is asking it once. */
export const asked = (hold: Hold, question: Question): Hold =>
  hold.open.includes(question) ? hold : { ...hold, open: [...hold.open, question] };

/**
 * The hold after an answer at `now`.
 * @param more - whether the same question goes on: one of several was answered, and the next stands there
 */
export const answered = (hold: Hold, question: Question, now: number, more = false): Hold => ({
  ...hold,
  open: more ? hold.open : hold.open.filter((one) => one !== question),
  answeredAt: now,
});

/**
 * When the report goes by itself (ms of the phone's clock): after {@link HOLD}; while a question stands unanswered after
 * {@link QUESTION}, or 10 s after the last answer if that is later; never after {@link LONGEST}.
 */
export function goesAt({ since, open, answeredAt }: Hold): number {
  if (open.length === 0) return since + HOLD;
  const patience = Math.max(since + QUESTION, answeredAt === null ? 0 : answeredAt + NEXT);
  return Math.min(since + LONGEST, patience);
}
