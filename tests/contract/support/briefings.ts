/** 班前会 as these tests plan them: teams before every day shift, one for each case, so that the clock may stand still. */
import { randomUUID } from 'node:crypto';
import type { Briefing, BriefingTeam } from '../../../typings/briefing';
import type { BriefingView, ReportInput } from '../../../typings/api';
import { readSignIn } from '../../../miniprogram/shared/sign-in';
import { DAY, HOUR, isoDay, MINUTE, startOfDay } from '../../../miniprogram/shared/time';
import type { TestCloud } from '../../support/cloud';
import { takePhoto } from '../../support/evidence';
import { orderAt, photo, report } from './desk';
import { CAST, phone, phoneOf } from './plant';

/** Ten in the morning is not too late to begin: tests begin at nine. */
export const TEAM: BriefingTeam = {
  id: 'steel',
  title: '焊接班',
  departmentIds: ['machining', 'welding'],
  shiftIds: ['day'],
  window: { before: 20, after: 120 },
  leader: { kind: 'siteKeeper' },
  sections: ['hazards', 'rounds', 'permits', 'quiz'],
  most: 10,
  holidays: 'run',
};

/** Who is awaited on a Thursday; the first of them leads. */
export const CREW = [CAST.keeper, CAST.reporter, 'p-032', 'p-044'] as const;

export const LEADER = phone('keeper');
export const WORKER = phoneOf('p-032');

const NOTICE = { title: '隐患排查治理情况告知', basis: '模板，按本厂制度修改', text: '已向到场人员告知' };

/** More than a file has cases. */
const CASES = 40;

let cases = 0;

/** Puts teams in force and makes their meetings of the shift that runs. */
export async function meet(cloud: TestCloud, teams?: readonly Partial<BriefingTeam>[]): Promise<void> {
  const all = teams ?? Array.from({ length: CASES }, (_none, n) => ({ id: `steel-${n}` }));
  const { version } = await cloud.callOk(phone('admin'), 'config.get', { kind: 'briefings' });
  const body = { notice: NOTICE, teams: all.map((team) => ({ ...TEAM, ...team })) };
  await cloud.callOk(phone('admin'), 'config.publish', {
    ...{ kind: 'briefings', body, basedOn: version, note: '测试班组' },
  });
  cases = 0;
  // By then every instance has read what was published, and looked for what it means.
  await cloud.clock({ advance: 6 * MINUTE, coalesce: true });
  await cloud.runTimer('jobs');
}

export const briefingsStored = async (cloud: TestCloud): Promise<Briefing[]> =>
  (await cloud.dump('briefings')) as (Record<string, unknown> & Briefing)[];

/** A meeting as it is stored. */
export async function briefingStored(cloud: TestCloud, id: string): Promise<Briefing> {
  const briefing = (await briefingsStored(cloud)).find(({ _id }) => _id === id);
  if (briefing === undefined) throw new Error(`no meeting ${id}`);
  return briefing;
}

/** A meeting that nobody touched, as its leader's phone has it. */
export async function freshBriefing(cloud: TestCloud): Promise<BriefingView> {
  const id = await idOf(cloud, cases);
  cases += 1;
  return cloud.callOk(LEADER, 'briefings.get', { id });
}

const idOf = async (cloud: TestCloud, n: number): Promise<string> =>
  `steel-${n}@${isoDay(await cloud.now())}:day`;

/** One team alone: mornings that nobody holds a meeting on cost messages. */
export const ALONE: readonly Partial<BriefingTeam>[] = [{ id: 'steel-0' }];

/** The first team's meeting of a new morning, a minute after it may begin. */
export async function nextMorning(cloud: TestCloud): Promise<BriefingView> {
  const { window } = TEAM;
  const morning = startOfDay(await cloud.now()) + DAY + 8 * HOUR;
  await cloud.clock({ set: morning - window.before * MINUTE + MINUTE });
  await cloud.runTimer('jobs');
  return cloud.callOk(LEADER, 'briefings.get', { id: await idOf(cloud, 0) });
}

/** A new meeting that has begun, with its secret. */
export async function runningBriefing(cloud: TestCloud): Promise<{ briefing: BriefingView; secret: string }> {
  const { id } = await freshBriefing(cloud);
  const briefing = await cloud.callOk(LEADER, 'briefings.open', { id });
  return { briefing, secret: readSignIn(briefing.code?.text ?? '')?.secret ?? '' };
}

/** Another secret than that. */
export const wrongSecret = (secret: string): string => (secret === '111111' ? '222222' : '111111');

export const groupPhoto = (cloud: TestCloud, as = LEADER) => takePhoto(cloud, as);

/** A hazard of the team, reported with a photo that the content check lets pass, and closed. @returns the order's id */
export async function closedWithPhoto(cloud: TestCloud, patch: Partial<ReportInput> = {}): Promise<string> {
  const by = phone('reporter');
  return orderAt(cloud, 'closed', { id: randomUUID(), photos: [await photo(cloud, by)], ...patch }, by);
}

export { report };
