import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { RequirePermission } from '../../common/access.js';
import { Fails } from '../../common/api-errors.js';
import { NotIdempotent } from '../../common/idempotency.js';
import { type AccountId, asId } from '../../common/ids.js';
import { type Hit, HITS_MAX, Knowledge, QUERY_LENGTH_MAX } from '../knowledge.js';
import { type Edition, editions } from './index-messages.js';
import type { Degraded } from './retriever.js';

export class SearchBody {
  @ApiProperty({ minLength: 1, maxLength: QUERY_LENGTH_MAX, description: 'What somebody asks, in their own words.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(QUERY_LENGTH_MAX)
  query!: string;

  @ApiProperty({ required: false, minimum: 1, maximum: HITS_MAX, default: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HITS_MAX)
  limit?: number;

  @ApiProperty({ required: false, description: 'Only documents of this category.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'Only what this account may quote.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiProperty({
    required: false,
    enum: editions,
    default: 'live',
    description: 'What is published, or what would be.',
  })
  @IsOptional()
  @IsIn(editions)
  edition?: Edition;
}

class PassagePlace {
  @ApiProperty({ description: 'From 0, in reading order.' })
  ordinal!: number;
  @ApiProperty({ type: [String], description: 'The headings it stands under, from the outermost one.' })
  headingPath!: string[];
}

class HitView {
  @ApiProperty({ format: 'uuid' })
  documentId!: string;
  @ApiProperty()
  externalId!: string;
  @ApiProperty({ description: 'The question, or the title of the text.' })
  title!: string;
  @ApiProperty({ description: 'The answer, or the passage of the text.' })
  text!: string;
  @ApiProperty({ description: 'Orders the hits; 1 is the best there can be. No probability.' })
  score!: number;
  @ApiProperty({ description: 'The revision that was found.' })
  revision!: number;
  @ApiProperty({ nullable: true, type: String })
  category!: string | null;
  @ApiProperty({ nullable: true, type: PassagePlace, description: 'Null for a FAQ entry.' })
  passage!: PassagePlace | null;
}

class SearchView {
  @ApiProperty({ type: [HitView], description: 'Best first.' })
  hits!: HitView[];
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How likely the first hit answers the question.' })
  confidence!: number;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'How likely the base holds an answer at all.' })
  inScope!: number;
  @ApiProperty({ description: 'Milliseconds.' })
  tookMs!: number;
  @ApiProperty({ isArray: true, enum: ['vectors', 'reranker'], description: 'What is configured and did not work.' })
  degraded!: readonly Degraded[];
}

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/search')
export class SearchController {
  constructor(private readonly knowledge: Knowledge) {}

  @ApiOperation({
    summary: 'Search the knowledge base',
    description: 'Finds what is valid now among what is published, or among what would be if all drafts were.',
  })
  @Fails('knowledge.index-unavailable')
  @Post()
  @NotIdempotent('it searches and changes nothing')
  @HttpCode(200)
  @RequirePermission('knowledge.read')
  @ApiOkResponse({ type: SearchView })
  async search(@Body() { query, accountId, ...options }: SearchBody): Promise<SearchView> {
    const account = accountId === undefined ? undefined : asId<AccountId>(accountId);
    const found = await this.knowledge.find(query, { ...options, accountId: account });
    const { hits, confidence, inScope, tookMs, degraded = [] } = found;
    return { hits: hits.map(presentHit), confidence, inScope, tookMs, degraded };
  }
}

function presentHit({ documentId, externalId, title, text, score, revision, category, passage }: Hit): HitView {
  return {
    documentId,
    externalId,
    title,
    text,
    score,
    revision,
    category: category ?? null,
    passage: passage ?? null,
  };
}
