/** The standing risk of a place: a square plate with its character; never urgency, level or state. */
import { TEXT } from '../../shared/text';

const { red, orange, yellow, blue } = TEXT.order;

Component({
  options: { virtualHost: true },
  properties: { color: { type: String, value: 'blue' } },
  data: { words: { red, orange, yellow, blue } },
});
