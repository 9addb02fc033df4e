import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsStorable } from '../common/storable.js';
import { type ModelFields, type ProviderKind, providerKinds } from './model.js';
import { MayBeAbsent } from '../common/may-be-absent.js';

const TIMEOUT_MAX_MS = 600_000;
const CONCURRENCY_MAX = 2_000;
const REQUESTS_MAX = 1_000_000;
const TOKENS_MAX = 1_000_000_000_000;
const COST_MAX = 1_000_000_000;
const DAYS_MAX = 400;
const KEY_LENGTH_MAX = 2_000;

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** Printable ASCII: it goes into a header. */
const KEY = /^[\x21-\x7e]+$/;

export class ModelBody {
  @ApiProperty({ maxLength: 100, description: 'Unique; what people, explanations and metrics call it.' })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  name!: string;

  @ApiProperty({ enum: providerKinds, description: 'How it is spoken to.' })
  @IsIn(providerKinds)
  provider!: ProviderKind;

  @ApiProperty({
    maxLength: 1_000,
    description:
      'Its address, such as https://api.deepseek.com/v1; of FastGPT such as https://fastgpt.example/api/v1, of Dify ' +
      'such as https://api.dify.ai/v1, of ChatGLM the address of its api.py. With another host the key is forgotten.',
  })
  @Transform(trimmed)
  @MaxLength(1_000)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  baseUrl!: string;

  @ApiProperty({
    required: false,
    maxLength: 200,
    default: '',
    description: 'What the provider calls it. Needed for openai-compatible; the others have one model, or one app.',
  })
  @Transform(trimmed)
  @IsString()
  @MaxLength(200)
  @IsStorable()
  model: string = '';

  @ApiProperty({
    required: false,
    minimum: 100,
    maximum: TIMEOUT_MAX_MS,
    default: 15_000,
    description: 'Until the first piece of an answer. ChatGLM sends the whole at once: it knows `timeoutMs` alone.',
  })
  @IsInt()
  @Min(100)
  @Max(TIMEOUT_MAX_MS)
  firstTokenTimeoutMs: number = 15_000;

  @ApiProperty({
    required: false,
    minimum: 100,
    maximum: TIMEOUT_MAX_MS,
    default: 20_000,
    description: 'For all of it, retries included. The deadline of a turn may be sooner.',
  })
  @IsInt()
  @Min(100)
  @Max(TIMEOUT_MAX_MS)
  timeoutMs: number = 20_000;

  @ApiProperty({
    required: false,
    minimum: 1,
    maximum: CONCURRENCY_MAX,
    default: 100,
    description: 'Completions at once, in each process. Four times as many wait up to 2 s for a place.',
  })
  @IsInt()
  @Min(1)
  @Max(CONCURRENCY_MAX)
  concurrency: number = 100;

  @ApiProperty({ required: false, nullable: true, type: Number, minimum: 1, description: 'Null: no limit.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(REQUESTS_MAX)
  requestsPerMinute?: number | null;

  @ApiProperty({ required: false, nullable: true, type: Number, minimum: 1, description: 'Null: no limit.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(TOKENS_MAX)
  tokensPerMinute?: number | null;

  @ApiProperty({
    required: false,
    nullable: true,
    type: Number,
    minimum: 1,
    description: 'A day begins at midnight UTC. Null: no limit.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(TOKENS_MAX)
  dailyTokens?: number | null;

  @ApiProperty({
    required: false,
    nullable: true,
    type: Number,
    minimum: 0,
    description: 'In the currency of the prices. 0: nothing may be spent. Null: no limit.',
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 6 })
  @Min(0)
  @Max(COST_MAX)
  dailyCost?: number | null;

  @ApiProperty({
    required: false,
    minimum: 0,
    default: 0,
    description: 'Of a million prompt tokens. All prices and budgets are in one currency, whichever you like.',
  })
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 6 })
  @Min(0)
  @Max(COST_MAX)
  inputPrice: number = 0;

  @ApiProperty({ required: false, minimum: 0, default: 0, description: 'Of a million tokens of answers.' })
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 6 })
  @Min(0)
  @Max(COST_MAX)
  outputPrice: number = 0;

  @ApiProperty({ required: false, default: true, description: 'Whether it is asked.' })
  @IsBoolean()
  enabled: boolean = true;

  @ApiProperty({
    required: false,
    writeOnly: true,
    maxLength: KEY_LENGTH_MAX,
    description: 'It is never shown again. Left out: none, or the one that there is.',
  })
  @MayBeAbsent()
  @MaxLength(KEY_LENGTH_MAX)
  @Matches(KEY, { message: 'apiKey must be printable characters without spaces' })
  apiKey?: string;
}

export class KeyBody {
  @ApiProperty({
    nullable: true,
    type: String,
    writeOnly: true,
    maxLength: KEY_LENGTH_MAX,
    description: 'The new key; null where it needs none. It is in force within 2 s and never shown again.',
  })
  @IsOptional()
  @MaxLength(KEY_LENGTH_MAX)
  @Matches(KEY, { message: 'apiKey must be printable characters without spaces' })
  apiKey!: string | null;
}

export class UsageQuery {
  @ApiProperty({ required: false, minimum: 1, maximum: DAYS_MAX, default: 30, description: 'How many days back.' })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DAYS_MAX)
  days: number = 30;
}

/** Without the key, which goes another way. */
export function fieldsOf(body: ModelBody): ModelFields {
  return {
    name: body.name,
    provider: body.provider,
    baseUrl: body.baseUrl,
    model: body.model,
    firstTokenTimeoutMs: body.firstTokenTimeoutMs,
    timeoutMs: body.timeoutMs,
    concurrency: body.concurrency,
    requestsPerMinute: body.requestsPerMinute ?? null,
    tokensPerMinute: body.tokensPerMinute ?? null,
    dailyTokens: body.dailyTokens ?? null,
    dailyCost: body.dailyCost ?? null,
    inputPrice: body.inputPrice,
    outputPrice: body.outputPrice,
    enabled: body.enabled,
  };
}
