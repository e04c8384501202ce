/** The starter plant on a Wednesday morning: one cloud for a test file, and who is who in it. */
import { startTestCloud, type TestCloud } from '../../support/cloud';
import { withoutRounds } from '../../support/rounds';

/** Wednesday, day shift. Whatever the starter plant says of that shift is written at {@link CAST}. */
const OPENING = Date.parse('2026-11-25T09:00:05+08:00');
const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;

/** How long after the opening the shift still lasts for a test of an hour. */
const SHIFT = 4 * 60 * MINUTE;

/** People of the starter plant by what they are to a hazard in 手工焊接区 on a Wednesday morning. */
export const CAST = {
  /** Reports; a welder of the area. */
  reporter: 'p-030',
  /** 现场管控人, to whom the routing table gives what no other rule takes; a supervisor of the same department. */
  keeper: 'p-012',
  /** The keeper's superior and head of the department. */
  boss: 'p-003',
  /** Fixes when told to. */
  fixer: 'p-039',
  /** 值班领导 of the day. */
  dutyLeader: 'p-004',
  /** The safety officer on duty, and the other one. */
  safety: 'p-010',
  otherSafety: 'p-011',
  /** The inspector on duty. */
  inspector: 'p-024',
  manager: 'p-001',
  admin: 'p-029',
  /** A worker of another department who has nothing to do with any of it. */
  bystander: 'p-035',
  /** A supervisor of another department. */
  otherSupervisor: 'p-018',
  /** Head of another department. */
  machiningHead: 'p-002',
  contractor: 'p-042',
  storekeeper: 'p-028',
} as const;

export type Part = keyof typeof CAST;

/** Where the hazards of these tests are. */
export const AREA = 'manual-welding';

/** The phone of a person of the starter plant. */
export const phoneOf = (personId: string): string => `o-demo-${personId}`;

/** The phone of a part. */
export const phone = (part: Part): string => phoneOf(CAST[part]);

/** Phones that nobody has bound, as many as a test likes. */
export const guestPhone = (n = 1): string => `o-guest-${String(n).padStart(4, '0')}`;

/** When a test may begin that would otherwise begin at `now`: never in the second half of a minute, and in that shift. */
function beginning(now: number): number {
  const late = (now - OPENING) % WEEK;
  if (late > SHIFT) return now - late + WEEK;
  return now % MINUTE > MINUTE / 2 ? Math.ceil(now / MINUTE) * MINUTE + 5_000 : now;
}

/**
 * One cloud for all tests of a file, in which nobody plans rounds until a test does. Each begins on a Wednesday morning, and no timer fires unless the test moves the clock.
 * @param env - further settings of the cloud
 */
export function useCloud(env: Record<string, string> = {}): () => TestCloud {
  let cloud: TestCloud | null = null;
  const started = (): TestCloud => {
    if (cloud === null) throw new Error('the cloud starts with the first test');
    return cloud;
  };
  beforeAll(async () => {
    cloud = await startTestCloud({ env });
    await withoutRounds(cloud);
    await cloud.clock({ set: OPENING });
  });
  beforeEach(async () => {
    const now = await started().now();
    if (beginning(now) !== now) await started().clock({ set: beginning(now) });
  });
  afterAll(async () => {
    await cloud?.stop();
  });
  return started;
}
