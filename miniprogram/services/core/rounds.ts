/** The rounds of a day: every answer is on disk, goes out in small batches when there is a network, and arrives once. The phone is passed in. */
import type { Routes } from '../../../typings/api';
import type { SubmitInput, TaskView } from '../../../typings/inspection';
import { TEXT } from '../../shared/text';
import { backOff, isDue, uploadedPhotos, type Draft, type DraftPhoto } from './draft';
import { CallFailure, isPassing, sentenceOf } from './failure';
import { answered, begunAt, isPending, nextAfter, stepsOf, unsentIn } from './round';
import type { Begun, KeptAnswer, NewAnswer, Round, Seen } from './round';
import { createPump, type PumpPorts } from './pump';
import { givenUp, lastHeld, settled, withheld } from './round-hold';
import { openRounds, type BookPorts, type RoundBook } from './round-book';

/** So many answers go in one call. */
export const BATCH = 8;

/** How often a refused folder is asked for anew before a person is told. */
const PATH_TRIES = 3;

export interface RoundPorts extends BookPorts, PumpPorts {
  newId(): string;
  /** Burns time and place into a photo, as far as the phone can. */
  mark(photo: DraftPhoto, place: string): Promise<DraftPhoto>;
  /** Uploads a file and returns its file id. @throws CallFailure; `PHOTO_NOT_IMAGE` when it is gone from the phone */
  upload(file: Pick<DraftPhoto, 'id' | 'path'>): Promise<string>;
  /** Forgets which folder to upload into; the next upload asks. */
  forgetFolder(): void;
  submit(input: SubmitInput): Promise<Routes['tasks.submit']['output']>;
}

export interface Rounds extends Pick<
  RoundBook,
  'tasks' | 'task' | 'round' | 'learn' | 'learnOne' | 'forget' | 'watch'
> {
  /** Keeps what was typed or taken at an item before it is answered. */
  begin(taskId: string, itemId: string, change: Partial<Begun>): void;
  /** Answers an item and goes on to the next that is not done; on disk when it returns. */
  answer(taskId: string, answer: NewAnswer): void;
  /** The same, of a report that may still be taken back: it is sent once {@link settle} finds the report on its way. */
  hold(taskId: string, answer: NewAnswer): void;
  /** Reports went on their way, or were taken back, which opens their items again. */
  settle(drafts: readonly Draft[]): void;
  /** The label of a point was scanned, or its number typed. */
  see(taskId: string, pointId: string, how: Seen): void;
  /** Goes to an item; null: to the first that is not done. */
  goTo(taskId: string, itemId: string | null): void;
  /** Ends the round; kept as an intention until the server took it. */
  finish(taskId: string): void;
  /** Answers for which a report was made without the app living long enough to note it. */
  adopt(drafts: readonly Draft[]): void;
  /** The network, the app or the person is back: tries everything now. */
  wake(): void;
}

/** Makes the rounds over the phone's functions. */
export function createRounds(ports: RoundPorts): Rounds {
  const book = openRounds(ports);
  const { change, round, task } = book;
  const waiting = (): Round[] => book.rounds().filter((one) => isPending(one) && !one.blocked);

  const changePhotos = (
    taskId: string,
    ids: ReadonlySet<string>,
    by: (photos: DraftPhoto[]) => DraftPhoto[],
  ): void =>
    change(taskId, ({ answers }) => ({
      answers: answers.map((one) => (ids.has(one.id) ? { ...one, photos: by(one.photos) } : one)),
    }));

  /** Marks and uploads what is missing of an answer, each photo on disk at once. */
  const upload = async (taskId: string, { id, itemId, photos }: KeptAnswer): Promise<void> => {
    const only = new Set([id]);
    const stop = task(taskId)?.stops.find(({ items }) => items.some((item) => item.id === itemId));
    const place = stop === undefined ? '' : `${stop.pointNo} ${stop.areaName}`;
    for (const photo of photos) {
      if (photo.fileId !== null) continue;
      const put = (next: DraftPhoto | null): void =>
        changePhotos(taskId, only, (all) =>
          all.flatMap((one) => (one.id !== photo.id ? [one] : next === null ? [] : [next])),
        );
      try {
        const marked = await ports.mark(photo, place);
        if (marked !== photo) put(marked);
        put({ ...marked, fileId: await ports.upload(marked) });
      } catch (error) {
        if (!(error instanceof CallFailure) || error.code !== 'PHOTO_NOT_IMAGE') throw error;
        put(null);
        change(taskId, () => ({ note: TEXT.draft.photoDropped }));
      }
    }
  };

  /** What follows from a refusal of pictures. True: try again at once. */
  const mend = (taskId: string, sent: readonly KeptAnswer[], error: CallFailure): boolean => {
    const named = new Set(
      Object.keys(error.fields).flatMap((path) => {
        const [, index] = /^answers\.(\d+)/.exec(path) ?? [];
        const answer = sent[Number(index)];
        return index === undefined || answer === undefined ? [] : [answer.id];
      }),
    );
    const ids = named.size > 0 ? named : new Set(sent.map(({ id }) => id));
    switch (error.code) {
      case 'PHOTO_NOT_IMAGE':
      case 'PHOTO_TOO_LARGE':
      case 'PHOTO_REPLACED':
        changePhotos(taskId, ids, () => []);
        change(taskId, () => ({ note: TEXT.draft.photoDropped }));
        return sent.some(({ id, photos }) => ids.has(id) && photos.length > 0);
      case 'PHOTO_PATH':
      case 'PHOTO_NOT_UPLOADED':
        if (error.code === 'PHOTO_PATH') ports.forgetFolder();
        changePhotos(taskId, ids, (photos) => photos.map((photo) => ({ ...photo, fileId: null })));
        return false;
      default:
        return false;
    }
  };

  const failed = (taskId: string, error: unknown): void => {
    const { attempts } = round(taskId);
    const isPath = error instanceof CallFailure && error.code === 'PHOTO_PATH' && attempts < PATH_TRIES;
    if (isPassing(error) || isPath || !(error instanceof CallFailure))
      change(taskId, ({ note }) => ({
        attempts: attempts + 1,
        note: isPassing(error) ? note : sentenceOf(error),
        sendAt: ports.now() + backOff(attempts + 1),
      }));
    else change(taskId, () => ({ blocked: true, note: error.message }));
  };

  /** Sends the first answers of a round, and its end once all are there. */
  const sendSome = async (taskId: string): Promise<void> => {
    for (const answer of round(taskId).answers.slice(0, BATCH)) await upload(taskId, answer);
    // What was changed meanwhile may have pictures that are not up yet.
    const isUp = ({ photos }: KeptAnswer): boolean => photos.every(({ fileId }) => fileId !== null);
    const ids = new Set(
      round(taskId)
        .answers.slice(0, BATCH)
        .filter(isUp)
        .map(({ id }) => id),
    );
    // From here on what goes may arrive, whatever this phone hears of it.
    change(taskId, ({ answers }) => ({
      answers: answers.map((one) => (ids.has(one.id) ? { ...one, tried: true as const } : one)),
    }));
    const { answers, done } = round(taskId);
    const going = answers.filter(({ id }) => ids.has(id));
    const isLast = done && going.length === answers.length;
    // What an answer names is taken back once the answer is there.
    const unreported = going.length === answers.length ? (round(taskId).unreported ?? []) : [];
    if (going.length === 0 && !isLast && unreported.length === 0) return;
    let took: Routes['tasks.submit']['output'];
    try {
      took = await ports.submit({
        ...{ taskId, answers: going.map(answerInput), done: isLast },
        ...(unreported.length === 0 ? {} : { unreported }),
      });
    } catch (error) {
      if (!(error instanceof CallFailure) || !mend(taskId, going, error)) throw error;
      return;
    }
    book.learnOne(took.task);
    change(taskId, (now) => ({
      answers: now.answers.filter(({ id }) => !ids.has(id)),
      done: isLast ? false : now.done,
      unreported: (now.unreported ?? []).filter((id) => !unreported.includes(id)),
      attempts: 0,
      sendAt: ports.now(),
      note: isLast && took.lacks.length > 0 ? TEXT.inspection.notOver : null,
    }));
  };

  const { run } = createPump(ports, {
    due: () => waiting().find((one) => isDue(one, ports.now())),
    times: () => waiting().map(({ sendAt }) => sendAt),
    work: async ({ taskId }) => {
      try {
        await sendSome(taskId);
      } catch (error) {
        failed(taskId, error);
      }
    },
  });

  /** Reports of rounds that this phone has and that are no orders yet: id → task. */
  let reports = new Map<string, string>();

  /** A report that is gone without having been sent was given up by its person. */
  const giveUp = (drafts: readonly Draft[]): void => {
    const there = new Set(drafts.map(({ id }) => id));
    const gone = [...reports].filter(([id]) => !there.has(id));
    reports = new Map(
      drafts.flatMap(({ id, state, content }) =>
        state === 'sent' || content.task === undefined ? [] : [[id, content.task.taskId] as const],
      ),
    );
    for (const [id, taskId] of gone) {
      const known = task(taskId);
      const { answers, held = [] } = round(taskId);
      const isNamed = [...answers, ...held, ...Object.values(known?.answers ?? {})].some(
        ({ orderId }) => orderId === id,
      );
      if (!isNamed && known !== null) continue;
      change(taskId, (now) => givenUp(now, id, known === null || known.finished !== null));
    }
    if (gone.length > 0) run();
  };

  const give = (taskId: string, answer: NewAnswer, how: typeof answered = answered): void => {
    const now = task(taskId);
    change(taskId, (before) => {
      const after = how(before, answer, ports.newId(), null);
      // What comes next hangs on the answer.
      const next = now === null ? null : nextAfter(stepsOf(now, after), answer.itemId);
      return { ...after, at: next?.item.id ?? null };
    });
  };

  return {
    tasks: book.tasks,
    task,
    round,
    learn: book.learn,
    learnOne: book.learnOne,
    forget: book.forget,
    watch: book.watch,
    begin(taskId, itemId, begun) {
      change(taskId, (before) => begunAt(before, itemId, begun));
    },
    answer(taskId, answer) {
      give(taskId, answer);
      run();
    },
    hold(taskId, answer) {
      give(taskId, answer, withheld);
    },
    settle(drafts) {
      giveUp(drafts);
      const stateOf = (id: string) => drafts.find((draft) => draft.id === id)?.state ?? null;
      const moved = book.rounds().filter((one) => settled(one, stateOf) !== one);
      for (const { taskId } of moved) change(taskId, (now) => settled(now, stateOf));
      if (moved.length > 0) run();
    },
    see(taskId, pointId, how) {
      change(taskId, ({ seen }) => ({ seen: { ...seen, [pointId]: how } }));
    },
    goTo(taskId, itemId) {
      change(taskId, () => ({ at: itemId }));
    },
    finish(taskId) {
      const isHeld = lastHeld(round(taskId)) !== '';
      change(taskId, () => ({ ...(isHeld ? { ending: true } : { done: true }), blocked: false }));
      run();
    },
    adopt(drafts) {
      for (const { id, state, content } of drafts) {
        const known = content.task === undefined ? null : task(content.task.taskId);
        if (content.task === undefined || known === null || state === 'editing') continue;
        const { itemId } = content.task;
        const isNoted = stepsOf(known, round(known.id)).some(
          (step) => step.item.id === itemId && step.given !== null,
        );
        const how = state === 'held' ? withheld : answered;
        if (!isNoted) give(known.id, findingOf(id, itemId, content.observedAt), how);
      }
    },
    wake() {
      const now = ports.now();
      for (const { taskId, sendAt, blocked } of book.rounds())
        if (blocked || sendAt > now) change(taskId, () => ({ blocked: false, sendAt: now }));
      run();
    },
  };
}

/** The answer that belongs to a report of which nothing else is known. */
const findingOf = (orderId: string, itemId: string, at: number | null): NewAnswer => ({
  itemId,
  result: 'notOk',
  photos: [],
  seen: null,
  orderId,
  at,
});

/** An answer as it is sent; every try sends exactly the same. */
export function answerInput(answer: KeptAnswer): SubmitInput['answers'][number] {
  const { id, itemId, result, number, text, reason, photos, seen, orderId, at } = answer;
  return {
    id,
    itemId,
    result,
    ...(number === undefined ? {} : { number }),
    ...(text === undefined ? {} : { text }),
    ...(reason === undefined ? {} : { reason }),
    photos: uploadedPhotos(photos),
    seen,
    orderId,
    at,
  };
}

/** How many answers of all rounds are in this phone only. */
export const unsentAnswers = (rounds: Pick<Rounds, 'tasks' | 'round'>): number =>
  rounds.tasks().reduce((sum, { id }: TaskView) => sum + unsentIn(rounds.round(id)).length, 0);
