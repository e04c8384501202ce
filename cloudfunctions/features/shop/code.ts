/** The one-time code of a redemption: derived from its id under the environment's secret, so that it is stored nowhere and its owner is shown it again. */
import type { Redemption } from '../../../typings/goods';
import { GOODS_DIGITS, goodsText } from '../../../miniprogram/shared/goods-code';
import { keyed } from '../../platform/canonical';

/** 48 bits of a hash are spread evenly enough over a million. */
const HEX = 12;

/** How many codes a redemption may try before another reserved one has none of them: one in a million is taken by each. */
export const MOST_CODES = 20;

/** @param codeNo - the first is 0; the next where another reserved redemption has that one */
export const digitsOf = ({ _id, codeNo }: Pick<Redemption, '_id' | 'codeNo'>): string =>
  String(parseInt(keyed('goods', `${codeNo}\n${_id}`).slice(0, HEX), 16) % 10 ** GOODS_DIGITS).padStart(
    GOODS_DIGITS,
    '0',
  );

/** What is stored of six digits: without the secret a million tries do not turn it back. */
export const codeHashOf = (digits: string): string => keyed('goods', `digits\n${digits}`);

/** What its QR code says. */
export const payloadOf = (redemption: Pick<Redemption, '_id' | 'codeNo'>): string =>
  goodsText(redemption._id, digitsOf(redemption));
