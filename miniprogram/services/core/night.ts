/** The duty leader's card: until when they answer for the plant, and what needs a person before that. Pure. */
import type { NightCard, PersonCard } from '../../../typings/api';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { pileOf, pileView, type PileView } from './pile';

const t = TEXT.night;

export interface NightPage {
  /** 「夜班由你负责」, and until when. */
  title: string;
  hint: string;
  /** Whether this person answers for the plant now. */
  mine: boolean;
  /** Null when nothing needs a person. */
  now: PileView | null;
  /** 「另有 6 件等到白天」; empty when none. */
  later: string;
  people: PersonCard[];
}

/** Who answers for the plant, told to the reader. */
function turnOf({ turn }: NightCard, now: number): Pick<NightPage, 'title' | 'hint' | 'mine'> {
  if (turn === null) return { title: t.notMine, hint: t.notMineHint, mine: false };
  const { name: shift, startsAt, endsAt } = turn;
  const until = fill(t.until, { time: whenText(endsAt, now) });
  if (now < startsAt) {
    return { title: fill(t.soon, { shift, time: whenText(startsAt, now) }), hint: until, mine: false };
  }
  return { title: fill(t.mine, { shift }), hint: until, mine: true };
}

/** @param me - the reader's id */
export function nightPage(card: NightCard, me: string, now: number): NightPage {
  return {
    ...turnOf(card, now),
    now: pileView({ id: 'now', title: t.now, hint: t.nowHint }, pileOf(card.now), me, now),
    later: card.later === 0 ? '' : fill(t.later, { count: card.later }),
    // Nobody calls themselves.
    people: card.people.map((person) => (person.id === me ? { ...person, phone: null } : person)),
  };
}
