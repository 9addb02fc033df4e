import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { type Principal, RequirePermission } from '../common/access.js';
import { IsMoment } from '../common/moment.js';
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
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Not included.' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

class AuditEventView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ description: 'What was done, such as `conversation.started`.' })
  action!: string;
  @ApiProperty({
    type: 'object',
    description: 'Who did it.',
    properties: { kind: { type: 'string', enum: ['system', 'contact', 'key'] }, id: { type: 'string' } },
    required: ['kind'],
  })
  actor!: Principal;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  accountId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  contactId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  conversationId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  messageId!: string | null;
  @ApiProperty({ nullable: true, type: String, description: 'The request that it was done by, if it was one.' })
  requestId!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Depends on the action. Holds no texts.' })
  details!: unknown;
}

class AuditEventPage {
  @ApiProperty({ type: [AuditEventView] })
  items!: AuditEventView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/events')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  /** Newest first. */
  @Get()
  @RequirePermission('audit.read')
  @ApiOkResponse({ type: AuditEventPage })
  async list(@Query() { limit, cursor, ...filter }: AuditEventsQuery): Promise<AuditEventPage> {
    const rows = await this.audit.list({ ...filter, before: idOfCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentEvent), nextCursor };
  }
}

function presentEvent(row: AuditRow): AuditEventView {
  return {
    id: row.id,
    at: row.at.toISOString(),
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
