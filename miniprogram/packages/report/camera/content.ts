/** What stands on 上报 as the content of a draft, and a draft as what stands there. */
import type { PersonRef } from '../../../../typings/domain';
import type { Draft, DraftContent } from '../../../services/core/draft';
import { showsPeople } from '../../../services/core/faces';
import type { Who } from '../../../services/core/follow';
import type { Spot } from '../../../services/core/places';
import { knownPlant } from '../../../services/session';
import { forWhom } from './for-whom';
import { firstPlace, type Address, type Where } from './places';
import { shotsOf } from './roll';
import { spokenOf } from './speech';

/** What the page knows of the report. */
interface Said {
  spot: Spot | null;
  /** Id of the template; empty before one was tapped. */
  chosen: string;
  text: string;
  who: Who;
  reporter: PersonRef | null;
  mended: boolean;
  stop: boolean;
}

/** What the person reported so far. */
export function contentOf(
  { spot, chosen, text, who, reporter, mended, stop }: Said,
  where: Where | null,
): DraftContent {
  const template = knownPlant()?.templates.find(({ id }) => id === chosen);
  return {
    templateId: template?.id ?? null,
    description: text.trim(),
    areaId: spot?.areaId ?? '',
    pointId: spot?.pointId ?? null,
    placeSource: where?.source ?? 'chosen',
    position: null,
    observedAt: Date.now(),
    visibility: who,
    reporter,
    mended,
    stop: stop && !mended,
    title: template?.title ?? '',
    placeText: spot === null ? '' : `${spot.no} ${spot.text}`.trim(),
  };
}

/** The page of a draft that is gone on with. */
export function restored(draft: Draft) {
  const { content, photos } = draft;
  const mended = content.mended === true;
  return {
    mended,
    stop: content.stop === true,
    chosen: content.templateId ?? '',
    faces: showsPeople(knownPlant(), content.templateId),
    text: content.description,
    who: content.visibility,
    ...forWhom(content.reporter ?? null),
    ...shotsOf(photos, mended),
    ...spokenOf(draft),
  };
}

/** Where the page begins: what the draft says, else what was scanned, else where the last report was. */
export function startingPlace(draft: Draft | null, address: Address): Where | null {
  if (draft === null || draft.content.areaId === '') return firstPlace(address);
  const { areaId, pointId, placeSource: source } = draft.content;
  return { areaId, pointId, source };
}
