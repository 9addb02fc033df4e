import type { Permission } from '../../common/access.js';

/** What a role gives to whoever has it. */
export interface Role {
  /** Such as `knowledge-editor`. */
  id: string;
  name: string;
  description: string;
  permissions: readonly Permission[];
  /** Whose conversations: all, or those that the groups of the member had to do with. */
  reach: 'all' | 'groups';
  /** Comes with the program: nobody changes or deletes it. */
  isBuiltIn: boolean;
  /** 0 of one that comes with the program. */
  version: number;
}

export const ADMINISTRATOR = 'administrator';
