/** The story of one order after the other in a plant: random commands, and the clock behind them as the minute timer drives it. */
import {
  actionOf,
  birth,
  flowFor,
  granted,
  reassignIfGone,
  tick,
  transition,
  undelivered,
} from '../../../cloudfunctions/engine';
import { append } from '../../../cloudfunctions/features/trail/chain';
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore, Reporter, TrailEntry } from '../../../typings/domain';
import type { FlowBook, FlowStart, Transition, World } from '../../../typings/flow';
import type { Choices } from './choice';
import { inputFor } from './command';
import { Plant } from './plant';

/** Freezes everything below a value, so that a mutation throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** One change of an order, with what it was before. */
export interface Step {
  before: OrderCore | null;
  done: Transition;
  world: World;
  /** The action of a command, or what the clock was asked. */
  what: string;
}

/** What became of one command. */
export interface Outcome {
  /** Null when it was done. */
  refusal: AppError | null;
  /** Whether it was among the buttons of whoever sent it. */
  wasGranted: boolean;
}

/** Monday, in the day shift. */
const START = Date.parse('2026-11-23T09:00:00+08:00');
/** In minutes. */
const WAITS = [1, 30, 120, 500, 1_500, 5_000, 50_000] as const;
const GUEST = 'guest-1';

export class Story {
  private readonly plant = new Plant();
  private now = START;
  private count = 0;
  private told: OrderCore | null = null;
  /** Of the order at hand, oldest first. */
  trail: TrailEntry[] = [];

  /** @param see - looks at each change as it happens */
  constructor(
    private readonly book: FlowBook,
    private readonly see: (step: Step) => void,
  ) {}

  /** The order at hand. @throws Error before the first report */
  get order(): OrderCore {
    if (this.told === null) throw new Error('nothing was reported yet');
    return this.told;
  }

  get world(): World {
    return this.plant.worldAt(this.now);
  }

  private change(before: OrderCore | null, done: Transition | null, what: string, who = 'system'): void {
    if (done === null) return;
    const { world } = this;
    this.see({ before, done, world, what });
    if (before === null) this.trail = [];
    const actor = { kind: 'person', id: who, name: who, role: 'worker' } as const;
    const entries = done.happenings.map((happening) => ({
      ...happening,
      at: this.now,
      actor,
      requestId: null,
      inputHash: null,
    }));
    this.trail.push(...append(done.order._id, this.trail.at(-1) ?? null, entries));
    this.told = frozen(done.order);
  }

  /** What the minute timer does for an order. */
  sweep(): void {
    this.change(this.order, reassignIfGone(this.book, this.order, this.world), 'reassigned');
    this.change(this.order, tick(this.book, this.order, this.world), 'tick');
  }

  report(choices: Choices): void {
    const start = choices.of<FlowStart>(['hazard', 'hazard', 'suspectedMajor', 'selfFixed', 'stop']);
    const person = this.plant.actor(choices.of([GUEST, ...this.plant.present]));
    const byGuest = person.kind === 'guest' && start !== 'selfFixed';
    const actor = byGuest || person.kind !== 'guest' ? person : this.plant.actor('p-010');
    const reporter: Reporter = {
      kind: byGuest ? 'guest' : 'person',
      id: actor.id,
      name: actor.name,
      visibility: choices.of(['named', 'safetyOnly']),
    };
    const area = choices.of(this.plant.areas);
    this.count += 1;
    const facts = frozen({
      _id: `o${this.count}`,
      number: `YH-20261123-${1000 + this.count}`,
      title: '配电箱门没关',
      categoryId: choices.of(['site', 'electrical', 'cylinder', 'unknown']),
      templateId: null,
      kind: choices.of(['thing', 'behaviour'] as const),
      urgency: choices.of(['high', 'medium', 'low'] as const),
      level: start === 'suspectedMajor' ? ('undetermined' as const) : ('general' as const),
      suspectedMajor: start === 'suspectedMajor',
      place: {
        areaId: area.id,
        areaName: area.name,
        departmentId: area.departmentId,
        pointId: null,
        pointNo: null,
        pointName: null,
        source: 'chosen' as const,
      },
      reporter,
      flowVersion: 'v1',
      ...(start === 'selfFixed' ? { selfFixed: '门关上了' } : {}),
    });
    this.change(null, birth(this.book, start, facts, this.world), 'report', actor.id);
  }

  /** Everybody who could try something now. */
  private get crowd(): readonly string[] {
    return [...this.plant.present, GUEST];
  }

  /** Those who have something to do with the order come up more often. */
  private someone(choices: Choices): string {
    const { next, rectifier, fixer, reporter } = this.order;
    const near = [
      next?.owner.id,
      next?.owner.id,
      rectifier?.id,
      fixer?.id,
      reporter.id,
      next?.escalatedTo?.id,
    ];
    const crowd = this.crowd;
    const known = near.filter((id) => id !== undefined && crowd.includes(id)) as string[];
    return choices.once(3) || known.length === 0 ? choices.of(crowd) : choices.of(known);
  }

  /** Somebody sends a command: mostly one of their buttons, now and then any action of the book. */
  command(choices: Choices): Outcome {
    const { world, order, book } = this;
    const who = this.someone(choices);
    const actor = this.plant.actor(who);
    const buttons = granted(book, order, actor, world).map(({ id }) => id);
    const all = book.flows.flatMap(({ actions }) => actions.map(({ id }) => id));
    const isStray = buttons.length === 0 || choices.once(6);
    const id = isStray ? choices.of([...all, 'dance']) : choices.of(buttons);
    const action = actionOf(flowFor(book, order), id, order.state);
    const input = inputFor(action, this.now, this.plant.ids, choices);
    const wasGranted = buttons.includes(id);
    try {
      const done = transition(book, order, frozen({ action: id, input }), frozen(actor), world);
      this.change(order, done, id, who);
      return { refusal: null, wasGranted };
    } catch (error) {
      if (error instanceof AppError) return { refusal: error, wasGranted };
      throw error;
    }
  }

  /** The clock comes to what is due next, several times. */
  private watch(times: number): void {
    for (let n = 0; n < times; n += 1) {
      this.now = Math.max(this.now, this.order.nextDueAt ?? 0);
      this.sweep();
    }
  }

  /** The world goes on: time passes, people come and go, a message does not arrive. */
  event(choices: Choices): void {
    const kind = choices.below(12);
    if (kind < 3) this.watch(1 + choices.below(8));
    else if (kind < 5) this.now += MINUTE * (1 + choices.below(choices.of(WAITS)));
    else if (kind === 5) this.plant.leave(this.someone(choices));
    else if (kind === 6) this.plant.takeLeave(this.now, choices);
    else if (kind === 7) this.plant.swap(this.now, choices);
    else if (kind === 8) {
      const to = this.someone(choices);
      this.change(this.order, undelivered(this.book, this.order, to, 'assigned', this.world), 'undelivered');
    }
    // Now and then the timer comes late.
    if (!choices.once(5)) this.sweep();
  }

  /** Nobody can do anything more about the order, or nobody will. */
  isOver(choices: Choices): boolean {
    return !this.order.open && choices.once(4);
  }
}
