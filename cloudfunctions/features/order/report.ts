/** 上报: a hazard becomes exactly one numbered order with one owner, however often the phone sends it. */
import type { ReportInput, ReportReceipt } from '../../../typings/api';
import type { Order, Place } from '../../../typings/domain';
import type { Template } from '../../../typings/config';
import type { FlowStart } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { receiptSentence, WORDS } from '../../../miniprogram/shared/words';
import { birth } from '../../engine';
import { canonical, keyed } from '../../platform/canonical';
import { admitPhotos } from '../capture/intake';
import { folderOf } from '../capture/paths';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { append } from '../trail/chain';
import { authorOf, reportWorld, writtenTime } from './anonymous';
import { forgetAtOf } from './claims';
import { claimed, entriesOf, LEASE } from './commit';
import { takeNumber } from './limit';
import { drain } from './outbox';
import { screened } from './screening';
import { addOrder, getOrder } from './store';
import { isSender, reportedFor, toldReporter } from './through';
import { isReporter } from './visibility';
import { admitVoice } from './voice';

export const MAX_SCENE_PHOTOS = 4;

function receipt(order: Order, now: number): ReportReceipt {
  const owner = order.next?.owner ?? order.rectifier ?? { id: order.reporter.id, name: order.reporter.name };
  const dueAt = order.next?.dueAt ?? order.resolveDueAt;
  return {
    id: order._id,
    number: order.number,
    owner,
    dueAt,
    sentence: receiptSentence(order.number, owner.name, dueAt, now),
  };
}

/** The same draft sent again: the same receipt. @throws AppError when it is another person's or another text */
function replay(order: Order, actor: Actor, inputHash: string, now: number): ReportReceipt {
  if (!isReporter(order, actor) && !isSender(order, actor)) throw new AppError('REPLAY_REFUSED');
  const [first] = order.trail;
  // Once the report's own entry was moved to a part, there is nothing here to compare with.
  if (first?.seq === 1 && first.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return receipt(order, now);
}

function placeOf(input: ReportInput, { areaById, pointById }: Plant): Place {
  const point = input.pointId === null ? null : (pointById.get(input.pointId) ?? null);
  const area = areaById.get(input.areaId);
  if (area === undefined || (input.pointId !== null && point?.areaId !== area.id)) {
    throw new AppError('PLACE_UNKNOWN');
  }
  return {
    areaId: area.id,
    areaName: area.name,
    departmentId: area.departmentId,
    pointId: point?.id ?? null,
    pointNo: point?.no ?? null,
    pointName: point?.name ?? null,
    source: input.placeSource,
  };
}

function templateOf(input: ReportInput, { templateById }: Plant): Template | null {
  if (input.templateId === null) return null;
  const template = templateById.get(input.templateId);
  if (template === undefined) throw new AppError('TEMPLATE_UNKNOWN');
  return template;
}

/** A suspicion goes before everything: whoever mended it alone or wants a machine stopped does not decide it. */
function startFor({ selfFixed, stop }: ReportInput, suspected: boolean): FlowStart {
  if (suspected) return 'suspectedMajor';
  if (stop === true) return 'stop';
  return selfFixed === undefined ? 'hazard' : 'selfFixed';
}

/** @throws AppError NOT_BOUND, PHOTO_NEEDED, PLACE_UNKNOWN: what the special ways of reporting need */
function checkWay({ selfFixed, stop, photos, pointId, task }: ReportInput, actor: Actor): void {
  if (task !== undefined && actor.kind === 'guest') throw new AppError('NOT_BOUND');
  if (selfFixed !== undefined) {
    if (actor.kind === 'guest') throw new AppError('NOT_BOUND');
    if (photos.length === 0 || selfFixed.photos.length === 0) throw new AppError('PHOTO_NEEDED');
  }
  if (stop === true && pointId === null) {
    throw new AppError('PLACE_UNKNOWN', {}, { pointId: '请选是哪一台设备' });
  }
}

function checkInput(input: ReportInput, template: Template | null): void {
  const saysNothing = template === null && input.description.trim() === '' && input.voice === undefined;
  if (saysNothing && input.photos.length === 0) {
    throw new AppError('DESCRIBE_NEEDED');
  }
  const corrected = input.urgency !== undefined && input.urgency !== (template?.urgency ?? 'medium');
  if (corrected && (input.urgencyReason ?? '').trim() === '') throw new AppError('REASON_NEEDED');
}

const actorOf = (actor: Actor) => ({
  kind: actor.kind,
  id: actor.id,
  name: actor.name,
  role: actor.roles[0] ?? 'guest',
});

/** What the order says of itself before anybody looked: the template's title, the reporter's first words, or that they spoke. */
function titleOf(input: ReportInput, template: Template | null): string {
  if (template !== null) return template.title;
  const words = input.description.trim().split(/[\n，。；]/)[0] ?? '';
  if (words !== '') return words.slice(0, 20);
  return input.voice === undefined ? WORDS.untitled : WORDS.spoken;
}

/**
 * Makes an order from a report, or returns the receipt of the one this draft made before.
 * @throws AppError PLACE_UNKNOWN, TEMPLATE_UNKNOWN, DESCRIBE_NEEDED, PHOTO_…, VOICE_…, REPLAY_…; REPORT_LIMIT, see
 * {@link takeNumber}; BAD_REQUEST, see {@link authorOf}
 */
export async function report(
  caller: Actor,
  input: ReportInput,
  requestId: string,
  now: number,
): Promise<ReportReceipt> {
  const inputHash = keyed('input', canonical(input));
  const actor = authorOf(caller, input);
  const existing = await getOrder(input.id);
  if (existing !== null) return replay(existing, actor, inputHash, now);

  const inForce = await plant(now);
  const template = templateOf(input, inForce);
  const place = placeOf(input, inForce);
  checkInput(input, template);
  checkWay(input, actor);
  const forColleague = reportedFor(actor, input, inForce);
  const files = new Map<string, Buffer>();
  const at = writtenTime(actor, now, inForce);
  const about = {
    folder: folderOf(actor),
    round: 1,
    now: at,
    max: MAX_SCENE_PHOTOS,
    actorId: actor.id,
  };
  const scene = await admitPhotos(input.photos, { ...about, purpose: 'scene' }, files);
  const after = await admitPhotos(
    input.selfFixed?.photos ?? [],
    { ...about, purpose: 'after', taken: new Set(Object.keys(scene)) },
    files,
  );
  const pictures = { ...scene, ...after };
  const voice = await admitVoice(input.voice, { ...about, taken: new Set(Object.keys(pictures)) }, files);
  const evidence = { ...pictures, ...voice };
  const { screening, versions } = inForce;
  const screen = screened(screening, versions.screening, template?.id ?? null, input.screening);
  const suspected = template?.suspectedMajor === true || screen?.raised === true;
  const start = startFor(input, suspected);
  const number = await takeNumber(caller, inForce, now);
  const {
    order: core,
    happenings,
    effects,
  } = birth(
    inForce.flows,
    start,
    {
      _id: input.id,
      number,
      flowVersion: inForce.versions.flows,
      ...(start === 'selfFixed' ? { selfFixed: input.selfFixed?.text.trim() ?? '' } : {}),
      title: titleOf(input, template),
      categoryId: template?.categoryId ?? 'unknown',
      templateId: template?.id ?? null,
      kind: template?.kind ?? 'thing',
      urgency: input.urgency ?? template?.urgency ?? 'medium',
      // Whether it is a major hazard is for a person to judge; a template or a card can only raise the question.
      level: suspected ? 'undetermined' : 'general',
      suspectedMajor: suspected,
      place,
      reporter: {
        kind: actor.kind,
        id: actor.id,
        name: actor.name,
        visibility: input.visibility,
        ...forColleague,
      },
    },
    reportWorld(inForce, now, at),
  );
  Object.assign(effects, toldReporter(core));
  const evidenceIds = Object.keys(evidence);
  if (evidenceIds.length > 0) effects['seal-1'] = { kind: 'seal', evidenceIds };
  if (input.description.trim() !== '') effects['textCheck-1'] = { kind: 'textCheck' };
  const origin = { actor: actorOf(actor), requestId, inputHash, now: at };
  const photos = Object.values(evidence).map(({ id, originalSha256 }) => ({ id, sha256: originalSha256 }));
  const [first, ...rest] = happenings;
  const known = {
    photos,
    ...(screen === null ? {} : { screening: screen }),
    ...(forColleague === null ? {} : { for: forColleague.id }),
    ...(input.task === undefined ? {} : { task: input.task }),
  };
  const told = first === undefined ? [] : [{ ...first, detail: { ...first.detail, ...known } }, ...rest];
  const outbox = claimed(effects, now);
  const order: Order = {
    ...core,
    schema: 1,
    description: input.description.trim(),
    urgencyReason: input.urgencyReason ?? null,
    ...(screen === null ? {} : { screening: screen }),
    ...(input.task === undefined ? {} : { task: input.task }),
    position: input.position,
    // The phone's clock would tell the minute.
    observedAt: actor.followKey === undefined ? input.observedAt : null,
    forgetAt: forgetAtOf({ ...input, reportedAt: core.reportedAt, evidence }),
    pins: { ...inForce.versions },
    evidence,
    comments: [],
    relations: {},
    trail: append(core._id, null, entriesOf(told, origin)),
    trailParts: 0,
    outbox,
    outboxDueAt: Object.keys(outbox).length > 0 ? now + LEASE : null,
    outboxSeq: 0,
    reached: {},
    contentCheck: input.description.trim() === '' ? 'pass' : 'pending',
    lastActAt: at,
  };
  if ((await addOrder(order)) === 'exists') {
    const winner = await getOrder(input.id);
    if (winner === null) throw new Error('an order id is taken but cannot be read');
    return replay(winner, actor, inputHash, now);
  }
  await drain(order, Object.keys(outbox), { now, openid: actor.openid, files });
  return receipt(order, now);
}
