import type { Change } from './change.js';

/** What is done about who may do what. */
export type StaffDeed =
  | { action: 'role.created' | 'role.updated' | 'role.deleted'; details: Change & { roleId: string; version: number } }
  /** Somebody came in for the first time. */
  | {
      action: 'staff.created';
      details: { staffId: string; provider: string; roles: readonly string[]; rolesFrom: 'rules' | 'hand' };
    }
  | { action: 'staff.updated' | 'staff.deleted'; details: Change & { staffId: string; version: number } }
  | {
      action: 'staff.rule-created' | 'staff.rule-updated' | 'staff.rule-deleted';
      details: Change & { entryRuleId: string; version: number };
    };
