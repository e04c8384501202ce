/** The sheet of one action: its form and one filled button. Says `change`, `submit` and `close`. */
import type { GrantedAction } from '../../../typings/api';
import type { FormValue } from '../../services/core/form';
import { isLong, progressOf } from '../../services/core/form-rows';
import { startsWithPhoto } from '../../services/core/order';
import { TEXT } from '../../shared/text';
import { FORM_PROPERTIES } from '../action-form/properties';

Component({
  options: { virtualHost: true },
  properties: {
    ...FORM_PROPERTIES,
    visible: { type: Boolean, value: false },
    action: { type: Object, value: {} as GrantedAction },
    busy: { type: Boolean, value: false },
    /** What the person should know about the last try. */
    trouble: { type: String, value: '' },
    progress: { type: String, value: '' },
  },
  data: { submit: '', photoFirst: false, filledIn: '' },
  observers: {
    action(action: Partial<GrantedAction>) {
      const photoFirst = action.form !== undefined && startsWithPhoto(action as GrantedAction);
      // What takes a while to fill in, or begins with a picture, is handed in; all else is done by its name.
      const handedIn = photoFirst || isLong(action.form ?? []);
      const submit = handedIn ? TEXT.common.submit : (action.label ?? '').replace('…', '');
      this.setData({ submit, photoFirst });
    },
    'action, value'({ form }: Partial<GrantedAction>, value: FormValue) {
      this.setData({ filledIn: form === undefined ? '' : progressOf(form, value) });
    },
  },
  methods: {
    onForm({ detail }: WechatMiniprogram.CustomEvent<{ value: FormValue }>) {
      this.triggerEvent('change', detail);
    },
    onSubmit() {
      this.triggerEvent('submit');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
