/** What was asked for, the files that were made, and what orders of a range lack. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { GapRow } from '../../../typings/ledger';
import { AppError } from '../../../miniprogram/shared/errors';
import { gapsOf, orderLine } from '../../engine/ledger';
import { decodeCursor, encodeCursor, type Cursor } from '../../platform/cursor';
import { platformFiles, type Files } from '../capture/files';
import { ordersIn } from '../order/registered';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { namesFor, templateOf } from './names';
import { checkRange, type Range } from './range';
import { areasOf, holdsPlant } from './rights';
import { spanOf } from './span';
import { getJob, latestJobs } from './store';
import { exportView, mayFetch } from './view';

/** Jobs that are shown; older ones are gone after a week. */
const SHOWN = 30;

/** The newest first: their own, or with an office of the plant those of everybody. One database call. */
export async function listJobs(actor: Actor): Promise<Routes['ledger.jobs']['output']> {
  const found = await latestJobs(holdsPlant(actor) ? null : actor.id, SHOWN);
  return { jobs: found.map(exportView) };
}

/**
 * A link that is good for two hours. One database call.
 * @throws AppError EXPORT_UNKNOWN, alike for one that is not theirs; BUSY when the file store has no link
 */
export async function fileOf(
  actor: Actor,
  { id, no }: { id: string; no: number },
  files: Files = platformFiles,
): Promise<Routes['ledger.file']['output']> {
  const job = await getJob(id);
  const file = job !== null && job.state === 'done' && mayFetch(job, actor) ? job.results[no] : undefined;
  if (file === undefined) throw new AppError('EXPORT_UNKNOWN');
  const url = (await files.links([file.fileId])).get(file.fileId);
  if (url === undefined) throw new AppError('BUSY');
  return { url, name: file.name };
}

/** Orders that are looked at for one page. */
const LOOKED_AT = 200;

/** Orders of a page, at most. */
const PAGE = 20;

/** Orders of a range that lack something, oldest first. One database call, two where there are directives. */
export async function listGaps(
  actor: Actor,
  { cursor, ...range }: Range & { cursor?: string | null },
  now: Millis,
): Promise<Routes['ledger.gaps']['output']> {
  checkRange(range, now);
  const inForce = await plant(now);
  const orders = await ordersIn(
    { ...spanOf(range), areaIds: areasOf(actor, inForce, now) },
    decodeCursor(cursor),
    LOOKED_AT,
  );
  const names = await namesFor(inForce, []);
  const rows: GapRow[] = [];
  let last: Cursor | null = null;
  let seen = 0;
  for (const order of orders) {
    if (rows.length === PAGE) break;
    seen += 1;
    last = { at: order.reportedAt, id: order._id };
    const gaps = gapsOf(order, templateOf(inForce, order), now);
    if (gaps.length === 0) continue;
    const { place, standing } = orderLine(order, names);
    rows.push({ orderId: order._id, number: order.number, title: order.title, place, state: standing, gaps });
  }
  const isMore = seen < orders.length || orders.length === LOOKED_AT;
  return { rows, cursor: isMore && last !== null ? encodeCursor(last) : null };
}
