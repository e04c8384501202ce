/** What is offered for an item that is not in order, and what the report of it says. Pure. */
import type { StateView } from '../../../../typings/api';
import type { TaskView } from '../../../../typings/inspection';
import type { DraftContent } from '../../../services/core/draft';
import { rankTemplates, spotOf, type Plant, type Spot } from '../../../services/core/places';
import type { Seen, Step } from '../../../services/core/round';

/** So many other kinds are offered. */
const OTHERS = 6;

export interface Finding {
  text: string;
  critical: boolean;
  /** One tap reports it; empty when the item has no template that this plant knows. */
  templateId: string;
  title: string;
  others: { id: string; title: string; pictogram: string }[];
  /** Whether the camera opens by itself: not where no phone may be used. */
  shoot: boolean;
  /** Orders that are open at this point. */
  open: { id: string; number: string; title: string; state: StateView }[];
}

/** Where an item is, as the phone's copy of the plant has it; null when that has no such area. */
export const spotAt = (plant: Plant | null, { stop }: Step): Spot | null =>
  spotOf(plant, stop.areaId, stop.pointId);

/** @param here - template ids as the server ranked them for this place */
export function findingOf(
  step: Step,
  plant: Plant | null,
  here: readonly string[],
  open: Finding['open'],
): Finding {
  const { item } = step;
  const own = plant?.templates.find(({ id }) => id === item.templateId);
  const spot = spotAt(plant, step);
  const ranked = plant === null ? [] : rankTemplates(plant, {}, spot, here);
  return {
    text: item.text,
    critical: item.critical,
    templateId: own?.id ?? '',
    title: own?.title ?? '',
    others: ranked
      .filter(({ id }) => id !== own?.id)
      .slice(0, OTHERS)
      .map(({ id, title, pictogram }) => ({ id, title, pictogram })),
    shoot: spot?.phoneFree !== true,
    open,
  };
}

/** What was found, by the person who looked. */
export interface Found {
  /** Empty without a template. */
  templateId: string;
  words: string;
  /** Whether the label was seen. */
  seen: Seen | null;
  /** The phone's clock at the tap (ms). */
  at: number;
}

/** The report of an item that is not in order. */
export function reportOf(
  { id: taskId }: Pick<TaskView, 'id'>,
  { item, stop }: Step,
  { templateId, words, seen, at }: Found,
  plant: Plant | null,
): DraftContent {
  const template = plant?.templates.find(({ id }) => id === templateId);
  const said = words.trim();
  return {
    templateId: template?.id ?? null,
    // Without a template the item itself says what it is about.
    description: template === undefined ? [item.text, said].filter((part) => part !== '').join('。') : said,
    areaId: stop.areaId,
    pointId: stop.pointId,
    placeSource: seen === 'scanned' ? 'label' : seen === 'typed' ? 'typed' : 'chosen',
    position: null,
    observedAt: at,
    visibility: 'named',
    stop: item.critical,
    title: template?.title ?? '',
    placeText: `${stop.pointNo} ${stop.areaName} · ${stop.pointName}`,
    task: { taskId, itemId: item.id },
  };
}
