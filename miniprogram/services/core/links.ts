/** Signed links to pictures: a picture that is shown already keeps its link, so that it is not loaded again. Pure. */
import { HOUR } from '../../shared/time';

/** Links are valid for two hours; one as old as this is replaced by the next (ms). */
const STEADY_FOR = HOUR;

/** The signature is what follows the path. */
const SIGNED = /^https?:\/\/[^?]+\?sign=/;

interface Known {
  link: string;
  at: number;
}

/**
 * Remembers links by the file they lead to.
 * @returns a function that gives the content back with the links that were seen before, where they are still good
 */
export function steadyLinks(): <T>(content: T, now: number) => T {
  const known = new Map<string, Known>();

  const linkOf = (link: string, now: number): string => {
    const file = link.slice(0, link.indexOf('?'));
    const last = known.get(file);
    if (last !== undefined && now - last.at < STEADY_FOR) return last.link;
    known.set(file, { link, at: now });
    return link;
  };

  const walk = (value: unknown, now: number): unknown => {
    if (typeof value === 'string') return SIGNED.test(value) ? linkOf(value, now) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, now));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, now)]));
  };

  return <T>(content: T, now: number) => walk(content, now) as T;
}
