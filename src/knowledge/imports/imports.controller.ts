import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf } from '../../common/job-view.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { ImportQuery, toImportOptions } from './import.dto.js';
import { ImportPage, ImportView, presentImport, presentSummary } from './import-views.js';
import { KnowledgeImports } from './knowledge-imports.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/imports')
export class KnowledgeImportsController {
  constructor(
    private readonly imports: KnowledgeImports,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({ summary: 'Import documents', description: 'The body is the file, whatever its content type says.' })
  @Fails('request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(202)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @RequirePermission('knowledge.write')
  @ApiAcceptedResponse({ type: ImportView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Query() query: ImportQuery,
    @Req() { body }: { body: unknown },
  ): Promise<ImportView> {
    const options = toImportOptions(query);
    if (!Buffer.isBuffer(body) || body.length === 0) {
      throw new InvalidRequestError('the body must be the file, and not empty');
    }
    const { format, publish, dryRun } = query;
    const wanted = { format, publish: publish === 'true', dryRun: dryRun === 'true', options, content: body };
    return presentImport(await this.imports.request(caller, requestId, wanted));
  }

  @ApiOperation({ summary: 'List the imports', description: 'Newest first.' })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: ImportPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<ImportPage> {
    const rows = await this.imports.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentSummary), nextCursor };
  }

  @ApiOperation({ summary: 'Read an import', description: 'How far it is, and what came of it.' })
  @Get(':id')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: ImportView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ImportView> {
    return presentImport(await this.imports.get(id));
  }

  @ApiOperation({ summary: 'Follow an import', description: 'As server-sent events, until it ends.' })
  @Get(':id/events')
  @FollowsJob()
  @RequirePermission('knowledge.read')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(id)));
  }
}
