import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { InvalidRequestError } from '../../common/app-error.js';
import { IfMatch, TakesIfMatch } from '../../common/entity-tag.js';
import { Idempotent } from '../../common/idempotency.js';
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { RequestId } from '../../common/request-id.js';
import {
  ImportReportView,
  presentReport,
  WordBody,
  WordImportQuery,
  WordPage,
  WordParameters,
  WordView,
} from './filter-list.dto.js';
import { FilterLists } from './filter-lists.js';
import { FilterWords } from './filter-words.js';
import { readWordFile } from './word-files.js';

@ApiTags('filters')
@ApiBearerAuth()
@Controller('api/v1/filters/lists/:id')
export class FilterWordsController {
  constructor(
    private readonly lists: FilterLists,
    private readonly words: FilterWords,
  ) {}

  @ApiOperation({ summary: 'List the words of a list', description: 'In the order of their code points.' })
  @Get('words')
  @RequirePermission('dialog.read')
  @ApiOkResponse({ type: WordPage })
  async list(@Param('id', ParseUUIDPipe) id: string, @Query() { limit, cursor }: PageQuery): Promise<WordPage> {
    await this.lists.get(id);
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    return toPage(await this.words.list(id, after, limit + 1), limit, ({ word }) => word);
  }

  @ApiOperation({
    summary: 'Set a word',
    description: 'Adds a word, or gives it another action. In force within 2 s, in every process.',
  })
  @Fails('request.conflict')
  @Put('words/:word')
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: WordView })
  set(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { id, word }: WordParameters,
    @Body() { action }: WordBody,
  ): Promise<WordView> {
    return this.words.set(caller, requestId, id, word, action ?? null);
  }

  @ApiOperation({ summary: 'Remove a word' })
  @Fails('request.conflict')
  @Delete('words/:word')
  @HttpCode(204)
  @RequirePermission('dialog.manage')
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param() { id, word }: WordParameters,
  ): Promise<void> {
    await this.words.remove(caller, requestId, id, word);
  }

  @ApiOperation({
    summary: 'Import words',
    description:
      'The body is the file, whatever its content type says: 100,000 words at most. Says how many of the latest messages each word would have hit; with `dryRun` that is all it does.',
  })
  @Fails(
    'knowledge.file-columns-missing',
    'knowledge.file-damaged',
    'knowledge.file-empty',
    'knowledge.file-encoding-unknown',
    'knowledge.file-encrypted',
    'knowledge.file-format-mismatch',
    'knowledge.file-inflates-too-much',
    'knowledge.file-sheet-unknown',
    'knowledge.file-text-missing',
    'knowledge.file-too-costly',
    'knowledge.file-too-long',
    'request.conflict',
  )
  @Post('imports')
  @Idempotent()
  @HttpCode(200)
  @TakesIfMatch()
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @RequirePermission('dialog.manage')
  @ApiOkResponse({ type: ImportReportView })
  async import(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { format, mode, dryRun, messages }: WordImportQuery,
    @Req() { body }: { body: unknown },
    @IfMatch() ifMatch?: string,
  ): Promise<ImportReportView> {
    if (!Buffer.isBuffer(body) || body.length === 0) {
      throw new InvalidRequestError('the body must be the file, and not empty');
    }
    const isDryRun = dryRun === 'true';
    const read = await readWordFile(body, format);
    const wish = { mode, isDryRun, messages };
    return presentReport(await this.words.import(caller, requestId, id, read, wish, ifMatch), isDryRun);
  }
}
