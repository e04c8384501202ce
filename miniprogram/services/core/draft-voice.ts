/** What was said with a report: a file on the phone first, then one in the cloud, and never with a report without a name. Pure. */
import type { ReportInput, VoiceInput } from '../../../typings/api';
import { fill, TEXT } from '../../shared/text';

/** The voice of a draft. */
export interface DraftVoice {
  /** Names the file in the cloud and the evidence. */
  id: string;
  path: string;
  /** To one decimal. */
  seconds: number;
  takenAt: number;
  /** Null until it was uploaded. */
  fileId: string | null;
}

interface Spoken {
  content: Pick<ReportInput, 'visibility'>;
  /** Null or missing: nothing was said. */
  voice?: DraftVoice | null;
}

/** The voice that goes with the report; null when there is none, or it would tell who speaks although nobody may know. */
export const voiceOf = ({ content, voice }: Spoken): DraftVoice | null =>
  content.visibility === 'anonymous' ? null : (voice ?? null);

/** As the server takes it; nothing until it was uploaded. */
export function voiceInput(spoken: Spoken): { voice?: VoiceInput } {
  const { fileId = null, seconds = 0, takenAt = 0 } = voiceOf(spoken) ?? {};
  return fileId === null ? {} : { voice: { fileId, seconds, takenAt } };
}

const whole = (seconds: number): number => Math.max(1, Math.round(seconds));

/** 「一段语音 8 秒」 */
export const voiceWords = (seconds: number): string => fill(TEXT.voice.named, { seconds: whole(seconds) });

/** 「8 秒」 */
export const voiceLength = (seconds: number): string => fill(TEXT.voice.length, { seconds: whole(seconds) });
