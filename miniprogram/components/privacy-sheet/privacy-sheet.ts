/** What is used and what for, before the first private interface; refusing never blocks a report. */
import type { PrivateKind } from '../../services/core/privacy';
import { say } from '../../services/phone';
import { openContract, privacy } from '../../services/privacy';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.privacy;

const ROWS: readonly { id: PrivateKind; icon: string; name: string; why: string }[] = [
  { id: 'camera', icon: 'camera', name: t.camera, why: t.cameraWhy },
  { id: 'album', icon: 'album', name: t.album, why: t.albumWhy },
  { id: 'location', icon: 'pin', name: t.location, why: t.locationWhy },
  { id: 'microphone', icon: 'mic', name: t.microphone, why: t.microphoneWhy },
];

/** The button in the template; WeChat checks that it was tapped. */
const AGREE = 'privacy-agree';

/** What each sheet stops listening to when its page goes. */
const leave = new Map<object, () => void>();

Component({
  options: { virtualHost: true },
  data: { t, rows: ROWS, visible: false, now: '' },
  lifetimes: {
    attached() {
      this.listen();
    },
    detached() {
      this.stop();
    },
  },
  pageLifetimes: {
    show() {
      this.listen();
    },
    hide() {
      this.stop();
    },
  },
  methods: {
    listen() {
      if (leave.has(this)) return;
      leave.set(
        this,
        privacy.attach((kinds) => this.show(kinds)),
      );
    },
    stop() {
      leave.get(this)?.();
      leave.delete(this);
    },
    show(kinds: PrivateKind[] | null) {
      const names = ROWS.filter(({ id }) => kinds?.includes(id) === true).map(({ name }) => name);
      const now = names.length === 0 ? '' : fill(t.now, { what: names.join('、') });
      this.setData({ visible: kinds !== null, now });
    },
    /** What lies below stays where it is. */
    onHold() {
      return;
    },
    onContract() {
      openContract();
    },
    onAgree() {
      privacy.agree(AGREE);
    },
    onRefuse() {
      privacy.refuse();
      say(t.refused);
    },
  },
});
