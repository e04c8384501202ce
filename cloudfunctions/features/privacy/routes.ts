/** 「系统记录了我什么」: the table of what is kept, with what of it is about the caller. */
import * as v from 'valibot';
import type { KeptKind, Routes } from '../../../typings/api';
import { shape } from '../../config/parts';
import { keptRow, untilText, type KeptId } from '../../config/retention';
import type { RouteTable } from '../../platform/router';
import { keptBriefings } from '../briefing/kept';
import { keptCertificates } from '../certificates/kept';
import { keptTasks } from '../inspection/kept';
import { keptMessages } from '../notices/kept';
import { keptReports } from '../order/kept';
import { idsOf, type Actor } from '../people/identify';
import { keptBinding } from '../people/kept';
import { keptPermits } from '../permits/kept';
import { plant } from '../plant/current';
import { keptPoints } from '../points/kept';
import { keptRedemptions } from '../shop/kept';
import { keptTurns } from '../shift/kept';
import { keptTrainings } from '../training/kept';
import type { Kept } from './kept';

/** Counted and deleted by the system alone, without anybody's name: said, not looked up. */
const uncounted = (id: KeptId): KeptKind => viewOf({ id, n: null, more: false, newest: [] });

function viewOf({ id, ...kept }: Omit<Kept, 'n'> & { n: number | null }): KeptKind {
  const row = keptRow(id);
  const { title, what, why, seenBy } = row;
  return { id, title, what, why, seenBy, until: untilText(row), ...kept };
}

/** Five database calls for somebody on the roll, one for a guest. */
async function accountOf(actor: Actor, now: number): Promise<KeptKind[]> {
  const isGuest = actor.kind === 'guest';
  const [messages, points, redemptions, turns, certificates] = await Promise.all([
    keptMessages(idsOf(actor)),
    isGuest ? null : keptPoints(actor.id),
    isGuest ? null : keptRedemptions(actor.id),
    isGuest ? null : plant(now).then((inForce) => keptTurns(actor.id, inForce)),
    isGuest ? null : keptCertificates(actor.id),
  ]);
  const counted = [keptBinding(actor), certificates, messages, points, redemptions, turns].filter(
    (kept) => kept !== null,
  );
  return [...counted.map(viewOf), uncounted('attempts'), uncounted('invites'), uncounted('exports')];
}

/** Two database calls for somebody on the roll, one for a guest. */
async function reportsOf(actor: Actor, now: number): Promise<KeptKind[]> {
  const [reports, tasks] = await Promise.all([
    keptReports(actor, now),
    actor.kind === 'guest' ? null : keptTasks(actor.id),
  ]);
  return [...reports, tasks].filter((kept) => kept !== null).map(viewOf);
}

/** Meetings, tickets and trainings: three database calls for somebody on the roll, none for a guest. */
async function workOf(actor: Actor): Promise<KeptKind[]> {
  if (actor.kind === 'guest') return [];
  const { id } = actor;
  return (await Promise.all([keptBriefings(id), keptPermits(id), keptTrainings(id)])).map(viewOf);
}

const PARTS: Record<
  Routes['privacy.mine']['input']['about'],
  (actor: Actor, now: number) => Promise<KeptKind[]>
> = {
  reports: reportsOf,
  work: workOf,
  account: accountOf,
};

export const privacyRoutes: Pick<RouteTable<Actor>, 'privacy.mine'> = {
  'privacy.mine': {
    input: shape({ about: v.picklist(['reports', 'work', 'account'], '请选看哪一部分') }),
    admit: 'anyone',
    run: async ({ actor, now }, { about }) => ({
      kinds: await PARTS[about](actor, now),
    }),
  },
};
