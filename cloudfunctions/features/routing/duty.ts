/** Names the one accountable person for any place and minute, from snapshots of places, roster, routing and people. */
import { isoDay } from '../../../miniprogram/shared/time';
import type { Places, Roster, RoutingTable } from '../../../typings/config';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { matches } from './rules';
import { boundsOf, createSlotFinder, minuteAt, type Slot } from './shifts';
import { createWatch, type RoutingRule, type StaffMember } from './watch';

export interface DutySnapshot {
  places: Places;
  roster: Roster;
  routing: RoutingTable;
  /** Everybody on the roll, leavers too: a leaver's boss is still to be found. */
  people: readonly StaffMember[];
  /** The moment for which the look-ups that are told none answer. */
  now: Millis;
}

/** A person with the words that say as what they were named. */
interface Appointment {
  person: StaffMember;
  said: string;
}

/**
 * Builds the duty book over a snapshot. Whoever it names is active; the deputy of somebody on leave is in their place,
 * without one they are skipped as a leaver is:
 * 现场管控人 → head of the area's department → 值班领导 → their boss, and up → a safety officer → the general manager,
 * who alone is named even on leave when nobody is left.
 * @param snapshot - taken together; nothing in it is changed
 * @throws Error from a look-up when not one of these people is left, which a publishable roster rules out
 */
export function createDutyBook(snapshot: DutySnapshot): DutyBook {
  const { places, roster, routing, people, now } = snapshot;
  const watch = createWatch(places, roster, people);
  const slotAt = createSlotFinder(roster.shifts);

  /** A day for which people are looked up: that of the shift, since leave is taken by shifts. */
  const dayAt = (at: Millis): string => slotAt(at)?.date ?? isoDay(at);

  function superior(personId: string, day: string): StaffMember | null {
    const seen = new Set<string>([personId]);
    let boss = watch.known(personId)?.bossId ?? null;
    while (boss !== null && !seen.has(boss)) {
      const found = watch.inPlaceOf(boss, day);
      if (found && found.id !== personId) return found;
      seen.add(boss);
      boss = watch.known(boss)?.bossId ?? null;
    }
    return null;
  }

  function anyoneWith(role: 'safety' | 'manager', day: string): StaffMember | null {
    for (const person of people) {
      const found = person.roles.includes(role) ? watch.inPlaceOf(person.id, day) : null;
      if (found) return found;
    }
    return null;
  }

  function manager(day: string): StaffMember {
    const last = (): StaffMember | undefined =>
      people.find(({ status, roles }) => status === 'active' && roles.includes('manager'));
    const found = anyoneWith('manager', day) ?? last();
    if (!found) throw new Error('the plant has no active general manager: the last fallback of every duty');
    return found;
  }

  function leader(at: Millis): Appointment {
    const slot = slotAt(at);
    const named = slot && watch.onDuty('dutyLeader', null, slot);
    if (named) return { person: named, said: `值班领导${named.name}` };
    for (const id of slot ? watch.listed('dutyLeader', null, slot) : []) {
      const boss = superior(id, dayAt(at));
      if (boss) return { person: boss, said: `值班领导缺岗，由上一级${boss.name}接手` };
    }
    const officer = anyoneWith('safety', dayAt(at));
    if (officer) return { person: officer, said: `值班领导缺岗，由安全员${officer.name}接手` };
    const top = manager(dayAt(at));
    return { person: top, said: `值班领导缺岗，由总经理${top.name}接手` };
  }

  function keeper(areaId: string, at: Millis): Appointment {
    const slot = slotAt(at);
    const named = slot && watch.onDuty('siteKeeper', areaId, slot);
    if (named) return { person: named, said: `现场管控人${named.name}` };
    const area = watch.area(areaId);
    const head = area && watch.head(area.departmentId, dayAt(at));
    if (head) return { person: head, said: `现场管控人缺岗，由部门负责人${head.name}接手` };
    const stand = leader(at);
    return { person: stand.person, said: `现场管控人缺岗，${stand.said}` };
  }

  function officer(at: Millis): Appointment {
    const slot = slotAt(at);
    const named = slot && watch.onDuty('safety', null, slot);
    if (named) return { person: named, said: `当班安全员${named.name}` };
    const stand = leader(at);
    return { person: stand.person, said: `没有当班安全员，${stand.said}` };
  }

  function appoint(to: RoutingRule['to'], areaId: string, at: Millis): Appointment | null {
    switch (to.kind) {
      case 'siteKeeper':
        return keeper(areaId, at);
      case 'safety':
        return officer(at);
      case 'dutyLeader':
        return leader(at);
      case 'departmentHead': {
        const head = watch.head(to.departmentId, dayAt(at));
        return head && { person: head, said: `部门负责人${head.name}` };
      }
      case 'person': {
        const person = watch.inPlaceOf(to.personId, dayAt(at));
        return person && { person, said: person.name };
      }
    }
  }

  /**
   * The shift a person works in at a moment, with a duty, with their team or as whoever leads it; null when they are off
   * or on leave.
   */
  function turnOf(person: StaffMember, at: Millis): Slot | null {
    const slot = slotAt(at);
    if (slot === null || watch.isAway(person.id, slot.date)) return null;
    const { ids, teams } = watch.crew(slot);
    const isOn = ids.has(person.id) || teams.has(person.teamId) || leader(at).person.id === person.id;
    return isOn ? slot : null;
  }

  return {
    route(facts, at) {
      const slot = slotAt(at);
      for (const rule of routing.rules) {
        if (!matches(rule, facts, slot, minuteAt(at))) continue;
        const found = appoint(rule.to, facts.place.areaId, at);
        if (found) return { person: refOf(found.person), explain: `按规则“${rule.because}”：${found.said}` };
      }
      const stand = leader(at);
      return { person: refOf(stand.person), explain: `没有规则能找到在岗的人：${stand.said}` };
    },

    siteKeeper: (areaId, at) => refOf(keeper(areaId, at).person),
    dutyLeader: (at) => refOf(leader(at).person),
    safety: (at) => refOf(officer(at).person),
    manager: () => refOf(manager(dayAt(now))),

    verifiers(facts, at) {
      const slot = slotAt(at);
      const { areaId } = facts.place;
      const own = keeper(areaId, at).person;
      const inspectors = slot ? watch.holders('inspector', areaId, slot) : [];
      const others = slot ? watch.siteKeepers(slot).filter((person) => person.teamId !== own.teamId) : [];
      const safety = officer(at);
      const last = leader(at);
      const inOrder: { person: StaffMember; explain: string }[] = [
        ...inspectors.map((person) => ({ person, explain: `本区域当班巡检员${person.name}` })),
        ...others.map((person) => ({ person, explain: `另一班组的当班主管${person.name}` })),
        { person: safety.person, explain: safety.said },
        { person: last.person, explain: last.said },
      ];
      const asked = new Set<string>();
      return inOrder.flatMap(({ person, explain }) => {
        if (asked.has(person.id)) return [];
        asked.add(person.id);
        return { person: refOf(person), explain };
      });
    },

    bossOf(personId) {
      const boss = superior(personId, dayAt(now));
      return boss && refOf(boss);
    },

    turnEndsAt(personId, at) {
      const person = watch.person(personId);
      const slot = person && turnOf(person, at);
      const shift = roster.shifts.find(({ id }) => id === slot?.shiftId);
      return slot && shift ? boundsOf(shift, slot.date).endsAt : null;
    },

    headOf(departmentId) {
      const head = watch.head(departmentId, dayAt(now));
      return head && refOf(head);
    },

    active(personId) {
      const person = watch.person(personId);
      return person && { ...refOf(person), roles: [...person.roles], onDuty: turnOf(person, now) !== null };
    },
  };
}

function refOf({ id, name }: StaffMember): PersonRef {
  return { id, name };
}
