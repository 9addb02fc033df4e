import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { asId, type GroupId } from '../../common/ids.js';
import { IsStorable } from '../../common/storable.js';
import {
  CANNED_NUMBER_MAX,
  CANNED_TEXT_LENGTH_MAX,
  CANNED_TITLE_LENGTH_MAX,
  type CannedReply,
  type CannedReplyFields,
} from './canned-reply.js';

const GROUPS_MAX = 100;

export class CannedReplyBody {
  @ApiProperty({
    minimum: 1,
    maximum: CANNED_NUMBER_MAX,
    description: 'By which operators name it on the phone; no two have the same.',
  })
  @IsInt()
  @Min(1)
  @Max(CANNED_NUMBER_MAX)
  number!: number;

  @ApiProperty({ maxLength: CANNED_TITLE_LENGTH_MAX, description: 'What it is about; contacts do not see it.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(CANNED_TITLE_LENGTH_MAX)
  @IsStorable()
  title!: string;

  @ApiProperty({ maxLength: CANNED_TEXT_LENGTH_MAX, description: 'What the contact reads.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(CANNED_TEXT_LENGTH_MAX)
  @IsStorable()
  text!: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: GROUPS_MAX,
    description: 'For operators of these groups; left out or null: for all.',
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(GROUPS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  groupIds?: string[] | null;

  @ApiPropertyOptional({ default: true, description: 'Whether operators may send it.' })
  @IsBoolean()
  enabled: boolean = true;
}

export class CannedReplyView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ description: 'By which operators name it on the phone.' })
  number!: number;
  @ApiProperty({ description: 'What it is about.' })
  title!: string;
  @ApiProperty({ description: 'What the contact reads.' })
  text!: string;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: for operators of all groups.' })
  groupIds!: readonly string[] | null;
  @ApiProperty({ description: 'Whether operators may send it.' })
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change; its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class CannedReplyPage {
  @ApiProperty({ type: [CannedReplyView] })
  items!: CannedReplyView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function toCannedReplyFields({ number, title, text, groupIds, enabled }: CannedReplyBody): CannedReplyFields {
  return { number, title, text, groupIds: groupIds?.map((id) => asId<GroupId>(id)) ?? null, enabled };
}

export function presentCannedReply(reply: CannedReply): CannedReplyView {
  const { id, number, title, text, groupIds, enabled, version, updatedAt } = reply;
  return { id, number, title, text, groupIds, enabled, version, updatedAt: updatedAt.toISOString() };
}
