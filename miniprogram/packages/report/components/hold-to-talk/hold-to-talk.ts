/** 按住说话: held it records up to 15 s, let go it keeps, slid up it forgets; a tap writes. Says `write`, `begin`, `said` and `end`. */
import { createTalk, SILENT, type Phase, type Talk } from '../../../../services/core/talk';
import { say } from '../../../../services/phone';
import { stopPlaying } from '../../../../services/player';
import { askForMicrophone, microphone, record } from '../../../../services/voice';
import { TEXT } from '../../../../shared/text';

const t = TEXT.voice;

/** The finger on each of these. */
const talks = new WeakMap<object, Talk>();

type Touch = WechatMiniprogram.TouchEvent;

Component({
  options: { virtualHost: true },
  properties: {
    /** Nobody may know who reports: then nobody may hear them either. */
    nameless: { type: Boolean, value: false },
  },
  data: {
    t,
    ...SILENT,
    /** A question stays until it is answered. */
    refused: false,
  },
  observers: {
    phase(phase: Phase) {
      this.setData({ refused: phase === 'refused' || phase === 'withheld' });
    },
  },
  methods: {
    onStart({ touches: [finger] }: Touch) {
      if (finger !== undefined) talks.get(this)?.down(finger.clientX, finger.clientY);
    },
    onMove({ touches: [finger] }: Touch) {
      if (finger !== undefined) talks.get(this)?.move(finger.clientX, finger.clientY);
    },
    onEnd() {
      talks.get(this)?.up();
    },
    onCancel() {
      talks.get(this)?.lost();
    },
    onSettings() {
      const { phase } = this.data;
      this.setData(SILENT);
      if (phase === 'withheld') {
        wx.openAppAuthorizeSetting({ fail: () => say(t.withheld) });
        return;
      }
      wx.openSetting({
        success: ({ authSetting }) => {
          if (authSetting['scope.record'] === true) say(t.allowed);
        },
      });
    },
    onWrite() {
      this.setData(SILENT);
      this.triggerEvent('write');
    },
    onClose() {
      if (this.data.refused) this.setData(SILENT);
    },
  },
  lifetimes: {
    attached() {
      talks.set(
        this,
        createTalk({
          now: Date.now,
          later(ms, run) {
            const timer = setTimeout(run, ms);
            return () => clearTimeout(timer);
          },
          whyNot: () => (this.data.nameless ? t.nameless : ''),
          allowed: microphone,
          ask: askForMicrophone,
          record,
          show: (view) => this.setData(view),
          say,
          vibrate: () => void wx.vibrateShort({ type: 'medium' }),
          onTap: () => this.triggerEvent('write'),
          onBegin: () => {
            stopPlaying();
            this.triggerEvent('begin');
          },
          onSaid: ({ path, ms, text }) => this.triggerEvent('said', { path, ms, text }),
          onEnd: () => this.triggerEvent('end'),
        }),
      );
    },
    detached() {
      talks.get(this)?.leave();
    },
  },
  pageLifetimes: {
    hide() {
      talks.get(this)?.lost();
    },
  },
});
