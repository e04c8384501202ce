/** 疑似重大: safety decides, a plan with six parts and two signatures, accepted on site; lowered by two persons only. */
import { TEXT } from '../../../miniprogram/shared/text';
import { Form } from '../support/form';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { handIn, inState } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

const SEEN = { label: 'B-05', what: '动火人员没带操作证', picture: 'hotwork-rubbish' } as const;
const REPORTER = '范丽';
const SAFETY = '何志远';
/** 值班领导 of the day: signs in place of safety, whose plan it is. */
const LEADER = '陈志强';
const MANAGER = '周建国';
const FIXER = '姜海生';

/** The six parts of a plan, by what is asked. */
const PLAN = [
  ['目标任务', '全部动火人员持证上岗'],
  ['方法措施', '停火清查证件，无证的送培训'],
  ['经费物资', '培训费六千元'],
  ['机构人员', '安全部牵头，焊接车间配合'],
  ['时限要求', '三天清查完，两周内取证'],
  ['安全措施和应急预案', '清查期间不动火，有明火按灭火预案处置'],
] as const;

let reporter: Person;
let safety: Person;
let number: string;

async function look(person: Person): Promise<void> {
  await plant().atOrder(person, number);
}

/** One of those who sign, reached from 首页. */
async function sign(who: string, label: string): Promise<void> {
  const signer = await plant().phoneOf(who);
  await signer.open(PAGES.order, '.wait', SEEN.what);
  await signer.sees(TEXT.order.majorPlan);
  await signer.sees(PLAN[0][1]);
  await signer.press(label, 'act-bar');
  await new Form(signer).submit(label);
  await signer.sees(`${who} 同意治理方案`);
  expect(signer.exceptions).toEqual([]);
  await plant().close(signer);
}

describe('a suspected major hazard', () => {
  it('waits for safety to decide', async () => {
    reporter = await plant().phoneOf(REPORTER);
    number = await report(reporter, SEEN);
    await reporter.sees(SAFETY);
    safety = await plant().phoneOf(SAFETY);
    await safety.open(PAGES.desk, '.entry', TEXT.home.desk);
    await safety.open(PAGES.order, 'order-pile「待判定」 >>> .pile-open', SEEN.what);
  });

  it('is one, with its basis and what is done until then', async () => {
    await safety.press('属于重大', 'act-bar');
    const form = new Form(safety);
    await form.write('依据哪一条', '特种作业人员未持证上岗');
    await form.write('现在怎么控制的', '已停火，人员撤到一边');
    await form.submit('属于重大');
    await inState(safety, '待定方案');
    await safety.sees(TEXT.order.duties);
  });

  it('gets a plan with all six parts', async () => {
    await safety.press('提交治理方案', 'act-bar');
    const form = new Form(safety);
    for (const [asks, text] of PLAN) await form.write(asks, text);
    await form.submit('提交');
    await safety.sees('请选一个日子');
    await form.firstDay('最晚哪天改好');
    await form.choose('谁牵头去改', FIXER);
    await form.submit('提交');
    await inState(safety, '方案待批');
    await safety.sees(`轮到${LEADER}`);
    await safety.lacks('act-bar >>> big-button >>> .big-inside', '同意方案');
  });

  it('is mended only once two persons have signed', async () => {
    await sign(LEADER, '同意方案');
    await look(safety);
    await inState(safety, '方案待批');
    await safety.sees(`轮到${MANAGER}`);
    await sign(MANAGER, '同意方案');
    await look(safety);
    await safety.sees(`轮到${FIXER}整改`);
  });

  it('is accepted on site by a second person, with a photo', async () => {
    const fixer = await plant().atOrder(FIXER, number);
    await handIn(fixer, 'hotwork-clear');
    await inState(fixer, '待复核');
    await plant().close(fixer);
    await look(reporter);
    const form = new Form(reporter, '');
    await form.wasThere();
    await form.shoot('现场验收照片', 'hotwork-clear');
    await reporter.press('修好了', 'act-bar');
    await inState(reporter, '已关闭');
  });

  it('has what the law asks for done and recorded', async () => {
    for (const [duty, how] of [
      ['上报监管', '已网上报送，文号 2026-11'],
      ['通报', '车间公示栏，班前会讲了'],
    ] as const) {
      await look(safety);
      await safety.choose('办好了');
      const form = new Form(safety);
      await safety.tap('act-sheet >>> action-form >>> .duty', duty);
      await form.write('怎么办的', how);
      await form.submit('办好了');
      await safety.sees(how);
    }
    await look(safety);
    await inState(safety, '已关闭');
    await safety.lacks('act-bar >>> choice-sheet >>> .choice', '办好了');
  });
});

describe('a suspicion that is not confirmed', () => {
  it('is not lowered by one person', async () => {
    number = await report(reporter, SEEN);
    await look(safety);
    await safety.press('不属于重大', 'act-bar');
    const form = new Form(safety);
    await form.write('依据什么', '证在身上，系统里也查到了');
    await form.write('现在怎么控制的', '先停火，查清再动');
    await form.submit('不属于重大');
    await safety.sees(`轮到${LEADER}`);
    await inState(safety, '待判定');
    await safety.lacks('act-bar >>> big-button >>> .big-inside', '同意不属于重大');
  });

  it('is an ordinary hazard once a second person agrees', async () => {
    const second = await plant().atOrder(LEADER, number);
    await second.sees('证在身上');
    await second.press('同意不属于重大', 'act-bar');
    await new Form(second).submit('同意不属于重大');
    await inState(second, '待响应');
    await second.sees('一般隐患');
    await second.sees(`${SAFETY}、${LEADER}`);
  });
});

it('made no errors on any phone', () => {
  expect([...reporter.exceptions, ...safety.exceptions]).toEqual([]);
});
