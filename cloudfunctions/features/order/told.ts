/** What a team is told of the plant's hazards: what was found and what was done, and nothing by which anybody is known. */
import type { BriefedHazard, StandingHazard } from '../../../typings/briefing';
import type { Evidence, Millis, Urgency } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { DAY, isoDay } from '../../../miniprogram/shared/time';
import type { QuizPicture } from '../../engine/briefing';
import { mayShow } from '../content/media';
import type { Plant } from '../plant/current';
import { reportedWhen } from './anonymous';
import { measureOf, NO_PROBLEM } from './past';
import { areWordsHidden } from './shown';
import { endedSince, reportedOrOpen, type ToldRow } from './store';

/** More than any plant reports in a day and has open besides; the most that one call answers. */
const READS = 1_000;

/** How far back pictures are drawn from, and how many orders are looked at. */
const PICTURED_WITHIN = 90 * DAY;
const PICTURE_READS = 200;

/** What a phone can show in any case. */
const SHOWABLE: readonly Evidence['format'][] = ['jpeg', 'png', 'webp'];

/** Rising. */
const URGENCIES: readonly Urgency[] = ['low', 'medium', 'high'];

/** A hazard with its area, by which teams are told. */
export interface ToldHazard extends BriefedHazard {
  areaId: string;
}

type Row = Omit<ToldRow, 'evidence'>;

type Known = Pick<Plant, 'templateById' | 'roster'>;

/** The most serious first: what the law calls 重大, then what may be, then by urgency, then what waits longest. */
const bySeriousness = (a: Row, b: Row): number => {
  const weight = ({ level, suspectedMajor, urgency }: Row): number =>
    (level === 'major' ? 10 : suspectedMajor ? 5 : 0) + URGENCIES.indexOf(urgency);
  return weight(b) - weight(a) || a.reportedAt - b.reportedAt;
};

/** What a plant has to tell of its hazards. */
export interface Told {
  /** Reported in the span, newest first. */
  found: ToldHazard[];
  /** Reported before and still open, the most serious first. */
  standing: (ToldHazard & Pick<StandingHazard, 'since'>)[];
}

/** Of behaviour neither place nor words are told beyond the template's: a machine has one worker. */
function behaviourOf({ _id, templateId, place, open }: Row, { templateById }: Known): ToldHazard {
  const template = templateById.get(templateId ?? '');
  return {
    orderId: _id,
    title: template?.title ?? WORDS.behaviour,
    place: place.areaName,
    areaId: place.areaId,
    open,
    measure: template?.measure ?? '',
  };
}

const pointText = ({ areaName, pointNo }: Row['place']): string =>
  pointNo === null ? areaName : `${areaName} ${pointNo}`;

function hazardOf(order: Row, inForce: Known): ToldHazard {
  if (order.kind === 'behaviour') return behaviourOf(order, inForce);
  // Without a template the title is made of the reporter's own words.
  const isHidden = areWordsHidden(order) && order.templateId === null;
  return {
    orderId: order._id,
    title: isHidden ? WORDS.uncheckedTitle : order.title,
    place: pointText(order.place),
    areaId: order.place.areaId,
    open: order.open,
    measure: measureOf(order),
  };
}

/** Hazards that were reported in a span of time, and those before it that nobody mended yet. One database call. */
export async function toldHazards(inForce: Known, from: Millis, to: Millis): Promise<Told> {
  const orders = (await reportedOrOpen(from, to, READS)).filter(({ state }) => !NO_PROBLEM.includes(state));
  const isFound = ({ reportedAt }: Row): boolean => reportedAt >= from;
  return {
    found: orders.filter(isFound).map((order) => hazardOf(order, inForce)),
    standing: orders
      .filter((order) => !isFound(order))
      .sort(bySeriousness)
      .map((order) => ({
        ...hazardOf(order, inForce),
        since: isoDay(reportedWhen(order, inForce).reportedAt),
      })),
  };
}

/** The first picture of what was found, if everybody may look at it. */
const pictureOf = ({ evidence }: ToldRow): Evidence | undefined => {
  const [first] = Object.values(evidence)
    .filter(({ purpose, state }) => purpose === 'scene' && state === 'sealed')
    .sort((a, b) => a.receivedAt - b.receivedAt);
  return first !== undefined && SHOWABLE.includes(first.format) && mayShow(first) ? first : undefined;
};

/**
 * Pictures of orders that ended in the last 90 days and that a whole team may look at: of things, by people who gave their
 * name to everybody, with nothing that the content check minds. One database call.
 */
export async function toldPictures(now: Millis): Promise<QuizPicture[]> {
  const orders = await endedSince(now - PICTURED_WITHIN, PICTURE_READS);
  return orders.flatMap((order): QuizPicture[] => {
    const { _id: orderId, templateId, kind, reporter, state, place } = order;
    const isOpenToAll = kind === 'thing' && reporter.visibility === 'named' && !areWordsHidden(order);
    const picture = pictureOf(order);
    const sealedFileId = picture?.sealedFileId ?? null;
    if (!isOpenToAll || NO_PROBLEM.includes(state) || templateId === null) return [];
    if (picture === undefined || sealedFileId === null) return [];
    const measure = measureOf(order);
    return [{ orderId, templateId, evidenceId: picture.id, sealedFileId, place: pointText(place), measure }];
  });
}
