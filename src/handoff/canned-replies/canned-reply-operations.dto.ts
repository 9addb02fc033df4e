import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { BULK_MAX, BulkItem } from '../../common/bulk.js';
import { CannedReplyBody } from './canned-reply.dto.js';

export class CannedReplyOperation extends BulkItem {
  @ApiPropertyOptional({ type: CannedReplyBody, description: 'What the canned reply is to be; a deletion needs none.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CannedReplyBody)
  value?: CannedReplyBody;
}

export class CannedReplyOperations {
  @ApiProperty({
    type: [CannedReplyOperation],
    minItems: 1,
    maxItems: BULK_MAX,
    description: 'What is to be done, in order.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ValidateNested({ each: true })
  @Type(() => CannedReplyOperation)
  items!: CannedReplyOperation[];
}
