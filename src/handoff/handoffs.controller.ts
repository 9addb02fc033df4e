import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { RequirePermission } from '../common/access.js';
import { idOfCursor, PageQuery, toPage } from '../common/paging.js';
import { type HandoffRow, Handoffs } from './handoffs.js';

class HandoffsQuery extends PageQuery {
  /** Only those in this state. */
  @IsOptional()
  @IsIn(['requested', 'abandoned'])
  state?: string;
}

class HandoffView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  /** Why a human is needed, such as `asked-for-human`. */
  @ApiProperty()
  reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What a flow learned before it handed over: a line each.' })
  summary!: string | null;
  @ApiProperty({ enum: ['requested', 'abandoned'] })
  state!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  closedAt!: string | null;
}

class HandoffPage {
  @ApiProperty({ type: [HandoffView] })
  items!: HandoffView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/handoffs')
export class HandoffsController {
  constructor(private readonly handoffs: Handoffs) {}

  /** Newest first. */
  @Get()
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: HandoffPage })
  async list(@Query() query: HandoffsQuery): Promise<HandoffPage> {
    const rows = await this.handoffs.list(query.state, idOfCursor(query.cursor), query.limit + 1);
    const page = toPage(rows, query.limit, ({ id }) => id);
    return { items: page.items.map(presentHandoff), nextCursor: page.nextCursor };
  }
}

function presentHandoff(row: HandoffRow): HandoffView {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    contactId: row.contact_id,
    accountId: row.account_id,
    reason: row.reason,
    summary: row.summary,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}
