/** Whose turn it is and how much time is left, tinted by state; solid when overdue, with the name it went up to. */
import type { OrderView } from '../../../../../typings/api';
import {
  dueSentence,
  parts,
  tickEvery,
  turnTitle,
  twoLines,
  usedShare,
  type Part,
} from '../../../../services/core/turn';
import { now, whoAmI } from '../../../../services/session';
import { fill, TEXT } from '../../../../shared/text';

const t = TEXT.order;

/** The states with a hue of their own, by id. */
const TONES: Record<string, string> = {
  awaitingResponse: 'wait',
  rectifying: 'fix',
  awaitingVerification: 'verify',
};

/** The states whose time runs from the report on, so that its share can be drawn. */
const SINCE_REPORT: readonly string[] = ['awaitingResponse', 'rectifying'];

const timers = new Map<object, ReturnType<typeof setTimeout>>();

interface Shown {
  tone: string;
  heading: string;
  word: string;
  time: Part[];
  beside: string;
  /** 0–100; −1 draws no bar. */
  share: number;
}

function closedCard({ state, sentence }: OrderView): Shown {
  const { turn, left } = twoLines(sentence);
  return { tone: 'closed', heading: turn || state.label, word: '', time: [], beside: left, share: -1 };
}

function shown(order: OrderView, at: number): Shown {
  const { next, state, people, reportedAt } = order;
  if (next === null) return closedCard(order);
  const { owner, dueAt } = next;
  const heading = turnTitle(state.id, owner.name, owner.id === whoAmI());
  const time = parts(dueAt - at);
  if (at >= dueAt) {
    const up = people.escalatedTo === null ? '' : fill(t.raisedTo, { name: people.escalatedTo.name });
    return { tone: 'late', heading, word: t.over, time, beside: up, share: -1 };
  }
  const share = SINCE_REPORT.includes(state.id) ? usedShare(reportedAt, dueAt, at) : -1;
  const tone = TONES[state.id] ?? 'plain';
  return { tone, heading, word: t.left, time, beside: dueSentence(state.id, dueAt, at), share };
}

Component({
  options: { virtualHost: true },
  properties: { order: { type: Object, value: {} as OrderView } },
  data: { tone: 'plain', heading: '', word: '', time: [] as Part[], beside: '', share: -1 },
  observers: {
    order() {
      this.draw();
    },
  },
  lifetimes: {
    detached() {
      this.rest();
    },
  },
  pageLifetimes: {
    show() {
      this.draw();
    },
    hide() {
      this.rest();
    },
  },
  methods: {
    draw() {
      this.rest();
      const order = this.data.order as Partial<OrderView>;
      if (order.state === undefined) return;
      const at = now();
      this.setData(shown(order as OrderView, at));
      if (order.next) {
        timers.set(
          this,
          setTimeout(() => this.draw(), tickEvery(order.next.dueAt, at)),
        );
      }
    },
    rest() {
      const timer = timers.get(this);
      if (timer !== undefined) clearTimeout(timer);
      timers.delete(this);
    },
  },
});
