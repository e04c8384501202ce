/** Plays recordings through the phone's speaker, one at a time. */

/** `opening`: asked for, not heard yet. */
export type Playing = 'idle' | 'opening' | 'playing' | 'failed';

/** @param at - how far it is (s) */
type Listener = (state: Playing, at: number) => void;

interface Turn {
  audio: WechatMiniprogram.InnerAudioContext;
  tell: Listener;
}

let turn: Turn | null = null;

function end(which: Turn, state: Playing): void {
  if (turn !== which) return;
  turn = null;
  which.audio.destroy();
  which.tell(state, 0);
}

/** Ends what is playing. */
export function stopPlaying(): void {
  if (turn !== null) end(turn, 'idle');
}

/**
 * Plays a file of the phone or a link; what played before ends.
 * @param tell - hears how it goes; `idle` and `failed` end it
 * @returns how to stop it
 */
export function play(src: string, tell: Listener): () => void {
  stopPlaying();
  // Somebody who taps wants to hear it, whatever the switch at the side of the phone says.
  wx.setInnerAudioOption({ obeyMuteSwitch: false, fail: () => undefined });
  const audio = wx.createInnerAudioContext();
  const mine: Turn = { audio, tell };
  turn = mine;
  audio.onPlay(() => tell('playing', audio.currentTime));
  audio.onTimeUpdate(() => {
    if (turn === mine) tell('playing', audio.currentTime);
  });
  audio.onEnded(() => end(mine, 'idle'));
  audio.onStop(() => end(mine, 'idle'));
  audio.onError(() => end(mine, 'failed'));
  audio.src = src;
  tell('opening', 0);
  audio.play();
  return () => end(mine, 'idle');
}
