import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { AppError, InvalidRequestError } from '../../common/app-error.js';
import { Idempotent } from '../../common/idempotency.js';
import { JobStreams } from '../../common/job-streams.js';
import { FollowsJob, jobOf } from '../../common/job-view.js';
import { idOfCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import { assertSensible, plainFilter } from '../search/event-filter.js';
import { ExportBody, ExportPage, ExportView, FileSignatureView, presentExport } from './export.dto.js';
import { ExportFiles } from './export-files.js';
import type { ExportFormat, ExportRow } from './export-row.js';
import { AuditExports } from './exports.js';

const TYPES: Readonly<Record<ExportFormat, { type: string; ending: string }>> = {
  jsonl: { type: 'application/x-ndjson', ending: 'jsonl' },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
  package: { type: 'application/x-ndjson', ending: 'package.jsonl' },
};

/** Files of events or reviews, written by a job, signed, kept for seven days. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/exports')
export class ExportsController {
  constructor(
    private readonly exports: AuditExports,
    private readonly files: ExportFiles,
    private readonly streams: JobStreams,
  ) {}

  @ApiOperation({ summary: 'Export audit events' })
  @Fails('audit.exports-waiting', 'request.not-found')
  @Post()
  @Idempotent()
  @HttpCode(202)
  @RequirePermission('audit.export')
  @ApiAcceptedResponse({ type: ExportView })
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { subject, format, filters, savedSearchId, purpose }: ExportBody,
  ): Promise<ExportView> {
    assertSensible(filters ?? {});
    assertSubject({ subject, format, filters, savedSearchId });
    const wanted =
      subject === 'events' ? plainFilter(filters ?? {}) : { ...(savedSearchId !== undefined && { savedSearchId }) };
    return presentExport(await this.exports.request(caller, requestId, { subject, format, filters: wanted, purpose }));
  }

  @ApiOperation({ summary: 'List the audit exports', description: 'Newest first.' })
  @Get()
  @RequirePermission('audit.export')
  @ApiOkResponse({ type: ExportPage })
  async list(@Query() { limit, cursor }: PageQuery): Promise<ExportPage> {
    const rows = await this.exports.list(idOfCursor(cursor), limit + 1);
    const { items, nextCursor } = toPage(rows, limit, ({ id }) => id);
    return { items: items.map(presentExport), nextCursor };
  }

  @ApiOperation({ summary: 'Read an audit export', description: 'How far it is.' })
  @Get(':id')
  @RequirePermission('audit.export')
  @ApiOkResponse({ type: ExportView })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ExportView> {
    return presentExport(await this.exports.get(id));
  }

  @ApiOperation({ summary: 'Follow an export', description: 'As server-sent events, until it ends.' })
  @Get(':id/events')
  @FollowsJob()
  @RequirePermission('audit.export')
  async follow(
    @Param('id', ParseUUIDPipe) id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.streams.follow(request, reply, async () => jobOf(await this.get(id)));
  }

  @ApiOperation({ summary: 'Download the file of an export', description: 'That it leaves is an event.' })
  @Fails('audit.export-gone', 'audit.export-unfinished')
  @Get(':id/file')
  @RequirePermission('audit.export')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  async file(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<StreamableFile> {
    const row = await this.completed(id);
    const file = await this.files.read(row.id, row.attempts);
    if (file === undefined) {
      throw new AppError('audit.export-gone', 'the file is not there');
    }
    await this.exports.recordDownload(caller, requestId, row);
    const { type, ending } = TYPES[row.format];
    return new StreamableFile(file, {
      type,
      disposition: `attachment; filename="audit-${row.id}.${ending}"`,
      ...(row.bytes !== null && { length: Number(row.bytes) }),
    });
  }

  @ApiOperation({
    summary: 'Download the signature of an export',
    description: 'To be kept beside the file: whoever has the public key verifies both, without this program.',
  })
  @Fails('audit.export-gone', 'audit.export-unfinished')
  @Get(':id/signature')
  @RequirePermission('audit.export')
  @ApiOkResponse({ type: FileSignatureView })
  async signature(@Param('id', ParseUUIDPipe) id: string): Promise<FileSignatureView> {
    const { signature } = await this.completed(id);
    if (signature === null) {
      throw new AppError('audit.export-unfinished', 'the export is not signed yet');
    }
    return signature;
  }

  @ApiOperation({
    summary: 'Cancel an export, or remove its file',
    description: 'Cancels what is not finished; removes the file of what is.',
  })
  @Delete(':id')
  @HttpCode(204)
  @RequirePermission('audit.export')
  @ApiNoContentResponse()
  async cancel(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    await this.exports.cancel(caller, requestId, id);
  }

  private async completed(id: string): Promise<ExportRow> {
    const row = await this.exports.get(id);
    if (row.status === 'completed') {
      return row;
    }
    throw row.status === 'queued' || row.status === 'running'
      ? new AppError('audit.export-unfinished', `the export is ${row.status}`)
      : new AppError('audit.export-gone', `the export is ${row.status}`);
  }
}

/** What would be left out silently is refused. */
function assertSubject({ subject, format, filters, savedSearchId }: Omit<ExportBody, 'purpose'>): void {
  const faults = [
    ...(subject === 'reviews' && filters !== undefined ? ['filters: are for events'] : []),
    ...(subject === 'reviews' && format === 'package' ? ['format: only events have proofs'] : []),
    ...(subject === 'events' && savedSearchId !== undefined ? ['savedSearchId: is for reviews'] : []),
  ];
  if (faults.length > 0) {
    throw new InvalidRequestError('the export asks for what there is not', faults);
  }
}
