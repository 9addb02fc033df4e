import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { RequestId } from '../../common/request-id.js';
import { ExportQuery } from './export.dto.js';
import type { ExportFormat } from './export-lines.js';
import { KnowledgeExports } from './knowledge-exports.js';

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
};

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/exports')
export class KnowledgeExportsController {
  constructor(private readonly exports: KnowledgeExports) {}

  @ApiOperation({
    summary: 'Export the knowledge base',
    description:
      'A file that an import takes. In CSV a cell that a spreadsheet would take for a formula begins with an apostrophe.',
  })
  @Get()
  @RequirePermission('knowledge.read')
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string' } })
  async export(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Query() { format, ...filter }: ExportQuery,
  ): Promise<StreamableFile> {
    const pieces = await this.exports.start(caller, requestId, format, filter);
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), {
      type: CONTENT_TYPES[format],
      disposition: `attachment; filename="knowledge.${format}"`,
    });
  }
}
