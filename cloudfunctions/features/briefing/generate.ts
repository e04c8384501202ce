/** Makes the meetings of the shift that runs and of the next one, each exactly once, whatever becomes of the timer's runs. */
import type { Briefing, BriefingTeam } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import { briefingFor, briefingId, isUntouched, meetingsDue, renewed } from '../../engine/briefing';
import type { DueShift, WorkDays } from '../../engine/inspection';
import { plant, type Plant } from '../plant/current';
import { createDaysOff } from '../routing/calendar';
import { boundsOf, minuteOf } from '../routing/shifts';
import { createTurnBook } from '../routing/turns';
import { createCards, type PermitsOn } from './card';
import { createMeetings } from './staff';
import { addBriefing, lastMade, madeSince, UNANSWERED, writeBriefing } from './store';

/** How far back the meetings of shifts are made that no run saw. */
const LOOKED_BACK = 3 * DAY;

/** How often an instance looks whether there is something new to make: reading the plant costs calls. */
const EVERY = 5 * MINUTE;

/** Makes meetings as they are to be now. */
export interface Maker {
  due(from: Millis, to: Millis): { team: BriefingTeam; shift: DueShift }[];
  make(team: BriefingTeam, shift: DueShift): Promise<Briefing>;
  /** A meeting that was made before as it would be now; as it was when somebody did something about it, or nobody plans it. */
  renew(briefing: Briefing): Promise<Briefing>;
}

export function createMaker(inForce: Plant, permitsOn: PermitsOn, now: Millis): Maker {
  const { briefings, roster, versions } = inForce;
  const meetingOf = createMeetings(inForce);
  const cardOf = createCards(inForce, permitsOn, now);
  const days: WorkDays = {
    ...createDaysOff(roster),
    shifts: roster.shifts.map(({ id, start }) => ({ id, start: minuteOf(start) })),
  };
  const make: Maker['make'] = async (team, shift) => {
    const meeting = meetingOf(team, shift);
    const known = roster.shifts.find(({ id }) => id === shift.shiftId);
    if (known === undefined) throw new Error(`no shift ${shift.shiftId}`);
    const { endsAt } = boundsOf(known, shift.date);
    return briefingFor(team, shift, {
      ...meeting,
      ...{ shiftName: known.name, endsAt, now },
      notice: briefings.notice,
      card: await cardOf(team, shift, meeting.areaIds, endsAt),
      version: versions.briefings,
    });
  };
  return {
    due: (from, to) => meetingsDue(briefings.teams, days, from, to),
    make,
    async renew(briefing) {
      const team = briefings.teams.find(({ id }) => id === briefing.teamId);
      const { date, shiftId, startsAt } = briefing;
      const isKnown = roster.shifts.some(({ id }) => id === shiftId);
      if (team === undefined || !isKnown || !isUntouched(briefing)) return briefing;
      return renewed(briefing, await make(team, { date, shiftId, startsAt }));
    },
  };
}

const isSame = (a: Briefing, b: Briefing): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The shifts whose meetings are known: the one that runs, and the next. */
function horizon(inForce: Plant, now: Millis): { from: Millis; to: Millis } {
  const turn = createTurnBook(inForce).at(now);
  return turn === null ? { from: now, to: now + DAY / 2 } : { from: turn.startsAt, to: turn.endsAt + MINUTE };
}

/** @returns how many meetings were made */
async function generate(inForce: Plant, permitsOn: PermitsOn, now: Millis): Promise<number> {
  const maker = createMaker(inForce, permitsOn, now);
  const { from, to } = horizon(inForce, now);
  const last = await lastMade();
  // Before the first run nobody met: nothing was missed.
  const unseen = last === null ? Infinity : Math.max(last, now - LOOKED_BACK);
  const since = Math.min(unseen, from);
  const there = new Map((await madeSince(since)).map((briefing) => [briefing._id, briefing]));
  let made = 0;
  for (const { team, shift } of maker.due(since, to)) {
    const known = there.get(briefingId(team.id, shift));
    if (known === undefined) {
      const briefing = await maker.make(team, shift);
      // A team that came since has no meeting that it could not hold any more.
      const isTooLate = shift.startsAt < unseen && briefing.dueAt <= now;
      if (!isTooLate && (await addBriefing(briefing)) === 'added') made += 1;
      continue;
    }
    const fresh = await maker.renew(known);
    if (!isSame(known, fresh)) await writeBriefing(known, fresh, UNANSWERED);
  }
  return made;
}

/**
 * Makes the part of the minute timer that plans meetings. It works when the shift, or what meetings are made of, changed
 * since this instance last looked, and costs nothing in the minutes between.
 * @returns a tick: how many meetings it made
 */
export function createBriefingGeneration(permitsOn: PermitsOn): (now: Millis) => Promise<number> {
  let seen = '';
  let lookedAt = -Infinity;
  return async (now) => {
    // The clock of a simulation may be set back.
    if (now >= lookedAt && Math.floor(now / EVERY) === Math.floor(lookedAt / EVERY)) return 0;
    const inForce = await plant(now);
    const { briefings, roster, places } = inForce.versions;
    const state = [createTurnBook(inForce).at(now)?.id, briefings, roster, places].join(' ');
    const isIdle = state === seen || inForce.briefings.teams.length === 0;
    const made = isIdle ? 0 : await generate(inForce, permitsOn, now);
    seen = state;
    lookedAt = now;
    return made;
  };
}
