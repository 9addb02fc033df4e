import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { RequestId } from '../../common/request-id.js';
import { type ImportRow, KnowledgeImports } from './knowledge-imports.js';

const formats = ['jsonl', 'csv', 'xlsx', 'md', 'docx', 'pdf', 'html'] as const;

export class ImportQuery {
  @ApiProperty({ enum: formats, description: 'Only jsonl is supported yet.' })
  @IsIn(formats)
  format!: (typeof formats)[number];

  @ApiProperty({
    required: false,
    type: Boolean,
    default: false,
    description: 'Publishes what is imported. Without it new documents are drafts and existing ones keep their state.',
  })
  @IsIn(['true', 'false'])
  publish: 'true' | 'false' = 'false';
}

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/imports')
export class KnowledgeImportsController {
  constructor(private readonly imports: KnowledgeImports) {}

  /** The body is the file, whatever its content type says. */
  @Post()
  @HttpCode(202)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @RequirePermission('knowledge.write')
  async create(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Query() { format, publish }: ImportQuery,
    @Req() { body }: { body: unknown },
  ) {
    if (format !== 'jsonl') {
      throw new InvalidRequestError(`the format ${format} is not supported yet`, [
        `format: ${format} is not supported yet`,
      ]);
    }
    if (!Buffer.isBuffer(body) || body.length === 0) {
      throw new InvalidRequestError('the body must be the file, and not empty');
    }
    return this.imports.request(caller, requestId, { format, publish: publish === 'true', content: body });
  }

  @Get(':id')
  @RequirePermission('knowledge.read')
  async get(@Param('id', ParseUUIDPipe) id: string) {
    return presentImport(await this.imports.get(id));
  }
}

function presentImport(row: ImportRow) {
  return {
    id: row.id,
    format: row.format,
    publish: row.publish,
    status: row.status,
    total: row.total,
    processed: row.processed,
    created: row.created,
    updated: row.updated,
    failed: row.failed,
    errors: row.errors,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
