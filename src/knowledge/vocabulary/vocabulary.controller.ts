import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNotModifiedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, type Principal, RequirePermission } from '../../common/access.js';
import { IfMatch, Tagged, TakesIfMatch } from '../../common/entity-tag.js';
import { RequestId } from '../../common/request-id.js';
import { presentVocabulary, VocabularyBody, VocabularyView } from './vocabulary.dto.js';
import { Vocabulary } from './vocabulary.js';

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/vocabulary')
export class VocabularyController {
  constructor(private readonly vocabulary: Vocabulary) {}

  @ApiOperation({ summary: 'Read the vocabulary' })
  @Get()
  @Tagged('version')
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: VocabularyView })
  @ApiNotModifiedResponse({ description: 'It has the ETag that If-None-Match names.' })
  async get(): Promise<VocabularyView> {
    return presentVocabulary(await this.vocabulary.get());
  }

  @ApiOperation({
    summary: 'Replace the vocabulary',
    description: 'Replaces all words. They act on searches within 2 s, in every process.',
  })
  @Put()
  @Tagged('version')
  @TakesIfMatch()
  @RequirePermission('knowledge.write')
  @ApiOkResponse({ type: VocabularyView })
  async replace(
    @Caller() caller: Principal,
    @RequestId() requestId: string,
    @Body() { synonyms, stopWords }: VocabularyBody,
    @IfMatch() ifMatch?: string,
  ): Promise<VocabularyView> {
    return presentVocabulary(await this.vocabulary.replace(caller, requestId, { synonyms, stopWords }, ifMatch));
  }
}
