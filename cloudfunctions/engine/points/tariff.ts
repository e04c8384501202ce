/** What a rule pays for what happened: rules as data, facts in, points out. Pure; the live award and the simulation share it. */
import type { Level, Millis, Urgency } from '../../../typings/domain';
import type { TaskKind } from '../../../typings/inspection';
import type { RewardFor, RewardRule, Rewards, RewardWhen } from '../../../typings/rewards';
import { DAY } from '../../../miniprogram/shared/time';

/** What the conditions of rules ask about; what does not apply is left out. */
export interface PayFacts {
  urgency?: Urgency;
  level?: Level;
  templateId?: string | null;
  selfFixed?: boolean;
  ownArea?: boolean;
  /** How long before it the same template was last reported in the area; Infinity: never, as far as one looked. */
  sinceSame?: Millis;
  taskKind?: TaskKind;
}

/** What is paid. */
export interface Pay {
  points: number;
  parts: { rule: string; points: number }[];
  reason: string;
}

/** The id that means 「我也遇到」 in configurations of before rules said what they are for. */
const JOINED = 'joined';

/** What pays a rule. @returns null for one that is paid on top of another */
export const paidFor = ({ id, for: what, on }: RewardRule): RewardFor | null =>
  on !== undefined ? null : (what ?? (id === JOINED ? 'joined' : 'order'));

/** The rules that one kind of event pays. */
export const rulesFor = ({ rules }: Rewards, what: RewardFor): RewardRule[] =>
  rules.filter((rule) => paidFor(rule) === what);

const isAmong = <T>(wanted: readonly T[] | undefined, value: T | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

const isSame = (wanted: boolean | undefined, value: boolean | undefined): boolean =>
  wanted === undefined || wanted === (value ?? false);

/** Whether everything that a condition asks for is so. */
export function fits(when: RewardWhen | undefined, facts: PayFacts): boolean {
  if (when === undefined) return true;
  const { templateId, sinceSame = 0 } = facts;
  return (
    isAmong(when.urgencies, facts.urgency) &&
    isAmong(when.levels, facts.level) &&
    isAmong(when.templateIds, templateId ?? undefined) &&
    isAmong(when.taskKinds, facts.taskKind) &&
    isSame(when.selfFixed, facts.selfFixed) &&
    isSame(when.ownArea, facts.ownArea) &&
    (when.firstInDays === undefined ||
      (typeof templateId === 'string' && sinceSame >= when.firstInDays * DAY))
  );
}

/** The rules that may be paid together with one: it, and what hangs on it, and what hangs on that. Ends also in a loop. */
export function familyOf({ rules }: Rewards, id: string): RewardRule[] {
  const family = rules.filter((rule) => rule.id === id);
  for (const member of family)
    family.push(...rules.filter((rule) => rule.on === member.id && !family.includes(rule)));
  return family;
}

/** How far back one has to look for the same template before a rule can be paid (ms); 0: no rule asks. */
export const looksBack = (rewards: Rewards, id: string): Millis =>
  DAY *
  Math.max(
    0,
    ...familyOf(rewards, id).flatMap(({ when, instead = [] }) =>
      [when, ...instead.map((each) => each.when)].map((each) => each?.firstInDays ?? 0),
    ),
  );

/** What a rule itself pays, without what hangs on it. */
function own(rule: RewardRule, facts: PayFacts): { points: number; reason: string } | null {
  if (!fits(rule.when, facts)) return null;
  const { points, reason = rule.reason } = rule.instead?.find(({ when }) => fits(when, facts)) ?? rule;
  return { points, reason };
}

/** @returns null where the rule is not configured, or pays nothing for this */
export function payOf(rewards: Rewards, id: string, facts: PayFacts): Pay | null {
  const paid = new Set<string>();
  const parts: Pay['parts'] = [];
  const more: string[] = [];
  let reason = '';
  for (const rule of familyOf(rewards, id)) {
    if (rule.id !== id && !paid.has(rule.on ?? '')) continue;
    const pays = own(rule, facts);
    if (pays === null) continue;
    paid.add(rule.id);
    parts.push({ rule: rule.id, points: pays.points });
    if (rule.id === id) reason = pays.reason;
    else more.push(`${pays.reason}${pays.points} 分`);
  }
  if (parts.length === 0) return null;
  const points = parts.reduce((sum, part) => sum + part.points, 0);
  return { points, parts, reason: more.length === 0 ? reason : `${reason}，加上${more.join('、')}` };
}

/** The most that a rule can pay at once, with all that hangs on it. */
export const mostOf = (rewards: Rewards, id: string): number =>
  familyOf(rewards, id).reduce(
    (sum, { points, instead = [] }) => sum + Math.max(points, ...instead.map((each) => each.points)),
    0,
  );
