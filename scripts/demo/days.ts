/** What else happened in the demo plant: certificates were written down, new hires sat in a class, teams met before their shift. */
import { randomUUID } from 'node:crypto';
import { readSignIn } from '../../miniprogram/shared/sign-in';
import { DAY, HOUR, isoDay, MINUTE, startOfDay } from '../../miniprogram/shared/time';
import type { CertificateInput } from '../../typings/certificate';
import type { Floor } from '../lib/floor';
import training from '../plant/training.json';
import type { Happening } from './history';

/** Who keeps certificates and holds classes; who enrols people. */
const SAFETY = 'p-011';

const WELDING = 'welding';

/** Until how many days after today each certificate counts. */
const CERTIFICATES: readonly { holder: CertificateInput['holder']; kindId: string; days: number }[] = [
  { holder: { personId: 'p-030' }, kindId: WELDING, days: 700 },
  { holder: { personId: 'p-031' }, kindId: WELDING, days: 20 },
  { holder: { personId: 'p-039' }, kindId: WELDING, days: -6 },
  { holder: { name: '刘师傅', company: '宏达设备安装公司' }, kindId: WELDING, days: 320 },
  { holder: { name: '丁师傅', company: '宏达设备安装公司' }, kindId: WELDING, days: -3 },
  { holder: { personId: 'p-038' }, kindId: 'low-voltage', days: 410 },
  { holder: { personId: 'p-040' }, kindId: 'forklift', days: 12 },
  { holder: { personId: 'p-037' }, kindId: 'crane', days: 95 },
];

/** Safety writes them down on the first morning: those that are over by now ended meanwhile. @param today - any time of it */
export async function certify(floor: Floor, today: number): Promise<void> {
  for (const [index, { holder, kindId, days }] of CERTIFICATES.entries()) {
    const validUntil = isoDay(startOfDay(today) + days * DAY);
    await floor.control.callOk(floor.person(SAFETY).openid, 'certificates.save', {
      ...{ id: randomUUID(), rev: 0, holder, kindId, reviewDue: null, photos: [] },
      number: `T3101${String(index + 1).padStart(2, '0')}${validUntil.replaceAll('-', '')}`,
      issuedAt: isoDay(startOfDay(today) + days * DAY - 3 * 365 * DAY),
      validUntil,
    });
  }
}

/** Leaders open their meeting, the crew signs, one is named whose phone is empty, and a photo ends it. */
async function hold(floor: Floor, date: string): Promise<void> {
  const { control } = floor;
  const openidOf = (id: string): string => floor.person(id).openid;
  const { briefings } = await control.callOk(openidOf(SAFETY), 'briefings.list', { month: date.slice(0, 7) });
  for (const { id, owner, startsAt } of briefings.filter((row) => row.date === date && row.state === 'due')) {
    // Of the day's shift: those of the others come later.
    if (Math.abs(startsAt - (await control.now())) > HOUR) continue;
    const leader = openidOf(owner.id);
    const { code, roll } = await control.callOk(leader, 'briefings.open', { id });
    const secret = readSignIn(code?.text ?? '')?.secret ?? '';
    const [named, ...others] = roll?.missing ?? [];
    for (const person of others) {
      await control.callOk(openidOf(person.id), 'briefings.sign', { id, secret, means: 'scanned' });
    }
    if (named !== undefined) {
      await control.callOk(leader, 'briefings.name', { id, personId: named.id, reason: '手机没电' });
    }
    const photo = await floor.photograph(owner.id, 'hotwork-clear');
    await control.callOk(leader, 'briefings.close', { id, photo });
  }
}

/** The first day's course for new hires, for which people meet. */
const COURSE = 'company-law';

/** Those on the list sign in. @returns the class's id */
async function beginClass(floor: Floor): Promise<string> {
  const id = randomUUID();
  const trainer = floor.person(SAFETY).openid;
  const { code, missing } = await floor.control.callOk(trainer, 'training.sessions.open', {
    ...{ id, courseIds: [COURSE], place: '二楼培训室' },
  });
  const secret = readSignIn(code?.text ?? '')?.secret ?? '';
  for (const person of missing) {
    const { openid } = floor.person(person.id);
    await floor.control.callOk(openid, 'training.sessions.signIn', { sessionId: id, secret });
  }
  return id;
}

/** The class is over; who was there reads what belongs to it and passes its quiz. */
async function endClass(floor: Floor, sessionId: string): Promise<void> {
  const { control } = floor;
  const photo = await floor.photograph(SAFETY, 'extinguisher-clear');
  const { signed } = await control.callOk(floor.person(SAFETY).openid, 'training.sessions.close', {
    sessionId,
    photo,
  });
  for (const { person } of signed) {
    const { openid } = floor.person(person.id);
    const { trainings } = await control.callOk(openid, 'training.mine', {});
    const trainingId = trainings.find(({ kind, open }) => kind === 'newHire' && open)?.id;
    const course = training.courses.find(({ id }) => id === COURSE);
    if (trainingId === undefined || course === undefined) continue;
    const materialIds = course.materials.map(({ id }) => id);
    await control.callOk(openid, 'training.read', { trainingId, courseId: COURSE, materialIds });
    const { no, questions } = await control.callOk(openid, 'training.quiz', { trainingId, courseId: COURSE });
    const right = questions.map(({ id }): [string, string[]] => [
      id,
      training.questions.find((each) => each.id === id)?.correct ?? [],
    ]);
    const answers = Object.fromEntries(right);
    await control.callOk(openid, 'training.answer', {
      ...{ trainingId, courseId: COURSE, id: randomUUID(), no, answers },
    });
  }
}

/** The day shift begins at eight; people meet a quarter of an hour before. */
const MEET = 8 * HOUR - 15 * MINUTE;

/** How many of the last days a meeting was held on, and before how many there was a class. */
const MET = 3;
const TAUGHT = 4;

/** Meetings of the last days and a class, as they happen beside the orders. @param now - the end of the history */
export function happeningsOf(floor: Floor, now: number): Happening[] {
  const midnight = startOfDay(now);
  const meetings = Array.from({ length: MET + 1 }, (_none, back) => midnight - back * DAY).map((day) => ({
    at: day + MEET,
    run: () => hold(floor, isoDay(day)),
  }));
  const taught = midnight - TAUGHT * DAY + 9 * HOUR;
  let sessionId = '';
  return [
    ...meetings,
    { at: taught, run: async () => void (sessionId = await beginClass(floor)) },
    { at: taught + 95 * MINUTE, run: () => endClass(floor, sessionId) },
  ];
}
