import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { authKinds, type ToolAuth, toolMethods, type ToolMethod } from './tool.js';
import { IsLocalText, IsScalar, IsSmallJson, IsTextMap } from './tool-validators.js';
import { MayBeAbsent } from '../../common/may-be-absent.js';

const ACCOUNTS_MAX = 100;
export const TOOL_NAME = /^[a-z][a-z0-9_]{0,63}$/;

export class ToolAuthBody {
  @ApiProperty({ enum: authKinds, description: 'How the system knows us.' })
  @IsIn(authKinds)
  kind!: ToolAuth['kind'];

  @ApiProperty({ required: false, maxLength: 64, description: 'With `header`: the name of the header.' })
  @MayBeAbsent()
  @Matches(/^[A-Za-z0-9-]{1,64}$/, { message: 'headerName must be a name of a header' })
  headerName?: string;

  @ApiProperty({ required: false, maxLength: 200, description: 'With `basic`: the user.' })
  @MayBeAbsent()
  @IsString()
  @Matches(/^[\x20-\x39\x3b-\x7e]{1,200}$/, { message: 'username must be letters without a colon' })
  username?: string;

  @ApiProperty({
    required: false,
    maxLength: 4_000,
    description: 'The token, value or password; never shown again. Left out in a change: it stays.',
  })
  @MayBeAbsent()
  @Matches(/^[\x21-\x7e](?:[\x20-\x7e]{0,3998}[\x21-\x7e])?$/, { message: 'secret must be what a header can hold' })
  secret?: string;
}

export class SuccessBody {
  @ApiProperty({ description: 'A JSON pointer into the response.' })
  @IsString()
  @MaxLength(200)
  pointer!: string;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    description: 'What stands there when the call succeeded.',
  })
  @IsScalar()
  is!: string | number | boolean;
}

export class ResponseMappingBody {
  @ApiProperty({ required: false, type: SuccessBody, description: 'For systems that answer 200 to everything.' })
  @MayBeAbsent()
  @ValidateNested()
  @Type(() => SuccessBody)
  success?: SuccessBody;

  @ApiProperty({ required: false, description: 'A JSON pointer to the part that counts. Left out: the whole.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  result?: string;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'The result is an object of these: name → JSON pointer.',
  })
  @MayBeAbsent()
  @IsTextMap()
  fields?: Record<string, string>;

  @ApiProperty({
    required: false,
    maxLength: 2_000,
    description: 'What a contact is told, with `{{/json/pointer}}` into the response and `{{argument}}`.',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2_000)
  @IsStorable()
  message?: string;
}

export class ToolBody {
  @ApiProperty({ pattern: TOOL_NAME.source, description: 'By which models and flows call it.' })
  @Matches(TOOL_NAME, { message: 'name must be small letters, digits and underscores' })
  name!: string;

  @ApiProperty({ maxLength: 1_000, description: 'For the model: what it does, and when to use it.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  @IsStorable()
  description!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of the arguments.' })
  @IsObject()
  @IsNotEmptyObject()
  @IsSmallJson(16_000)
  parameters!: Record<string, unknown>;

  @ApiProperty({ enum: toolMethods, description: 'The HTTP method of a call.' })
  @IsIn(toolMethods)
  method!: ToolMethod;

  @ApiProperty({ maxLength: 2_000, description: 'With `{{argument}}` behind the host, which is literal.' })
  @IsString()
  @MaxLength(2_000)
  url!: string;

  @ApiProperty({
    selfRequired: false,
    type: 'object',
    additionalProperties: { type: 'string' },
    default: {},
    description: 'Headers of each call.',
  })
  @IsTextMap()
  headers: Record<string, string> = {};

  @ApiProperty({
    selfRequired: false,
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: 'JSON with `{{argument}}`. Left out: all arguments, unless it is a GET or a DELETE.',
  })
  @IsOptional()
  @IsSmallJson(16_000)
  body?: unknown;

  @ApiProperty({ type: ToolAuthBody, description: 'How a call shows who it is.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => ToolAuthBody)
  auth!: ToolAuthBody;

  @ApiProperty({ required: false, type: ResponseMappingBody, description: 'Left out: the whole response.' })
  @ValidateNested()
  @Type(() => ResponseMappingBody)
  response: ResponseMappingBody = {};

  @ApiProperty({
    required: false,
    nullable: true,
    oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
    description: 'What the contact is asked before it acts, with `{{argument}}`; by language: zh-Hans, zh-Hant, en.',
  })
  @IsOptional()
  @IsLocalText()
  confirmation?: string | Record<string, string> | null;

  @ApiProperty({
    required: false,
    minimum: 100,
    maximum: 60_000,
    default: 10_000,
    description: 'How long a call may take, in milliseconds.',
  })
  @IsInt()
  @Min(100)
  @Max(60_000)
  timeoutMs: number = 10_000;

  @ApiProperty({
    required: false,
    type: [String],
    maxItems: 20,
    default: [],
    description: 'Hosts that a redirect of a GET may lead to. Left out: that of the URL alone.',
  })
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(253, { each: true })
  allowedHosts: string[] = [];

  @ApiProperty({
    required: false,
    description: 'It changes something: the contact is asked first. Left out: true unless it is a GET.',
  })
  @IsOptional()
  @IsBoolean()
  hasSideEffects?: boolean;

  @ApiProperty({ required: false, default: true, description: 'Whether models may call it; flows always may.' })
  @IsBoolean()
  forModels: boolean = true;

  @ApiProperty({
    required: false,
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: ACCOUNTS_MAX,
    description: 'The accounts that may use it. Left out: all; empty: none.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ACCOUNTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  accountIds?: string[] | null;

  @ApiProperty({ required: false, default: true })
  @IsBoolean()
  enabled: boolean = true;
}
