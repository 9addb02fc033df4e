import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { RequirePermission } from '../common/access.js';
import { idOfCursor, PageQuery, toPage } from '../common/paging.js';
import { AuditLog, type AuditRow } from './audit-log.js';

export class AuditEventsQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsUUID()
  conversationId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Included.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  to?: string;
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/events')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  /** Newest first. */
  @Get()
  @RequirePermission('audit.read')
  async list(@Query() { limit, cursor, ...filter }: AuditEventsQuery) {
    const rows = await this.audit.list({ ...filter, before: idOfCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentEvent), nextCursor };
  }
}

function presentEvent(row: AuditRow) {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actor: row.actor,
    accountId: row.account_id,
    contactId: row.contact_id,
    conversationId: row.conversation_id,
    messageId: row.message_id,
    requestId: row.request_id,
    details: row.details,
  };
}
