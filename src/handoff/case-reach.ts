import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StaffGroups } from '../access/staff/staff-groups.js';
import { isScoped, ReachSources } from '../common/reach.js';
import { Database } from '../database/database.js';
import { Operators } from './operators/operators.js';

/** Whose cases and tickets are, and which operators and groups a member of the staff is. */
@Injectable()
export class CaseReach implements OnModuleInit {
  constructor(
    private readonly sources: ReachSources,
    private readonly staffGroups: StaffGroups,
    private readonly operators: Operators,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.sources.register({
      of: 'handoff',
      name: 'the handoff',
      isWithin: (id, scopes) =>
        this.exists(`handoffs h where h.id = $1 and ${isScoped('h.conversation_id', '$2')}`, id, scopes),
    });
    this.sources.register({
      of: 'ticket',
      name: 'the ticket',
      isWithin: (id, scopes) =>
        this.exists('tickets where id = $1 and (group_id = any($2) or assignee_id = any($2))', id, scopes),
    });
    this.staffGroups.register((userId) => {
      const mine = this.operators.ofMember(userId);
      return { groups: [...new Set(mine.flatMap(({ groupIds }) => groupIds))], operators: mine.map(({ id }) => id) };
    });
  }

  private async exists(where: string, id: string, scopes: readonly string[]): Promise<boolean> {
    return (await this.database.rows(`select from ${where} limit 1`, [id, scopes])).length > 0;
  }
}
