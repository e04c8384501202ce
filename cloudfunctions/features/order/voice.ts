/** What somebody said into the phone: kept with the report as evidence, and played to those who may know who it is. */
import type { VoiceInput, VoiceView } from '../../../typings/api';
import type { Evidence, Order } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { admitPhotos, type Admission } from '../capture/intake';
import type { Actor } from '../people/identify';
import { mayKnowReporter } from './visibility';

/**
 * Admits the recording of a report as pending evidence; without one, nothing.
 * @param files - receives the bytes by evidence id, for sealing in the same invocation
 * @throws AppError VOICE_NOT_AUDIO, VOICE_TOO_LARGE, PHOTO_PATH, PHOTO_NOT_UPLOADED and BAD_REQUEST, with the field `voice`
 */
export function admitVoice(
  voice: VoiceInput | undefined,
  about: Omit<Admission, 'purpose' | 'field' | 'max'>,
  files: Map<string, Buffer>,
): Promise<Record<string, Evidence>> {
  const inputs = voice === undefined ? [] : [{ ...voice, source: 'microphone' as const }];
  return admitPhotos(inputs, { ...about, purpose: 'voice', field: 'voice', max: 1 }, files);
}

/** A voice tells who speaks: where the reporter is hidden, only safety and the reporter hear it. */
const mayHear = (order: Order, actor: Actor): boolean =>
  mayKnowReporter(order, actor) || actor.roles.includes('safety');

function noteOf({ state }: Evidence, isHeard: boolean): string | null {
  if (state === 'refused') return WORDS.voiceRefused;
  if (!isHeard) return WORDS.voiceHidden;
  return state === 'pending' ? WORDS.voiceSealing : null;
}

/**
 * What the reporter said, as this person may hear it; null when nothing was said.
 * @param why - says why a file is kept back from this person; null for one that is not
 */
export function voiceView(
  order: Order,
  links: ReadonlyMap<string, string>,
  actor: Actor,
  why: (evidence: Evidence) => string | null,
): VoiceView | null {
  const said = Object.values(order.evidence).find(({ purpose }) => purpose === 'voice');
  if (said === undefined) return null;
  const { id, state, seconds = 0, receivedAt } = said;
  const isHeard = mayHear(order, actor);
  const url = isHeard ? (links.get(id) ?? null) : null;
  return {
    id,
    state,
    seconds,
    url,
    receivedAt,
    note: why(said) === null ? noteOf(said, isHeard) : WORDS.voiceChecking,
  };
}
