/** A recording to listen to: one big button, how long it is, and how far it has played. It stops when the page is left. */
import { voiceLength, voiceWords } from '../../services/core/draft-voice';
import { say } from '../../services/phone';
import { play, type Playing } from '../../services/player';
import { TEXT } from '../../shared/text';

const t = TEXT.voice;

const WORDS: Record<Playing, string> = {
  idle: t.play,
  opening: t.opening,
  playing: t.playing,
  failed: t.play,
};

/** What the button does and says. */
function buttonOf(state: Playing): { on: boolean; words: string; act: string } {
  const on = state === 'opening' || state === 'playing';
  return { on, words: WORDS[state], act: on ? t.stop : t.play };
}

/** How to stop what each of these plays. */
const stops = new WeakMap<object, () => void>();

Component({
  options: { virtualHost: true },
  properties: {
    /** A file of the phone or a link; empty: it cannot be played, and `note` says why. */
    src: { type: String, value: '' },
    seconds: { type: Number, value: 0 },
    note: { type: String, value: '' },
    /** In a line with other things. */
    small: { type: Boolean, value: false },
  },
  data: { name: '', length: '', done: 0, ...buttonOf('idle') },
  observers: {
    seconds(seconds: number) {
      this.setData({ name: voiceWords(seconds), length: voiceLength(seconds) });
    },
  },
  methods: {
    stop() {
      stops.get(this)?.();
    },
    onTap() {
      if (this.data.on) {
        this.stop();
        return;
      }
      const { src, note } = this.data;
      if (src === '') {
        if (note !== '') say(note);
        return;
      }
      stops.set(
        this,
        play(src, (state, at) => this.show(state, at)),
      );
    },
    show(state: Playing, at: number) {
      const { seconds } = this.data;
      const done = seconds > 0 ? Math.min(100, Math.round((at / seconds) * 100)) : 0;
      this.setData({ ...buttonOf(state), done });
      if (state === 'failed') say(t.unplayable);
    },
  },
  lifetimes: {
    detached() {
      this.stop();
    },
  },
  pageLifetimes: {
    hide() {
      this.stop();
    },
  },
});
