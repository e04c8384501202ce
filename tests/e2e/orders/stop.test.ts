/** 设备停用: anyone proposes it, a photo of the tag makes it so, the label tells everybody, and somebody else unlocks. */
import { TEXT } from '../../../miniprogram/shared/text';
import { Form } from '../support/form';
import type { Person } from '../support/person';
import { finishReport } from '../support/report';
import { inState } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

/** 1号冲床. */
const LABEL = 'A-08';
const WORKER = 'p-040';
const KEEPER = '梁永康';
const FIXER = '姜海生';

let worker: Person;
let passerBy: Person;
let keeper: Person;
let fixer: Person;
let number: string;

/** What the label tells whoever walks by, as soon as it says this. */
async function labelSays(text: string): Promise<string> {
  await passerBy.scanLabel(LABEL);
  await passerBy.sees(text);
  const screen = await passerBy.screen();
  expect(screen).not.toContain('安全');
  return screen;
}

describe('a machine that should not run', () => {
  it('is proposed to be stopped from its label', async () => {
    worker = await plant().phoneOf(WORKER);
    await worker.scanLabel(LABEL);
    await worker.sees(TEXT.label.none);
    await worker.tap('.deck-stop', TEXT.label.stop);
    number = await finishReport(worker, { label: LABEL, what: '防护罩缺失', picture: 'guard-missing' });
    await worker.sees(KEEPER);
  });

  it('is not called stopped before somebody locked it', async () => {
    passerBy = await plant().phoneOf('p-030');
    expect(await labelSays(TEXT.label.proposed)).not.toContain(TEXT.label.stopped);
  });

  it('is stopped with a photo of the lock or tag', async () => {
    keeper = await plant().atOrder(KEEPER, number);
    await inState(keeper, '建议停用');
    await keeper.looksAt('guard-missing');
    await keeper.press('已停用，拍锁或挂牌', 'act-bar');
    const form = new Form(keeper);
    await form.shot('拍下锁或挂牌');
    await form.choose('谁去修', FIXER);
    await form.submit('提交');
    await keeper.sees(TEXT.order.stoppedHint);
    await keeper.sees(`轮到${FIXER}`);
  });
});

describe('the label of a stopped machine', () => {
  it('says so', async () => {
    const screen = await labelSays(TEXT.label.stopped);
    expect(screen).toContain(TEXT.label.stoppedHint);
    expect(screen).not.toContain(TEXT.label.stop);
  });

  it('without a network sends people to the tag on site', async () => {
    await passerBy.world('setNetwork({ type: "none" })');
    const screen = await labelSays(TEXT.label.offline);
    expect(screen).not.toContain(TEXT.label.stopped);
    await passerBy.world('setNetwork({ type: "wifi" })');
    await passerBy.tap('.said-again');
    await passerBy.sees(TEXT.label.stopped);
  });
});

describe('a repaired machine', () => {
  it('stays stopped until somebody else unlocks it', async () => {
    fixer = await plant().atOrder(FIXER, number);
    await fixer.looksAt('guard-fitted');
    await fixer.press('改好了，拍照', 'act-bar');
    const form = new Form(fixer);
    await form.compared('同一个角度');
    await form.submit('提交');
    await inState(fixer, '待解锁');
    await fixer.lacks('act-bar >>> big-button >>> .big-inside', '可以恢复使用');
    await labelSays(TEXT.label.stopped);
  });

  it('is unlocked on site by the reporter, with a photo', async () => {
    await plant().atOrder(worker, number);
    await inState(worker, '待解锁');
    const form = new Form(worker, '');
    await form.wasThere();
    await form.shoot('解锁后的照片', 'guard-fitted');
    await worker.press('可以恢复使用', 'act-bar');
    await inState(worker, '已恢复');
  });

  it('is no longer called stopped by its label, and never safe', async () => {
    const screen = await labelSays(TEXT.label.none);
    expect(screen).not.toContain(TEXT.label.stopped);
  });
});

it('made no errors on any phone', () => {
  expect([worker, passerBy, keeper, fixer].flatMap(({ exceptions }) => exceptions)).toEqual([]);
});
