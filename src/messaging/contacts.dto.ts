import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength } from 'class-validator';

const TAGS_MAX = 50;
const TAG_LENGTH_MAX = 64;

export class TagsRequest {
  /** These, and no others. */
  @ApiProperty({ type: [String], maxItems: TAGS_MAX, example: ['vip'] })
  @IsArray()
  @ArrayMaxSize(TAGS_MAX)
  @IsString({ each: true })
  @MaxLength(TAG_LENGTH_MAX, { each: true })
  @Matches(/^(?!\s)[^\p{C}]+(?<!\s)$/u, {
    each: true,
    message: 'each tag is a text without line breaks or outer spaces',
  })
  tags!: string[];
}

export class ContactView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  accountId!: string;
  /** The contact's id in its channel, such as the WeCom userid. */
  @ApiProperty({ description: 'The id in its channel, such as the WeCom userid.' })
  externalId!: string;
  @ApiProperty({ type: [String], description: 'What the enterprise says of this person, such as vip.' })
  tags!: string[];
  @ApiProperty({ description: 'Grows with each change; the ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When the contact last wrote.' })
  lastSeenAt!: string;
}
