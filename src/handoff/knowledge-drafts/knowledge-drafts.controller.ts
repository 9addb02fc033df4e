import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { Idempotent } from '../../common/idempotency.js';
import { WithinReach } from '../../common/reach.js';
import { RequestId } from '../../common/request-id.js';
import { IsStorable } from '../../common/storable.js';
import { Trim } from '../../knowledge/documents/document.dto.js';
import { DocumentView, presentDocument } from '../../knowledge/documents/document-views.js';
import { KnowledgeDrafts } from './knowledge-drafts.js';

class KnowledgeDraftBody {
  @ApiProperty({ format: 'uuid', description: 'What an operator wrote to the contact.' })
  @IsUUID()
  messageId!: string;

  @ApiProperty({ required: false, maxLength: 500, description: 'Left out: what the contact asked last before it.' })
  @IsOptional()
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @IsStorable()
  question?: string;

  @ApiProperty({ required: false, maxLength: 100, description: 'Left out: that of the handoff.' })
  @IsOptional()
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  category?: string;
}

@ApiTags('handoffs')
@ApiBearerAuth()
@Controller('api/v1/handoffs/:id/knowledge-drafts')
export class KnowledgeDraftsController {
  constructor(private readonly drafts: KnowledgeDrafts) {}

  @ApiOperation({
    summary: "Draft knowledge from an operator's answer",
    description:
      "Makes a draft of an operator's answer, personal data masked. Called again, it answers with the same draft.",
  })
  @Fails('knowledge.step-forbidden', 'request.conflict')
  @Post()
  @Idempotent()
  @HttpCode(200)
  @RequirePermission('knowledge.write')
  @WithinReach('handoff')
  @ApiOkResponse({ type: DocumentView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: KnowledgeDraftBody,
  ): Promise<DocumentView> {
    return presentDocument(await this.drafts.draft(caller, requestId, id, body));
  }
}
