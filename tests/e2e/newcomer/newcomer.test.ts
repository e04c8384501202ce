/** Somebody new opens the console and closes a hazard by the hint alone, with every screen on record. */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchBrowser, type PhoneBrowser } from '../../../devtools/automation';
import { Floor } from '../../../scripts/lib/floor';
import { startTestCloud, type TestCloud } from '../../support/cloud';
import { root } from '../../support/process';
import { Hands } from './hands';

let cloud: TestCloud;
let launched: PhoneBrowser;
let page: Page;
let hands: Hands;
const errors: string[] = [];

beforeAll(async () => {
  cloud = await startTestCloud();
  // A Monday morning: who is on duty, and so who is offered, depends on the hour.
  await cloud.clock({ set: '2026-11-23T09:10:00+08:00' });
  await (await Floor.open(cloud)).acceptReminders(3);
  launched = await launchBrowser();
  page = await launched.browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  page.on('pageerror', (error) => errors.push(String(error)));
  hands = new Hands(page, join(root, 'test-results/newcomer'));
  await page.goto(cloud.base);
});
afterAll(async () => {
  await launched.close();
  await cloud.stop();
});

it('1 左边随手拍', async () => {
  await hands.sees('console', '左边随手拍');
  await hands.sees(1, '随手拍');
  await hands.records('console');
  await hands.clicks(1, '随手拍');
  await hands.clicks(1, '允许');
  await hands.records('camera');
  await hands.clicks(1, '拍照');
  await hands.sees(1, '已拍 1 张');
  await hands.clicks(1, '防护罩松动');
  await hands.records('where');
});

it('2 中间收到通知，派人去改', async () => {
  await hands.clicks(1, '钢板下料区');
  await hands.sees(1, '已提交');
  await hands.records('submitted');
  await hands.sees(1, '已收到');
  await hands.clicks(1, '允许');
  await hands.records('received');
  await hands.sees('console', '收到通知，派人去改');
  // Whose turn it is holds none of the phones yet.
  await hands.clicks('console', '换成');
  await hands.sees('console', '隐患处理');
  await hands.records('message');
  await hands.clicks('console', '隐患处理');
  await hands.clicks(2, '派给…');
  await hands.clicks(2, '任小军');
  await hands.records('assign');
  await hands.clicks(2, '派给');
  await hands.sees(2, '整改中');
});

it('3 右边改好，左边复核', async () => {
  await hands.clicks('console', '换成任小军');
  await hands.sees(3, '任小军');
  await hands.records('fixer');
  await hands.clicks(3, '防护罩松动');
  await hands.clicks(3, '改好了，拍照');
  await hands.clicks(3, '允许');
  await hands.records('take');
  await hands.clicks(3, '拍照');
  await hands.clicks(3, '好了');
  await hands.records('after');
  await hands.clicks(3, '提交');
  await hands.sees(3, '待复核');
  await hands.records('fixed');
  await hands.clicks('console', '改好了');
  await hands.sees(1, '修好了');
  await hands.records('verify');
  await hands.clicks(1, '看照片判断');
  await hands.clicks(1, '修好了');
  await hands.sees('console', '走完了一圈');
  await hands.sees(1, '已关闭');
  await hands.records('closed');
});

it('meets no error on the way', () => {
  expect(errors).toEqual([]);
});
