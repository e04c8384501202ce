/** 交班: words that were typed stay on the phone until they arrived, and one handover happens once. */
import type { Routes } from '../../typings/api';
import { call, newId } from './call';
import { attemptOf, type Attempt } from './core/form';
import { whoAmI } from './session';
import { load, save } from './storage';

const HANDOVER = 'handover.v1:';

/** What somebody says to the next shift. */
export interface HandoverWords {
  note: string;
  /** Order id → what is said about it. */
  notes: Record<string, string>;
}

interface Kept extends HandoverWords {
  shiftId: string;
  attempt: Attempt | null;
}

const NOTHING: HandoverWords = { note: '', notes: {} };

function kept(shiftId: string): Kept {
  const saved = load(HANDOVER + whoAmI()) as Kept | undefined;
  return saved?.shiftId === shiftId ? saved : { ...NOTHING, shiftId, attempt: null };
}

/** What was typed for a shift and not handed over yet. */
export const wordsOf = (shiftId: string): HandoverWords => kept(shiftId);

/** Keeps what was typed. */
export function keepWords(shiftId: string, { note, notes }: HandoverWords): void {
  save(HANDOVER + whoAmI(), { shiftId, note, notes, attempt: kept(shiftId).attempt });
}

/** Hands a shift over with what was typed for it. @throws CallFailure */
export async function handOver(shiftId: string): Promise<Routes['shifts.handOver']['output']> {
  const { note, notes, attempt: last } = kept(shiftId);
  const said = Object.entries(notes).flatMap(([orderId, text]) =>
    text.trim() === '' ? [] : [{ orderId, text }],
  );
  const input = { shiftId, note, notes: said };
  const attempt = attemptOf(last, input, newId);
  save(HANDOVER + whoAmI(), { shiftId, note, notes, attempt });
  return call('shifts.handOver', input, { requestId: attempt.requestId });
}
