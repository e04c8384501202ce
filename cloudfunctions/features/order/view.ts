/** What one person sees of an order, and what they may do with it. */
import type {
  GrantedAction,
  OrderCard,
  OrderView,
  PersonCard,
  PhotoView,
  StateView,
} from '../../../typings/api';
import type { Evidence, Millis, Order, PersonRef } from '../../../typings/domain';
import type { FieldId, FlowAction, FlowBook } from '../../../typings/flow';
import {
  DUTY_WORDS,
  endSentence,
  notMineSentence,
  turnSentence,
  WORDS,
} from '../../../miniprogram/shared/words';
import { accountableNow, granted, placeOf, stateLabel } from '../../engine';
import { photoLinks } from '../capture/links';
import { directivesOn } from '../directives/read';
import { OPENERS } from '../insight/scope';
import type { Actor } from '../people/identify';
import { bookOf, worldAt, type Plant } from '../plant/current';
import { photoWhen, reportedWhen, shownTime, sinceWhen, timelineTimes } from './anonymous';
import { caseView } from './case-view';
import { shownTo, type Shown } from './shown';
import { withSightings } from './sightings';
import type { OrderRow } from './store';
import { alikeFiles, technicalOf } from './technical';
import { timelineOf } from './timeline';
import { mayKnowReporter } from './visibility';
import { voiceView } from './voice';

const engineActor = (actor: Actor) => ({
  kind: actor.kind,
  id: actor.id,
  name: actor.name,
  roles: actor.roles,
});

export { engineActor };

export function stateView(order: OrderRow, book: FlowBook): StateView {
  const { id, ring, end } = placeOf(book, order).state;
  return { id, label: stateLabel(book, order), ring, end };
}

/** What can be given once for several orders; pictures, signatures and plans are each order's own. */
const BULK_FIELDS: readonly FieldId[] = ['text', 'reason', 'personId', 'urgency', 'onSite', 'until'];
const NEVER_BULK: readonly string[] = ['approve', 'refuse', 'merge'];

const button = ({ id, label, style, form }: FlowAction): GrantedAction => ({
  id,
  label,
  style,
  form,
  bulk: !NEVER_BULK.includes(id) && form.every((field) => !field.required || BULK_FIELDS.includes(field.id)),
});

/** The actions this person may take now. */
function actionsFor(
  order: OrderRow,
  book: FlowBook,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): GrantedAction[] {
  return granted(book, order, engineActor(actor), worldAt(inForce, now)).map(button);
}

/** A person as others may know them: a reporter in confidence has neither name nor id. */
export function shownRef(order: OrderRow, { id, name }: PersonRef, actor: Actor): PersonRef {
  const hidden = id === order.reporter.id && !mayKnowReporter(order, actor);
  return hidden ? { id: '', name: WORDS.hiddenReporter } : { id, name };
}

/** The name that others may read where the reporter is meant. */
export const shownName = (order: OrderRow, person: PersonRef, actor: Actor): string =>
  shownRef(order, person, actor).name;

function sentenceOf(order: OrderRow, state: StateView, actor: Actor, now: Millis): string {
  if (order.next === null) return endSentence(state.label, order.closedAt ?? order.reportedAt, now);
  const { owner, dueAt, escalatedTo } = order.next;
  const up = escalatedTo === null ? null : shownName(order, escalatedTo, actor);
  return turnSentence(order.state, shownName(order, owner, actor), dueAt, now, up);
}

const firstScene = (evidence: Evidence[]): Evidence | undefined =>
  evidence
    .filter(({ purpose, state }) => purpose === 'scene' && state === 'sealed')
    .sort((a, b) => a.receivedAt - b.receivedAt)[0];

export const placeView = ({ place }: OrderRow, { areaById }: Plant): OrderCard['place'] => ({
  areaName: place.areaName,
  pointNo: place.pointNo,
  riskColor: areaById.get(place.areaId)?.riskColor ?? 'blue',
});

function cardOf(
  order: OrderRow,
  book: FlowBook,
  actor: Actor,
  inForce: Plant,
  links: ReadonlyMap<string, string>,
  now: Millis,
): OrderCard {
  const state = stateView(order, book);
  const actions = actionsFor(order, book, actor, inForce, now);
  const { files, title } = shownTo(order, actor, inForce, now);
  const scene = firstScene(files);
  return {
    id: order._id,
    number: order.number,
    rev: order.rev,
    title,
    state,
    urgency: order.urgency,
    level: order.level,
    suspectedMajor: order.suspectedMajor,
    place: placeView(order, inForce),
    ...reportedWhen(order, inForce),
    next:
      order.next === null
        ? null
        : {
            owner: shownRef(order, order.next.owner, actor),
            since: sinceWhen(order, order.next.since, inForce),
            dueAt: order.next.dueAt,
            overdue: now >= order.next.dueAt,
            escalatedTo:
              order.next.escalatedTo === null ? null : shownRef(order, order.next.escalatedTo, actor),
          },
    sentence: sentenceOf(order, state, actor, now),
    thumb: scene === undefined ? null : (links.get(scene.id) ?? null),
    action: actions.find(({ style }) => style === 'primary') ?? null,
    may: actions.map(({ id }) => id),
  };
}

/** An order in one line, for a handover. */
export async function brief(
  order: OrderRow,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<Pick<OrderCard, 'id' | 'number' | 'title' | 'state' | 'place' | 'sentence'>> {
  const state = stateView(order, await bookOf(order.flow.version));
  return {
    id: order._id,
    number: order.number,
    title: shownTo(order, actor, inForce, now).title,
    state,
    place: placeView(order, inForce),
    sentence: sentenceOf(order, state, actor, now),
  };
}

/** Rows of a list as cards; one call for all their pictures. */
export async function cards(
  orders: OrderRow[],
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<OrderCard[]> {
  const scenes = orders.flatMap((order) => firstScene(shownTo(order, actor, inForce, now).files) ?? []);
  const [links, books] = await Promise.all([
    photoLinks(scenes),
    Promise.all(orders.map(({ flow }) => bookOf(flow.version))),
  ]);
  return orders.flatMap((order, index) => {
    const book = books[index];
    return book === undefined ? [] : [cardOf(order, book, actor, inForce, links, now)];
  });
}

function photoNote({ state, format }: Evidence): string | null {
  if (state === 'pending') return WORDS.photoSealing;
  if (state === 'refused') return WORDS.photoRefused;
  return format === 'heic' ? WORDS.photoHeic : null;
}

const isPictured = (evidence: Evidence): evidence is Evidence & Pick<PhotoView, 'purpose'> =>
  evidence.purpose !== 'voice';

/** Oldest first, without the voice; those of comments stand with their comment. */
function photosOf(
  order: Order,
  links: ReadonlyMap<string, string>,
  { why }: Shown,
  inForce: Plant,
): PhotoView[] {
  return Object.values(order.evidence)
    .filter(isPictured)
    .sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1))
    .map((evidence) => ({
      id: evidence.id,
      purpose: evidence.purpose,
      round: evidence.round,
      state: evidence.state,
      format: evidence.format,
      url: links.get(evidence.id) ?? null,
      ...photoWhen(evidence, inForce),
      note: why(evidence) ?? photoNote(evidence),
    }));
}

/** Name, duty and, among colleagues, the number to call. */
function personCard(person: PersonRef, duty: string, actor: Actor, { personById }: Plant): PersonCard {
  const phone = actor.kind === 'guest' ? null : (personById.get(person.id)?.phone ?? null);
  return { id: person.id, name: person.name, phone, duty };
}

/** 上报人, and by whom it was sent for them. */
const reporterDuty = ({ reporter: { through } }: Order): string =>
  through === undefined ? DUTY_WORDS.reporter : WORDS.reportedThrough.replace('{name}', through.name);

function peopleOf(order: Order, actor: Actor, inForce: Plant, now: Millis): OrderView['people'] {
  const card = (person: PersonRef | null, duty: string): PersonCard | null =>
    person === null ? null : personCard(shownRef(order, person, actor), duty, actor, inForce);
  const siteKeeper = inForce.duty.siteKeeper(order.place.areaId, now);
  return {
    owner: card(order.next?.owner ?? null, DUTY_WORDS.owner),
    siteKeeper: personCard(siteKeeper, DUTY_WORDS.siteKeeper, actor, inForce),
    rectifier: card(order.rectifier, DUTY_WORDS.rectifier),
    fixer: card(order.fixer, DUTY_WORDS.fixer),
    reporter: mayKnowReporter(order, actor) ? card(order.reporter, reporterDuty(order)) : null,
    escalatedTo: card(order.next?.escalatedTo ?? null, DUTY_WORDS.escalatedTo),
    now: card(accountableNow(order, worldAt(inForce, now))?.person ?? null, DUTY_WORDS.now),
  };
}

/** People whose latest message did not arrive while the order is open. */
function unreachedOf(order: Order, actor: Actor, inForce: Plant): PersonCard[] {
  if (!order.open) return [];
  const latest = new Map<string, { at: Millis; delivered: boolean; to: PersonRef }>();
  for (const { to, at, result } of Object.values(order.reached)) {
    const known = latest.get(to.id);
    const delivered = result === 'delivered';
    if (known === undefined || at > known.at) latest.set(to.id, { at, delivered, to });
  }
  return [...latest.values()]
    .filter(({ delivered, to }) => !delivered && to.id === order.next?.owner.id && to.id !== actor.id)
    .map(({ to }) => personCard(shownRef(order, to, actor), DUTY_WORDS.owner, actor, inForce));
}

/** What the content check minded is for colleagues, and for whoever said it. */
const commentsFor = ({ comments, commentChecks = {} }: Order, actor: Actor): Order['comments'] =>
  comments.filter(({ id, by }) => actor.kind === 'person' || by.id === actor.id || !(id in commentChecks));

const maySeeRepeats = ({ roles }: Actor): boolean => OPENERS.some((role) => roles.includes(role));

/** The order page. */
export async function orderView(order: Order, actor: Actor, inForce: Plant, now: Millis): Promise<OrderView> {
  const shown = shownTo(order, actor, inForce, now);
  const [book, links, directives] = await Promise.all([
    bookOf(order.flow.version),
    photoLinks([...shown.files, ...alikeFiles(order, actor)]),
    order.directed === true ? directivesOn(order._id, actor, now) : [],
  ]);
  const plan =
    order.rounds.at(-1)?.plan ?? order.rounds.findLast((round) => round.plan !== null)?.plan ?? null;
  const owner = order.next?.owner ?? null;
  const photos = photosOf(order, links, shown, inForce);
  return {
    ...cardOf(order, book, actor, inForce, links, now),
    description: shown.description,
    categoryId: order.categoryId,
    templateId: order.templateId,
    kind: order.kind,
    round: order.round,
    measure: inForce.templateById.get(order.templateId ?? '')?.measure ?? null,
    resolveDueAt: order.resolveDueAt,
    people: peopleOf(order, actor, inForce, now),
    plan: plan === null ? null : { text: plan.text, by: shownName(order, plan.by, actor), at: plan.at },
    photos: photos.filter(({ purpose }) => purpose !== 'comment'),
    voice: voiceView(order, links, actor, (file) => shown.why(file)),
    ...caseView(order, book, (person) => shownName(order, person, actor), actor),
    // Whose round it was, its page says.
    task: mayKnowReporter(order, actor) ? (order.task ?? null) : null,
    directives,
    repeatId: maySeeRepeats(actor) ? (order.repeatId ?? null) : null,
    timeline: withSightings(
      timelineTimes(timelineOf(order, book, actor), order.trail, inForce),
      order,
      actor,
    ),
    comments: commentsFor(order, actor).map((comment) => ({
      id: comment.id,
      ...shownTime(comment.by.id, comment.at, inForce),
      who: shownName(order, comment.by, actor),
      text: comment.text,
      photos: photos.filter(({ id }) => comment.photos?.includes(id) === true),
      mentions: (comment.mentions ?? []).map((person) => shownName(order, person, actor)),
    })),
    actions: actionsFor(order, book, actor, inForce, now),
    notMine: owner === null || owner.id === actor.id ? null : notMineSentence(shownName(order, owner, actor)),
    unreached: unreachedOf(order, actor, inForce),
    technical: technicalOf(order, actor, inForce, links, now),
  };
}
