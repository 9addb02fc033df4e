import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Reads } from '../../audit/readings/reads.js';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { decodeCursor, idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { DocumentView, presentDocument } from '../documents/document-views.js';
import {
  GapDetailView,
  GapDraftBody,
  GapPage,
  GapQuestionPage,
  type GapQuestionView,
  GapsQuery,
  GapStateBody,
  GapView,
} from './gap.dto.js';
import { GapClusters } from './gap-clusters.js';
import { GapList, type GapQuestionRow, type GapRow, positionOf } from './gap-list.js';

/** What people asked and the knowledge base did not answer, alike questions put together. */
@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/gaps')
export class GapsController {
  constructor(
    private readonly clusters: GapClusters,
    private readonly gaps: GapList,
  ) {}

  @ApiOperation({ summary: 'List the knowledge gaps' })
  @Get()
  @Reads('gaps')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: GapPage })
  async list(@Query() { limit, cursor, order, ...filter }: GapsQuery): Promise<GapPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const rows = await this.gaps.list(filter, order, after, limit + 1);
    const page = toPage(rows, limit, positionOf);
    return { items: page.items.map(presentGap), nextCursor: page.nextCursor };
  }

  @ApiOperation({
    summary: 'Read a knowledge gap',
    description: 'With what became of the same questions since its entry is live.',
  })
  @Get(':id')
  @Reads('gap')
  @Tagged('version')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: GapDetailView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<GapDetailView> {
    return this.describe(id);
  }

  @ApiOperation({ summary: 'List the questions of a gap', description: 'Newest first.' })
  @Get(':id/questions')
  @Reads('gap-questions')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: GapQuestionPage })
  async questions(@Param('id', ParseUUIDPipe) id: string, @Query() query: PageQuery): Promise<GapQuestionPage> {
    await this.gaps.get(id);
    const rows = await this.gaps.questions(id, idOfCursor(query.cursor), query.limit + 1);
    const page = toPage(rows, query.limit, (row) => row.id);
    return { items: page.items.map(presentQuestion), nextCursor: page.nextCursor };
  }

  @ApiOperation({
    summary: 'Draft an entry for a gap',
    description:
      'Makes a draft entry of it, with the wordings that people used. Called again, it answers with the same entry.',
  })
  @Fails('knowledge.step-forbidden', 'request.conflict')
  @Post(':id/draft')
  @Idempotent()
  @HttpCode(200)
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: DocumentView })
  async draft(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: GapDraftBody,
    @IfMatch() ifMatch?: string,
  ): Promise<DocumentView> {
    return presentDocument(await this.clusters.draft(caller, requestId, id, body, ifMatch));
  }

  @ApiOperation({ summary: 'Put a gap aside, or back', description: 'Puts it aside, or back.' })
  @Put(':id/state')
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: GapDetailView })
  async setState(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { state }: GapStateBody,
    @IfMatch() ifMatch?: string,
  ): Promise<GapDetailView> {
    await this.clusters.setState(caller, requestId, id, state, ifMatch);
    return this.describe(id);
  }

  private async describe(id: string): Promise<GapDetailView> {
    const gap = await this.gaps.get(id);
    const effect = await this.gaps.effect(gap);
    return {
      ...presentGap(gap),
      effect: effect === undefined ? null : { ...effect, publishedAt: effect.publishedAt.toISOString() },
    };
  }
}

function presentGap(row: GapRow): Pick<GapView, keyof GapView> {
  return {
    id: row.id,
    question: row.text,
    examples: row.examples,
    count: row.questions,
    state: row.state,
    documentId: row.document_id,
    version: row.version,
    firstAskedAt: row.first_asked_at.toISOString(),
    lastAskedAt: row.last_asked_at.toISOString(),
  };
}

function presentQuestion(row: GapQuestionRow): GapQuestionView {
  return {
    id: row.id,
    text: row.text,
    accountId: row.account_id,
    conversationId: row.conversation_id,
    confidence: row.confidence,
    reason: row.reason,
    vote: row.vote,
    askedAt: row.asked_at.toISOString(),
  };
}
