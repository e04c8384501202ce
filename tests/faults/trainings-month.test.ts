/** A month of new hires under a timer that is doubled, late and missing: each training once, every end as it came about. */
import { createHash, randomUUID } from 'node:crypto';
import { DAY, HOUR, isoDay, MINUTE } from '../../miniprogram/shared/time';
import type { TrainingView } from '../../typings/api';
import type { Person, PersonInput } from '../../typings/domain';
import type { Course, Training, TrainingConfig } from '../../typings/training';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { takePhoto } from '../support/evidence';
import { midnight } from '../support/plan-days';
import { withoutRounds } from '../support/rounds';

const FIRST = midnight('2026-12-01');
const LAST = midnight('2027-01-01');

const ADMIN = 'o-demo-p-029';
const SAFETY = 'o-demo-p-010';

/** Workers of the starter plant who join in the month, one each; contractors do not learn this way. */
const JOINING = Array.from({ length: 17 }, (_none, n) => `p-0${n + 30}`).filter(
  (id) => id !== 'p-042' && id !== 'p-043',
);

const DAYS = 10;

const course = (id: string, level: Course['level'], patch: Partial<Course>): Course => ({
  ...{ id, title: id, level, minutes: 60, classroom: null, quiz: null },
  materials: [{ id: 'one', title: '一', kind: 'text', text: '看' }],
  ...patch,
});

/** A class, a quiz and something to read. */
const TRAINING: TrainingConfig = {
  hourMinutes: 45,
  leastHours: { newHire: 4, refresh: 1 },
  basis: '模板',
  courses: [
    course('law', 'company', { classroom: { mayMiss: 5 } }),
    course('fire', 'workshop', { quiz: { draw: 1, pass: 1, triesPerDay: 3, waitMinutes: 1 } }),
    course('post', 'team', {}),
  ],
  questions: [
    {
      ...{ id: 'q', courseIds: ['fire'], text: '先做什么？', correct: ['a'], why: '先撤离。' },
      options: [
        { id: 'a', text: '撤离' },
        { id: 'b', text: '拍照' },
      ],
    },
  ],
  programmes: [
    {
      ...{ id: 'hire', title: '三级安全教育', kind: 'newHire', who: { contractors: false }, gate: true },
      parts: [
        { level: 'company', by: { kind: 'safety' }, courseIds: ['law'] },
        { level: 'workshop', by: { kind: 'departmentHead' }, courseIds: ['fire'] },
        { level: 'team', by: { kind: 'boss' }, courseIds: ['post'] },
      ],
      due: { kind: 'joining', since: '2026-12-01', days: DAYS },
    },
  ],
};

const WAYS = ['inTime', 'late', 'explained', 'waived', 'left', 'nothing'] as const;

/** What becomes of somebody's training. */
type Way = (typeof WAYS)[number];

/** Always the same number for the same text, from 0 to below `below`. */
const drawn = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE() % below;

interface Hire {
  personId: string;
  joinedOn: string;
  /** When an administrator writes it down: on the day, or days after. */
  savedAt: number;
  way: Way;
  actsAt: number;
}

const HIRES: Hire[] = JOINING.map((personId, n) => {
  const joined = FIRST + drawn(`joins ${personId}`, 18) * DAY;
  const way = WAYS[n % WAYS.length] ?? 'nothing';
  const isLate = way === 'late' || way === 'explained';
  return {
    ...{ personId, joinedOn: isoDay(joined), way },
    savedAt: joined + (n % 4 === 0 ? 2 * DAY : 0) + 9 * HOUR,
    actsAt: joined + (isLate ? DAYS + 3 : 6) * DAY + 10 * HOUR,
  };
});

const idOf = ({ personId, joinedOn }: Hire): string => `${personId}@hire:${joinedOn}`;

let cloud: TestCloud;

const trainings = async (): Promise<Map<string, Training>> =>
  new Map(
    ((await cloud.dump('trainings')) as (Record<string, unknown> & Training)[]).map((each) => [
      each._id,
      each,
    ]),
  );

async function edit(personId: string, patch: Partial<PersonInput>): Promise<void> {
  const people = (await cloud.dump('people')) as (Record<string, unknown> & Person)[];
  const person = people.find(({ _id }) => _id === personId)!;
  const {
    _id: id,
    rev,
    name,
    employeeNo,
    phone,
    departmentId,
    teamId,
    post,
    roles,
    bossId,
    status,
    joinedOn,
  } = person;
  const input: PersonInput = {
    ...{ id, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status },
    ...(joinedOn === undefined ? {} : { joinedOn }),
    ...patch,
  };
  await cloud.callOk(ADMIN, 'people.save', { rev, person: input });
}

/** Signs for whatever is to be signed. */
async function sign(as: string, { id, parts }: TrainingView): Promise<void> {
  const part = parts.find(({ toSign }) => toSign !== null);
  if (part?.toSign == null) throw new Error(`nothing to sign in ${id}`);
  const { recordHash } = part.toSign;
  const photo = await takePhoto(cloud, as);
  await cloud.callOk(as, 'training.sign', { trainingId: id, level: part.level, recordHash, photo });
}

/** Does all of a training within an hour or so. */
async function learn(trainingId: string, as: string): Promise<void> {
  const sessionId = randomUUID();
  await cloud.callOk(SAFETY, 'training.sessions.open', {
    id: sessionId,
    courseIds: ['law'],
    place: '培训室',
  });
  const { code } = await cloud.callOk(SAFETY, 'training.sessions.get', { sessionId });
  const secret = code?.text.slice(-6) ?? '';
  await cloud.callOk(as, 'training.sessions.signIn', { sessionId, secret });
  await cloud.clock({ advance: 58 * MINUTE, coalesce: true });
  const photo = await takePhoto(cloud, SAFETY);
  await cloud.callOk(SAFETY, 'training.sessions.close', { sessionId, photo });
  await sign(as, await cloud.callOk(as, 'training.get', { trainingId }));
  for (const courseId of ['fire', 'post']) {
    const input = { trainingId, courseId, materialIds: ['one'] };
    let seen = await cloud.callOk(as, 'training.read', input);
    if (courseId === 'fire') {
      const { no } = await cloud.callOk(as, 'training.quiz', { trainingId, courseId });
      const answered = { trainingId, courseId, id: randomUUID(), no, answers: { q: ['a'] } };
      seen = (await cloud.callOk(as, 'training.answer', answered)).training;
    }
    await sign(as, seen);
  }
}

async function perform({ personId, way, ...hire }: Hire): Promise<void> {
  const trainingId = idOf({ personId, way, ...hire });
  const as = `o-demo-${personId}`;
  if (way === 'left') return edit(personId, { status: 'left' });
  if (way === 'nothing') return;
  const { rev } = await cloud.callOk(as, 'training.get', { trainingId });
  if (way === 'waived') {
    await cloud.callOk(SAFETY, 'training.waive', { trainingId, rev, reason: '从别厂转来，有记录' });
  } else if (way === 'explained') {
    const until = isoDay((await cloud.now()) + 20 * DAY);
    await cloud.callOk(as, 'training.explain', { trainingId, rev, reason: '病假', until });
  } else await learn(trainingId, as);
}

/** How often the timer runs in half a day, and when: mostly once, sometimes late, several times at once, or not at all. */
function runsIn(at: number): { at: number; times: number }[] {
  const day = Math.floor((at - FIRST) / DAY);
  // Two days without any, and the evening of the deadline of nobody is sure to be seen.
  if (day === 8 || day === 9) return [];
  const how = drawn(`runs ${at}`, 5);
  if (how === 0) return [];
  return [{ at: at + (how === 1 ? 6 * HOUR : 5_000), times: how === 2 ? 3 : 1 }];
}

beforeAll(async () => {
  cloud = await startTestCloud();
  // Before the timer of a minute finds today, and with it all of the month behind.
  await cloud.clock({ set: FIRST - HOUR });
  await withoutRounds(cloud);
  const { version } = await cloud.callOk(ADMIN, 'config.get', { kind: 'training' });
  const change = { kind: 'training', body: TRAINING, basedOn: version, note: '测试培训' } as const;
  await cloud.callOk(ADMIN, 'config.publish', change);
});

afterAll(() => cloud.stop());

/** Lets the timer go on until it has seen to all that is due. */
async function settled(): Promise<void> {
  for (let run = 0; run < 20; run += 1) {
    await cloud.clock({ advance: 5 * MINUTE, coalesce: true });
    await cloud.runTimer('jobs');
    const now = await cloud.now();
    const left = [...(await trainings()).values()].filter(
      ({ nextDueAt }) => nextDueAt !== null && nextDueAt <= now,
    );
    if (left.length === 0) return;
  }
  throw new Error('the timer leaves trainings behind');
}

it('makes each training once, and each ends as it came about', async () => {
  type Event = { at: number } & ({ times: number } | { save: Hire } | { act: Hire });
  const halfDays = Array.from({ length: 62 }, (_none, n) => FIRST + (n * DAY) / 2 + 7 * HOUR);
  const events: Event[] = [
    ...halfDays.flatMap(runsIn),
    ...HIRES.map((save): Event => ({ at: save.savedAt, save })),
    ...HIRES.map((act): Event => ({ at: act.actsAt, act })),
  ].sort((a, b) => a.at - b.at);
  for (const event of events) {
    // A class takes an hour, which others may be due in.
    await cloud.clock({ set: Math.max(event.at, (await cloud.now()) + 5_000) });
    if ('save' in event) await edit(event.save.personId, { joinedOn: event.save.joinedOn });
    else if ('act' in event) {
      // Somebody who acts has seen their training: the timer ran.
      await settled();
      await perform(event.act);
    } else await Promise.all(Array.from({ length: event.times }, () => cloud.runTimer('jobs')));
  }
  await cloud.clock({ set: LAST });
  await settled();

  const all = await trainings();
  expect([...all.keys()].sort()).toEqual(HIRES.map(idOf).sort());
  const stateOf: Record<Way, Partial<Training>> = {
    inTime: { state: 'done', open: false, isMissed: false },
    late: { state: 'done', open: false, isMissed: true },
    explained: { state: 'due', open: true, isMissed: true },
    waived: { state: 'waived', open: false, isMissed: false },
    left: { state: 'dropped', open: false },
    nothing: { state: 'overdue', open: true, isMissed: true },
  };
  for (const hire of HIRES) {
    const dueAt = midnight(hire.joinedOn) + (DAYS + 1) * DAY - 1_000;
    const moved = hire.way === 'explained' ? {} : { dueAt };
    expect(all.get(idOf(hire))).toMatchObject({ ...stateOf[hire.way], ...moved, key: hire.joinedOn });
  }
  const count = (way: Way): number => HIRES.filter((hire) => hire.way === way).length;
  const { trainings: open, departments } = await cloud.callOk(SAFETY, 'training.overview', {});
  expect(open).toHaveLength(count('explained') + count('nothing'));
  expect(departments.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(count('nothing'));
}, 120_000);

it('tells of each beginning and each miss once, and marks exactly those who still lack it', async () => {
  const told = (await cloud.dump('deliveries')).map(({ _id, notice, to }) => ({
    key: String(_id),
    line: `${String(notice)} ${String(to)}`,
  }));
  const of = (hire: Hire, notice: string): number =>
    told.filter(({ key, line }) => key.includes(idOf(hire)) && line === `${notice} ${hire.personId}`).length;
  for (const hire of HIRES) {
    expect(of(hire, 'trainingBegun')).toBe(1);
    const misses = ['late', 'explained', 'nothing'].includes(hire.way);
    if (!misses) expect(of(hire, 'trainingLate')).toBe(0);
    else expect(of(hire, 'trainingLate')).toBeGreaterThanOrEqual(1);
  }
  const { people } = await cloud.callOk(SAFETY, 'people.candidates', {});
  const marked = people.filter(({ training }) => training !== undefined).map(({ id }) => id);
  const lacking = HIRES.filter(({ way }) => way === 'explained' || way === 'nothing');
  expect(marked.sort()).toEqual(lacking.map(({ personId }) => personId).sort());
});
