/** A 班前会 from its opening to its record, on the phones of who leads, who comes, who comes late and who oversees. */
import { recordNumber } from '../../../miniprogram/shared/briefing';
import { readSignIn } from '../../../miniprogram/shared/sign-in';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Person } from '../support/person';
import { usePlant } from '../support/use-plant';
import { briefingOf, briefingWhen, closedHazard, codeOn, PAGES } from './support/meeting';

const t = TEXT.briefing;

/** The afternoon before, and a Wednesday before the day shift. */
const plant = usePlant('2026-12-01T15:00:10+08:00', { PUSH_TO: 'events' });
const MORNING = '2026-12-02T07:41:05+08:00';

const MEETING = 'steel@2026-12-02:day';
const [LEADER, WORKER, LATE, SAFETY] = ['p-012', 'p-032', 'p-044', 'p-010'];
const WORDS = '今天三号行车检修，路过看吊钩';

let leader: Person;
let worker: Person;
let code: string;

/** Opens the sheet of the leader's words and says something. */
async function say(text: string): Promise<void> {
  await leader.press(t.say);
  await leader.type('words-sheet >>> t-textarea >>> textarea', text);
  await leader.submit(t.saySubmit, 'words-sheet');
}

beforeAll(async () => {
  await closedHazard(plant().cloud);
  await plant().clock({ set: MORNING });
  await plant().cloud.runTimer('jobs');
});

describe('the leader', () => {
  it('finds the card of the team among the tasks of the day', async () => {
    leader = await plant().phoneOf(LEADER, { path: PAGES.day });
    await leader.open(PAGES.card, '.entry', t.title);
    await leader.sees('下料焊接班');
    await leader.sees('链条已装好');
    await leader.sees(t.quizAsk);
  });

  it('says a word, unless the content check minds it', async () => {
    await say('这里有人赌博');
    await leader.sees('没通过内容检查');
    expect((await briefingOf(plant().cloud, MEETING)).words).toBeNull();
    await leader.type('words-sheet >>> t-textarea >>> textarea', WORDS);
    await leader.submit(t.saySubmit, 'words-sheet');
    await leader.find('.words-text', WORDS);
  });

  it('opens the meeting, and shows a code that a scanner reads', async () => {
    await leader.press(t.open);
    code = await codeOn(leader);
    expect(readSignIn(code)).toMatchObject({ kind: 'briefing', id: MEETING });
  });
});

describe('a worker', () => {
  it('reads what is told, answers the photo quiz, and is told what was done', async () => {
    worker = await plant().phoneOf(WORKER, { path: PAGES.card });
    await worker.find('.words-text', WORDS);
    await worker.tap('quiz-card >>> .quiz-option', '气瓶');
    await worker.sees(t.right);
    await worker.sees(fill(t.quizCount, { answered: 1, right: 1 }));
  });

  it('signs by scanning the leader’s phone', async () => {
    await worker.world(`setScan(${JSON.stringify(code)})`);
    await worker.press(t.scan);
    const { signatures } = await briefingWhen(plant().cloud, MEETING, ({ counts }) => counts.signed === 2);
    expect(signatures[WORKER]).toMatchObject({ means: 'scanned', late: false });
    await worker.find('.done');
  });
});

describe('the end', () => {
  it('is a photo of those who are there; whoever could not sign is named', async () => {
    await leader.tap('roll-card >>> .roll-name', plant().person('p-030').name);
    await leader.type('words-sheet >>> t-textarea >>> textarea', '手机没电');
    await leader.submit(t.nameSubmit, 'words-sheet');
    await leader.find('roll-card >>> .roll-line', '手机没电');
    await leader.looksAt('oil-clean');
    await leader.press(t.close);
    const { closed, evidence } = await briefingWhen(plant().cloud, MEETING, ({ state }) => state === 'held');
    expect(evidence[closed?.photo ?? '']).toMatchObject({ purpose: 'scene' });
  });

  it('is not the end for who comes late: they type the digits, and are marked', async () => {
    const late = await plant().phoneOf(LATE, { path: PAGES.card });
    const { secret } = await briefingOf(plant().cloud, MEETING);
    await late.press(t.type);
    await late.type('typed-sheet >>> t-input >>> input', secret ?? '');
    await late.submit(t.typeSubmit, 'typed-sheet');
    const { signatures } = await briefingWhen(plant().cloud, MEETING, ({ counts }) => counts.late === 1);
    expect(signatures[LATE]).toMatchObject({ means: 'typed', late: true });
    expect(late.exceptions).toEqual([]);
  });

  it('leaves a record of who was told, when and how', async () => {
    const safety = await plant().phoneOf(SAFETY, { path: PAGES.list });
    await safety.open(PAGES.card, '.line', '下料焊接班');
    await safety.find('roll-card >>> .roll-line', '王大勇替签：手机没电');
    await safety.find('roll-card >>> .roll-tag', '会后');
    await safety.find('.group');
    const { hash } = await briefingOf(plant().cloud, MEETING);
    await safety.sees(fill(t.evidence, { number: recordNumber(hash ?? '') }));
    for (const person of [leader, worker, safety]) expect(person.exceptions).toEqual([]);
  });
});
