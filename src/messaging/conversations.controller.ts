import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { concern, Reads } from '../audit/readings/reads.js';
import { type ApiCaller, Caller, RequirePermission } from '../common/access.js';
import { InvalidRequestError, NotFoundError } from '../common/app-error.js';
import { asId } from '../common/ids.js';
import { toMoment } from '../common/moment.js';
import { decodeCursor, idOfCursor, toPage } from '../common/paging.js';
import { FiltersByReach, scopesOf, WithinReach } from '../common/reach.js';
import {
  ConversationPage,
  ConversationsQuery,
  ConversationView,
  MessagePage,
  MessagesQuery,
  MessageView,
} from './conversations.dto.js';
import { ConversationList } from './conversation-list.js';
import { type ConversationRow, History, type MessageFilter, type MessageRow } from './history.js';

@ApiTags('conversations')
@ApiBearerAuth()
@Controller('api/v1/conversations')
export class ConversationsController {
  constructor(
    private readonly history: History,
    private readonly conversations: ConversationList,
  ) {}

  @ApiOperation({ summary: 'List the conversations', description: 'Newest first.' })
  @Get()
  @Reads('conversations')
  @RequirePermission('conversation.read')
  @FiltersByReach()
  @ApiOkResponse({ type: ConversationPage })
  async list(@Caller() { reach }: ApiCaller, @Query() query: ConversationsQuery): Promise<ConversationPage> {
    const { limit } = query;
    const scopes = scopesOf(reach);
    const filter = filterOf(query, scopes);
    // Of a group that the caller does not see there is none: nobody walks through all of them for the few he shares.
    if (query.groupId !== undefined && scopes?.includes(query.groupId) === false) {
      return { items: [], nextCursor: null };
    }
    const rows = await this.conversations.page({
      ...filter,
      reach: scopes,
      after: idOfCursor(query.cursor),
      limit: limit + 1,
    });
    const page = toPage(rows, limit, ({ id }) => id);
    return { items: page.items.map(presentConversation), nextCursor: page.nextCursor };
  }

  @ApiOperation({ summary: 'Read a conversation' })
  @Get(':id')
  @Reads('conversation')
  @RequirePermission('conversation.read')
  @WithinReach('conversation')
  @ApiOkResponse({ type: ConversationView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ConversationView> {
    return presentConversation(await this.find(id));
  }

  @ApiOperation({ summary: 'List the messages of a conversation', description: 'Oldest first.' })
  @Get(':id/messages')
  @Reads('messages')
  @RequirePermission('conversation.read')
  @WithinReach('conversation')
  @ApiOkResponse({ type: MessagePage })
  async messages(@Param('id', ParseUUIDPipe) id: string, @Query() query: MessagesQuery): Promise<MessagePage> {
    await this.find(id);
    const rows = await this.history.messages(id, messageFilterOf(query));
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

/** @throws {InvalidRequestError} for filters that no index serves together. */
function filterOf(
  { accountId, contactId, state, language, groupId, operatorId, from, to, sort }: ConversationsQuery,
  reach: readonly string[] | undefined,
) {
  const scopes = [groupId, operatorId].filter((scope) => scope !== undefined);
  const others = [accountId, language].filter((value) => value !== undefined);
  if (scopes.length > 1 || (scopes.length === 1 && others.length > 0)) {
    throw new InvalidRequestError('these filters are not offered together', [
      'groupId: goes without operatorId, accountId and language, and so does operatorId',
    ]);
  }
  if (reach !== undefined && contactId === undefined && others.length > 0) {
    throw new InvalidRequestError('whoever sees the conversations of some groups alone names a contact besides', [
      'accountId: goes with contactId for this caller, and so does language',
    ]);
  }
  const [scope] = scopes;
  return { accountId, contactId, state, language, scope, from: toMoment(from), to: toMoment(to), sort };
}

function messageFilterOf({ direction, sender, sort, cursor, limit }: MessagesQuery): MessageFilter {
  return { direction, sender, sort, after: sequenceOf(cursor), limit: limit + 1 };
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
    language: row.language,
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
