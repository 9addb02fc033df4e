import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ModelId } from '../../common/ids.js';
import { IsStorable } from '../../common/storable.js';
import { difficulties, type Difficulty, knowledgeEditions, type KnowledgeEdition } from './route.js';

const VALUES_MAX = 100;
const ARMS_MAX = 10;
const MODELS_MAX = 10;
const STOPS_MAX = 4;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u;

/** A list of names of which one must match. */
const IsNames =
  (description: string): PropertyDecorator =>
  (target, property) => {
    for (const decorate of [
      ApiPropertyOptional({ type: [String], minItems: 1, maxItems: VALUES_MAX, description }),
      IsOptional(),
      IsArray(),
      ArrayMinSize(1),
      ArrayMaxSize(VALUES_MAX),
      ArrayUnique(),
      IsString({ each: true }),
      IsNotEmpty({ each: true }),
      MaxLength(100, { each: true }),
      IsStorable({ each: true }),
    ]) {
      decorate(target, property);
    }
  };

export class RouteConditionBody {
  @IsNames('One of these intents.')
  intents?: string[];

  @IsNames('The best entry of the knowledge base is of one of these categories.')
  categories?: string[];

  @IsNames('The conversation is in one of these languages; `zh` stands for `zh-Hans` and `zh-Hant`.')
  languages?: string[];

  @ApiPropertyOptional({ enum: difficulties, description: 'Easy: short, and the base is sure of an entry.' })
  @IsOptional()
  @IsIn(difficulties)
  difficulty?: Difficulty;

  @IsNames('The account is of one of these kinds, such as `wecom-app`.')
  channels?: string[];

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: VALUES_MAX,
    description: 'Only contacts of these accounts.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(VALUES_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  accountIds?: string[];
}

export class RouteSettingsBody {
  @ApiPropertyOptional({ minimum: 0, maximum: 2, description: 'How freely the model words its answers.' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(2)
  temperature?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 32_768, description: 'Of an answer, in tokens.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(32_768)
  maxTokens?: number;

  @ApiPropertyOptional({ type: [String], maxItems: STOPS_MAX, description: 'The model stops before any of these.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(STOPS_MAX)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(100, { each: true })
  @IsStorable({ each: true })
  stop?: string[];

  @ApiPropertyOptional({ minimum: 100, maximum: 120_000, description: 'Left out: that of the model.' })
  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(120_000)
  firstTokenTimeoutMs?: number;

  @ApiPropertyOptional({ minimum: 100, maximum: 120_000, description: 'Left out: that of the model.' })
  @IsOptional()
  @IsInt()
  @Min(100)
  @Max(120_000)
  timeoutMs?: number;
}

export class RouteArmBody {
  @ApiProperty({ maxLength: 60, description: 'Unique in the route: contacts and figures go by it.' })
  @Matches(NAME, { message: 'name must begin with a letter or digit, and be 60 characters at most' })
  name!: string;

  @ApiProperty({
    minimum: 0,
    maximum: 100,
    description: 'The share of contacts in percent, with two decimals at most; 100 in all arms.',
  })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(100)
  weight!: number;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    maxItems: MODELS_MAX,
    description: 'Tried in this order; after the last, and without any, the knowledge base is quoted.',
  })
  @IsArray()
  @ArrayMaxSize(MODELS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  modelIds!: ModelId[];

  @ApiPropertyOptional({ description: 'A version of the prompt `answer`. Left out: the one that is live.' })
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,60}$/)
  promptVersion?: string;

  @ApiProperty({
    enum: knowledgeEditions,
    required: false,
    default: 'live',
    description: 'What is published, or what would be if all drafts were.',
  })
  @IsIn(knowledgeEditions)
  knowledge: KnowledgeEdition = 'live';
}

export class RouteBody {
  @ApiProperty({ maxLength: 100, description: 'Unique.' })
  @IsString()
  @Length(1, 100)
  @IsStorable()
  name!: string;

  @ApiProperty({
    required: false,
    default: 100,
    minimum: 0,
    maximum: 10_000,
    description: 'The lowest is asked first; of two that are equal, the older one.',
  })
  @IsInt()
  @Min(0)
  @Max(10_000)
  priority: number = 100;

  @ApiProperty({ required: false, default: true })
  @IsBoolean()
  enabled: boolean = true;

  @ApiProperty({
    type: RouteConditionBody,
    required: false,
    description: 'All that is named must match. Left out: every question.',
  })
  @IsDefined()
  @ValidateNested()
  @Type(() => RouteConditionBody)
  condition: RouteConditionBody = new RouteConditionBody();

  @ApiProperty({ type: RouteSettingsBody, required: false, description: 'What is left out is the model’s own.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => RouteSettingsBody)
  settings: RouteSettingsBody = new RouteSettingsBody();

  @ApiProperty({
    type: [RouteArmBody],
    minItems: 1,
    maxItems: ARMS_MAX,
    description: 'The first is the control, with which the others are compared.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ARMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => RouteArmBody)
  arms!: RouteArmBody[];
}

export class ComparisonQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: 90, default: 7, description: 'So many days back.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(90)
  days: number = 7;
}
