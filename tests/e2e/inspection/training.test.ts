/** 培训 of a new hire from the class to the record sheet: signed in to, read, answered, signed for, and told to who gives work. */
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { unzip } from '../../support/zip';
import type { Person } from '../support/person';
import { usePlant } from '../support/use-plant';
import {
  answerAll,
  classWhen,
  join,
  LAW,
  PAGES,
  plan,
  readAll,
  TRAINING,
  trainingWhen,
  WAIT,
  write,
} from './support/training';

const t = TEXT.training;

const plant = usePlant('2026-11-30T09:00:00+08:00');

/** Presses sheet metal, since today; the head of their department; who holds the class. */
const HIRE = { id: 'p-045', name: '余永强' };
const HEAD = 'p-002';
const TRAINER = 'p-011';
const ADMIN = 'p-029';

const DIRECTIVES = 'packages/desk/directives/index';

let trainer: Person;
let hire: Person;

/** Whoever looks for somebody to give work to. @returns what the list says of the new hire */
async function offered(head: Person): Promise<string> {
  await head.comeBy(DIRECTIVES, {});
  await head.tap('.issue-button');
  await head.type('directive-sheet >>> person-picker >>> t-input >>> input', HIRE.name);
  return (await head.find('directive-sheet >>> person-picker >>> .pick', HIRE.name)).text();
}

beforeAll(async () => {
  const { cloud } = plant();
  const admin = plant().person(ADMIN).openid;
  await plan(cloud, admin);
  await join(cloud, admin, HIRE.id, '2026-11-30');
});

describe('before anything is learnt', () => {
  it('whoever gives work reads that the training is missing', async () => {
    const head = await plant().phoneOf(HEAD);
    expect(await offered(head)).toContain(t.untrained);
    await head.tap('directive-sheet >>> person-picker >>> .pick', HIRE.name);
    await head.sees(t.untrainedYes);
    await head.answer(TEXT.common.cancel);
    await plant().close(head);
  });

  it('the new hire is told, and sees what comes first', async () => {
    hire = await plant().phoneOf(HIRE.id, { path: PAGES.me });
    await hire.open(PAGES.mine, '.line', t.title);
    await hire.sees(fill(t.hours, { done: 0, all: 3 }));
    await hire.sees(fill(t.hoursWhat, { minutes: 45 }));
    await hire.open(PAGES.signIn, 'big-button >>> .big-inside', t.goAttend);
  });
});

describe('a class', () => {
  it('is opened for a course and a place, and shows its code', async () => {
    trainer = await plant().phoneOf(TRAINER, { path: PAGES.session });
    await trainer.tap('.choice', LAW.title);
    await trainer.type('t-input >>> input', '二楼培训室');
    await trainer.press(t.classOpen);
    await trainer.find('sign-code >>> .sign-digits');
    await trainer.sees(fill(t.classHere, { count: 0 }));
  });

  it('takes a signature by the code, kept while there is no network', async () => {
    const { _id, secret } = await classWhen(plant().cloud, ({ closedAt }) => closedAt === null);
    await hire.world(`setScan(${JSON.stringify(`safeloop:sign:training:${_id}:${secret}`)})`);
    await hire.world('setNetwork({ type: "none" })');
    await hire.press(t.inScan);
    await hire.sees(t.inKept);
    await hire.world('setNetwork({ type: "wifi" })');
    await hire.sees(t.inDone);
    const { signed } = await classWhen(plant().cloud, (session) => HIRE.id in session.signed);
    expect(signed[HIRE.id]).toMatchObject({ how: 'scanned', leftAt: null });
  });

  it('ends with a picture, and its time goes to who was there', async () => {
    await plant().clock({ advance: '45m', coalesce: true });
    await trainer.tap('.again', t.classRefresh);
    await trainer.find('signed-list >>> .signed-row', HIRE.name);
    await trainer.looksAt('cylinder-chained');
    await trainer.press(t.classClose);
    await trainer.sees(fill(t.minutes, { minutes: 45 }));
    const { parts } = await trainingWhen(plant().cloud, HIRE.id, ({ parts: [company] }) =>
      Object.values(company?.courses[0]?.attendance ?? {}).some(({ minutes }) => minutes === 45),
    );
    expect(parts[0]?.signature).toBeNull();
  });
});

describe('what is learnt', () => {
  it('is read, one material at a time', async () => {
    await hire.press(t.toMine);
    await hire.open(PAGES.course, 'big-button >>> .big-inside', t.goRead);
    const [law] = TRAINING.courses;
    await readAll(hire, law?.materials.map(({ title }) => title) ?? []);
  });

  it('is asked: once it fails, with what is right and why', async () => {
    await hire.open(PAGES.quiz, 'big-button >>> .big-inside', t.goQuiz);
    await answerAll(hire, 'wrong');
    await hire.sees(t.failed);
    await hire.sees('先撤离、先喊人');
    await hire.sees('人最要紧');
    await hire.press(t.backToRead);
    await hire.at(PAGES.course);
  });

  it('is asked again once one may, and passed', async () => {
    await plant().clock({ advance: `${WAIT}m`, coalesce: true });
    await hire.comeBy(PAGES.mine, {});
    await hire.open(PAGES.quiz, 'big-button >>> .big-inside', t.goQuiz);
    await answerAll(hire, 'right');
    await hire.sees(t.passed);
    await hire.press(t.toMine);
  });

  it('is signed for by hand, level by level', async () => {
    for (const level of ['company', 'workshop', 'team'] as const) {
      const [course] = TRAINING.courses.filter((each) => each.level === level);
      if (level !== 'company') {
        await hire.open(PAGES.course, 'big-button >>> .big-inside', t.goRead);
        await readAll(hire, course?.materials.map(({ title }) => title) ?? []);
        await hire.press(t.toMine);
      }
      await hire.open(PAGES.signature, 'big-button >>> .big-inside', t.goSign);
      await write(hire);
      await hire.press(t.signDone);
      await hire.at(PAGES.mine);
    }
    const { parts, evidence } = await trainingWhen(plant().cloud, HIRE.id, ({ state }) => state === 'done');
    const files = parts.map(({ signature }) => evidence[signature?.evidenceId ?? '']);
    expect(files.map((file) => [file?.format, file?.state])).toEqual(Array(3).fill(['png', 'sealed']));
  });
});

describe('the record', () => {
  it('opens as a document that names who learnt', async () => {
    await hire.sees(fill(t.hours, { done: 3, all: 3 }));
    await hire.phone.page.evaluate(
      `self.opened = new Promise((told) => __phone.on(({ type, value }) => type === 'effect' && value.name === 'openDocument' && told(value.detail))), true`,
    );
    await hire.tap('.record', t.sheet);
    const file = (await hire.phone.page.evaluate(`self.opened.then(({ filePath, fileType }) => ({
      fileType, bytes: __phone.wx.getFileSystemManager().readFileSync(filePath, 'base64'),
    }))`)) as { fileType: string; bytes: string };
    expect(file.fileType).toBe('docx');
    const document = unzip(Buffer.from(file.bytes, 'base64')).get('word/document.xml')?.toString('utf8');
    for (const said of [HIRE.name, LAW.title, '新员工三级安全教育']) expect(document).toContain(said);
  });

  it('is found by safety, and says nothing any more to who gives work', async () => {
    await trainer.comeBy(PAGES.people, {});
    await trainer.tap('.chip', t.overviewDone);
    await trainer.find('training-row >>> .line', HIRE.name);
    // The timer takes the mark off the roll.
    await plant().clock({ advance: '6m', coalesce: true });
    await plant().cloud.runTimer('jobs');
    const head = await plant().phoneOf(HEAD);
    expect(await offered(head)).not.toContain(t.untrained);
  });

  it('broke nothing on the phones', () => {
    expect([...hire.exceptions, ...trainer.exceptions]).toEqual([]);
  });
});
