/** 暂缓整改: what cannot be mended now is promised, signed one level up, kept safe, and comes back by itself. */
import { TEXT } from '../../../miniprogram/shared/text';
import { Form } from '../support/form';
import type { Person } from '../support/person';
import { report } from '../support/report';
import { PAGES } from '../support/screens';
import { inState } from './support/steps';
import { usePlant } from '../support/use-plant';

const plant = usePlant('2026-11-23T09:10:00+08:00');

const OWNER = '梁永康';
const SUPERIOR = '陈志强';

let owner: Person;
let superior: Person;
let number: string;

/** The form of 暂时改不了, filled in. */
async function promise(): Promise<Form> {
  await owner.choose('暂时改不了');
  const form = new Form(owner);
  await form.write('为什么现在改不了', '护罩要订做，三天后到');
  await form.write('这段时间怎么保证安全', '断电挂牌，拉警戒线，每班看一次');
  await form.write('打算怎么改', '装整体防护罩，加联锁');
  await form.sum('大约要多少钱', 12_000);
  return form;
}

describe('what cannot be mended now', () => {
  it('is taken on by its owner', async () => {
    const reporter = await plant().phoneOf('p-040');
    number = await report(reporter, { label: 'A-08', what: '防护罩缺失', picture: 'guard-missing' });
    await reporter.sees(OWNER);
    await plant().close(reporter);

    owner = await plant().atOrder(OWNER, number);
    await owner.press('我来整改', 'act-bar');
    const form = new Form(owner);
    await form.write('打算怎么改', '装回防护罩');
    await form.submit('我来整改');
    await inState(owner, '整改中');
  });

  it('is not put off while something of 五定 is missing', async () => {
    const form = await promise();
    await form.submit('提交');
    await owner.sees('还差 2 项');
    await inState(owner, '整改中');
    await form.firstDay('改到哪一天');
    await form.write('出了事怎么办', '夹手先断电，再打急救电话');
    await form.choose('谁来复查', '林晓燕');
    await form.submit('提交');
    await inState(owner, '暂缓待批');
    await owner.sees(`轮到${SUPERIOR}`);
  });
});

describe('the signature', () => {
  it('is given on a screen that says all that is promised', async () => {
    superior = await plant().phoneOf(SUPERIOR);
    await superior.open(PAGES.order, '.wait', TEXT.order.taskApprove);
    await superior.sees(TEXT.order.deferral);
    const screen = await superior.screen();
    for (const said of [
      '护罩要订做',
      '断电挂牌',
      '装整体防护罩',
      '12,000 元',
      '11月24日',
      '夹手先断电',
      '林晓燕',
    ])
      expect(screen).toContain(said);
    await superior.press('同意', 'act-bar');
    await new Form(superior).submit('同意');
    await inState(superior, '暂缓整改');
  });

  it('leaves the order with the owner until its date', async () => {
    await owner.comeBy(PAGES.order, { id: await plant().orderOf(number) });
    await inState(owner, '暂缓整改');
    await owner.sees(`轮到${OWNER}`);
    await owner.sees('后接着改');
  });
});

describe('when the date has come', () => {
  it('it is to be mended again, with time to do it', async () => {
    await plant().clock({ advance: '1d15h', coalesce: true });
    await owner.comeBy(PAGES.order, { id: await plant().orderOf(number) });
    await inState(owner, '整改中');
    await owner.sees('前改好');
    await owner.sees(TEXT.order.left);
    await owner.find('act-bar >>> big-button >>> .big-inside', '改好了，拍照');
  });
});

it('made no errors on any phone', () => {
  expect([...owner.exceptions, ...superior.exceptions]).toEqual([]);
});
