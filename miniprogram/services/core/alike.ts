/** 「这张照片和 YH-… 的很像」: pictures of an order beside those of others that look the same; for safety alone. Pure. */
import type { OrderView } from '../../../typings/api';
import { fill, TEXT } from '../../shared/text';
import type { Pictured } from './similar';

const t = TEXT.same;

/** One pair. */
export interface AlikeRow {
  key: string;
  orderId: string;
  /** 「这张照片和 YH-… 的很像」 */
  words: string;
  /** This order's and the other one's; a picture without a link is left out. */
  pictures: Pictured[];
}

/** @returns nothing for whoever is not safety, and where nothing looks the same */
export function alikeRows({
  technical,
  photos,
  comments,
}: Pick<OrderView, 'technical' | 'photos' | 'comments'>): AlikeRow[] {
  const own = [...photos, ...comments.flatMap((comment) => comment.photos)];
  return (technical?.alike ?? []).map(({ id, orderId, number, url }) => {
    const mine = own.find((photo) => photo.id === id)?.url ?? null;
    const pair = [
      { url: mine, words: t.thisOne },
      { url, words: fill(t.otherOne, { number }) },
    ];
    return {
      key: `${id} ${orderId}`,
      orderId,
      words: fill(t.looksLike, { number }),
      pictures: pair.flatMap((one): Pictured[] => (one.url === null ? [] : [{ ...one, url: one.url }])),
    };
  });
}
