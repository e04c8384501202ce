/** Photos of goods as links that a phone may open; the shop and its counter work without them. */
import type { Reward } from '../../../typings/goods';
import { temporaryLinks } from '../../platform/sdk';

/**
 * By the file's id. Photos are for looking at: without the file store there are none, and nothing fails.
 * No call when no reward has one.
 */
export const photoLinks = (rewards: readonly Pick<Reward, 'photo'>[]): Promise<Map<string, string>> => {
  const files = rewards.flatMap(({ photo }) => (photo === null ? [] : [photo]));
  return temporaryLinks(files).catch(() => new Map<string, string>());
};

/** The photo of one thing as it is in the shop now; null when it has none, or is not in the shop any more. */
export async function photoOf(rewardId: string, rewards: readonly Reward[]): Promise<string | null> {
  const photo = rewards.find(({ id }) => id === rewardId)?.photo ?? null;
  if (photo === null) return null;
  return (await photoLinks([{ photo }])).get(photo) ?? null;
}
