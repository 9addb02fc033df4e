import { Injectable } from '@nestjs/common';
import { AppError } from '../../common/app-error.js';
import type { StaffId } from '../../common/ids.js';
import type { Tx } from '../../database/database.js';
import { Losses } from './losses.js';
import type { RoleBook } from './role-book.js';
import type { Role } from './role.js';
import { conflictIn } from './separation.js';

/** Who has a role, and through which rules it is given. */
@Injectable()
export class RoleUse {
  constructor(private readonly losses: Losses) {}

  /** Who may do what is decided over roles, members and rules together: one change after the other. */
  async lock(tx: Tx): Promise<void> {
    await tx.rows(`select pg_advisory_xact_lock(hashtextextended('staff', 0))`);
  }

  /** @throws {AppError} `access.roles-conflict` where somebody would hold, with his other roles, what he must not. */
  async assertBearable(tx: Tx, changed: Role, book: RoleBook): Promise<void> {
    const held = await tx.rows<{ roles: string[] }>('select distinct roles from staff where roles @> array[$1::text]', [
      changed.id,
    ]);
    const conflict = held
      .map(({ roles }) =>
        conflictIn([...changed.permissions, ...book.permissionsOf(roles.filter((id) => id !== changed.id))]),
      )
      .find((found) => found !== undefined);
    if (conflict !== undefined) {
      throw new AppError('access.roles-conflict', `somebody would hold both ${conflict.join(' and ')}`);
    }
  }

  /** @throws {AppError} `request.conflict` */
  async assertUnused(tx: Tx, id: string): Promise<void> {
    const [row] = await tx.rows<{ used: boolean }>(
      `select exists (select from staff where roles @> array[$1::text])
           or exists (select from staff_entry_rules where $1 = any(roles)) as used`,
      [id],
    );
    if (row?.used === true) {
      throw new AppError('request.conflict', 'members or entry rules have this role');
    }
  }

  /** Whoever has it may have lost something. */
  async changed(tx: Tx, id: string): Promise<void> {
    const members = await tx.rows<{ id: StaffId }>('select id from staff where roles @> array[$1::text]', [id]);
    for (const member of members) {
      await this.losses.tell(tx, member.id);
    }
  }
}
