import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { RequirePermission } from '../../common/access.js';
import { type Hit, Knowledge } from '../knowledge.js';

export class SearchBody {
  @ApiProperty({ minLength: 1, maxLength: 500 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  query!: string;

  @ApiProperty({ required: false, minimum: 1, maximum: 20, default: 5 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  limit?: number;

  @ApiProperty({ required: false, description: 'Only documents of this category.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;
}

@ApiTags('knowledge')
@ApiBearerAuth()
@Controller('api/v1/knowledge/search')
export class SearchController {
  constructor(private readonly knowledge: Knowledge) {}

  @Post()
  @HttpCode(200)
  @RequirePermission('knowledge.read')
  async search(@Body() { query, limit, category }: SearchBody) {
    const { hits, confidence, inScope, tookMs } = await this.knowledge.find(query, { limit, category });
    return { hits: hits.map(presentHit), confidence, inScope, tookMs };
  }
}

function presentHit({ documentId, externalId, title, text, score, revision, category }: Hit) {
  return { documentId, externalId, title, text, score, revision, category: category ?? null };
}
