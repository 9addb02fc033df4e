import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
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
import { RequestId } from '../../common/request-id.js';
import { DraftBody, ReasonBody } from './document.dto.js';
import { DocumentDrafts } from './document-drafts.js';
import { DocumentView, presentDocument } from './document-views.js';
import { DraftView, presentDraft } from './revision-views.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/documents/:id/draft')
export class DocumentDraftsController {
  constructor(private readonly drafts: DocumentDrafts) {}

  @ApiOperation({
    summary: 'Read the draft of a document',
    description: 'The change that is being prepared while the document stays as it is.',
  })
  @Get()
  @Tagged('version')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: DraftView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<DraftView> {
    return presentDraft(await this.drafts.get(id));
  }

  @ApiOperation({ summary: 'Write the draft of a document', description: 'Replaces the draft, or begins one.' })
  @Put()
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: DraftView })
  async save(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DraftBody,
    @IfMatch() ifMatch?: string,
  ): Promise<DraftView> {
    return presentDraft(await this.drafts.save(caller, requestId, { id, ifMatch }, body));
  }

  @ApiOperation({ summary: 'Discard the draft of a document' })
  @Delete()
  @HttpCode(204)
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiNoContentResponse()
  async discard(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @IfMatch() ifMatch?: string,
  ): Promise<void> {
    await this.drafts.discard(caller, requestId, { id, ifMatch });
  }

  @ApiOperation({
    summary: 'Publish the draft of a document',
    description: 'The document says what the draft says, and is published. `If-Match` means the draft.',
  })
  @Fails('knowledge.step-forbidden', 'request.conflict')
  @Post('publication')
  @Idempotent()
  @HttpCode(200)
  @Tagged('revision')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: DocumentView })
  async publish(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { reason }: ReasonBody = {},
    @IfMatch() ifMatch?: string,
  ): Promise<DocumentView> {
    return presentDocument(await this.drafts.publish(caller, requestId, { id, ifMatch }, reason));
  }
}
