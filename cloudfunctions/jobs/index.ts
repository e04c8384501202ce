/** The doorway of the clock: deadlines, deliveries and the daily head, every minute. Refuses any caller but the timer. */
import { AppError } from '../../miniprogram/shared/errors';
import { DAY, dayStamp, HOUR, MINUTE } from '../../miniprogram/shared/time';
import { createBriefings } from '../features/briefing/sweep';
import { createCertificateSweep } from '../features/certificates/sweep';
import { forgetTraces } from '../features/content/traces';
import { remindDirectives } from '../features/directives/remind';
import { SOURCES } from '../features/insight/sources';
import { createCounting } from '../features/insight/sweep';
import { createGeneration } from '../features/inspection/generate';
import { sealTasks } from '../features/inspection/photos';
import { createTaskSweep } from '../features/inspection/sweep';
import { addresseeOf, hoursOf } from '../features/notices/addressee';
import { digest } from '../features/notices/digest';
import { ordersActedSince } from '../features/order/history';
import { forgetCallers } from '../features/order/limit';
import { handOverFromLeavers, sweep } from '../features/order/sweep';
import { permitsActedSince } from '../features/permits/history';
import { createPermitSweep } from '../features/permits/sweep';
import { toldPermits } from '../features/permits/told';
import { plant } from '../features/plant/current';
import { createFund } from '../features/points/fund';
import { createAccountSweep } from '../features/points/sweep';
import { createRetirement } from '../features/privacy/retire';
import { createRepeatSweep } from '../features/repeats/remind';
import { createShopSweep } from '../features/shop/sweep';
import { writeHead } from '../features/trail/heads';
import { createTrainingPlan } from '../features/training/generate';
import { createTrainingSweep } from '../features/training/sweep';
import { now } from '../platform/clock';
import * as log from '../platform/log';
import { caller } from '../platform/sdk';

/** The day whose beginning this instance has seen to; another instance looks once more and finds the head there. */
let headSeenTo = '';

/** The hour in which this instance last looked for what leavers hold. */
let leaversSeenIn = -1;

/** The five minutes in which this instance last looked for directives that are due; they are given by the day. */
let directivesSeenIn = -1;

/** The five minutes in which this instance last looked for photos of tasks that nobody sealed yet. */
let sealsSeenIn = -1;

/** When this instance next looks for digests: asked every minute, they would cost a call in which nothing is due. */
let digestsLookedForAt = 0;

/** At the instants at which messages that were held fall due; once an hour in any case, should those have been changed. */
async function digests(at: number): Promise<number> {
  if (at < digestsLookedForAt) return 0;
  try {
    const inForce = await plant(at);
    const hours = hoursOf(inForce);
    const { notices, personById } = inForce;
    const known = (id: string) => (personById.has(id) ? addresseeOf(inForce, id) : null);
    const { sent, more } = await digest(at, { notices, hours, addressee: known });
    digestsLookedForAt = more ? at + MINUTE : Math.min(hours.nextRelease(at), at + HOUR);
    return sent;
  } catch (error) {
    log.defect({ event: 'jobs.digests' }, error);
    return 0;
  }
}

const retire = createRetirement();

const generate = createGeneration();
const sweepTasks = createTaskSweep(now);
const sweepPermits = createPermitSweep(now);
const sweepCertificates = createCertificateSweep(now);
const sweepShop = createShopSweep(now);

const sweepAccounts = createAccountSweep(now);
const addUpFund = createFund();

const planTrainings = createTrainingPlan();
const sweepTrainings = createTrainingSweep(now);

const meet = createBriefings(toldPermits, now);

const count = createCounting(SOURCES, now);
const sweepRepeats = createRepeatSweep(now);

/** A run of the function ends after 20 s: one that took so long (ms) for orders leaves tasks to the next minute. */
const FULL = 12_000;

/** One part of the timer's work, never at the cost of another. */
async function attempt(event: string, at: number, work: (at: number) => Promise<number>): Promise<number> {
  try {
    return await work(at);
  } catch (error) {
    log.defect({ event }, error);
    return 0;
  }
}

/** Fire before paper: tickets, then certificates. */
async function permits(at: number): Promise<{ permits: number; certificates: number }> {
  return {
    permits: await attempt('jobs.permits', at, sweepPermits),
    certificates: await attempt('jobs.certificates', at, sweepCertificates),
  };
}

/** Accounts on the first of a month, and the fund every hour. @returns how many accounts were seen to, and warnings sent */
async function points(at: number): Promise<{ accounts: number; warned: number }> {
  if (now() - at > FULL) return { accounts: 0, warned: 0 };
  return {
    accounts: await attempt('jobs.accounts', at, sweepAccounts),
    warned: await attempt('jobs.fund', at, addUpFund),
  };
}

/** Plans, reminds and seals, for rounds, trainings and meetings, none of it at the cost of another. */
async function tasks(at: number): Promise<{ planned: number; looked: number; met: number }> {
  if (now() - at > FULL) return { planned: 0, looked: 0, met: 0 };
  const planned =
    (await attempt('jobs.plan', at, generate)) + (await attempt('jobs.trainings.plan', at, planTrainings));
  const looked =
    (await attempt('jobs.tasks', at, sweepTasks)) + (await attempt('jobs.trainings', at, sweepTrainings));
  // After the rounds of the shift, of which cards tell.
  const met = await attempt('jobs.briefings', at, meet);
  const part = Math.floor(at / (5 * MINUTE));
  if (sealsSeenIn !== part) await attempt('jobs.seals', at, sealTasks);
  sealsSeenIn = part;
  return { planned, looked, met };
}

/** What is told of months, after everything that somebody waits for. */
async function counts(at: number): Promise<{ counted: number; repeats: number }> {
  if (now() - at > FULL) return { counted: 0, repeats: 0 };
  return {
    counted: await attempt('jobs.counts', at, count),
    repeats: await attempt('jobs.repeats', at, sweepRepeats),
  };
}

/** Once an hour, and never at the cost of the minute's work. @returns how many orders changed hands */
async function hourly(at: number): Promise<number> {
  const hour = Math.floor(at / HOUR);
  if (leaversSeenIn === hour) return 0;
  try {
    const moved = await handOverFromLeavers(at);
    await forgetCallers(at);
    leaversSeenIn = hour;
    return moved;
  } catch (error) {
    log.defect({ event: 'jobs.leavers' }, error);
    return 0;
  }
}

/** How long it is kept which picture a request to the content check was about: WeChat answers within half an hour. */
const TRACES_KEPT = 7 * DAY;

/** Once a day, and never at the cost of the minute's work. */
async function tidy(at: number): Promise<void> {
  try {
    await forgetTraces(at - TRACES_KEPT);
  } catch (error) {
    log.defect({ event: 'jobs.traces' }, error);
  }
}

/** @returns how many people were reminded of a directive */
async function directives(at: number): Promise<number> {
  const part = Math.floor(at / (5 * MINUTE));
  if (directivesSeenIn === part) return 0;
  try {
    const reminded = await remindDirectives(at);
    directivesSeenIn = part;
    return reminded;
  } catch (error) {
    log.defect({ event: 'jobs.directives' }, error);
    return 0;
  }
}

/**
 * The entry of the timer.
 * @returns what the run did; a caller that is not the timer gets a refusal and nothing happens
 */
export async function main(): Promise<unknown> {
  const { openid, source } = caller();
  if (openid !== null || !/wx_trigger/.test(source) || /wx_client/.test(source)) {
    const { code, message } = new AppError('CALLER_REFUSED');
    return { ok: false, error: { code, message } };
  }
  const started = now();
  const swept = await sweep(started, now);
  const today = dayStamp(started);
  const acted = { orders: ordersActedSince, permits: permitsActedSince };
  const head = headSeenTo !== today && (await writeHead(started, acted));
  if (headSeenTo !== today) await tidy(started);
  headSeenTo = today;
  const handedOver = await hourly(started);
  const digested = await digests(started);
  const reminded = await directives(started);
  const retired = await retire(started);
  const burning = await permits(started);
  const redeemed = await attempt('jobs.shop', started, sweepShop);
  const done = {
    ...swept,
    head,
    handedOver,
    digested,
    reminded,
    retired,
    ...burning,
    redeemed,
    ...(await tasks(started)),
    ...(await counts(started)),
    ...(await points(started)),
  };
  log.info({ event: 'jobs', ms: now() - started, ...done });
  return { ok: true, data: done };
}
