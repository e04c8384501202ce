/** Asks whether somebody reported the same before. Slow or offline: nobody asks, and the report goes as it is. */
import type { SimilarOrder } from '../../typings/api';
import { call } from './call';
import type { Draft } from './core/draft';
import { HOLD } from './core/hold';
import { mayJoin, similarInput } from './core/similar';
import { hashPicture } from './dhash';
import { drafts } from './drafts';
import { knownPlant } from './session';

/** Of so many pictures the first ones are hashed. */
const HASHED = 2;

/** How long a position is waited for where there is no label to go by (ms). */
const POSITION = 1_500;

const within = <T>(ms: number, promise: Promise<T>): Promise<T | null> => {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), ms);
  });
  return Promise.race([promise, late]);
};

/** Resolves once the draft knows its position. */
function positioned(id: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (drafts.get(id)?.content.position === null) return;
      stop();
      resolve();
    };
    const stop = drafts.watch(look);
    setTimeout(stop, POSITION);
    look();
  });
}

async function ask({ id, content }: Draft): Promise<SimilarOrder[]> {
  await drafts.settled(id);
  if (content.pointId === null) await within(POSITION, positioned(id));
  const draft = drafts.get(id);
  if (draft === null || !mayJoin(draft, knownPlant())) return [];
  const hashes = await Promise.all(draft.photos.slice(0, HASHED).map(({ path }) => hashPicture(path)));
  const known = hashes.filter((hash) => hash !== null);
  return (await call('orders.similar', similarInput(draft, known), { again: false })).orders;
}

/** Open orders that may be about the same, best first; none when it cannot be told in time. Never rejects. */
export async function findSimilar(draft: Draft): Promise<SimilarOrder[]> {
  return (
    (await within(
      HOLD,
      ask(draft).catch(() => []),
    )) ?? []
  );
}
