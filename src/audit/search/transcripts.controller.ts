import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RequirePermission } from '../../common/access.js';
import { decodeCursor, encodeCursor, PageQuery } from '../../common/paging.js';
import { asId } from '../../common/ids.js';
import { concern, Reads } from '../readings/reads.js';
import type { TranscriptEntry } from './transcript-sources.js';
import { Transcripts } from './transcripts.js';

class TranscriptEntryView {
  @ApiProperty({
    description: 'message (as the contact saw it), turn (what was decided and why), event (what was recorded), note …',
  })
  kind!: string;
  @ApiProperty()
  id!: string;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  messageId!: string | null;
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  turnId!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Depends on the kind. Texts are masked.' })
  data!: Record<string, unknown>;
}

class TranscriptView {
  @ApiProperty({ format: 'uuid' })
  conversationId!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  @ApiProperty({ format: 'uuid' })
  contactId!: string;
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
  @ApiProperty({
    format: 'date-time',
    nullable: true,
    type: String,
    description: 'When the conversation ended; null while it is open.',
  })
  endedAt!: string | null;
  @ApiProperty({ type: [TranscriptEntryView] })
  items!: TranscriptEntryView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/transcripts')
export class TranscriptsController {
  constructor(private readonly transcripts: Transcripts) {}

  @ApiOperation({
    summary: 'Read the transcript of a conversation',
    description: 'Oldest first. That it was seen is an event of the conversation.',
  })
  @Get(':id')
  @RequirePermission('audit.read')
  @Reads('audit-transcript')
  @ApiOkResponse({ type: TranscriptView })
  async get(@Param('id', ParseUUIDPipe) id: string, @Query() { cursor, limit }: PageQuery): Promise<TranscriptView> {
    const { startedAt, endedAt, ...head } = await this.transcripts.head(id);
    concern({
      accountId: asId(head.accountId),
      contactId: asId(head.contactId),
      conversationId: asId(head.conversationId),
    });
    const { entries, next } = await this.transcripts.page(
      id,
      cursor === undefined ? undefined : decodeCursor(cursor),
      limit,
    );
    return {
      ...head,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      items: entries.map(presentEntry),
      nextCursor: next === undefined ? null : encodeCursor(next),
    };
  }
}

function presentEntry({ kind, id, at, messageId, turnId, data }: TranscriptEntry): TranscriptEntryView {
  return { kind, id, at: at.toISOString(), messageId: messageId ?? null, turnId: turnId ?? null, data: { ...data } };
}
