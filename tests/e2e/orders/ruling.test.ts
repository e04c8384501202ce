/** Two say that it is not theirs: safety rules, and what was ruled becomes the rule for the next report of its kind. */
import { TEXT } from '../../../miniprogram/shared/text';
import { Form } from '../support/form';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { inState } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

/** 焊机配电箱 in 手工焊接区: 用电 goes to 设备部 on the day shift of a working day. */
const LABEL = 'B-05';
const FIRST = { label: LABEL, what: '配电箱周围堆放杂物', picture: 'panel-blocked' } as const;
const NEXT = { label: LABEL, what: '配电箱门没关好没上锁', picture: 'panel-blocked' } as const;

const EQUIPMENT = '李卫东';
const SITE = '梁永康';
const SAFETY = '何志远';
/** 焊接车间主任. */
const RULED = '赵海峰';

let reporter: Person;
let safety: Person;
let number: string;

/** Refuses the order, and says who should have it. */
async function passOn(who: string, asks: string, to: string, why: string, whyAsks: string): Promise<Person> {
  const person = await plant().atOrder(who, number);
  await person.choose('转给更合适的人');
  const form = new Form(person);
  await form.choose(asks, to);
  await form.write(whyAsks, why);
  await form.submit('转给更合适的人');
  return person;
}

describe('a hazard that two say is not theirs', () => {
  it('goes to the owner that the plant rules name', async () => {
    reporter = await plant().phoneOf('p-030');
    number = await report(reporter, FIRST);
    await reporter.sees(EQUIPMENT);
  });

  it('is handed on with a reason', async () => {
    const owner = await passOn(EQUIPMENT, '转给谁', SITE, '箱子是焊接班堆的', '为什么转');
    await owner.sees(`轮到${SITE}`);
    await owner.sees('箱子是焊接班堆的');
    await plant().close(owner);
  });

  it('goes to safety when it is refused again, and both refusals stay named', async () => {
    const second = await passOn(SITE, '你看该归谁', EQUIPMENT, '配电箱一直归设备部', '为什么不归你');
    await inState(second, '待裁决');
    const screen = await second.screen();
    for (const said of [`${EQUIPMENT} 转给 ${SITE}`, `${SITE} 转给 ${EQUIPMENT}`, `轮到${SAFETY}`])
      expect(screen).toContain(said);
    await plant().close(second);
  });

  it('is not called a dispute to the worker who reported it', async () => {
    await reporter.comeBy(PAGES.order, { id: await plant().orderOf(number) });
    await reporter.sees(TEXT.order.beingRuled);
    expect(await reporter.screen()).not.toContain('待裁决');
  });
});

describe('the ruling', () => {
  it('is made from the desk of safety', async () => {
    safety = await plant().phoneOf(SAFETY);
    await safety.open(PAGES.desk, '.entry', TEXT.home.desk);
    await safety.sees(TEXT.desk.rulings);
    await safety.open(PAGES.order, 'order-pile「待裁决」 >>> .pile-open', FIRST.what);
    await safety.press('定由谁处理', 'act-bar');
    const form = new Form(safety);
    await form.choose('由谁处理', RULED);
    await form.write('为什么', '谁堆的谁清，归焊接车间');
    await form.submit('定由谁处理');
    await safety.sees(`轮到${RULED}`);
    await safety.sees('谁堆的谁清，归焊接车间');
  });

  it('cannot be passed on by the one it names', async () => {
    const ruled = await plant().atOrder(RULED, number);
    await ruled.press('我来整改', 'act-bar');
    await ruled.find('act-sheet >>> action-form >>> .field', '打算怎么改');
    await ruled.comeBy(PAGES.order, { id: await plant().orderOf(number) });
    await ruled.tap('act-bar >>> .act-more');
    await ruled.sees('不属于隐患');
    expect(await ruled.read('act-bar >>> choice-sheet >>> .choice')).not.toContain('转给更合适的人');
    await plant().close(ruled);
  });

  it('becomes a rule in one tap', async () => {
    await safety.tap('record-card >>> .act', TEXT.order.adopt);
    await safety.sees('记下了：手工焊接区的用电由焊接车间负责人处理');
  });

  it('names the owner of the next report of that kind', async () => {
    // An instance that did not publish itself may lag behind by a minute (features/plant/current.ts).
    await plant().clock({ advance: '2m' });
    await report(reporter, NEXT);
    await reporter.sees(RULED);
    expect(await reporter.screen()).not.toContain(EQUIPMENT);
  });
});

it('made no errors on any phone', () => {
  expect([...reporter.exceptions, ...safety.exceptions]).toEqual([]);
});
