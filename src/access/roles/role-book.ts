import type { Permission, Reach, Scopes } from '../../common/access.js';
import type { Role } from './role.js';

/** All roles that there are at a moment. Pure. */
export class RoleBook {
  constructor(readonly all: readonly Role[]) {}

  byId(id: string): Role | undefined {
    return this.all.find((role) => role.id === id);
  }

  /** All that these roles give together. A role that is gone gives nothing. */
  permissionsOf(ids: readonly string[]): readonly Permission[] {
    return [...new Set(ids.flatMap((id) => this.byId(id)?.permissions ?? []))];
  }

  /** The widest reach of these roles. */
  reachOf(ids: readonly string[]): Role['reach'] {
    return ids.some((id) => this.byId(id)?.reach === 'all') ? 'all' : 'groups';
  }

  /** Whose conversations somebody of these roles sees, whose own these scopes are. */
  reachWithin(ids: readonly string[], own: Scopes): Reach {
    return this.reachOf(ids) === 'all' ? 'all' : own;
  }
}
