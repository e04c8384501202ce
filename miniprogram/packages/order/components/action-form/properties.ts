/** The properties of the form that a sheet around it only hands on. */
import { EMPTY_FORM } from '../../../../services/core/form';

export const FORM_PROPERTIES = {
  value: { type: Object, value: EMPTY_FORM },
  orderId: { type: String, value: '' },
  /** A proven way to deal with such a hazard, offered for the plan. */
  measure: { type: String, value: '' },
  /** Said under the choice of how one looked. */
  seenHint: { type: String, value: '' },
  /** The picture of before, to stand at the same place. */
  before: { type: String, value: '' },
};
