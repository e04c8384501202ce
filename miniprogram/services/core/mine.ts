/** 「我的上报」 in its words: each report as one sentence, the place before and after, and what came back. Pure. */
import type { MyReport } from '../../../typings/api';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';

const t = TEXT.mine;

/** A picture of the pair; without a link there is only its word. */
export interface PairShot {
  key: 'before' | 'after';
  word: string;
  url: string;
}

/** One report as a card. */
export interface MineCard {
  id: string;
  title: string;
  state: MyReport['state'];
  /** Where, when, and who sent it for this person. */
  facts: string;
  sentence: string;
  /** It is the reader's turn. */
  yours: boolean;
  pair: PairShot[];
  /** In the fixer's words; empty while there is nothing to thank for. */
  thanks: string;
  /** Why it was no hazard; empty unless it was none. */
  declined: string;
  /** What goes with that: the points, or a word. */
  consoled: string;
  /** 「+10 积分」; empty for none, and where `consoled` says it. */
  points: string;
  /** The order to open: the one it was merged into, else its own. */
  opens: string;
  follow: string;
}

const shots = ({ before, after }: MyReport): PairShot[] => [
  ...(before === null ? [] : [{ key: 'before' as const, word: t.before, url: before }]),
  ...(after === null ? [] : [{ key: 'after' as const, word: t.after, url: after }]),
];

/** A card. @param now - the server's time (ms) */
export function mineCard(report: MyReport, now: number): MineCard {
  const { id, title, state, place, reportedAt, sentence, thanks, declined, points, through, into, yours } =
    report;
  const where = place.pointNo === null ? place.areaName : `${place.areaName} ${place.pointNo}`;
  const sent = through === null ? [] : [fill(t.through, { name: through })];
  const isDeclined = declined !== null;
  const earned = points > 0 ? fill(t.points, { points }) : points < 0 ? fill(t.pointsLost, { points }) : '';
  return {
    id,
    title,
    state,
    facts: [where, whenText(reportedAt, now), ...sent].join(' · '),
    sentence,
    yours,
    pair: shots(report),
    thanks: thanks === null ? '' : fill(t.thanks, { name: thanks.by, text: thanks.text }),
    declined: declined?.reason ?? '',
    consoled: isDeclined ? (points > 0 ? fill(t.consoled, { points }) : t.polite) : '',
    points: isDeclined ? '' : earned,
    opens: into?.id ?? id,
    follow: into === null ? '' : fill(t.follow, { number: into.number }),
  };
}
