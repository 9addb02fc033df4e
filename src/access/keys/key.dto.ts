import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { type Permission, permissions } from '../../common/access.js';
import { IsAddressList } from '../../common/address-list.js';
import { PageQuery } from '../../common/paging.js';
import { type KeyMode, keyModes } from './api-key.js';

const GROUPS_MAX = 100;
const ADDRESSES_MAX = 100;
const OVERLAP_HOURS_MAX = 720;

export class ApiKeyBody {
  @ApiProperty({ description: 'What it is for. No two keys have one name.', minLength: 1, maxLength: 100 })
  @IsString()
  @Length(1, 100)
  @Matches(/^[^\p{Cc}]*$/u)
  name!: string;

  @ApiProperty({
    enum: permissions,
    isArray: true,
    description: 'What it may do: nothing that its maker may not.',
    example: ['knowledge.read', 'conversation.read'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(permissions.length)
  @ArrayUnique()
  @IsIn(permissions, { each: true })
  permissions!: Permission[];

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    nullable: true,
    default: null,
    maxItems: GROUPS_MAX,
    description: 'The groups whose conversations it sees. Null: all conversations.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMaxSize(GROUPS_MAX)
  @IsUUID(undefined, { each: true })
  groupIds: string[] | null = null;

  @ApiPropertyOptional({
    type: [String],
    default: [],
    maxItems: ADDRESSES_MAX,
    description: 'Addresses and ranges from where it counts. None: from everywhere.',
    example: ['10.20.0.0/16', '192.0.2.7'],
  })
  @IsArray()
  @ArrayMaxSize(ADDRESSES_MAX)
  @IsString({ each: true })
  @IsAddressList()
  addresses: string[] = [];

  @ApiPropertyOptional({ default: true, description: 'Whether it counts.' })
  @IsBoolean()
  enabled: boolean = true;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    default: null,
    description: 'When it ends by itself. Null: never.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @Type(() => Date)
  @IsDate()
  expiresAt: Date | null = null;
}

export class NewApiKeyBody extends ApiKeyBody {
  @ApiPropertyOptional({
    enum: keyModes,
    enumName: 'KeyMode',
    default: 'bearer',
    description: 'Whether the key itself is sent with each request (bearer), or signs it and never leaves (signed).',
  })
  @IsIn(keyModes)
  mode: KeyMode = 'bearer';
}

export class KeyRotationBody {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: OVERLAP_HOURS_MAX,
    default: 24,
    description: 'For so many hours the secret of now counts too. 0, where it got out: it ends at once.',
  })
  @IsInt()
  @Min(0)
  @Max(OVERLAP_HOURS_MAX)
  overlapHours: number = 24;
}

export class KeyQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only those that belong to this member of the staff.' })
  @IsOptional()
  @IsUUID()
  ownerId?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Only those that count, or only those that do not.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  enabled?: boolean;
}
