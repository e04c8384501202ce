/** Who this phone is and what the plant looks like: asked for once in a while, and kept for when there is no network. */
import type { Routes } from '../../typings/api';
import { call } from './call';
import type { Plant } from './core/places';
import { loadCached, save } from './storage';

export type Session = Routes['session.get']['output'];

/** A session is asked for again after this long (ms): who is on duty changes with the shift. */
const FRESH = 5 * 60_000;

const SESSION = 'session.v1';
const PLANT = 'plant.v1';

let session = loadCached<Session>(SESSION);
let plant = loadCached<Plant>(PLANT);
let asking: Promise<Session> | null = null;

/** How far the server's clock is ahead of the phone's (ms); the phone's may be wrong. */
let ahead = 0;

/** The server's time, as well as the phone knows it. */
export const now = (): number => Date.now() + ahead;

/** The last known session, at once; null before the first. */
export const knownSession = (): Session | null => session?.value ?? null;

/** When {@link knownSession} was asked for (ms of the phone's clock). */
export const sessionAt = (): number => session?.at ?? 0;

/** Who the cached content belongs to. */
export const whoAmI = (): string => session?.value.me.id ?? '';

/** Asks for the session, or returns the one that is fresh. @throws CallFailure */
export function getSession(anew = false): Promise<Session> {
  if (!anew && session !== null && Date.now() - session.at < FRESH) return Promise.resolve(session.value);
  asking ??= call('session.get', {})
    .then((value) => {
      session = { value, at: Date.now() };
      ahead = value.serverNow - Date.now();
      save(SESSION, session);
      return value;
    })
    .finally(() => {
      asking = null;
    });
  return asking;
}

/** Changes what the phone knows without asking again: after binding, and after a prompt for reminders. */
export function patchSession(change: Partial<Session>): void {
  if (session === null) return;
  session = { ...session, value: { ...session.value, ...change } };
  save(SESSION, session);
}

/** The last known plant, at once; null before the first. */
export const knownPlant = (): Plant | null => plant?.value ?? null;

/** Asks whether the phone's copy of the plant is current. @throws CallFailure */
export async function getPlant(): Promise<Plant | null> {
  if (plant !== null && Date.now() - plant.at < FRESH) return plant.value;
  const answer = await call('plant.get', { version: plant?.value.version ?? null });
  const value = answer.unchanged ? plant?.value : answer;
  if (value === undefined) return null;
  plant = { value, at: Date.now() };
  save(PLANT, plant);
  return value;
}
