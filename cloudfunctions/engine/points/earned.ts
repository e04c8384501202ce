/** What others than the reporter earn by an act, what is paid before the end, and what an end without a fix takes back. */
import type { Effect, OrderCore, Round } from '../../../typings/domain';
import type { World } from '../../../typings/flow';
import type { RewardFor, Rewards } from '../../../typings/rewards';
import { DAY } from '../../../miniprogram/shared/time';
import { keyPart } from '../effects';
import { isActive } from '../owners';
import { rulesFor } from './tariff';

type Effects = Record<string, Effect>;

const lastRound = ({ rounds }: OrderCore): Round | undefined => rounds.at(-1);

/** Effects that pay every rule of a kind to one person; nobody who left, and no guest, is paid. */
function pay(
  what: RewardFor,
  personId: string,
  { reopened: time }: OrderCore,
  rewards: Rewards,
  world: World,
): Effects {
  if (!isActive({ id: personId }, world)) return {};
  const again = time === 0 ? '' : `-${time}`;
  return Object.fromEntries(
    rulesFor(rewards, what).map(({ id }): [string, Effect] => [
      `award-${keyPart(id)}${again}`,
      { kind: 'award', rule: id, personId, time },
    ]),
  );
}

/** Whether this act found the fix good and ended the order. */
const isClosedAsFixed = (before: OrderCore, after: OrderCore, { now }: World): boolean => {
  const verdict = lastRound(after)?.verdict;
  return before.open && !after.open && verdict?.result === 'fixed' && verdict.at === now;
};

/** Who mended in time, and who looked again in time. Whoever reported it is paid for the report alone. */
function inTime(before: OrderCore, after: OrderCore, rewards: Rewards, world: World): Effects {
  const round = lastRound(after);
  const { fixed, verdict } = round ?? {};
  const isFixedInTime = fixed != null && fixed.at <= before.resolveDueAt && fixed.by.id !== after.reporter.id;
  const isVerifiedInTime =
    verdict != null &&
    before.next !== null &&
    verdict.at <= before.next.dueAt &&
    verdict.by.id !== after.reporter.id;
  return {
    ...(isFixedInTime ? pay('fixedInTime', fixed.by.id, after, rewards, world) : {}),
    ...(isVerifiedInTime ? pay('verifiedInTime', verdict.by.id, after, rewards, world) : {}),
  };
}

/** Putting off an order for long says that it is valid: its reporter need not wait for the fix. */
function onDeferral(before: OrderCore, after: OrderCore, rewards: Rewards, world: World): Effects {
  const { approval } = before;
  const { deferral, reporter, reopened: time } = after;
  const isGranted =
    approval !== null && deferral !== null && deferral.at === approval.askedAt && after.approval === null;
  if (!isGranted || reporter.kind === 'guest' || !isActive(reporter, world)) return {};
  const days = (deferral.until - world.now) / DAY;
  const again = time === 0 ? '' : `-${time}`;
  return Object.fromEntries(
    rulesFor(rewards, 'order')
      .filter(({ deferredDays }) => deferredDays !== undefined && days > deferredDays)
      .map(({ id }): [string, Effect] => [
        `award-${keyPart(id)}${again}`,
        { kind: 'award', rule: id, personId: reporter.id, time },
      ]),
  );
}

/** Somebody's share of what an order paid up to a time is asked back. */
const askBack = (order: OrderCore, personId: string, time: number, spare: string[] = []): Effects => {
  const key = personId === order.reporter.id ? `clawback-${time}` : `clawback-${time}-${keyPart(personId)}`;
  return { [key]: { kind: 'clawback', personId, time, ...(spare.length > 0 ? { spare } : {}) } };
};

/** What an order paid before it ended as none is taken back, but not what this very end pays. */
function onInvalid(after: OrderCore, paid: boolean, given: Effects): Effects {
  if (!paid || after.reporter.kind === 'guest') return {};
  const spare = Object.values(given).flatMap((effect) => (effect.kind === 'award' ? [effect.rule] : []));
  return askBack(after, after.reporter.id, after.reopened, spare);
}

/** Opened again: those who were paid for mending and looking give it back; the reporter is asked by the engine. */
function onReopening(before: OrderCore, after: OrderCore): Effects {
  const { fixed, verdict } = lastRound(before) ?? {};
  const people = new Set([fixed?.by.id, verdict?.by.id]);
  return Object.assign(
    {},
    ...[...people].map((id) =>
      id === undefined || id === after.reporter.id ? {} : askBack(after, id, before.reopened),
    ),
  ) as Effects;
}

/**
 * The awards and clawbacks that follow an act besides those that the flow names.
 * @param given - what follows it already
 * @param paid - whether the order paid its reporter something this time, or is about to
 */
export function earnedBeside(
  before: OrderCore,
  after: OrderCore,
  given: Effects,
  paid: boolean,
  rewards: Rewards,
  world: World,
): Effects {
  if (after.reopened > before.reopened) return onReopening(before, after);
  if (isClosedAsFixed(before, after, world)) return inTime(before, after, rewards, world);
  if (before.open && !after.open) return onInvalid(after, paid, given);
  return onDeferral(before, after, rewards, world);
}
