/** The month's new hires: when each joins and is written down, what becomes of their training, and how they do it. */
import { randomUUID } from 'node:crypto';
import { DAY, HOUR, isoDay, MINUTE } from '../../../../miniprogram/shared/time';
import { enrol } from '../../../../scripts/demo/hires';
import type { TrainingView } from '../../../../typings/api';
import type { TestCloud } from '../../../support/cloud';
import { takePhoto } from '../../../support/evidence';
import { edited } from '../../../support/people';
import { midnight } from '../../../support/plan-days';
import { phoneOf } from '../plant';
import { drawn, type Calendar, type Happening, type Span } from './calendar';
import { ADMIN, PROGRAMME, SAFETY } from './plant';

const HIRED = 15;

const WAYS = ['inTime', 'late', 'explained', 'waived', 'left', 'nothing'] as const;

/** What becomes of somebody's training. */
export type TrainingWay = (typeof WAYS)[number];

export interface Hire {
  personId: string;
  trainingId: string;
  joinedOn: string;
  /** When an administrator writes it down: on the day, or the day after. */
  savedAt: number;
  way: TrainingWay;
  /** From when on something is done about it. */
  actsFrom: number;
  dueAt: number;
}

/** The end of the day on which somebody who joined then is to have learnt. */
const deadline = (joinedOn: string, { learning }: Span): number =>
  midnight(joinedOn) + (learning + 1) * DAY - 1_000;

export function hiresOf(span: Span): Hire[] {
  return Array.from({ length: HIRED }, (_none, n) => {
    const personId = `p-${String(n + 201)}`;
    const joined = span.from + drawn(`joins ${personId}`, span.joining) * DAY;
    const joinedOn = isoDay(joined);
    const way = WAYS[n % WAYS.length]!;
    const isLate = way === 'late' || way === 'explained';
    // No two begin at the same minute: each has a class of their own.
    const spread = 10 * HOUR + n * MINUTE;
    return {
      ...{ personId, joinedOn, way, trainingId: `${personId}@${PROGRAMME}:${joinedOn}` },
      savedAt: joined + (n % 4 === 0 ? DAY : 0) + 9 * HOUR + n * MINUTE,
      actsFrom: joined + (isLate ? span.learning + 1 : Math.ceil(span.learning / 3)) * DAY + spread,
      dueAt: deadline(joinedOn, span),
    };
  });
}

/** What the training of a new hire looks like in the end. */
export function trainingAfter({ way, joinedOn, dueAt }: Hire): object {
  const ends: Record<TrainingWay, object> = {
    inTime: { state: 'done', open: false, isMissed: false },
    late: { state: 'done', open: false, isMissed: true },
    explained: { state: 'due', open: true, isMissed: true },
    waived: { state: 'waived', open: false, isMissed: false },
    left: { state: 'dropped', open: false },
    nothing: { state: 'overdue', open: true, isMissed: true },
  };
  return { ...ends[way], key: joinedOn, ...(way === 'explained' ? {} : { dueAt }) };
}

/** New hires at work on their trainings. */
export class NewHires {
  readonly hires: Hire[];

  constructor(
    private readonly cloud: TestCloud,
    private readonly calendar: Calendar,
  ) {
    this.hires = hiresOf(calendar.span);
  }

  happenings(): Happening[] {
    return this.hires.flatMap((hire, n): Happening[] => {
      const { savedAt, way } = hire;
      const joins = { at: savedAt, happen: () => this.join(hire, n) };
      // Somebody who does something about a training has seen it: the timer ran.
      const ran = this.calendar.firstRun(hire.actsFrom);
      if (way === 'nothing') return [joins];
      if (ran === null) throw new Error(`no timer runs for ${hire.personId} before the month ends`);
      const at = ran + (n + 1) * MINUTE;
      return [
        joins,
        ...(way === 'inTime' || way === 'late' ? this.lesson(hire, at) : [this.ending(hire, at)]),
      ];
    });
  }

  private async join({ personId: id, joinedOn }: Hire, n: number): Promise<void> {
    const no = String(n + 201);
    await enrol(this.cloud, {
      ...{ id, joinedOn, name: `新员工${no}`, employeeNo: `20${no}`, phone: `13800000${no}` },
      ...{ departmentId: 'welding', teamId: 'hires', post: '学徒工', bossId: 'p-012' },
      ...{ roles: ['worker'], status: 'active' },
    });
  }

  private ending({ personId, trainingId, way }: Hire, at: number): Happening {
    const as = phoneOf(personId);
    const happen = async (): Promise<void> => {
      if (way === 'left') {
        await this.cloud.callOk(ADMIN, 'people.save', await edited(this.cloud, personId, { status: 'left' }));
        return;
      }
      const { rev } = await this.cloud.callOk(as, 'training.get', { trainingId });
      if (way === 'waived') {
        await this.cloud.callOk(SAFETY, 'training.waive', { trainingId, rev, reason: '从别厂转来，有记录' });
      } else {
        const until = isoDay(at + 25 * DAY);
        await this.cloud.callOk(as, 'training.explain', { trainingId, rev, reason: '病假', until });
      }
    };
    return { at, happen };
  }

  /** A class of an hour, and all the rest after it. */
  private lesson({ personId, trainingId }: Hire, at: number): Happening[] {
    const as = phoneOf(personId);
    const sessionId = randomUUID();
    const open = async (): Promise<void> => {
      const session = { id: sessionId, courseIds: ['law'], place: '培训室' };
      await this.cloud.callOk(SAFETY, 'training.sessions.open', session);
      const { code } = await this.cloud.callOk(SAFETY, 'training.sessions.get', { sessionId });
      const secret = code?.text.slice(-6) ?? '';
      await this.cloud.callOk(as, 'training.sessions.signIn', { sessionId, secret });
    };
    const close = async (): Promise<void> => {
      const photo = await takePhoto(this.cloud, SAFETY);
      await this.cloud.callOk(SAFETY, 'training.sessions.close', { sessionId, photo });
      await this.sign(as, await this.cloud.callOk(as, 'training.get', { trainingId }));
      for (const courseId of ['fire', 'post']) {
        const input = { trainingId, courseId, materialIds: ['one'] };
        let seen = await this.cloud.callOk(as, 'training.read', input);
        if (courseId === 'fire') {
          const { no } = await this.cloud.callOk(as, 'training.quiz', { trainingId, courseId });
          const answered = { trainingId, courseId, id: randomUUID(), no, answers: { q: ['a'] } };
          seen = (await this.cloud.callOk(as, 'training.answer', answered)).training;
        }
        await this.sign(as, seen);
      }
    };
    return [
      { at, happen: open },
      { at: at + 58 * MINUTE, happen: close },
    ];
  }

  /** Signs for whatever is to be signed. */
  private async sign(as: string, { id, parts }: TrainingView): Promise<void> {
    const part = parts.find(({ toSign }) => toSign !== null);
    if (part?.toSign == null) throw new Error(`nothing to sign in ${id}`);
    const { recordHash } = part.toSign;
    const photo = await takePhoto(this.cloud, as);
    await this.cloud.callOk(as, 'training.sign', { trainingId: id, level: part.level, recordHash, photo });
  }
}
