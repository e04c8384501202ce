/** Pictures of how things should be, fetched once by file id, so that they are there without a network. The phone is passed in. */
import type { TaskView } from '../../../typings/inspection';

/** So many stay on the phone: some twenty megabytes of the two hundred that an app has. */
export const MOST = 60;

/** A picture that lies on the phone. */
interface Kept {
  /** Its file id; other pixels have another. */
  id: string;
  path: string;
}

export interface PicturePorts {
  /** As last saved; anything else counts as none. */
  load(): unknown;
  save(pictures: readonly Kept[]): void;
  /** Fetches a file and saves it on the phone. @returns where it lies; null: not now, or there is no room */
  fetch(link: string): Promise<string | null>;
  discard(path: string): void;
}

export interface Pictures {
  /** Where a picture is: on this phone, else behind its link; empty when it is neither. */
  at(id: string, links?: TaskView['links']): string;
  /** Fetches what rounds show and this phone has not got, one after the other. Never rejects. */
  bring(tasks: readonly Pick<TaskView, 'stops' | 'links'>[]): Promise<void>;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Kept>).id === 'string' &&
  typeof (value as Partial<Kept>).path === 'string';

const named = ({ stops }: Pick<TaskView, 'stops'>): string[] =>
  stops.flatMap(({ items }) => items.flatMap(({ picture }) => picture ?? []));

/** Makes the pictures over the phone's functions. */
export function createPictures(ports: PicturePorts): Pictures {
  const loaded = ports.load();
  let pictures: readonly Kept[] = Array.isArray(loaded) ? loaded.filter(isKept) : [];
  let last: Promise<void> = Promise.resolve();

  /** What was needed last stands last, and goes last. */
  const write = (next: readonly Kept[]): void => {
    const stay = next.slice(-MOST);
    ports.save(stay);
    pictures = stay;
    for (const { path } of next.slice(0, -MOST)) ports.discard(path);
  };

  const bringOne = async (id: string, link: string | undefined): Promise<void> => {
    const known = pictures.find((one) => one.id === id);
    if (known !== undefined) {
      if (pictures.length >= MOST) write([...pictures.filter((one) => one !== known), known]);
      return;
    }
    const path = link === undefined ? null : await ports.fetch(link);
    if (path !== null) write([...pictures, { id, path }]);
  };

  const bringAll = async (wanted: ReadonlyMap<string, string | undefined>): Promise<void> => {
    for (const [id, link] of wanted) await bringOne(id, link).catch(() => undefined);
  };

  return {
    at: (id, links) => pictures.find((one) => one.id === id)?.path ?? links?.[id] ?? '',
    bring(tasks) {
      const wanted = new Map(
        tasks.flatMap((task) => named(task).map((id) => [id, task.links?.[id]] as const)),
      );
      last = last.then(() => bringAll(wanted));
      return last;
    },
  };
}
