/** What came of a quiz: how many were right, and of each question what is right and why. */
import type { ResultView } from '../../quiz/view';
import { TEXT } from '../../../../shared/text';

Component({
  options: { virtualHost: true },
  properties: { result: { type: Object, value: {} as ResultView } },
  data: { t: TEXT.training },
});
