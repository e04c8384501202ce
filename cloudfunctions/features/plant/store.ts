/** The only file that knows the collection `configs`: published versions, and the pointer that says which are in force. */
import type { ConfigPointer, ConfigVersion } from '../../../typings/config';
import { _, collection, type Collection } from '../../platform/sdk';

/** Every method is one database call. */
export interface ConfigStore {
  pointer(): Promise<ConfigPointer | null>;
  addPointer(pointer: ConfigPointer): Promise<'added' | 'exists'>;
  /** Puts other versions in force. @returns false when the pointer is not at `rev` any more */
  movePointer(rev: number, kinds: ConfigPointer['kinds']): Promise<boolean>;
  /** The versions with these ids; those that are not there are left out. */
  versions(ids: string[]): Promise<ConfigVersion[]>;
  addVersion(version: ConfigVersion): Promise<'added' | 'exists'>;
  /** Puts a damaged version right; its content is given by its id. */
  repairVersion(version: ConfigVersion): Promise<void>;
}

/** @param versions - and `pointers`: the same collection, read as one or the other kind of document */
export function createConfigStore(
  versions: Collection<ConfigVersion>,
  pointers: Collection<ConfigPointer>,
): ConfigStore {
  return {
    pointer: () => pointers.get('pointer'),
    addPointer: (pointer) => pointers.add(pointer),
    movePointer: (rev, kinds) => pointers.updateIf({ _id: 'pointer', rev }, { kinds, rev: rev + 1 }),
    versions: (ids) => versions.find({ _id: _.in(ids) }, { limit: ids.length }),
    addVersion: (version) => versions.add(version),
    repairVersion: (version) => versions.put(version),
  };
}

export const configStore = createConfigStore(
  collection<ConfigVersion>('configs'),
  collection<ConfigPointer>('configs'),
);
