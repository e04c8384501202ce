/** 留言: a word on an order, with pictures and names, by anybody who may see it; never changes its state. */
import type { PhotoInput, Routes } from '../../../typings/api';
import type { Comment, Effect, Evidence, Millis, Order, PersonRef } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { WORDS } from '../../../miniprogram/shared/words';
import { admitPhotos } from '../capture/intake';
import { checkPath, folderOf } from '../capture/paths';
import { mindedIn } from '../content/words';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { writtenTime } from './anonymous';
import { forgetWith } from './claims';
import { claimed, lookFor, prefixed } from './commit';
import { aboutOrder, drain } from './outbox';
import { getOrder, operators as _, writeBeside } from './store';
import { isReporter, maySee } from './visibility';

type Input = Routes['orders.comment']['input'];

export const MAX_COMMENTS = 200;
export const MAX_COMMENT_PHOTOS = 3;
export const MAX_MENTIONS = 10;

/** Pictures that all comments of an order may have together: it is one document. */
const MAX_PHOTOS_IN_ALL = 30;

/**
 * Adds a comment once, however often the phone sends it.
 * @param requestId - becomes the comment's id
 * @throws AppError NOT_FOUND, PERSON_UNKNOWN, PHOTO_…, REPLAY_…; BAD_REQUEST when the order holds no more, or somebody who
 * is named could not read it
 */
export async function comment(
  actor: Actor,
  input: Input,
  requestId: string,
  now: Millis,
): Promise<{ id: string }> {
  const order = await getOrder(input.orderId);
  const inForce = await plant(now);
  if (order === null || !maySee(order, actor, inForce, now)) throw new AppError('NOT_FOUND');
  const text = input.text.trim();
  const by = speakerOn(order, actor);
  const said = order.comments.find(({ id }) => id === requestId);
  if (said !== undefined) return replayOf(said, by, input, actor);
  if (order.comments.length >= MAX_COMMENTS) {
    throw new AppError('BAD_REQUEST', {}, { text: '这一单的留言已满，请打电话说' });
  }
  const mentions = mentioned(input.mentions ?? [], order, inForce, now);
  const files = new Map<string, Buffer>();
  const at = writtenTime(actor, now, inForce);
  const evidence = await admitted(input.photos ?? [], order, actor, at, files);
  const photos = Object.keys(evidence);
  const entry: Comment = {
    ...{ id: requestId, at, by, text },
    ...(mentions.length === 0 ? {} : { mentions }),
    ...(photos.length === 0 ? {} : { photos }),
  };
  const seal: Record<string, Effect> =
    photos.length === 0 ? {} : { [`seal-comment-${requestId}`]: { kind: 'seal', evidenceIds: photos } };
  const outbox = claimed({ ...noticesOf(order, entry), ...seal }, now);
  const look = lookFor(outbox, order, now);
  const isSaid = await writeBeside(
    order._id,
    { 'comments.id': _.neq(requestId) },
    {
      comments: _.push([entry]),
      ...prefixed('evidence', evidence),
      ...(photos.length === 0 ? {} : forgetWith(order, evidence)),
      ...prefixed('outbox', outbox),
      ...look,
      outboxSeq: _.inc(1),
    },
  );
  if (isSaid) {
    const written = {
      ...order,
      evidence: { ...order.evidence, ...evidence },
      outbox: { ...order.outbox, ...outbox },
      ...look,
      outboxSeq: order.outboxSeq + 1,
    };
    const { openid } = actor;
    await Promise.all([
      drain(written, Object.keys(outbox), { now, openid, files }),
      hideMinded(order._id, entry, openid),
    ]);
    return { id: requestId };
  }
  // The id was taken meanwhile: by this phone's other try, or by somebody else.
  const first = (await getOrder(order._id))?.comments.find(({ id }) => id === requestId);
  if (first === undefined) throw new AppError('NOT_FOUND');
  return replayOf(first, by, input, actor);
}

/** Hides words that WeChat minds from those who do not work here; an outage hides nothing, and nothing waits for it. */
async function hideMinded(orderId: string, { id, text }: Comment, openid: string): Promise<void> {
  const minded = await mindedIn([text], openid);
  if (minded !== null) await writeBeside(orderId, {}, { [`commentChecks.${id}`]: minded });
}

/** As whom somebody speaks on an order: who reported it as a guest stays that guest here, whatever name they have now. */
function speakerOn(order: Order, actor: Actor): PersonRef {
  const { id, name } = isReporter(order, actor) ? order.reporter : actor;
  return { id, name };
}

/** Whom a comment is meant for. @throws AppError PERSON_UNKNOWN; BAD_REQUEST for somebody who may not see the order */
function mentioned(ids: readonly string[], order: Order, inForce: Plant, now: Millis): PersonRef[] {
  return ids.map((id, index) => {
    const person = inForce.personById.get(id);
    if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
    const { name, roles, departmentId, openid } = person;
    const reader: Actor = {
      ...{ kind: 'person', id, name, roles, departmentId },
      openid: openid ?? '',
      person: null,
    };
    if (!maySee(order, reader, inForce, now)) {
      const why = `${name}看不到这一单，请打电话，或先把单子派过去`;
      throw new AppError('BAD_REQUEST', {}, { [`mentions.${index}`]: why });
    }
    return { id, name };
  });
}

async function admitted(
  photos: PhotoInput[],
  order: Order,
  actor: Actor,
  now: Millis,
  files: Map<string, Buffer>,
): Promise<Record<string, Evidence>> {
  const before = order.comments.reduce((sum, { photos: kept = [] }) => sum + kept.length, 0);
  if (before + photos.length > MAX_PHOTOS_IN_ALL) {
    throw new AppError('BAD_REQUEST', {}, { photos: '这一单留言里的照片已满，请只写文字' });
  }
  const taken = new Set(Object.keys(order.evidence));
  const about = { folder: folderOf(actor), purpose: 'comment', round: order.round, now, taken } as const;
  return admitPhotos(photos, { ...about, actorId: actor.id, max: MAX_COMMENT_PHOTOS }, files);
}

/** Whoever has the order now, whoever reported it and whoever is named read what others say, also after it was closed. */
function noticesOf(order: Order, { id, by, text, mentions = [] }: Comment): Record<string, Effect> {
  const hasIt = order.next?.owner ?? order.rectifier;
  const readers = new Map(
    [hasIt, order.reporter, ...mentions].flatMap((one) => (one === null ? [] : [[one.id, one] as const])),
  );
  readers.delete(by.id);
  const isNamed = (one: PersonRef): boolean => mentions.some((each) => each.id === one.id);
  const hidden = order.reporter.id === by.id && order.reporter.visibility === 'safetyOnly';
  const from = hidden ? WORDS.hiddenReporter : by.name;
  const facts = { ...aboutOrder(order), from, text };
  return Object.fromEntries(
    [...readers.values()].map((to): [string, Effect] => [
      `notice-commented-${id}-${to.id}`,
      {
        kind: 'notice',
        notice: isNamed(to) ? 'mentioned' : 'commented',
        to: { id: to.id, name: to.name },
        urgency: order.urgency,
        facts,
      },
    ]),
  );
}

const sameIds = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The same comment again. @throws AppError REPLAY_REFUSED for somebody else's, REPLAY_MISMATCH for another one */
function replayOf(said: Comment, by: PersonRef, input: Input, actor: Actor): { id: string } {
  if (said.by.id !== by.id) throw new AppError('REPLAY_REFUSED');
  const photos = (input.photos ?? []).map(({ fileId }) => checkPath(fileId, folderOf(actor)).id);
  const names = (said.mentions ?? []).map(({ id }) => id);
  const isSame =
    said.text === input.text.trim() && sameIds(names, input.mentions) && sameIds(said.photos, photos);
  if (!isSame) throw new AppError('REPLAY_MISMATCH');
  return { id: said.id };
}
