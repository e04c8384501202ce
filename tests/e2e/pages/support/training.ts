/** Trainings as far as the screens show them: one begun, one to be signed for, one that is late, and a class that runs. */
import { randomUUID } from 'node:crypto';
import type { Person, PersonInput } from '../../../../typings/domain';
import type { Floor } from '../../../../scripts/lib/floor';
import training from '../../../../scripts/plant/training.json';
import type { TestCloud } from '../../../support/cloud';
import { takePhoto } from '../../../support/evidence';
import { personWith } from '../../../support/people';
import { png } from '../../../support/pictures';

/** Who learns, with the day of joining. */
export const LEARNERS = {
  learner: { id: 'p-045', joinedOn: '2026-11-20' },
  signer: { id: 'p-046', joinedOn: '2026-11-19' },
  late: { id: 'p-047', joinedOn: '2026-11-02' },
} as const;

export type Learner = keyof typeof LEARNERS;

export const trainingOf = (who: Learner): string => `${LEARNERS[who].id}@new-hire:${LEARNERS[who].joinedOn}`;

/** The course that the screens show. */
export const COURSE = 'company-law';

const ADMIN = 'p-029';

/** The classes that went on in the morning, and the one that runs. */
const MORNING = ['6f8f1c52-0d3e-4c6a-9a51-3f2f4b1c7e00', '6f8f1c52-0d3e-4c6a-9a51-3f2f4b1c7e01'] as const;
export const RUNNING = '6f8f1c52-0d3e-4c6a-9a51-3f2f4b1c7e02';

const company = training.courses.filter(({ level }) => level === 'company');

/** Who holds the classes. */
const trainerOf = ({ people }: Floor): string => personWith(people, 'safety').openid;

async function join(cloud: TestCloud, floor: Floor, who: Learner): Promise<void> {
  const { id, joinedOn } = LEARNERS[who];
  const people = (await cloud.dump('people')) as (Record<string, unknown> & Person)[];
  const found = people.find(({ _id }) => _id === id);
  if (found === undefined) throw new Error(`nobody ${id}`);
  const { rev, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status } = found;
  const person: PersonInput = {
    ...{ id, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status },
    joinedOn,
  };
  await cloud.callOk(floor.person(ADMIN).openid, 'people.save', { rev, person });
}

async function open(cloud: TestCloud, floor: Floor, id: string, courses: readonly string[]): Promise<void> {
  await cloud.callOk(trainerOf(floor), 'training.sessions.open', {
    id,
    courseIds: [...courses],
    place: '二楼培训室',
  });
}

async function comeTo(cloud: TestCloud, floor: Floor, id: string, who: Learner): Promise<void> {
  const { code } = await cloud.callOk(trainerOf(floor), 'training.sessions.get', {
    sessionId: id,
  });
  const secret = code?.text.slice(-6) ?? '';
  await cloud.callOk(floor.person(LEARNERS[who].id).openid, 'training.sessions.signIn', {
    sessionId: id,
    secret,
  });
}

/** Somebody joined; the timer finds out. */
export async function joinPlant(cloud: TestCloud, floor: Floor): Promise<void> {
  for (const who of ['learner', 'signer', 'late'] as const) await join(cloud, floor, who);
}

/** In the morning two of them sit in classes. */
export async function beginClasses(cloud: TestCloud, floor: Floor): Promise<void> {
  const held = company.filter(({ classroom }) => classroom !== null).map(({ id }) => id);
  for (const [index, id] of MORNING.entries()) {
    await open(cloud, floor, id, held.slice(2 * index, 2 * index + 2));
    for (const who of ['learner', 'signer'] as const) await comeTo(cloud, floor, id, who);
  }
}

/** Everything of the first level, but the signature. */
async function learn(cloud: TestCloud, as: string, trainingId: string): Promise<void> {
  for (const { id: courseId, materials, quiz } of company) {
    const materialIds = materials.map(({ id }) => id);
    await cloud.callOk(as, 'training.read', { trainingId, courseId, materialIds });
    if (quiz === null) continue;
    const { no, questions } = await cloud.callOk(as, 'training.quiz', { trainingId, courseId });
    const right = questions.map(({ id }): [string, string[]] => [
      id,
      training.questions.find((each) => each.id === id)?.correct ?? [],
    ]);
    const answers = Object.fromEntries(right);
    await cloud.callOk(as, 'training.answer', { trainingId, courseId, id: randomUUID(), no, answers });
  }
}

/** In the afternoon the classes end, and another one runs. */
export async function endClasses(cloud: TestCloud, floor: Floor): Promise<void> {
  const trainer = trainerOf(floor);
  for (const sessionId of MORNING) {
    const photo = await takePhoto(cloud, trainer, png({ seed: 7, width: 320, height: 240 }), 'png');
    await cloud.callOk(trainer, 'training.sessions.close', { sessionId, photo });
  }
  await learn(cloud, floor.person(LEARNERS.signer.id).openid, trainingOf('signer'));
  await open(cloud, floor, RUNNING, [COURSE]);
  await comeTo(cloud, floor, RUNNING, 'learner');
}
