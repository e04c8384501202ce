/** A person on an order: name, duty, and 打电话 beside the name. */
import type { PersonCard } from '../../../typings/api';
import { dial } from '../../services/phone';
import { TEXT } from '../../shared/text';

Component({
  options: { virtualHost: true },
  properties: {
    person: { type: Object, value: {} as PersonCard },
    /** A message did not arrive. */
    unreached: { type: Boolean, value: false },
  },
  data: { t: { call: TEXT.common.call, unreached: TEXT.order.unreached } },
  methods: {
    onCall() {
      dial(this.data.person.phone);
    },
  },
});
