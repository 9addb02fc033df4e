import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { BeyondReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { CannedReplies } from './canned-replies.js';
import {
  CannedReplyBody,
  CannedReplyPage,
  CannedReplyView,
  presentCannedReply,
  toCannedReplyFields,
} from './canned-reply.dto.js';

@ApiTags('handoffs')
@ApiBearerAuth()
@BeyondReach()
@Controller('api/v1/canned-replies')
export class CannedRepliesController {
  constructor(private readonly replies: CannedReplies) {}

  @ApiOperation({ summary: 'List the canned replies', description: 'By number.' })
  @Get()
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: CannedReplyPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<CannedReplyPage> {
    const rows = await this.replies.list(numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ number }) => `${number}`);
    return { items: items.map(presentCannedReply), nextCursor };
  }

  @ApiOperation({ summary: 'Read a canned reply' })
  @Get(':id')
  @Tagged('version')
  @RequirePermission('handoff.read')
  @ApiOkResponse({ type: CannedReplyView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<CannedReplyView> {
    return presentCannedReply(await this.replies.get(id));
  }

  @ApiOperation({ summary: 'Create a canned reply' })
  @Fails('request.conflict', 'request.not-found')
  @Post()
  @Idempotent()
  @Tagged('version')
  @RequirePermission('handoff.manage')
  @ApiCreatedResponse({ type: CannedReplyView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: CannedReplyBody,
  ): Promise<CannedReplyView> {
    return presentCannedReply(await this.replies.create(caller, requestId, toCannedReplyFields(body)));
  }

  @ApiOperation({ summary: 'Replace a canned reply' })
  @Fails('request.conflict')
  @Put(':id')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiOkResponse({ type: CannedReplyView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: CannedReplyBody,
    @IfMatch() ifMatch?: string,
  ): Promise<CannedReplyView> {
    return presentCannedReply(await this.replies.update(caller, requestId, id, toCannedReplyFields(body), ifMatch));
  }

  @ApiOperation({ summary: 'Delete a canned reply' })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('handoff.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.replies.remove(caller, requestId, id, ifMatch);
  }
}
