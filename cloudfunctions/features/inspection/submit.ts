/** Answers of a round as a phone sends them, any number at a time, and its end; nothing that was found is lost. */
import type { AnswerInput, Routes, SubmitInput } from '../../../typings/api';
import type { Evidence, Millis } from '../../../typings/domain';
import type { Task } from '../../../typings/inspection';
import { AppError } from '../../../miniprogram/shared/errors';
import { whenText } from '../../../miniprogram/shared/time';
import { finish, itemsOf, merged, revived, unreported, type Arriving } from '../../engine/inspection';
import { cameOf } from '../order/came';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { changeTask, type Decided } from './change';
import { isPayable } from './payable';
import { admitted, sealDue, sealNow } from './photos';
import { mayWork } from './rights';
import { taskView } from './view';

type Output = Routes['tasks.submit']['output'];

/** Answers that a task keeps besides those that count: it is one document. */
const MAX_LATER = 500;

interface Submitted extends Decided {
  lacks: Output['lacks'];
  evidence: Record<string, Evidence>;
}

/** @throws AppError TASK_UNKNOWN, NOT_FOR_YOU, TASK_OVER, TASK_EARLY */
function checkOpen(task: Task, actor: Actor, inForce: Plant, now: Millis): void {
  if (!mayWork(task, actor, inForce)) throw new AppError('NOT_FOR_YOU', { who: task.owner.name });
  if (task.state === 'dropped' && task.beforeUse !== true) throw new AppError('TASK_OVER');
  if (now < task.opensAt) throw new AppError('TASK_EARLY', { from: whenText(task.opensAt, now) });
}

/** What the task has not got yet. @throws AppError BAD_REQUEST for an item that is not in it, TOO_LARGE */
function newAnswers(task: Task, answers: AnswerInput[]): { answer: AnswerInput; index: number }[] {
  const items = new Set(itemsOf(task).map(({ id }) => id));
  const known = new Set([...Object.values(task.answers), ...task.later].map(({ id }) => id));
  const found = answers
    .map((answer, index) => ({ answer, index }))
    .filter(({ answer }) => !known.has(answer.id));
  const foreign = found.find(({ answer }) => !items.has(answer.itemId));
  if (foreign !== undefined) {
    const field = `answers.${foreign.index}.itemId`;
    throw new AppError('BAD_REQUEST', {}, { [field]: '这一项不在这张检查表里，请下拉刷新' });
  }
  if (task.later.length + found.length > MAX_LATER + items.size) throw new AppError('TOO_LARGE');
  return found;
}

/** The files of an invocation: admitted once, however often the write is tried. */
interface Hand {
  bytes: Map<string, Buffer>;
  byAnswer: Map<string, Record<string, Evidence>>;
  /** Orders that answers name, as far as they are there, and at which item each was found. */
  orders: Awaited<ReturnType<typeof cameOf>>;
}

/**
 * Whether an answer joined an order that was there: one that was not found at this very item. A report that was made of it
 * is that of the item, or still to come.
 */
function isJoined({ orderId, itemId }: AnswerInput, taskId: string, orders: Hand['orders']): boolean {
  const found = orderId === null ? undefined : orders.get(orderId);
  return found !== undefined && (found?.taskId !== taskId || found.itemId !== itemId);
}

async function arriving(
  task: Task,
  answers: AnswerInput[],
  actor: Actor,
  now: Millis,
  { bytes, byAnswer, orders }: Hand,
): Promise<{ given: Arriving[]; evidence: Record<string, Evidence> }> {
  const taken = new Set(Object.keys(task.evidence));
  const given: Arriving[] = [];
  const all: Record<string, Evidence> = {};
  for (const { answer, index } of newAnswers(task, answers)) {
    const about = { field: `answers.${index}.photos`, taken, files: bytes, now };
    const evidence = byAnswer.get(answer.id) ?? (await admitted(answer.photos, actor, about));
    byAnswer.set(answer.id, evidence);
    Object.assign(all, evidence);
    const joined = isJoined(answer, task._id, orders) ? { joined: true as const } : {};
    given.push({ ...answer, ...joined, photos: Object.keys(evidence) });
  }
  return { given, evidence: all };
}

/**
 * Adds answers and, with `done`, ends the round unless something is missing; then the answers are kept all the same. Sent
 * again it changes nothing. Two database calls, one more where answers name orders, and what photos need.
 * @throws AppError TASK_UNKNOWN; NOT_FOR_YOU; TASK_OVER once what was to be looked at is gone; TASK_EARLY; BAD_REQUEST for
 * an item that is not in the task; PHOTO_…; BUSY
 */
export async function submit(
  actor: Actor,
  { taskId, answers, done, unreported: givenUp = [] }: SubmitInput,
  now: Millis,
): Promise<Output> {
  const inForce = await plant(now);
  const by = { id: actor.id, name: actor.name };
  const orders = await cameOf([...givenUp, ...answers.flatMap(({ orderId }) => orderId ?? [])]);
  const gone = givenUp.filter((id) => !orders.has(id));
  const hand: Hand = { bytes: new Map(), byAnswer: new Map(), orders };
  const { task, lacks, evidence } = await changeTask(taskId, async (read): Promise<Submitted> => {
    checkOpen(read, actor, inForce, now);
    const { given, evidence } = await arriving(read, answers, actor, now, hand);
    const open = given.length > 0 || done ? revived(read, now) : read;
    const answered = unreported(merged(open, given, by, now), gone, by);
    const ended = done ? finish(answered, by, now) : { task: answered, lacks: [] };
    const hasPhotos = Object.keys(evidence).length > 0;
    const task = hasPhotos ? { ...ended.task, sealDueAt: sealDue(now) } : ended.task;
    const paid = done && task.state === 'done' && read.state !== 'done' && isPayable(task, inForce);
    return { task: paid ? { ...task, nextDueAt: now } : task, lacks: ended.lacks, evidence };
  });
  await sealNow(task, Object.keys(evidence), now, hand.bytes);
  return { task: taskView(task, actor), lacks };
}
