/** Asks whether somebody reported the same before. What comes too late finds the report gone, and nobody is asked. */
import type { SimilarOrder } from '../../typings/api';
import { call } from './call';
import type { Draft } from './core/draft';
import { mayJoin, similarInput } from './core/similar';
import { hashPicture } from './dhash';
import { drafts } from './drafts';
import { knownPlant } from './session';

/** Of so many pictures the first ones are hashed. */
const HASHED = 2;

/** How long a position is waited for where there is no label to go by (ms). */
const POSITION = 1_500;

/** Resolves once the draft knows its position, or has waited for it long enough. */
function positioned(id: string): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      resolve();
    };
    const look = (): void => {
      if (drafts.get(id)?.content.position !== null) done();
    };
    const stop = drafts.watch(look);
    setTimeout(done, POSITION);
    look();
  });
}

async function ask({ id, content }: Draft): Promise<SimilarOrder[]> {
  await drafts.settled(id);
  if (content.pointId === null) await positioned(id);
  const draft = drafts.get(id);
  if (draft === null || !mayJoin(draft, knownPlant())) return [];
  const hashes = await Promise.all(draft.photos.slice(0, HASHED).map(({ path }) => hashPicture(path)));
  const known = hashes.filter((hash) => hash !== null);
  return (await call('orders.similar', similarInput(draft, known), { again: false })).orders;
}

/** Open orders that may be about the same, best first; none when it cannot be told. Never rejects. */
export const findSimilar = (draft: Draft): Promise<SimilarOrder[]> => ask(draft).catch(() => []);
