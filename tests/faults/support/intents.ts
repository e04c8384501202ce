/** What people mean to do with an order, each as one request that can be sent again, and the order it needs. */
import { randomUUID } from 'node:crypto';
import type { ActInput, ApiAnswer, ReportInput, Routes } from '../../../typings/api';
import type { Order } from '../../../typings/domain';
import type { TestCloud } from '../../support/cloud';
import { AREA, Camera, CAST, personOf, phoneOf, sized, storedOrder } from './plant';

type IntentRoute = 'orders.report' | 'orders.act' | 'orders.comment';

/** One request; sent again it is a retry. */
export interface Intent {
  as: string;
  route: IntentRoute;
  input: Routes[IntentRoute]['input'];
  requestId: string;
  orderId: string;
}

/** An intent that would succeed now, with the order as it is now; null: there is none yet. */
export interface Staged extends Intent {
  before: Order | null;
}

/** What the tests put faults into. */
export const STEPS = ['report', 'comment', 'respond', 'transfer', 'fix', 'sendBack', 'verify'] as const;
export type Step = (typeof STEPS)[number];

/** The state a step needs and the state it leads to; null: any, or none. */
export const COURSE: Record<Step, { from: string | null; to: string | null }> = {
  report: { from: null, to: 'awaitingResponse' },
  comment: { from: 'awaitingResponse', to: null },
  respond: { from: 'awaitingResponse', to: 'rectifying' },
  transfer: { from: 'awaitingResponse', to: 'transferred' },
  fix: { from: 'rectifying', to: 'awaitingVerification' },
  sendBack: { from: 'awaitingVerification', to: 'rectifying' },
  verify: { from: 'awaitingVerification', to: 'closed' },
};

/** A report of a hazard of medium urgency, whose first reminder is hours away; `with` replaces parts of it. */
export function reportIntent(given: Partial<ReportInput> = {}, as: string = CAST.reporter): Intent {
  const input: ReportInput = {
    id: randomUUID(),
    templateId: null,
    description: '气瓶靠墙立着，没有链条',
    areaId: AREA,
    pointId: null,
    placeSource: 'chosen',
    position: null,
    photos: [],
    observedAt: null,
    visibility: 'named',
    ...given,
  };
  return { as, route: 'orders.report', input, requestId: randomUUID(), orderId: input.id };
}

export function actIntent(as: string, order: Order, action: string, input: ActInput['input'] = {}): Intent {
  return {
    as,
    route: 'orders.act',
    input: { orderId: order._id, rev: order.rev, action, input },
    requestId: randomUUID(),
    orderId: order._id,
  };
}

export function commentIntent(as: string, orderId: string, text: string): Intent {
  return { as, route: 'orders.comment', input: { orderId, text }, requestId: randomUUID(), orderId };
}

/** Sends an intent, as often as one likes. */
export async function send(cloud: Pick<TestCloud, 'call'>, intent: Intent): Promise<ApiAnswer<unknown>> {
  const { as, route, input, requestId } = intent;
  return cloud.call(as, route, input, { requestId });
}

/** One phone may report sixty times an hour, and no more than that is wanted of any of these. */
const REPORTERS = [30, 31, 32, 33, 34, 35, 36, 37, 38, 40, 41].map((n) => phoneOf(`p-0${n}`));

/**
 * An order that was sent back more often is left: it grows with every round, and so does whatever is done with it. The long
 * run lets one grow until its trail is continued elsewhere.
 */
const MOST_ROUNDS = sized(3, 1_000);

/** The phone that makes the n-th report. */
export const reporterOf = (n: number): string => REPORTERS[n % REPORTERS.length] ?? CAST.reporter;

/** Brings one order after the other to where a step can be tried, by the functions alone. */
export class Stage {
  private readonly camera: Camera;
  private running: string | null = null;
  private shots = 0;
  private reports = 0;

  constructor(private readonly cloud: TestCloud) {
    this.camera = new Camera(cloud);
  }

  /** An intent that would succeed now. */
  async intent(step: Step): Promise<Staged> {
    const { from } = COURSE[step];
    if (from === null) {
      const as = this.reporter();
      return { ...reportIntent({ photos: [await this.photo(as)] }, as), before: null };
    }
    const before = await this.orderIn(from);
    return { ...(await this.next(step, before)), before };
  }

  private reporter(): string {
    this.reports += 1;
    return reporterOf(this.reports);
  }

  private async photo(as: string): ReturnType<Camera['take']> {
    this.shots += 1;
    return this.camera.take(as, this.shots);
  }

  /** The running order when it can still get there, else a new one; no step leads on from a transfer. */
  private async orderIn(state: string): Promise<Order> {
    let order = this.running === null ? null : await storedOrder(this.cloud, this.running);
    const isPast = state === 'awaitingResponse' || order?.state === 'transferred';
    const isWorn = order !== null && order.round > MOST_ROUNDS;
    if (order === null || !order.open || isWorn || (isPast && order.state !== state)) {
      order = await this.perform(reportIntent({}, this.reporter()));
    }
    while (order.state !== state) {
      const { state: at } = order;
      const step = STEPS.find((each) => COURSE[each].from === at && ![null, at].includes(COURSE[each].to));
      if (step === undefined) throw new Error(`no step leads on from ${at}`);
      order = await this.perform(await this.next(step, order));
    }
    return order;
  }

  private async perform(intent: Intent): Promise<Order> {
    const answer = await send(this.cloud, intent);
    const order = await storedOrder(this.cloud, intent.orderId);
    if (!answer.ok || order === null) throw new Error(`${intent.route}: ${JSON.stringify(answer)}`);
    this.running = order._id;
    return order;
  }

  private async next(step: Step, order: Order): Promise<Intent> {
    const fixer = { personId: personOf(CAST.fixer) };
    switch (step) {
      case 'report':
        return reportIntent({}, this.reporter());
      case 'comment':
        return commentIntent(phoneOf(order.reporter.id), order._id, '我先把周围清开了');
      case 'transfer': {
        const away = order.next?.owner.id === personOf(CAST.keeper) ? CAST.boss : CAST.keeper;
        return actIntent(`o-demo-${order.next?.owner.id ?? ''}`, order, step, {
          personId: personOf(away),
          reason: '他更熟悉这里',
        });
      }
      case 'respond':
        return actIntent(`o-demo-${order.next?.owner.id ?? ''}`, order, step, {
          text: '加链条固定',
          ...fixer,
        });
      case 'fix':
        return actIntent(CAST.fixer, order, step, {
          text: '已加链条',
          photos: [await this.photo(CAST.fixer)],
        });
      case 'sendBack':
        return actIntent(`o-demo-${order.next?.owner.id ?? ''}`, order, step, {
          reason: '右边那只还没拴',
          onSite: true,
        });
      case 'verify':
        return actIntent(`o-demo-${order.next?.owner.id ?? ''}`, order, step, { onSite: true });
    }
  }
}
