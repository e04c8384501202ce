/** What became of a report, in one sentence for whoever made it: whose turn it is, since when, and how it ended. Pure. */
import { durationText, whenText } from './time';

/** What the sentence needs to know; names as the reader may know them. */
export interface Standing {
  /** Id of the state. */
  state: string;
  /** As shown; says what there is to say of a state that no sentence here knows. */
  label: string;
  /** Whose turn it is; null once it has ended. */
  turn: {
    owner: string;
    /** It is up to the reader. */
    yours: boolean;
    since: number;
    dueAt: number;
    escalatedTo: string | null;
  } | null;
  round: number;
  /** When and by whom it was ended; the name is empty where nobody did. */
  endedAt: number;
  endedBy: string;
  /** The number of the order it was merged into. */
  into: string | null;
}

/** What is happening, and until when; `{owner}`, `{since}` and `{due}` are filled in. */
interface Turn {
  what: string;
  until: string;
}

const TURNS: Record<string, Turn> = {
  awaitingResponse: { what: '{since} 交给{owner}，等答复', until: '{due} 前告诉你怎么改' },
  transferred: { what: '{since} 转给了{owner}，等答复', until: '{due} 前告诉你怎么改' },
  ruling: { what: '还没定由谁来改，{owner}在定', until: '{due} 前定下来' },
  rectifying: { what: '{owner}从 {since} 起在改', until: '{due} 前改好' },
  deferApproval: { what: '现在改不了，{owner}在看能不能往后放', until: '{due} 前定下来' },
  deferred: { what: '暂时改不了，{owner}看住现场', until: '{due} 后接着改' },
  awaitingVerification: { what: '{since} 改好了，{owner}去看修好没有', until: '{due} 前看' },
  determining: { what: '可能比较要紧，{owner}在判定', until: '{due} 前定下来' },
  confirmingNotMajor: { what: '可能比较要紧，{owner}再判定一次', until: '{due} 前定下来' },
  planning: { what: '要先定方案再改，{owner}在写', until: '{due} 前写好' },
  planApproval: { what: '方案写好了，等{owner}签字', until: '{due} 前签' },
  awaitingCheck: { what: '你当场改好了，{owner}会去看一眼', until: '{due} 前看' },
  proposed: { what: '你建议先停用，{owner}在定', until: '{due} 前定下来' },
  stopped: { what: '已停用，{owner}从 {since} 起在修', until: '{due} 前修好' },
  awaitingUnlock: { what: '修好了，{owner}去看能不能恢复', until: '{due} 前看' },
};

const OTHER: Turn = { what: '{since} 轮到{owner}', until: '{due} 前' };

/** Where it is up to the reader. */
const YOURS: Record<string, string> = {
  awaitingVerification: '改好了，轮到你看看修好没有',
};

const fill = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

function turnText(state: string, turn: NonNullable<Standing['turn']>, round: number, now: number): string {
  const { owner, yours, since, dueAt, escalatedTo } = turn;
  const { what, until } = TURNS[state] ?? OTHER;
  const values = { owner, since: whenText(since, now), due: whenText(dueAt, now) };
  const again = round > 1 && state === 'rectifying' ? '没修好退回了，' : '';
  const doing = again + fill((yours ? YOURS[state] : undefined) ?? what, values);
  if (now < dueAt) return `${doing}，${fill(until, values)}`;
  const up = escalatedTo === null ? '' : `，已报${escalatedTo}`;
  return `${doing}，已经晚了 ${durationText(now - dueAt)}${up}`;
}

/**
 * @param now - ms
 * @returns one sentence without a full stop
 */
export function reportSentence(standing: Standing, now: number): string {
  const { state, label, turn, round, endedAt, endedBy, into } = standing;
  if (turn !== null) return turnText(state, turn, round, now);
  const when = whenText(endedAt, now);
  if (into !== null) return `和 ${into} 是同一件，跟着那一单改，进展照样告诉你`;
  if (state === 'notHazard')
    return endedBy === '' ? `${when} 看过，不属于隐患` : `${endedBy} ${when} 看过，不属于隐患`;
  if (state === 'closed') return endedBy === '' ? `${when} 改好了` : `${when} 改好了，${endedBy}看过`;
  return `${label}，${when}`;
}

/** What the fixer says when they left no word. */
export const THANKS = '谢谢，改好了';
