import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Caller, type Principal, RequirePermission } from '../common/access.js';
import { idOfCursor, toPage } from '../common/paging.js';
import { RequestId } from '../common/request-id.js';
import { DocumentBody, DocumentsQuery } from './document.dto.js';
import { type DocumentRow, Documents } from './documents.js';
import { type Hit, Knowledge } from './knowledge.js';

export class SearchBody {
  @ApiProperty({ minLength: 1, maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  query!: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 20, default: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  limit?: number;

  @ApiProperty({ required: false, description: 'Only documents of this category.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;
}

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge')
export class KnowledgeController {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly documents: Documents,
  ) {}

  @Post('search')
  @HttpCode(200)
  @RequirePermission('knowledge.read')
  async search(@Body() { query, limit, category }: SearchBody) {
    const { hits, confidence, inScope, tookMs } = await this.knowledge.find(query, { limit, category });
    return { hits: hits.map(presentHit), confidence, inScope, tookMs };
  }

  /** In the order in which they were made. */
  @Get('documents')
  @RequirePermission('knowledge.read')
  async list(@Query() { limit, cursor, state, category }: DocumentsQuery) {
    const rows = await this.documents.list({ state, category, after: idOfCursor(cursor), limit: limit + 1 });
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentDocument), nextCursor };
  }

  @Get('documents/:id')
  @RequirePermission('knowledge.read')
  async get(@Param('id', ParseUUIDPipe) id: string) {
    return presentDocument(await this.documents.get(id));
  }

  @Post('documents')
  @RequirePermission('knowledge.write')
  async create(@Caller() caller: Principal, @RequestId() requestId: string, @Body() body: DocumentBody) {
    return presentDocument(await this.documents.create(caller, requestId, body));
  }

  /** Replaces the document; only `state` stays as it was when it is left out. */
  @Put('documents/:id')
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

function presentHit({ documentId, externalId, title, text, score, revision, category }: Hit) {
  return { documentId, externalId, title, text, score, revision, category: category ?? null };
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
