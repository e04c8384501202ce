/** The drafts that this phone keeps: every change is on disk before anybody is told of it. */
import type { Draft, DraftPhoto } from './draft';
import type { QueuePorts } from './queue-ports';

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  (value as { schema?: unknown }).schema === 1 &&
  typeof (value as Draft).id === 'string' &&
  Array.isArray((value as Draft).photos) &&
  typeof (value as Partial<Draft>).content === 'object' &&
  (value as { content: unknown }).content !== null;

export interface DraftBook {
  all: () => readonly Draft[];
  get: (id: string) => Draft | null;
  /** Puts these in the place of all. */
  write: (next: Draft[]) => void;
  change: (id: string, by: (draft: Draft) => Partial<Draft>) => void;
  /** Frees files on the phone. */
  free: (files: readonly Pick<DraftPhoto, 'path'>[]) => void;
  freeVoice: (draft: Draft) => void;
  /** Says that something is different though nothing was written. */
  tell: () => void;
  /** Called after every change; returns how to stop. */
  watch: (listener: () => void) => () => void;
}

/** Opens the book as it was last saved. */
export function openBook(ports: Pick<QueuePorts, 'load' | 'save' | 'discard'>): DraftBook {
  const loaded = ports.load();
  let drafts: Draft[] = Array.isArray(loaded) ? loaded.filter(isDraft) : [];
  const listeners = new Set<() => void>();

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const write = (next: Draft[]): void => {
    drafts = next;
    ports.save(drafts);
    tell();
  };

  const free = (files: readonly Pick<DraftPhoto, 'path'>[]): void => {
    for (const { path } of files) ports.discard(path);
  };

  return {
    all: () => drafts,
    get: (id) => drafts.find((draft) => draft.id === id) ?? null,
    write,
    change: (id, by) => write(drafts.map((draft) => (draft.id === id ? { ...draft, ...by(draft) } : draft))),
    free,
    freeVoice: ({ voice }) => free(voice ? [voice] : []),
    tell,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
