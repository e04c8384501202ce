/** How the evidence of an order came about, folded away; the server gives it to safety alone. */
import type { Technical } from '../../../../../typings/api';
import { patch } from '../../../../services/core/patch';
import { technicalLines, type TechnicalLine } from '../../../../services/core/technical';
import { now } from '../../../../services/session';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    technical: { type: Object, value: {} as Technical },
  },
  data: {
    t: TEXT.technical,
    unfolded: false,
    facts: [] as TechnicalLine[],
    files: [] as TechnicalLine[],
  },
  observers: {
    technical() {
      this.draw();
    },
  },
  methods: {
    draw() {
      const technical: Partial<Technical> = this.data.technical;
      // Nothing has been given yet.
      if (technical.files === undefined) return;
      this.setData(patch(this.data, technicalLines(technical as Technical, now())));
    },
    onFold() {
      this.setData({ unfolded: !this.data.unfolded });
    },
  },
});
