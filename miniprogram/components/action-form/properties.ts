/** The properties of the form that a sheet around it only hands on. */
import { EMPTY_FORM, type Faults } from '../../services/core/form';

/** How the same hazard was dealt with last; `line` says when, and is empty when it never was. */
export interface LastTime {
  line: string;
  plan: string;
  fixerId: string;
  fixerName: string;
}

export const NO_LAST: LastTime = { line: '', plan: '', fixerId: '', fixerName: '' };

export const FORM_PROPERTIES = {
  value: { type: Object, value: EMPTY_FORM },
  orderId: { type: String, value: '' },
  /** Field → what is wrong with it. */
  faults: { type: Object, value: {} as Faults },
  /** A proven way to deal with such a hazard, offered for the plan. */
  measure: { type: String, value: '' },
  /** What speaks for a legal level, offered for its basis. */
  grounds: { type: String, value: '' },
  last: { type: Object, value: NO_LAST },
  /** Said under the choice of how one looked. */
  seenHint: { type: String, value: '' },
  /** The picture of before, to stand at the same place. */
  before: { type: String, value: '' },
  /** Who is not offered: whose turn it is already. */
  except: { type: String, value: '' },
  /** The duties of the order that are open, to choose from. */
  duties: { type: Array, value: [] as { id: string; label: string; due: string }[] },
};
