import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { concern, Reads } from '../audit/readings/reads.js';
import { RequirePermission } from '../common/access.js';
import { InvalidRequestError, NotFoundError } from '../common/app-error.js';
import { asId } from '../common/ids.js';
import { decodeCursor, idOfCursor, PageQuery, toPage } from '../common/paging.js';
import {
  ConversationPage,
  ConversationsQuery,
  ConversationView,
  MessagePage,
  MessageView,
} from './conversations.dto.js';
import { type ConversationRow, History, type MessageRow } from './history.js';

@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/conversations')
export class ConversationsController {
  constructor(private readonly history: History) {}

  @ApiOperation({ summary: 'List the conversations', description: 'Newest first.' })
  @Get()
  @Reads('conversations')
  @RequirePermission('conversation.read')
  @ApiOkResponse({ type: ConversationPage })
  async list(@Query() query: ConversationsQuery): Promise<ConversationPage> {
    const { accountId, contactId, state, limit } = query;
    const before = idOfCursor(query.cursor);
    const rows = await this.history.conversations({ accountId, contactId, state, before, limit: limit + 1 });
    const page = toPage(rows, limit, ({ id }) => id);
    return { items: page.items.map(presentConversation), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Read a conversation' })
  @Get(':id')
  @Reads('conversation')
  @RequirePermission('conversation.read')
  @ApiOkResponse({ type: ConversationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ConversationView> {
    return presentConversation(await this.find(id));
  }

  @ApiOperation({ summary: 'List the messages of a conversation', description: 'Oldest first.' })
  @Get(':id/messages')
  @Reads('messages')
  @RequirePermission('conversation.read')
  @ApiOkResponse({ type: MessagePage })
  async messages(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery): Promise<MessagePage> {
    await this.find(id);
    const rows = await this.history.messages(id, sequenceOf(query.cursor), query.limit + 1);
    const page = toPage(rows, query.limit, ({ sequence }) => sequence);
    return { items: page.items.map(presentMessage), nextCursor: page.nextCursor };
  }

  private async find(id: string): Promise<ConversationRow> {
    const row = await this.history.conversation(id);
    if (row === undefined) {
      throw new NotFoundError('the conversation');
    }
    concern({ accountId: asId(row.account_id), contactId: asId(row.contact_id), conversationId: asId(row.id) });
    return row;
  }
}

function sequenceOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const sequence = decodeCursor(cursor);
  if (!/^\d{1,18}$/.test(sequence)) {
    throw new InvalidRequestError('the cursor is not one of ours', ['cursor: is not one of ours']);
  }
  return sequence;
}

function presentConversation(row: ConversationRow): ConversationView {
  return {
    id: row.id,
    accountId: row.account_id,
    contactId: row.contact_id,
    externalId: row.external_id,
    state: row.state,
    owner: row.owner,
    startedAt: row.started_at.toISOString(),
    lastActivityAt: row.last_activity_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endReason: row.end_reason,
  };
}

function presentMessage(row: MessageRow): MessageView {
  const { type, ...content } = row.content;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction,
    sender: row.sender,
    type,
    text: row.content.type === 'text' ? row.content.text : null,
    content,
    status: row.status,
    reason: row.reason,
    media: row.media,
    createdAt: row.created_at.toISOString(),
  };
}
