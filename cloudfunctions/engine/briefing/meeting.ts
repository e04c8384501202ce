/** The meeting of a team before a shift, as it is made: who leads it, who is awaited, what is told. */
import { MINUTE } from '../../../miniprogram/shared/time';
import { WORDS } from '../../../miniprogram/shared/words';
import type { Briefing, BriefingCard, Briefings, BriefingTeam } from '../../../typings/briefing';
import type { Millis, PersonRef } from '../../../typings/domain';
import { due, type DueShift, type WorkDays } from '../inspection';

/** What is looked up for a meeting. */
export interface Surroundings {
  shiftName: string;
  endsAt: Millis;
  areaIds: string[];
  owner: PersonRef;
  /** Who is on the roster of the shift. */
  expected: PersonRef[];
  notice: Briefings['notice'];
  card: BriefingCard;
  /** Of the configuration `briefings`. */
  version: string;
  now: Millis;
}

/** `{teamId}@{yyyy-mm-dd}:{shiftId}` */
export const briefingId = (teamId: string, { date, shiftId }: Pick<DueShift, 'date' | 'shiftId'>): string =>
  `${teamId}@${date}:${shiftId}`;

/** The meetings before shifts that start from `from` to before `to`, the earliest first. */
export const meetingsDue = (
  teams: readonly BriefingTeam[],
  days: WorkDays,
  from: Millis,
  to: Millis,
): { team: BriefingTeam; shift: DueShift }[] =>
  teams
    .flatMap((team) => {
      const every = { kind: 'shift', shiftIds: team.shiftIds } as const;
      return due({ every, holidays: team.holidays }, days, from, to).map((shift) => ({ team, shift }));
    })
    .sort((a, b) => a.shift.startsAt - b.shift.startsAt);

/** When a meeting of a team may begin, and by when it must have. */
export const windowOf = (
  { window }: Pick<BriefingTeam, 'window'>,
  startsAt: Millis,
): Pick<Briefing, 'opensAt' | 'dueAt'> => ({
  opensAt: startsAt - window.before * MINUTE,
  dueAt: startsAt + window.after * MINUTE,
});

/** A shift without anybody on the roster has no meeting, and says so. */
export function briefingFor(team: BriefingTeam, shift: DueShift, around: Surroundings): Briefing {
  const { opensAt, dueAt } = windowOf(team, shift.startsAt);
  const isStaffed = around.expected.length > 0;
  return {
    _id: briefingId(team.id, shift),
    schema: 1,
    rev: 1,
    teamId: team.id,
    title: team.title,
    version: around.version,
    date: shift.date,
    shiftId: shift.shiftId,
    shiftName: around.shiftName,
    departmentIds: team.departmentIds,
    areaIds: around.areaIds,
    startsAt: shift.startsAt,
    opensAt,
    dueAt,
    endsAt: around.endsAt,
    owner: around.owner,
    expected: around.expected,
    notice: around.notice,
    card: around.card,
    words: null,
    state: isStaffed ? 'due' : 'dropped',
    open: isStaffed,
    opened: null,
    secret: null,
    hash: null,
    closed: null,
    signatures: {},
    counts: { signed: 0, late: 0, extra: 0 },
    tries: {},
    answers: { answered: 0, right: 0, by: {} },
    evidence: {},
    isMissed: false,
    miss: null,
    dropped: isStaffed ? null : { at: around.now, reason: WORDS.nobodyOnShift },
    nextDueAt: isStaffed ? opensAt : null,
  };
}

/** Whether nobody did anything about a meeting, so that it may be made anew. */
export const isUntouched = ({ state, opened, answers, miss }: Briefing): boolean =>
  (state === 'due' || state === 'dropped') && opened === null && answers.answered === 0 && miss === null;

/** A meeting as it would be made now; what its leader said and what was told of it stays. */
export function renewed(briefing: Briefing, fresh: Briefing): Briefing {
  const { rev, words, nextDueAt, state } = briefing;
  const wasTold = state === 'due' && nextDueAt !== null && nextDueAt > briefing.opensAt;
  return { ...fresh, rev, words, ...(wasTold && fresh.open ? { nextDueAt: fresh.dueAt } : {}) };
}
