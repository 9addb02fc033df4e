import { Injectable } from '@nestjs/common';
import type { GroupId } from '../../common/ids.js';

/** Whoever knows which groups of operators a member of WeCom's directory belongs to, from memory, at most 2 s old. */
export type GroupsOf = (userId: string) => readonly GroupId[];

/** Whose conversations a member sees. Who keeps the groups stands above this module and registers here. */
@Injectable()
export class StaffGroups {
  private source: GroupsOf = () => [];

  register(source: GroupsOf): void {
    this.source = source;
  }

  of(userId: string | null): readonly GroupId[] {
    return userId === null ? [] : this.source(userId);
  }
}
