/** 紧急情况: leave, shout, call; report afterwards. Needs no network. */
import { dial } from '../../services/phone';
import { knownSession, sessionAt } from '../../services/session';
import { clockText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

/** After this long the duty leader may be another one (ms). */
const SURE = 30 * 60_000;

const t = TEXT.emergency;

Component({
  options: { virtualHost: true },
  properties: {
    visible: { type: Boolean, value: false },
    /** What to say on the phone; empty when the place is not known. */
    place: { type: String, value: '' },
    customNav: { type: Boolean, value: false },
  },
  data: { t, who: '', phone: '' },
  observers: {
    visible(visible: boolean) {
      if (!visible) return;
      const session = knownSession();
      const leader = session?.dutyLeader;
      const at = sessionAt();
      const since = Date.now() - at < SURE ? t.onDuty : fill(t.savedDuty, { time: clockText(at) });
      const named = leader !== undefined && leader.phone !== null;
      this.setData({
        who: named ? `${leader.name} · ${since}` : '',
        phone: (named ? leader.phone : session?.plant.emergencyPhone) ?? '',
      });
    },
  },
  methods: {
    onLeader() {
      dial(this.data.phone);
    },
    onFire() {
      dial(t.fireNumber);
    },
    onAmbulance() {
      dial(t.ambulanceNumber);
    },
    onChange({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
