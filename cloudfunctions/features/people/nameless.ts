/** 匿名: somebody who gives no name; known by the follow key of one report, and by nothing of their own. */
import { WORDS } from '../../../miniprogram/shared/words';
import { keyed } from '../../platform/canonical';
import type { Actor } from './identify';

/** 160 bits: nobody finds another key with the same id. */
const ID_HEX = 40;

const FOLLOW_ID = new RegExp(`^a-[0-9a-f]{${ID_HEX}}$`);

/**
 * As whom the holder of a follow key speaks. It comes from the key alone, so that two reports of one person have nothing
 * in common, and there is no way back to the key.
 */
export const followId = (followKey: string): string => `a-${keyed('follow', followKey).slice(0, ID_HEX)}`;

/** Whether an id is that of somebody without a name: nobody can be told anything there, and nothing is earned. */
export const isFollowId = (id: string): boolean => FOLLOW_ID.test(id);

/**
 * The caller without a name, role or id of their own.
 * @param openid - for the content check while it is at hand; never stored
 * @param followKey - made by the phone, at least 128 random bits; only keyed hashes of it are stored
 */
export const nameless = (openid: string, followKey: string): Actor => ({
  kind: 'guest',
  id: followId(followKey),
  name: WORDS.anonymous,
  roles: [],
  departmentId: null,
  openid,
  person: null,
  followKey,
});
