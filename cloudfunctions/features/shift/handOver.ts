/** 交班: what one turn leaves to the next, said once and kept with the turn. */
import type { Routes } from '../../../typings/api';
import type { Millis, PersonShift } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { WORDS } from '../../../miniprogram/shared/words';
import { canonical, keyed } from '../../platform/canonical';
import * as log from '../../platform/log';
import { mindedIn } from '../content/words';
import { tell } from '../notices/tell';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { HANDOVER } from '../routing/turns';
import { bookOf, ownTurn, refsOf, successors } from './roster';
import { getTurn, handedOver, handoverMinded, turnId } from './store';

type Input = Routes['shifts.handOver']['input'];
type Said = NonNullable<PersonShift['handover']>;

/** The same intent again: what was said stands. @throws AppError for another text under this id, or a second handover */
function replayOf(said: Said, requestId: string, inputHash: string): Said {
  if (said.requestId !== requestId) throw new AppError('HANDED_OVER');
  if (said.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return said;
}

/** A row in each successor's inbox. They are not on duty yet, so nobody's phone rings. */
async function tellSuccessors(actor: Actor, shiftId: string, said: Said, inForce: Plant): Promise<void> {
  const { at, note, to } = said;
  const facts = { from: actor.name, text: note === '' ? WORDS.noHandoverNote : note };
  await Promise.all(
    to.map((person) =>
      tell({
        id: `${turnId(shiftId, actor.id)}:handedOver-${person.id}`,
        to: person.id,
        notice: 'handedOver',
        facts,
        notices: inForce.notices,
        now: at,
      }),
    ),
  );
}

/** Asks WeChat about the words of a handover. Whoever takes over reads them in any case: nothing waits for it or fails. */
async function checkWords({ openid, id }: Actor, shiftId: string, { note, notes }: Said): Promise<void> {
  try {
    const minded = await mindedIn([note, ...Object.values(notes)], openid);
    if (minded !== null) await handoverMinded(shiftId, id, minded);
  } catch (error) {
    log.defect({ event: 'handover.check', shift: shiftId }, error);
  }
}

/**
 * Records a handover. 现场管控人 moves by itself with the roster, so this hands over words, not orders.
 * @param input - notes of orders that no longer pass between the two are kept and not shown
 * @throws AppError SHIFT_OVER, SHIFT_NOT_YOURS, HANDOVER_EARLY, HANDED_OVER, REPLAY_MISMATCH
 */
export async function handOver(
  actor: Actor,
  input: Input,
  requestId: string,
  now: Millis,
): Promise<Routes['shifts.handOver']['output']> {
  const inputHash = keyed('input', canonical(input));
  const [known, inForce] = await Promise.all([getTurn(input.shiftId, actor.id), plant(now)]);
  let said = known?.handover ?? null;
  if (said !== null) said = replayOf(said, requestId, inputHash);
  else {
    const turn = ownTurn(actor, input.shiftId, inForce, now);
    if (now < turn.endsAt - HANDOVER) throw new AppError('HANDOVER_EARLY');
    const words = input.notes.map(({ orderId, text }): [string, string] => [orderId, text.trim()]);
    const mine: Said = {
      at: now,
      note: input.note.trim(),
      notes: Object.fromEntries(words.filter(([, text]) => text !== '')),
      to: refsOf(successors(bookOf(inForce), actor.id, turn)),
      requestId,
      inputHash,
    };
    const isFirst = await handedOver(turn.id, actor.id, mine);
    const stands = isFirst ? mine : (await getTurn(turn.id, actor.id))?.handover;
    if (stands === undefined || stands === null) throw new Error('a handover vanished');
    said = replayOf(stands, requestId, inputHash);
    if (isFirst) await checkWords(actor, turn.id, said);
  }
  await tellSuccessors(actor, input.shiftId, said, inForce);
  return { at: said.at, to: said.to };
}
