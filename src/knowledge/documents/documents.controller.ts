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
import { idOfCursor, numberOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { DocumentBody } from './document.dto.js';
import { DocumentsQuery, PassagesQuery, StateBody, StatesBody } from './document-requests.dto.js';
import { DocumentPassages } from './document-passages.js';
import { DocumentSteps } from './document-steps.js';
import {
  DocumentPage,
  DocumentView,
  PassagePage,
  presentDocument,
  presentPassage,
  presentResults,
  presentSummary,
  StepResults,
} from './document-views.js';
import { Documents } from './documents.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/documents')
export class DocumentsController {
  constructor(
    private readonly documents: Documents,
    private readonly steps: DocumentSteps,
    private readonly passages: DocumentPassages,
  ) {}

  @ApiOperation({ summary: 'List the documents', description: 'In the order in which they were made.' })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: DocumentPage })
  async list(@Query() { limit, cursor, ...filter }: DocumentsQuery): Promise<DocumentPage> {
    const rows = await this.documents.summaries(filter, idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentSummary), nextCursor };
  }

  @ApiOperation({ summary: 'Read a document' })
  @Get(':id')
  @Tagged('revision')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: DocumentView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<DocumentView> {
    return presentDocument(await this.documents.get(id));
  }

  @ApiOperation({ summary: 'Create a document' })
  @Fails('knowledge.step-forbidden', 'request.conflict')
  @Post()
  @Idempotent()
  @Tagged('revision')
  @RequirePermission('knowledge.write')
  @ApiCreatedResponse({ type: DocumentView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() body: DocumentBody,
  ): Promise<DocumentView> {
    return presentDocument(await this.documents.create(caller, requestId, body));
  }

  @ApiOperation({
    summary: 'Replace a document',
    description: 'Replaces the document; only `state` stays as it was when it is left out.',
  })
  @Fails('knowledge.step-forbidden')
  @Put(':id')
  @Tagged('revision')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: DocumentView })
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DocumentBody,
    @IfMatch() ifMatch?: string,
  ): Promise<DocumentView> {
    return presentDocument(await this.documents.update(caller, requestId, id, body, ifMatch));
  }

  @ApiOperation({
    summary: 'Delete a document',
    description: 'What was ever published is archived instead: an answer may have quoted it.',
  })
  @Delete(':id')
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.steps.remove(caller, requestId, { id, ifMatch });
  }

  @ApiOperation({
    summary: 'Move a document to another state',
    description: 'Sends it to review, publishes it, takes it back, archives it.',
  })
  @Fails('knowledge.step-forbidden')
  @Put(':id/state')
  @Tagged('revision')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: DocumentView })
  async step(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: StateBody,
    @IfMatch() ifMatch?: string,
  ): Promise<DocumentView> {
    return presentDocument(await this.steps.take(caller, requestId, { id, ifMatch }, body));
  }

  @ApiOperation({
    summary: 'Move many documents to another state',
    description: 'The same step for many documents: those that may take it do, and the others say why not.',
  })
  @Fails('knowledge.step-forbidden', 'request.not-found', 'request.precondition-failed')
  @Post('states')
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: StepResults })
  async stepAll(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { items, state, reason }: StatesBody,
  ): Promise<StepResults> {
    return presentResults(await this.steps.takeAll(caller, requestId, items, { state, reason }));
  }

  @ApiOperation({
    summary: 'List the passages of a document',
    description: 'What a text is found by, in reading order. A FAQ entry has none.',
  })
  @Get(':id/passages')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: PassagePage })
  async listPassages(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { limit, cursor, revision: wanted }: PassagesQuery,
  ): Promise<PassagePage> {
    const after = numberOfCursor(cursor);
    const { revision, passages } = await this.passages.list(id, { revision: wanted, after, limit: limit + 1 });
    const { items, nextCursor } = toPage(passages, limit, ({ ordinal }) => `${ordinal}`);
    return { revision, items: items.map(presentPassage), nextCursor };
  }
}
