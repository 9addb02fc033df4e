import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { idOfCursor, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { DocumentBody, DocumentsQuery } from './document.dto.js';
import { type DocumentRow, Documents } from './documents.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/documents')
export class DocumentsController {
  constructor(private readonly documents: Documents) {}

  /** In the order in which they were made. */
  @Get()
  @RequirePermission('knowledge.read')
  async list(@Query() { limit, cursor, state, category }: DocumentsQuery) {
    const rows = await this.documents.list({ state, category, after: idOfCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentDocument), nextCursor };
  }

  @Get(':id')
  @RequirePermission('knowledge.read')
  async get(@Param('id', ParseUUIDPipe) id: string) {
    return presentDocument(await this.documents.get(id));
  }

  @Post()
  @RequirePermission('knowledge.write')
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: DocumentBody) {
    return presentDocument(await this.documents.create(caller, requestId, body));
  }

  /** Replaces the document; only `state` stays as it was when it is left out. */
  @Put(':id')
  @RequirePermission('knowledge.write')
  async update(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DocumentBody,
  ) {
    return presentDocument(await this.documents.update(caller, requestId, id, body));
  }
}

function presentDocument(row: DocumentRow) {
  return {
    id: row.id,
    externalId: row.external_id,
    question: row.question,
    similarQuestions: row.similar_questions,
    answer: row.answer,
    category: row.category,
    tags: row.tags,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    state: row.state,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
