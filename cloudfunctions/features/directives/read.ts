/** Directives of a person and of an order. */
import type { DirectiveView, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { decodeCursor, pageOf } from '../../platform/cursor';
import type { Actor } from '../people/identify';
import { directives, type DirectiveStore } from './store';
import { directiveView } from './view';

const PAGE = 20;

/** Nobody has more open directives than they can answer; more than these come up once some are answered. */
const MAX_OPEN = 100;
const MAX_ON_ORDER = 50;

/** Unanswered ones by or to a person, soonest first. One database call. */
export async function openDirectives(
  actor: Pick<Actor, 'id'>,
  now: Millis,
  store: DirectiveStore = directives,
): Promise<DirectiveView[]> {
  return (await store.open(actor.id, MAX_OPEN)).map((one) => directiveView(one, actor, now));
}

/** Those about an order, oldest first, for whoever may see the order. One database call. */
export async function directivesOn(
  orderId: string,
  actor: Pick<Actor, 'id'>,
  now: Millis,
  store: DirectiveStore = directives,
): Promise<DirectiveView[]> {
  return (await store.about(orderId, MAX_ON_ORDER)).map((one) => directiveView(one, actor, now));
}

/** A page of what a person issued or was given: all open ones, then answered ones. Two database calls, then one a page. */
export async function listDirectives(
  actor: Pick<Actor, 'id'>,
  cursorText: string | null | undefined,
  now: Millis,
  store: DirectiveStore = directives,
): Promise<Routes['directives.list']['output']> {
  const cursor = decodeCursor(cursorText);
  const [open, read] = await Promise.all([
    cursor === null ? openDirectives(actor, now, store) : [],
    store.answered(actor.id, cursor, PAGE + 1),
  ]);
  const page = pageOf(read, PAGE, ({ answer }) => answer?.at ?? 0);
  const answered = page.rows.map((one) => directiveView(one, actor, now));
  return { directives: [...open, ...answered], cursor: page.cursor };
}
