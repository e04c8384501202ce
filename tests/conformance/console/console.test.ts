/** The console in a browser: who is on the phones, what they are told, the clock, the hint, and the keyboard. */
import type { Snapshot } from '../../../devtools/cloud/control/schema';
import type { HTTPRequest } from 'puppeteer-core';
import { hazard, openDesk, person, type Desk } from './support/desk';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  desk.plant.people = [
    person('田野', 'worker', true),
    person('胡春生', 'supervisor'),
    person('林晓燕', 'safety'),
    person('姜海生', 'worker'),
  ];
  desk.plant.firstPhones = ['o田野-phone', 'o胡春生-phone', 'o林晓燕-phone'];
  await desk.page.goto(desk.server.base);
});
afterAll(() => desk.stop());

/** Until the page says so; it asks the cloud every few seconds. @throws Error that tells what it said instead */
const until = async (says: string): Promise<void> => {
  const options = { timeout: 30_000 };
  await desk.page
    .waitForFunction((text) => document.body.innerText.includes(text), options, says)
    .catch(async () => {
      const [text, focus] = await desk.page.evaluate(() => [
        document.body.innerText,
        document.activeElement?.outerHTML,
      ]);
      throw new Error(`The page never said ${says}. It says:\n${text}\nIn focus: ${focus}`);
    });
};
const names = (): Promise<string[]> =>
  desk.page.$$eval('.person h2', (found) => found.map(({ textContent }) => textContent));
const press = async (...keys: Parameters<Desk['page']['keyboard']['press']>[0][]): Promise<void> => {
  for (const key of keys) await desk.page.keyboard.press(key);
};
/** Opens the list of people of a phone, counted from 1, by keyboard. */
const openPeople = async (column: number): Promise<void> => {
  await desk.page.focus(`.column:nth-child(${column}) .switch`);
  await press('Enter');
  await desk.page.waitForSelector(`.column:nth-child(${column}) .people:popover-open input:focus`);
};
const first = (name: string): Promise<unknown> =>
  desk.page.waitForFunction((text) => document.querySelector('.person h2')?.textContent === text, {}, name);
const button = (name: string): Promise<void> => desk.page.locator(`aria/${name}[role="button"]`).click();

it('puts the people that the plant suggests on three phones', async () => {
  await until('田野');
  expect(await names()).toEqual(['田野', '胡春生', '林晓燕']);
  for (const [at, openid] of desk.plant.firstPhones.entries()) {
    const address = new URL(desk.phone(at + 1).url());
    expect([address.pathname, address.searchParams.get('openid')]).toEqual([`/phone/${at + 1}/`, openid]);
  }
});

it('changes a person by keyboard alone, and remembers it', async () => {
  await openPeople(3);
  await desk.page.keyboard.type('海生');
  await press('Enter');
  await until('姜海生的岗位');
  expect(await names()).toEqual(['田野', '胡春生', '姜海生']);
  expect(await desk.page.evaluate(() => document.activeElement?.className)).toBe('switch');
  await desk.page.reload();
  await until('姜海生');
  expect(await names()).toEqual(['田野', '胡春生', '姜海生']);
});

it('lets two phones change places rather than show one person twice', async () => {
  await openPeople(1);
  await press('ArrowDown', 'Enter');
  await first('胡春生');
  expect(await names()).toEqual(['胡春生', '田野', '姜海生']);
  await openPeople(1);
  await press('ArrowUp', 'Enter');
  await first('田野');
});

it('leaves the list by Escape without a change', async () => {
  await openPeople(1);
  await press('ArrowDown', 'Escape');
  expect(await desk.page.$('.people:popover-open')).toBeNull();
  expect((await names())[0]).toBe('田野');
});

it('tells the phone what its switch stands at, and the titles of templates', async () => {
  await desk.page.focus('input[name="network-2"]:checked');
  await press('ArrowRight', 'ArrowRight');
  const told = await desk.told(2);
  expect(told).toContainEqual({ setTemplateTitles: { task: '隐患处理任务提醒' } });
  expect(told.at(-2)).toEqual({ setNetwork: { type: '4g', delay: 3000 } });
  expect(told.at(-1)).toEqual({ setNetwork: { type: 'none', delay: 0 } });
});

it('lets one phone ask for the privacy agreement again', async () => {
  await desk.page.click('.column:nth-child(2) button[title*="隐私"]');
  expect((await desk.told(2)).at(-1)).toEqual({ setPrivacyAgreed: false });
  expect(await desk.told(1)).not.toContainEqual({ setPrivacyAgreed: false });
});

it('shows a message with title and fields; a tap opens its page on that phone', async () => {
  const { version, at, offset, documents, files } = await desk.server.get<Snapshot>('/control/export');
  const message = {
    id: 'm1',
    at: Date.now(),
    to: 'o胡春生-phone',
    templateId: 'task',
    page: 'packages/order/detail/index?id=o1&from=message',
    state: 'developer',
    data: { time2: { value: '10:30' }, thing1: { value: '地面油滑' } },
  };
  await desk.server.post('/control/import', {
    version,
    at,
    offset,
    documents,
    files,
    journal: [{ kind: 'message', message }],
  });
  await until('隐患处理任务提醒');
  const lines = await desk.page.$$eval('.column:nth-child(2) .line', (found) =>
    found.map((each) => each.textContent),
  );
  expect(lines).toEqual(['隐患地面油滑', '期限10:30']);
  expect(await desk.page.$('.column:nth-child(2) .message.new')).not.toBeNull();
  await desk.page.click('.column:nth-child(2) .message');
  expect(await desk.page.$('.message.new')).toBeNull();
  expect((await desk.told(2)).at(-1)).toEqual({
    launch: { path: 'packages/order/detail/index', query: { id: 'o1', from: 'message' }, scene: 1014 },
  });
});

it('opens a message that is tapped while its phone still starts, on the phone that comes', async () => {
  const letGo = desk.holdPhones();
  await openPeople(1);
  await press('ArrowDown', 'Enter');
  await first('胡春生');
  await desk.page.waitForSelector('.column:nth-child(1) .message');
  await desk.page.click('.column:nth-child(1) .message');
  // The phone of the one before still stands in the frame.
  expect(JSON.stringify(await desk.told(1))).not.toContain('packages/order/detail/index');
  letGo();
  await desk.page.waitForFunction(() => {
    const [frame] = document.querySelectorAll('iframe');
    const told = frame?.contentWindow ? (Reflect.get(frame.contentWindow, 'told') as unknown) : null;
    return JSON.stringify(told ?? null).includes('packages/order/detail/index');
  });
  expect(desk.phone(1).url()).toContain(encodeURIComponent('胡春生'));
  await openPeople(1);
  await press('ArrowUp', 'Enter');
  await first('田野');
});

describe('the clock', () => {
  const now = async (): Promise<number> => (await desk.server.get<{ now: number }>('/control/clock')).now;

  it.each([
    ['+10 分钟', 600_000],
    ['+2 小时', 7_200_000],
    ['+1 天', 86_400_000],
  ])('goes on by %s, for the phones too', async (label, ms) => {
    const before = await now();
    await button(label);
    await desk.page.waitForSelector('.clock:not([aria-busy])');
    await desk.page.waitForFunction(() =>
      /时钟走了/.test(document.querySelector('.said')?.textContent ?? ''),
    );
    const gone = (await now()) - before;
    expect(gone).toBeGreaterThanOrEqual(ms);
    expect(gone).toBeLessThan(ms + 30_000);
    const { offset } = await desk.server.get<{ offset: number }>('/control/clock');
    await desk.page.waitForFunction(() => document.querySelector('.clock:not([aria-busy])') !== null);
    const offsets = (await desk.told(1)).flatMap(({ setClockOffset }) =>
      typeof setClockOffset === 'number' ? [setClockOffset] : [],
    );
    expect(Math.abs((offsets.at(-1) ?? 0) - offset)).toBeLessThan(5000);
  });

  it('goes just past the next due time', async () => {
    const due = Math.ceil((await now()) / 60_000) * 60_000 + 40 * 60_000;
    desk.plant.overview = { ...desk.plant.overview, nextDueAt: due };
    await desk.page.waitForFunction(() =>
      [...document.querySelectorAll('.clock button')].some((each) =>
        each.getAttribute('title')?.startsWith('下个期限'),
      ),
    );
    await button('到下个期限');
    await desk.page.waitForFunction(() =>
      /时钟走了 4/.test(document.querySelector('.said')?.textContent ?? ''),
    );
    expect((await now()) - due).toBeGreaterThan(0);
    expect((await now()) - due).toBeLessThan(60_000);
  });

  it('does what is pressed while it is still moving, in turn', async () => {
    const before = await now();
    await button('+2 小时');
    await button('+10 分钟');
    await until('时钟走了 10 分钟');
    expect((await now()) - before).toBeGreaterThanOrEqual(7_800_000);
  });

  it('runs the timers once, and goes back to the real time', async () => {
    await button('时钟的更多操作');
    // Looked for from before the click: what is said goes away again by itself.
    await Promise.all([until('定时任务跑了 2 次'), button('跑一次定时任务')]);
    await button('时钟的更多操作');
    await Promise.all([until('时钟回到了'), button('回到现在')]);
    expect(Math.abs((await now()) - Date.now())).toBeLessThan(5000);
  });
});

describe('the hint', () => {
  const current = (): Promise<string | null> =>
    desk.page.$eval('.hint', (hint) => hint.querySelector('[aria-current]')?.textContent ?? null);
  const show = (ring: number, turn: string | null): void => {
    const cases = [hazard('地面油滑', Date.now() + 1000, ring, turn)];
    desk.plant.overview = {
      nextDueAt: null,
      cases,
      recent: [{ at: Date.now(), text: `地面油滑 第${ring}步` }],
    };
  };

  it('begins with a photo, whatever there was before', async () => {
    expect(await current()).toContain('左边随手拍');
  });

  it('goes on by what really happened, and offers a phone to whom it waits for', async () => {
    show(2, '林晓燕');
    await until('第2步');
    expect(await current()).toContain('中间收到通知，派人去改');
    expect(await desk.page.$eval('.invite:not([hidden])', ({ textContent }) => textContent)).toBe(
      '换成林晓燕',
    );
    await desk.page.click('.invite:not([hidden])');
    await desk.page.waitForFunction(() => document.querySelector('.invite:not([hidden])') === null);
    expect(await names()).toEqual(['田野', '林晓燕', '姜海生']);
    show(3, '姜海生');
    await until('第3步');
    expect(await current()).toContain('右边改好，左边复核');
    show(5, null);
    await until('「地面油滑」走完了一圈');
  });
});

it('shows documents and the function log, and closes by Escape', async () => {
  await desk.server.call('echo', {}, null);
  await desk.server.cloud.database.execute('database.insertDocument', {
    collectionName: 'notes',
    data: [JSON.stringify({ _id: 'n1', title: '一张便条' })],
  });
  await button('数据和日志');
  await desk.page.waitForSelector('dialog select');
  await desk.page.select('dialog select', 'notes');
  await until('一张便条');
  await desk.page.locator('dialog details summary').click();
  await until('"title": "一张便条"');
  await desk.page.focus('dialog [role="tab"][aria-selected="true"]');
  await press('ArrowRight');
  await until('定时或内部');
  await press('Escape');
  expect(await desk.page.$('dialog[open]')).toBeNull();
});

it('shows what was asked for last, whatever is answered last', async () => {
  let letDocumentsGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letDocumentsGo = resolve));
  const answers: Promise<unknown>[] = [];
  const hold = (request: HTTPRequest): void => {
    const late = request.url().includes('/control/documents');
    answers.push(late ? held.then(() => request.continue()) : request.continue());
  };
  await desk.page.setRequestInterception(true);
  desk.page.on('request', hold);
  await button('数据和日志');
  const asked = desk.page.waitForRequest((request) => request.url().includes('/control/documents'));
  await desk.page.locator('dialog [role="tab"]:first-child').click();
  await asked;
  await desk.page.locator('dialog [role="tab"]:last-child').click();
  await until('定时或内部');
  const answered = desk.page.waitForResponse((response) => response.url().includes('/control/documents'));
  letDocumentsGo();
  await answered;
  await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(await desk.page.$('dialog select')).toBeNull();
  desk.page.off('request', hold);
  await Promise.all(answers);
  await desk.page.setRequestInterception(false);
  await press('Escape');
});

it('lays out without overflow, with targets of 44 px, at both sizes', async () => {
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
  ] as const) {
    await desk.page.setViewport({ width, height });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const found = await desk.page.evaluate(() => ({
      overflow: [
        document.documentElement.scrollWidth - innerWidth,
        document.documentElement.scrollHeight - innerHeight,
      ],
      small: [...document.querySelectorAll('button, select, .network label')]
        .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 36))
        .map(({ text }) => text),
      phones: [...document.querySelectorAll('.phone')].map(
        (each) => each.getBoundingClientRect().bottom < innerHeight,
      ),
    }));
    expect(found).toEqual({ overflow: [0, 0], small: [], phones: [true, true, true] });
  }
});

it('asks nobody but its own cloud, and makes no errors', () => {
  expect(
    desk.asked.filter((address) => !address.startsWith(desk.server.base) && !address.startsWith('data:')),
  ).toEqual([]);
  expect(desk.errors).toEqual([]);
});

it('says so when the cloud does not answer', async () => {
  await desk.page.setOfflineMode(true);
  await until('本地云没有回应');
  await desk.page.setOfflineMode(false);
  await desk.page.waitForFunction(() => !document.body.classList.contains('cut-off'));
});
