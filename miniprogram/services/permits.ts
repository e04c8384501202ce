/** Hot-work tickets on this phone: what was done on them goes out by itself and arrives once, and what needs an answer now is asked for now. */
import type { PhotoInput } from '../../typings/api';
import type {
  PermitAction,
  PermitActInput,
  PermitActValues,
  PermitForm,
  PermitInput,
  PermitView,
} from '../../typings/permit-views';
import { call, newId } from './call';
import { CallFailure } from './core/failure';
import { attemptOf, type Attempt } from './core/form';
import { createOutbox } from './core/outbox';
import { KINDS, type ApplyValue, type PermitDraft, type PermitErrand, type Recorded } from './core/permit';
import { discard } from './photos';
import { sender } from './sender';
import { arrived } from './reading';
import { kept, load, save } from './storage';
import { whoAmI } from './session';
import { markPhoto } from './watermark';

const ERRANDS = 'permitErrands.v1';
const DRAFT = 'permitDraft.v1';

/** Somebody else was first: it was not done, and may be done on the ticket as it is now. */
const OVERTAKEN = 'CHANGED';

/** How often a ticket that others work on at the same time is asked for anew. */
const TRIES = 3;

/** What an application takes along: what is sent, and what was filled in, in case it is refused. */
interface Asked {
  input: PermitInput;
  value: ApplyValue;
}

/** What a record takes along. */
interface Acted {
  permitId: string;
  /** The revision that the person was looking at, or that it was sent on last. */
  rev: number;
  values: PermitActValues;
}

/** The name under which a ticket is kept for when there is no network. */
export const contentOf = (id: string): string => `permit:${id}`;

/** The ticket as it was read last; null when it never was. */
export const keptPermit = (id: string): PermitView | null =>
  kept<PermitView>(whoAmI(), contentOf(id))?.value ?? null;

const listeners = new Set<(permit: PermitView) => void>();

/** Called with every ticket that came as an answer; returns how to stop. */
export function watchPermits(listener: (permit: PermitView) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function came(permit: PermitView): PermitView {
  const fresh = arrived(contentOf(permit.id), permit);
  for (const listener of [...listeners]) listener(fresh);
  return fresh;
}

/** What is given to an action, with its pictures. */
function withPhotos(action: PermitAction, values: PermitActValues, photos: PhotoInput[]): PermitActValues {
  if (action === 'check') return { checks: (values.checks ?? []).map((check) => ({ ...check, photos })) };
  return photos.length === 0 ? values : { ...values, photos };
}

/** A record is true whatever others did meanwhile: it goes on the ticket as it is now. */
async function sendRecord(
  { id, kind, input }: PermitErrand,
  photos: PhotoInput[],
  amend: (found: object) => void,
): Promise<void> {
  if (kind === 'apply') throw new Error('an application is no record');
  const { permitId, rev, values } = input as Acted;
  let at = rev;
  for (let tries = 1; ; tries += 1) {
    const sent: PermitActInput = { permitId, rev: at, action: kind, input: withPhotos(kind, values, photos) };
    try {
      came(await call('permits.act', sent, { requestId: id, again: false }));
      return;
    } catch (error) {
      if (!(error instanceof CallFailure) || error.code !== OVERTAKEN || tries >= TRIES) throw error;
      at = came(await call('permits.get', { permitId })).rev;
      amend({ rev: at });
    }
  }
}

export const errands = createOutbox(KINDS, {
  load: () => load(ERRANDS),
  save: (all) => save(ERRANDS, all),
  ...sender,
  mark: (photo, place) => markPhoto(photo, [place]),
  discard,
  async send(errand, photos, amend) {
    if (errand.kind !== 'apply') return sendRecord(errand, photos, amend);
    const { input } = errand.input as Asked;
    came(await call('permits.apply', input, { requestId: errand.id, again: false }));
  },
});

/** Records something on a ticket; on disk when it returns. @throws when the storage is full */
export function record(permit: PermitView, { kind, values, photos }: Recorded): void {
  const { areaName, pointNo } = permit.place;
  const input: Acted = { permitId: permit.id, rev: permit.rev, values };
  const place = [pointNo ?? '', areaName, '·', permit.number].filter((part) => part !== '').join(' ');
  errands.give({ kind, about: permit.id, input, photos, place });
}

/** The last try of each decision that did not come back: the same again goes under the same id. */
const attempts = new Map<string, Attempt>();

/**
 * Does something that counts only once the server said so.
 * @throws CallFailure
 */
export async function decide(
  { id: permitId, rev }: Pick<PermitView, 'id' | 'rev'>,
  action: PermitAction,
  values: PermitActValues,
): Promise<PermitView> {
  const input: PermitActInput = { permitId, rev, action, input: values };
  const key = `${permitId}:${action}`;
  const attempt = attemptOf(attempts.get(key) ?? null, input, newId);
  attempts.set(key, attempt);
  const permit = await call('permits.act', input, { requestId: attempt.requestId });
  attempts.delete(key);
  return came(permit);
}

const isDraft = (value: unknown): value is PermitDraft =>
  typeof value === 'object' &&
  value !== null &&
  (value as { schema: unknown }).schema === 1 &&
  typeof (value as Partial<PermitDraft>).id === 'string' &&
  typeof (value as { value: unknown }).value === 'object' &&
  (value as { value: unknown }).value !== null &&
  Array.isArray((value as PermitDraft).value.workers);

/** The application that is being filled in; null when there is none. */
export function openDraft(): PermitDraft | null {
  const draft = load(DRAFT);
  return isDraft(draft) ? draft : null;
}

/** Keeps what is filled in; null forgets it. A full storage keeps it as long as the page is open. */
export function keepDraft(draft: PermitDraft | null): void {
  try {
    save(DRAFT, draft);
  } catch {
    // Reports go first; the page still has it.
  }
}

/** Hands an application in: from now on it goes out by itself. @throws when the storage is full */
export function handIn({ id, value }: PermitDraft, input: PermitInput): void {
  const asked: Asked = { input, value };
  errands.give({ kind: 'apply', about: id, input: asked, photos: [], place: '' }, id);
  keepDraft(null);
}

/** Takes an application back that the server refused, to be mended; it never arrived, so it goes under a new id. */
export function mend({ id, kind, input, blocked }: PermitErrand): void {
  if (kind !== 'apply' || !blocked) return;
  keepDraft({ schema: 1, id: newId(), value: (input as Asked).value });
  errands.drop(id);
}

/** What is filled in of an application that waits here. */
export const appliedFor = ({ input }: PermitErrand): ApplyValue => (input as Asked).value;

/** What the form needs, as it was read last. */
export const keptForm = (): PermitForm | null => kept<PermitForm>(whoAmI(), 'permitForm')?.value ?? null;

/** Sends what is still here, and asks again about what was refused: the ticket may have gone on. */
export const wakePermits = (): void => errands.wake(true);

/** Whether something that was recorded is only in this phone. */
export const hasUnsentPermits = (): boolean => errands.all().length > 0;
