/** What came of a round: how many items, what a spot check decided, and whether it has left this phone. */
import type { RoundResult } from '../../round/view';
import { TEXT } from '../../../../shared/text';

const t = TEXT.inspection;

const VERDICTS: Record<string, { word: string; hint: string; icon: string }> = {
  usable: { word: t.usable, hint: t.usableHint, icon: 'tick' },
  faulty: { word: t.faulty, hint: t.faultyHint, icon: 'warning' },
  stop: { word: t.stop, hint: t.stopHint, icon: 'lock' },
};

Component({
  options: { virtualHost: true },
  properties: { result: { type: Object, value: {} as RoundResult } },
  data: { t, verdict: null as { word: string; hint: string; icon: string } | null },
  observers: {
    'result.verdict'(verdict: string | undefined) {
      this.setData({ verdict: VERDICTS[verdict ?? ''] ?? null });
    },
  },
});
