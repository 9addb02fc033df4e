import {
  Body,
  Controller,
  Get,
  HttpCode,
  Injectable,
  Param,
  ParseUUIDPipe,
  type PipeTransform,
  Post,
  Query,
} from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { NotFoundError } from '../../common/app-error.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { numberOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { ReasonBody } from './document.dto.js';
import { DocumentRevisions } from './document-revisions.js';
import { DocumentView, presentDocument } from './document-views.js';
import { presentRevision, presentRevisionItem, RevisionPage, RevisionView } from './revision-views.js';

const REVISION = { name: 'revision', type: Number };

/** What is no number of a revision names none. */
@Injectable()
class RevisionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) {
      throw new NotFoundError('the revision');
    }
    return Number(value);
  }
}

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/documents/:id/revisions')
export class DocumentRevisionsController {
  constructor(private readonly revisions: DocumentRevisions) {}

  @ApiOperation({ summary: 'List the revisions of a document', description: 'Newest first.' })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: RevisionPage })
  async list(@Param('id', ParseUUIDPipe) id: string, @Query() { limit, cursor }: PageQuery): Promise<RevisionPage> {
    const rows = await this.revisions.list(id, numberOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ revision }) => `${revision}`);
    return { items: items.map(presentRevisionItem), nextCursor };
  }

  @ApiOperation({ summary: 'Read a revision' })
  @Get(':revision')
  @RequirePermission('knowledge.read')
  @ApiParam(REVISION)
  @ApiOkResponse({ type: RevisionView })
  async get(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('revision', RevisionPipe) revision: number,
  ): Promise<RevisionView> {
    return presentRevision(await this.revisions.get(id, revision));
  }

  @ApiOperation({
    summary: 'Restore a revision',
    description:
      'Makes a new revision that says what this one said; the state stays as it is. `If-Match` means the document.',
  })
  @Fails('knowledge.step-forbidden')
  @Post(':revision/restoration')
  @Idempotent()
  @HttpCode(200)
  @Tagged('revision')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiParam(REVISION)
  @ApiOkResponse({ type: DocumentView })
  async restore(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('revision', RevisionPipe) revision: number,
    @Body() { reason }: ReasonBody = {},
    @IfMatch() ifMatch?: string,
  ): Promise<DocumentView> {
    return presentDocument(await this.revisions.restore(caller, requestId, { id, revision, ifMatch }, reason));
  }
}
