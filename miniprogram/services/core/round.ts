/** A round on the phone: which item is next, what was answered, what is missing, and how far it is. Pure. */
import type { AnswerInput, TaskItem, TaskStop, TaskView } from '../../../typings/inspection';
import { asked, lackOf, lacks, verdictOf, type Lack } from '../../shared/checklist';
import { fill, TEXT } from '../../shared/text';
import type { DraftPhoto } from './draft';

const t = TEXT.inspection;

/** An answer that the server does not have yet, as far as this phone knows. */
export interface KeptAnswer extends Omit<AnswerInput, 'photos'> {
  photos: DraftPhoto[];
  /** It may have reached the server: from then on it never changes. */
  tried?: true;
}

/** An answer before it has an id. */
export type NewAnswer = Omit<KeptAnswer, 'id' | 'tried'>;

/** What was begun at an item that has no answer yet: as typed, and pictures that were taken. */
export interface Begun {
  number: string;
  text: string;
  reason: string;
  photos: DraftPhoto[];
}

export type Seen = NonNullable<AnswerInput['seen']>;

/** What this phone knows of a round beside the task itself. */
export interface Round {
  schema: 1;
  taskId: string;
  /** In the order in which they were given. */
  answers: KeptAnswer[];
  /** Answers whose reports may still be taken back; they go nowhere before their reports do. */
  held?: KeptAnswer[];
  /** By item id. */
  begun: Record<string, Begun>;
  /** Orders that answers name and that will not come: their reports were given up. The server is told. */
  unreported?: string[];
  /** Points whose label was scanned, or its number typed. */
  seen: Record<string, Seen>;
  /** The item that was gone to; null: the first that is not done. */
  at: string | null;
  /** It was ended here; kept until the server took it. */
  done: boolean;
  /** It was ended here while an answer was held: over once that is not held any more. */
  ending?: boolean;
  /** Not before (ms of the phone's clock). */
  sendAt: number;
  attempts: number;
  /** The server refuses what is here; tried again when the app is opened the next time. */
  blocked: boolean;
  /** What the person should know about the last try. */
  note: string | null;
}

export const newRound = (taskId: string): Round => ({
  schema: 1,
  taskId,
  answers: [],
  begun: {},
  seen: {},
  at: null,
  done: false,
  sendAt: 0,
  attempts: 0,
  blocked: false,
  note: null,
});

export const NOTHING_BEGUN: Begun = { number: '', text: '', reason: '', photos: [] };

/** Whether something of it is to be sent now. */
export const isPending = ({ answers, done, unreported = [] }: Round): boolean =>
  answers.length > 0 || done || unreported.length > 0;

/** Answers that only this phone has. */
export const unsentIn = ({ answers, held = [] }: Pick<Round, 'answers' | 'held'>): KeptAnswer[] => [
  ...answers,
  ...held,
];

/** Whether the person has ended it, whatever the server knows of that. */
export const isEnded = ({ done, ending = false }: Pick<Round, 'done' | 'ending'>): boolean => done || ending;

/** What counts as the answer to an item. */
export interface Given extends Omit<NewAnswer, 'photos' | 'itemId'> {
  /** Evidence ids, or pictures on this phone. */
  photos: readonly (string | DraftPhoto)[];
  /** Only this phone has it. */
  kept: boolean;
  /** It named a report that was refused and given up. */
  noOrder?: true;
}

/** The answers by item: what the server has goes first, then what was given here first. */
export function givenIn(task: Pick<TaskView, 'answers'>, round: Round): Record<string, Given> {
  const given: Record<string, Given> = {};
  for (const answer of unsentIn(round).reverse()) given[answer.itemId] = { ...answer, kept: true };
  const { unreported = [] } = round;
  const isGone = ({ orderId, noOrder }: { orderId: string | null; noOrder?: true }): boolean =>
    noOrder === true || (orderId !== null && unreported.includes(orderId));
  for (const answer of Object.values(task.answers)) {
    const kept = given[answer.itemId];
    // What is looked at again goes before what named an order that never came.
    if (isGone(answer) && kept !== undefined && kept.noOrder !== true) continue;
    given[answer.itemId] = {
      ...answer,
      kept: false,
      ...(isGone(answer) ? { orderId: null, noOrder: true as const } : {}),
    };
  }
  return given;
}

/** An item that is asked, where it is in the round, and what was answered. */
export interface Step {
  /** From 1. */
  n: number;
  item: TaskItem;
  stop: TaskStop;
  given: Given | null;
  /** What it still wants; null: it is done. */
  lack: Lack | null;
}

/** The items that are asked as the answers are, in the order of the route. */
export function stepsOf(task: Pick<TaskView, 'stops' | 'answers'>, round: Round): Step[] {
  const answers = givenIn(task, round);
  const places = task.stops.flatMap((stop) => stop.items.map((item) => ({ stop, item })));
  const shown = new Set(
    asked(
      places.map(({ item }) => item),
      answers,
    ),
  );
  return places
    .filter(({ item }) => shown.has(item))
    .map(({ stop, item }, index) => ({
      n: index + 1,
      item,
      stop,
      given: answers[item.id] ?? null,
      lack: lackOf(item, answers[item.id]),
    }));
}

/** The item on the screen: where the person went, else the first that is not done; null when all are. */
export const currentOf = (steps: readonly Step[], { at }: Pick<Round, 'at'>): Step | null =>
  steps.find(({ item }) => item.id === at) ?? steps.find(({ lack }) => lack !== null) ?? null;

/** The next item that is not done behind another, from the beginning again at the end; null when all others are done. */
export function nextAfter(steps: readonly Step[], itemId: string): Step | null {
  const open = steps.filter(({ lack, item }) => lack !== null && item.id !== itemId);
  const n = steps.find(({ item }) => item.id === itemId)?.n ?? 0;
  return open.find((step) => step.n > n) ?? open[0] ?? null;
}

/** What is not done before the round may end, in its order. */
export const lacksIn = (
  task: Pick<TaskView, 'stops' | 'answers'>,
  round: Round,
): { item: TaskItem; lack: Lack }[] =>
  lacks(
    task.stops.flatMap(({ items }) => items),
    givenIn(task, round),
  );

export const verdictIn = (
  task: Pick<TaskView, 'stops' | 'answers'>,
  round: Round,
): 'usable' | 'faulty' | 'stop' =>
  verdictOf(
    task.stops.flatMap(({ items }) => items),
    givenIn(task, round),
  );

/**
 * The round with an answer. What was answered to the same item before and stayed on the phone is replaced under its id;
 * what may have been sent stays as it is, and the answer is one more.
 * @param id - for an answer that is one more
 * @param next - where to go now
 */
export function answered(round: Round, answer: NewAnswer, id: string, next: string | null): Round {
  const before = round.answers.find(({ itemId, tried }) => itemId === answer.itemId && tried !== true);
  const kept: KeptAnswer = { ...answer, id: before?.id ?? id };
  const begun = Object.fromEntries(Object.entries(round.begun).filter(([id]) => id !== answer.itemId));
  return {
    ...round,
    answers:
      before === undefined
        ? [...round.answers, kept]
        : round.answers.map((one) => (one === before ? kept : one)),
    begun,
    at: next,
    done: false,
  };
}

/** The round with what was begun at an item. */
export const begunAt = (round: Round, itemId: string, change: Partial<Begun>): Round => ({
  ...round,
  begun: { ...round.begun, [itemId]: { ...NOTHING_BEGUN, ...round.begun[itemId], ...change } },
});

/** What a part of the bar shows: `done`, `found` a problem, the item on the screen, or not reached. */
export type Segment = 'done' | 'found' | 'now' | 'open';

export const segmentsOf = (steps: readonly Step[], current: Step | null): Segment[] =>
  steps.map((step) => {
    if (step.given?.result === 'notOk') return 'found';
    if (step === current) return 'now';
    return step.lack === null ? 'done' : 'open';
  });

/** How far a stop is: 「3 项，还差 1 项」, 「3 项都看了，1 处有问题」. */
export function stopWords(steps: readonly Step[], pointId: string): string {
  const here = steps.filter(({ stop }) => stop.pointId === pointId);
  const left = here.filter(({ lack }) => lack !== null).length;
  const found = here.filter(({ given }) => given?.result === 'notOk').length;
  const count = here.length;
  if (left === count) return fill(t.stopOpen, { count });
  if (left > 0) return fill(t.stopLeft, { count, left });
  return fill(found > 0 ? t.stopFound : t.stopDone, { count, found });
}

/** A number as it was typed; null when it is none. */
export function numberOf(typed: string): number | null {
  const text = typed.trim().replace(/[。．]/g, '.');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
