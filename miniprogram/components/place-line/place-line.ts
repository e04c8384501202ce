/** Where it is, on one line, with 「换」. */
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    no: { type: String, value: '' },
    text: { type: String, value: '' },
    /** Whether the place may be changed here. */
    changeable: { type: Boolean, value: true },
  },
  data: { t: { change: TEXT.report.change, choose: TEXT.report.choosePlace } },
  methods: {
    onTap() {
      if (this.data.changeable) this.triggerEvent('change');
    },
  },
});
