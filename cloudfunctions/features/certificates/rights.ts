/** Who keeps the certificates of the plant, and who may read the number on one. */
import type { Certificate } from '../../../typings/certificate';
import type { Role } from '../../../typings/domain';
import type { Actor } from '../people/identify';

/** Who writes certificates down and takes them out of use. */
export const KEEPERS: readonly Role[] = ['safety', 'admin'];

export const isHolder = ({ holder }: Pick<Certificate, 'holder'>, { id }: Pick<Actor, 'id'>): boolean =>
  holder.kind === 'person' && holder.id === id;

/** Its number and its photos are personal: for its holder and for safety. */
export const mayReadNumber = (
  certificate: Pick<Certificate, 'holder'>,
  actor: Pick<Actor, 'id' | 'roles'>,
): boolean => isHolder(certificate, actor) || actor.roles.includes('safety');
