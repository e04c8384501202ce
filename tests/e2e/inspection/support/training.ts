/** A training short enough to walk through: three levels of a course each, who joins, and a finger that signs. */
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Person as StoredPerson, PersonInput } from '../../../../typings/domain';
import type { Session, Training, TrainingConfig } from '../../../../typings/training';
import type { TestCloud } from '../../../support/cloud';
import { eventually } from '../../support/eventually';
import type { Person } from '../../support/person';

const t = TEXT.training;

export const PAGES = {
  me: 'pages/me/index',
  mine: 'packages/training/mine/index',
  course: 'packages/training/course/index',
  quiz: 'packages/training/quiz/index',
  signature: 'packages/training/signature/index',
  session: 'packages/training/session/index',
  signIn: 'packages/training/signIn/index',
  people: 'packages/training/people/index',
} as const;

const MINUTES = 45;

/** How long one waits for the next try (minutes). */
export const WAIT = 30;

const alone = (id: string, level: 'workshop' | 'team', title: string) => ({
  ...{ id, level, title, minutes: MINUTES, classroom: null, quiz: null },
  materials: [{ id: 'one', title: `${title}要点`, kind: 'text' as const, text: '先看，再做。\n不懂就问。' }],
});

export const LAW = { id: 'law', title: '进厂第一课' };

/** Question → the right option and a wrong one. */
export const BANK = {
  着火了先做什么: { right: '先撤离、先喊人', wrong: '先回去拿东西' },
  看见链条没扣怎么办: { right: '停下来，报上去', wrong: '当没看见' },
} as const;

/** What is in force: 45 minutes of everything. */
export const TRAINING: TrainingConfig = {
  hourMinutes: MINUTES,
  leastHours: { newHire: 3, refresh: 1 },
  basis: '模板，按本厂制度修改',
  courses: [
    {
      ...LAW,
      level: 'company',
      minutes: MINUTES,
      classroom: { mayMiss: 5 },
      materials: [
        { id: 'rights', title: '你的权利', kind: 'text', text: '可以拒绝违章指挥。\n看见危险可以停下来。' },
        { id: 'ways', title: '怎么撤离', kind: 'text', text: '看绿色指示牌，走最近的门。' },
      ],
      quiz: { draw: 2, pass: 2, triesPerDay: 5, waitMinutes: WAIT },
    },
    alone('shop', 'workshop', '车间里的危险'),
    alone('post', 'team', '这个岗位怎么干'),
  ],
  questions: Object.entries(BANK).map(([text, { right, wrong }], index) => ({
    id: `q-${index}`,
    courseIds: [LAW.id],
    text,
    options: [
      { id: 'a', text: wrong },
      { id: 'b', text: right },
    ],
    correct: ['b'],
    why: '人最要紧',
  })),
  programmes: [
    {
      id: 'new-hire',
      title: '新员工三级安全教育',
      kind: 'newHire',
      who: { contractors: false },
      parts: [
        { level: 'company', by: { kind: 'safety' }, courseIds: [LAW.id] },
        { level: 'workshop', by: { kind: 'departmentHead' }, courseIds: ['shop'] },
        { level: 'team', by: { kind: 'boss' }, courseIds: ['post'] },
      ],
      due: { kind: 'joining', since: '2026-11-01', days: 14 },
      gate: true,
    },
  ],
};

/** Puts {@link TRAINING} in force. @param as - the administrator */
export async function plan(cloud: TestCloud, as: string): Promise<void> {
  const { version } = await cloud.callOk(as, 'config.get', { kind: 'training' });
  const publish = { kind: 'training', body: TRAINING, basedOn: version, note: '三门课' } as const;
  await cloud.callOk(as, 'config.publish', publish);
}

/** Writes down when somebody joined; the timer finds out. @param as - the administrator */
export async function join(cloud: TestCloud, as: string, personId: string, joinedOn: string): Promise<void> {
  const people = (await cloud.dump('people')) as (Record<string, unknown> & StoredPerson)[];
  const found = people.find(({ _id }) => _id === personId);
  if (found === undefined) throw new Error(`nobody ${personId}`);
  const { _id: id, rev, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status } = found;
  const person: PersonInput = {
    ...{ id, name, employeeNo, phone, departmentId, teamId, post, roles, bossId, status },
    joinedOn,
  };
  await cloud.callOk(as, 'people.save', { rev, person });
  await cloud.clock({ advance: '5m', coalesce: true });
  await cloud.runTimer('jobs');
}

/** The training of somebody, once it is so. */
export const trainingWhen = (
  cloud: TestCloud,
  personId: string,
  holds: (training: Training) => boolean = () => true,
): Promise<Training> =>
  eventually(`the training of ${personId} to be so`, async () => {
    const all = (await cloud.dump('trainings')) as (Record<string, unknown> & Training)[];
    return all.find((training) => training.person.id === personId && holds(training)) ?? null;
  });

/** The class that is open, once it is so. */
export const classWhen = (cloud: TestCloud, holds: (session: Session) => boolean): Promise<Session> =>
  eventually('the class to be so', async () => {
    const all = (await cloud.dump('sessions')) as (Record<string, unknown> & Session)[];
    return all.find(holds) ?? null;
  });

/** Answers every question of the quiz that is open, and hands it in. */
export async function answerAll(person: Person, how: 'right' | 'wrong'): Promise<void> {
  const total = Object.keys(BANK).length;
  for (let n = 1; n <= total; n += 1) {
    await person.sees(`第 ${n} 题，共 ${total} 题`);
    const screen = await person.screen();
    const [, options] = Object.entries(BANK).find(([text]) => screen.includes(text)) ?? [];
    if (options === undefined) throw new Error('a question that nobody wrote');
    await person.tap('question-card >>> .ask-option', options[how]);
    await person.find('question-card >>> .ask-on', options[how]);
    await person.press(n === total ? t.submit : t.next);
  }
}

/** Reads the materials of the course that is open to their end. */
export async function readAll(person: Person, materials: readonly string[]): Promise<void> {
  for (const [index, title] of materials.entries()) {
    await person.find('material-card >>> .title', title);
    await person.press(index === materials.length - 1 ? t.readLast : t.readNext);
  }
}

/** Strokes of a name, as parts of the pad. */
const NAME: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0.2, 0.3],
    [0.35, 0.3],
    [0.5, 0.32],
  ],
  [
    [0.35, 0.2],
    [0.34, 0.5],
    [0.3, 0.75],
  ],
  [
    [0.6, 0.25],
    [0.7, 0.5],
    [0.8, 0.75],
  ],
];

/** Writes a name with a finger. */
export async function write(person: Person): Promise<void> {
  const pad = await person.find('sign-pad >>> .pad-glass');
  const box = (await person.phone.page.evaluate(`(() => {
    const { left, top, width, height } = document.querySelector('[class*="pad-glass"]').getBoundingClientRect();
    return { left, top, width, height };
  })()`)) as { left: number; top: number; width: number; height: number };
  const touch = ([x, y]: readonly [number, number]) => {
    const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height };
    const finger = { identifier: 0, pageX: at.clientX, pageY: at.clientY, ...at };
    return { touches: [finger], changedTouches: [finger] };
  };
  for (const stroke of NAME) {
    const [first = [0, 0], ...others] = stroke;
    await pad.touchstart(touch(first));
    for (const point of others) await pad.touchmove(touch(point));
    await pad.touchend(touch(others[others.length - 1] ?? first));
  }
}
