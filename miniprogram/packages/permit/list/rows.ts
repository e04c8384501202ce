/** Tickets as rows of the list, and applications that are still in this phone. Pure. */
import type { PermitCard } from '../../../../typings/permit-views';
import type { ApplyValue } from '../../../services/core/permit';
import { fill, TEXT } from '../../../shared/text';
import { timeWords } from '../ticket/turn';

const t = TEXT.permit;

export interface TicketRow {
  id: string;
  level: string;
  state: string;
  /** `wait`, `fix`, `verify`, `closed`, `kept`, or `plain`. */
  tone: string;
  time: string;
  late: boolean;
  work: string;
  place: string;
  /** Whose turn it is; empty once it is over. */
  turn: string;
  who: string;
  /** What is only in this phone, in words. */
  kept: string;
}

const TONES: Record<PermitCard['state'], string> = {
  asked: 'wait',
  approved: 'wait',
  running: 'fix',
  paused: 'plain',
  watching: 'verify',
  closed: 'closed',
  refused: 'closed',
  withdrawn: 'closed',
  expired: 'closed',
};

/** What this phone has recorded of a ticket and the server does not have. */
export interface KeptCount {
  going: number;
  refused: number;
}

const keptWords = ({ going, refused }: KeptCount): string =>
  refused > 0 ? fill(t.refusedHere, { count: refused }) : going > 0 ? fill(t.kept, { count: going }) : '';

/** @param me - the id of the person who reads; @param now - the server's time (ms) */
export function ticketRow(card: PermitCard, kept: KeptCount, me: string, now: number): TicketRow {
  const { id, levelName, stateLabel, state, work, place, method, next, watcher, applicant } = card;
  const { text, late } = timeWords(card, now);
  const owner = next?.owner;
  return {
    id,
    level: levelName,
    state: stateLabel,
    tone: TONES[state],
    time: text,
    late,
    work,
    place: fill(t.toWork, { place, method }),
    turn: owner === undefined ? '' : owner.id === me ? t.ownerYou : fill(t.owner, { name: owner.name }),
    who: [fill(t.watcher, { name: watcher.name }), fill(t.applicant, { name: applicant.name })].join(' · '),
    kept: keptWords(kept),
  };
}

/** An application that has not left this phone. @param levels - names by id */
export function pendingRow(
  id: string,
  { work, placeText, words, method, level, watcherName }: ApplyValue,
  levels: ReadonlyMap<string, string>,
  refused: boolean,
): TicketRow {
  return {
    id,
    level: levels.get(level) ?? '',
    state: refused ? t.blockedTitle : TEXT.draft.waiting,
    tone: 'kept',
    time: '',
    late: false,
    work,
    place: fill(t.toWork, { place: [placeText, words].filter(Boolean).join(' · '), method }),
    turn: '',
    who: fill(t.watcher, { name: watcherName }),
    kept: refused ? '' : t.pendingTitle,
  };
}

/** Least time left first, as far as there is any. */
export const byTurn = (a: PermitCard, b: PermitCard): number =>
  (a.next?.dueAt ?? Infinity) - (b.next?.dueAt ?? Infinity) || a.id.localeCompare(b.id);

/** What waits for me, and then what I have a hand in, each once, as long as it is open. */
export function waitingOf(
  mine: readonly PermitCard[],
  toSign: readonly PermitCard[],
  me: string,
): PermitCard[] {
  const known = new Set(toSign.map(({ id }) => id));
  const open = [...toSign, ...mine.filter(({ id, next }) => next !== null && !known.has(id))].sort(byTurn);
  const isMine = ({ next }: PermitCard): boolean => next?.owner.id === me;
  return [...open.filter(isMine), ...open.filter((card) => !isMine(card))];
}
