/** The month's meetings before shifts: which are due, which of them are held or explained, and who signed. */
import { readSignIn } from '../../../../miniprogram/shared/sign-in';
import { MINUTE } from '../../../../miniprogram/shared/time';
import type { Briefing, BriefingTeam } from '../../../../typings/briefing';
import type { TestCloud } from '../../../support/cloud';
import { takePhoto } from '../../../support/evidence';
import { phoneOf, storedOne } from '../plant';
import { drawn, type Calendar, type Happening } from './calendar';

/** Of so many meetings one is held and one explained; all others stay misses. */
const HELD = 3;

export const NOT_HELD = '全班支援发货';

export interface DueMeeting {
  id: string;
  startsAt: number;
  dueAt: number;
}

/** The meetings of a month. */
export class Meetings {
  readonly due: DueMeeting[];
  /** Meeting → who signed. */
  readonly held = new Map<string, string[]>();
  readonly explained = new Set<string>();

  constructor(
    private readonly cloud: TestCloud,
    private readonly calendar: Calendar,
    teams: readonly BriefingTeam[],
  ) {
    this.due = teams.flatMap(({ id, shiftIds, holidays, window }) =>
      calendar.slots({ every: { kind: 'shift', shiftIds }, holidays }).map(({ slot, startsAt }) => ({
        ...{ id: `${id}@${slot}`, startsAt, dueAt: startsAt + window.after * MINUTE },
      })),
    );
  }

  happenings(): Happening[] {
    return this.due.flatMap((meeting): Happening[] => {
      const { id, startsAt, dueAt } = meeting;
      const way = drawn(`held ${id}`, HELD);
      if (way === 0) {
        const at = startsAt + 10 * MINUTE;
        return [{ at, happen: () => this.hold(meeting, at) }];
      }
      // Whoever says why has been told that it is a miss.
      const ran = this.calendar.firstRun(dueAt);
      return way === 1 && ran !== null ? [{ at: ran + MINUTE, happen: () => this.explain(id) }] : [];
    });
  }

  /** The leader opens it, two others sign, and it ends with a photo. */
  private async hold({ id, startsAt }: DueMeeting, at: number): Promise<void> {
    const meeting = await storedOne<Briefing>(this.cloud, 'briefings', id);
    expect({ id, isMade: meeting !== null }).toEqual({ id, isMade: this.calendar.isMade(startsAt, at) });
    if (meeting === null) return;
    const leader = phoneOf(meeting.owner.id);
    const { code } = await this.cloud.callOk(leader, 'briefings.open', { id });
    const secret = readSignIn(code?.text ?? '')?.secret ?? '';
    const others = meeting.expected.filter((one) => one.id !== meeting.owner.id).slice(0, 2);
    for (const person of others)
      await this.cloud.callOk(phoneOf(person.id), 'briefings.sign', { id, secret, means: 'scanned' });
    const photo = await takePhoto(this.cloud, leader);
    await this.cloud.callOk(leader, 'briefings.close', { id, photo });
    this.held.set(id, [meeting.owner, ...others].map((person) => person.id).sort());
  }

  private async explain(id: string): Promise<void> {
    const meeting = await storedOne<Briefing>(this.cloud, 'briefings', id);
    const input = { id, reason: NOT_HELD };
    await this.cloud.callOk(phoneOf(meeting?.owner.id ?? ''), 'briefings.explain', input);
    this.explained.add(id);
  }
}
