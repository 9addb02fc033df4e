import { Injectable } from '@nestjs/common';
import type { Scopes } from '../../common/access.js';

/** Whoever knows which operators a member of WeCom's directory is, and their groups: from memory, at most 2 s old. */
export type ScopesOf = (userId: string) => Scopes;

const NOTHING: Scopes = { groups: [], operators: [] };

/** Whose conversations a member sees. Who keeps groups and operators stands above this module and registers here. */
@Injectable()
export class StaffGroups {
  private source: ScopesOf = () => NOTHING;

  register(source: ScopesOf): void {
    this.source = source;
  }

  of(userId: string | null): Scopes {
    return userId === null ? NOTHING : this.source(userId);
  }
}
