/** What learning costs: a new hire's first level, from the class to the signature. */
import { randomUUID } from 'node:crypto';
import type { TrainingView } from '../../../typings/api';
import type { PersonInput } from '../../../typings/domain';
import type { TrainingConfig } from '../../../typings/training';
import type { Control } from '../../../devtools/client/cloud';
import { DAY, isoDay, MINUTE } from '../../../miniprogram/shared/time';
import type { Floor } from '../floor';

const ADMIN = 'o-demo-p-029';
const SAFETY = 'o-demo-p-010';

/** An electrician. */
const LEARNER = 'p-038';
const AS = `o-demo-${LEARNER}`;

/** How many database calls a call of a route was. */
export type Count = (route: string, work: () => Promise<unknown>) => Promise<number>;

/** By what was done. */
export interface TrainingCosts {
  read: number[];
  act: number[];
  overview: number[];
}

/** Lets the learner join, and the timer make what they have to learn. @returns its id */
async function join(control: Control, back: number): Promise<string> {
  const { version, body } = await control.callOk(ADMIN, 'config.get', { kind: 'training' });
  const training = body as TrainingConfig;
  const programmes = training.programmes.map((programme) =>
    programme.due.kind === 'joining'
      ? { ...programme, due: { ...programme.due, since: '2026-01-01', days: 366 } }
      : programme,
  );
  const wish = {
    kind: 'training',
    body: { ...training, programmes },
    basedOn: version,
    note: '量一量',
  } as const;
  await control.callOk(ADMIN, 'config.publish', wish);
  const people = await control.dump('people');
  const stored = people.find(({ _id }) => _id === LEARNER);
  const joinedOn = isoDay((await control.now()) - back * DAY);
  const person: PersonInput = {
    ...{ id: LEARNER, name: '任小军', employeeNo: '10038', phone: '13900000038', departmentId: 'equipment' },
    ...{
      teamId: 'support-day',
      post: '电工',
      roles: ['worker'],
      bossId: 'p-018',
      status: 'active',
      joinedOn,
    },
  };
  await control.callOk(ADMIN, 'people.save', { rev: Number(stored?.['rev'] ?? 0), person });
  // By then every instance has read what was published, and looked for what it means.
  await control.clock({ advance: 6 * MINUTE, coalesce: true });
  await control.runTimer('jobs');
  return `${LEARNER}@new-hire:${joinedOn}`;
}

/** The first level of the starter plant, so many times, and what each step costs. */
export async function measureTraining(floor: Floor, count: Count, runs: number): Promise<TrainingCosts> {
  const { control } = floor;
  const costs: TrainingCosts = { read: [], act: [], overview: [] };
  for (let run = 0; run < runs; run += 1) {
    const trainingId = await join(control, run);
    const look = (): Promise<TrainingView> => control.callOk(AS, 'training.get', { trainingId });
    const courses = (await look()).parts[0]?.courses ?? [];
    const held = courses.flatMap(({ id, classroom }) => (classroom === null ? [] : [id]));
    const sessionId = randomUUID();
    const open = { id: sessionId, courseIds: held, place: '培训室' };
    const opened = () => control.callOk(SAFETY, 'training.sessions.open', open);
    costs.act.push(await count('training.sessions.open', opened));
    const { code } = await control.callOk(SAFETY, 'training.sessions.get', { sessionId });
    const signed = { sessionId, secret: code?.text.slice(-6) ?? '' };
    const signIn = () => control.callOk(AS, 'training.sessions.signIn', signed);
    costs.act.push(await count('training.sessions.signIn', signIn));
    await control.clock({ advance: 8 * 60 * MINUTE, coalesce: true });
    const photo = await floor.photograph('p-010', 'oil-clean');
    await control.callOk(SAFETY, 'training.sessions.close', { sessionId, photo });
    for (const { id: courseId, materials, quiz } of courses) {
      if (quiz === null) {
        const input = { trainingId, courseId, materialIds: materials.map(({ id }) => id) };
        costs.act.push(await count('training.read', () => control.callOk(AS, 'training.read', input)));
        continue;
      }
      const ask = () => control.callOk(AS, 'training.quiz', { trainingId, courseId });
      costs.read.push(await count('training.quiz', ask));
      const { no } = await ask();
      const answers = { trainingId, courseId, id: randomUUID(), no, answers: {} };
      costs.act.push(await count('training.answer', () => control.callOk(AS, 'training.answer', answers)));
    }
    costs.read.push(await count('training.get', look));
    costs.read.push(await count('training.mine', () => control.callOk(AS, 'training.mine', {})));
    const seen = () => control.callOk(SAFETY, 'training.overview', {});
    costs.overview.push(await count('training.overview', seen));
  }
  return costs;
}
