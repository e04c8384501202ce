/** Who may issue directives. */
import type { Role } from '../../../typings/domain';

export const ISSUERS: readonly Role[] = ['manager', 'safety', 'dutyLeader'];
