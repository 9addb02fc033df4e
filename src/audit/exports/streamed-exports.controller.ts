import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { RequestId } from '../../common/request-id.js';
import { Readings } from '../readings/readings.js';
import { assertSensible } from '../search/event-filter.js';
import { StreamedExportQuery } from './export.dto.js';
import { ExportContents } from './export-contents.js';
import { headOf, type LineFormat, linesOf } from './export-lines.js';
import { ROWS_MAX } from './export-row.js';

const TYPES: Readonly<Record<LineFormat, string>> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
};

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit/export')
export class StreamedExportsController {
  constructor(
    private readonly contents: ExportContents,
    private readonly readings: Readings,
  ) {}

  @ApiOperation({
    summary: 'Stream audit events as a file',
    description: 'The events at once, newest first, up to a million; a job writes more, signs it and counts it.',
  })
  @Fails('audit.purpose-required')
  @Get()
  @RequirePermission('audit.export')
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string' } })
  async export(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Query() { format, ...filters }: StreamedExportQuery,
  ): Promise<StreamableFile> {
    assertSensible(filters);
    const details = { what: 'audit-export' as const, filters: { ...filters, format }, count: 0 };
    await this.readings.record(caller, { action: 'transcript.searched', details }, { requestId });
    const pieces = this.pieces(format, filters);
    const first = await pieces.next(); // what is wrong with the filters is answered before the file begins
    return new StreamableFile(Readable.from(from(first, pieces), { objectMode: false }), {
      type: TYPES[format],
      disposition: `attachment; filename="audit-events.${format}"`,
    });
  }

  private async *pieces(format: LineFormat, filters: object): AsyncGenerator<string> {
    const { columns, pages } = await this.contents.of('events', filters, undefined);
    let rows = 0;
    let head = headOf(format, columns);
    for await (const { lines } of pages) {
      yield head + linesOf(format, columns, lines);
      head = '';
      rows += lines.length;
      if (rows >= ROWS_MAX.csv) {
        return;
      }
    }
    if (head !== '') {
      yield head;
    }
  }
}

async function* from(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done !== true) {
    yield first.value;
    yield* rest;
  }
}
