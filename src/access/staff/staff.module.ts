import { Global, Module } from '@nestjs/common';
import { AuditLog } from '../../audit/audit-log.js';
import { Database } from '../../database/database.js';
import { Losses } from '../roles/losses.js';
import { RoleUse } from '../roles/role-use.js';
import { RolesController } from '../roles/roles.controller.js';
import { Roles } from '../roles/roles.js';
import { EntryRulesController } from './entry-rules.controller.js';
import { EntryRules } from './entry-rules.js';
import { MeController } from './me.controller.js';
import { MemberRoles } from './member-roles.js';
import { RecentCallers } from './recent-callers.js';
import { StaffChecks } from './staff-checks.js';
import { StaffController } from './staff.controller.js';
import { StaffDirectory } from './staff-directory.js';
import { StaffGroups } from './staff-groups.js';
import { Staff } from './staff.js';

/** Loaded before anybody gets it injected, so that it can be asked from memory from the start. */
const loadedRoles = {
  provide: Roles,
  inject: [Database, AuditLog, RoleUse],
  useFactory: async (...parts: ConstructorParameters<typeof Roles>): Promise<Roles> => {
    const roles = new Roles(...parts);
    await roles.start();
    return roles;
  },
};

/** Members of the staff, their roles, and how they get in. The rules' controller comes first: its path is the longer. */
@Global()
@Module({
  controllers: [RolesController, EntryRulesController, StaffController, MeController],
  providers: [
    Losses,
    RoleUse,
    loadedRoles,
    MemberRoles,
    RecentCallers,
    EntryRules,
    Staff,
    StaffGroups,
    StaffDirectory,
    StaffChecks,
  ],
  exports: [EntryRules, Roles, StaffDirectory, StaffGroups],
})
export class StaffModule {}
