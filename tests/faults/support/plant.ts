/** A local cloud on a Wednesday morning, the people around one hazard, and evidence as their phones send it. */
import { randomUUID } from 'node:crypto';
import tcb from '@cloudbase/node-sdk';
import type { PhotoInput } from '../../../typings/api';
import type { Order } from '../../../typings/domain';
import { dayStamp } from '../../../miniprogram/shared/time';
import { useLocalCloud } from '../../../scripts/lib/sdk-environment';
import { startTestCloud, type TestCloud } from '../../support/cloud';
import { withoutRounds } from '../../support/rounds';
import { jpeg, phoneExif } from '../../support/pictures';

/** Wednesday, day shift; five seconds past, so that the timers of the minute are behind us. */
export const OPENING = Date.parse('2026-11-25T09:00:05+08:00');

/** The phone of a person of the starter plant. */
export const phoneOf = (personId: string): string => `o-demo-${personId}`;

/** Who is who to a hazard in {@link AREA} on that morning. */
export const CAST = {
  reporter: phoneOf('p-030'),
  /** 现场管控人: the report is given to this supervisor. */
  keeper: phoneOf('p-012'),
  /** The keeper's superior. */
  boss: phoneOf('p-003'),
  fixer: phoneOf('p-039'),
  safety: phoneOf('p-010'),
} as const;

export const personOf = (openid: string): string => openid.replace('o-demo-', '');

export const AREA = 'manual-welding';

/** Sizes of a test: the first in every run, the second with TEST_LONG=1. */
export const sized = (short: number, long: number): number =>
  process.env['TEST_LONG'] === '1' ? long : short;

/** Messages everybody may get before WeChat refuses. */
const PLENTY = 10_000;

/**
 * A cloud at {@link OPENING} in which nobody plans rounds, and everybody accepted reminders, so that no ladder is climbed for a message that WeChat
 * refused.
 */
export async function openPlant(dataDir?: string): Promise<TestCloud> {
  const cloud = await startTestCloud(dataDir === undefined ? {} : { dataDir });
  await withoutRounds(cloud);
  const { reminders } = await cloud.callOk(CAST.reporter, 'session.get', {});
  for (const { openid } of await cloud.people()) {
    for (const { templateId } of reminders) await cloud.subscribe(openid, templateId, PLENTY);
  }
  await cloud.clock({ set: OPENING });
  return cloud;
}

/** More documents than any test here makes. */
const ALL = 1_000_000;

/** All documents of a collection as stored; `T` is what the product keeps there. */
export async function stored<T>(cloud: Pick<TestCloud, 'base'>, collection: string): Promise<T[]> {
  const response = await fetch(`${cloud.base}/control/documents?collection=${collection}&limit=${ALL}`);
  return ((await response.json()) as { documents: T[] }).documents;
}

export const storedOrders = (cloud: Pick<TestCloud, 'base'>): Promise<Order[]> =>
  stored<Order>(cloud, 'orders');

/** Asks the cloud that {@link useLocalCloud} named last. */
const database = tcb.init({ env: 'local' }).database();

/** One document as stored, or null; asked for by id, since a test may hold hundreds. */
export async function storedOne<T>(
  cloud: Pick<TestCloud, 'base'>,
  collection: string,
  id: string,
): Promise<T | null> {
  useLocalCloud(cloud.base);
  const { data } = await database.collection(collection).where({ _id: id }).get();
  return (data as T[])[0] ?? null;
}

export const storedOrder = (cloud: Pick<TestCloud, 'base'>, id: string): Promise<Order | null> =>
  storedOne<Order>(cloud, 'orders', id);

/** Takes pictures under a person's own path; asks for the path once. */
export class Camera {
  private readonly prefixes = new Map<string, string>();

  constructor(private readonly cloud: Pick<TestCloud, 'callOk' | 'upload' | 'now'>) {}

  /** Uploads one picture that no other equals. */
  async take(openid: string, seed: number): Promise<PhotoInput> {
    const prefix =
      this.prefixes.get(openid) ?? (await this.cloud.callOk(openid, 'session.get', {})).uploadPrefix;
    this.prefixes.set(openid, prefix);
    const takenAt = await this.cloud.now();
    const path = `evidence/${dayStamp(takenAt).slice(0, 6)}/${prefix}/${randomUUID()}.jpg`;
    const fileId = await this.cloud.upload(
      openid,
      path,
      jpeg({ seed, width: 32, height: 24, exif: phoneExif }),
    );
    return { fileId, source: 'camera', takenAt };
  }
}
