/** What orders keep about whoever reported or mended them, and the end of what phones claimed. */
import type { Millis, Order } from '../../../typings/domain';
import { whenText } from '../../../miniprogram/shared/time';
import { idsOf, type Actor } from '../people/identify';
import { keptOf, LOOKED_AT, type Kept } from '../privacy/kept';
import { blanking } from './claims';
import { forgettable, ordersTouchedBy, writeBeside } from './store';

/** How a picture came about, in words. */
const SOURCES: Readonly<Record<string, string>> = {
  camera: '当场拍的',
  album: '从相册选的',
  file: '选的文件',
  microphone: '录音',
};

type Touched = Pick<
  Order,
  '_id' | 'number' | 'title' | 'reporter' | 'reportedAt' | 'position' | 'observedAt' | 'evidence'
>;

const newestFirst = <T extends { at: Millis }>(items: T[]): T[] => items.sort((a, b) => b.at - a.at);

/**
 * Reports, pictures, and what the phone told with them, as far as they are the caller's own: of an order that they only
 * mended, their pictures. One database call.
 */
export async function keptReports(actor: Actor, now: Millis): Promise<Kept[]> {
  const ids = idsOf(actor);
  const orders: Touched[] = await ordersTouchedBy(ids, LOOKED_AT);
  const isCut = orders.length === LOOKED_AT;
  const own = orders.filter(({ reporter }) => ids.includes(reporter.id));
  const files = orders.flatMap(({ number, evidence }) =>
    Object.values(evidence)
      .filter(({ uploadedBy }) => ids.includes(uploadedBy))
      .map(({ source, takenAt, receivedAt }) => ({ number, source, takenAt, at: receivedAt })),
  );
  const clocks = [
    ...files.map(({ number, takenAt, at }) => ({ number, clock: takenAt, at })),
    ...own.map(({ number, observedAt, reportedAt }) => ({ number, clock: observedAt, at: reportedAt })),
  ].flatMap(({ clock, ...rest }) => (clock === null ? [] : [{ ...rest, clock }]));
  const positions = own.flatMap(({ number, position, reportedAt }) =>
    position === null ? [] : [{ number, position, at: reportedAt }],
  );
  return [
    keptOf(
      'reports',
      own.map(({ number, title, reportedAt }) => ({ at: reportedAt, text: `${number} ${title}` })),
      isCut,
    ),
    keptOf(
      'photos',
      newestFirst(
        files.map(({ number, source, at }) => ({ at, text: `${number} ${SOURCES[source] ?? ''}` })),
      ),
      isCut,
    ),
    keptOf(
      'device',
      newestFirst(
        clocks.map(({ number, clock, at }) => ({ at, text: `${number} 手机时间 ${whenText(clock, now)}` })),
      ),
      isCut,
    ),
    keptOf(
      'positions',
      positions.map(({ number, position: { longitude, latitude, accuracy }, at }) => ({
        at,
        text: `${number} 经度 ${longitude.toFixed(4)}，纬度 ${latitude.toFixed(4)}，误差约 ${Math.round(accuracy)} 米`,
      })),
      isCut,
    ),
  ];
}

/**
 * Blanks what phones claimed and what is over, longest over first. One database call, and one more for each order.
 * Whoever acts on an order meanwhile moves its next look: that order is left to the next run.
 * @returns how many orders were found; fewer than `limit` means that none are left
 */
export async function retireClaims(now: Millis, limit: number): Promise<number> {
  const found = await forgettable(now, limit);
  await Promise.all(
    found.map((order) => writeBeside(order._id, { forgetAt: order.forgetAt ?? null }, blanking(order, now))),
  );
  return found.length;
}
