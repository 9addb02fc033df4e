import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { BULK_MAX, BulkItem } from '../../common/bulk.js';
import { DocumentBody } from './document.dto.js';

export class DocumentOperation extends BulkItem {
  @ApiPropertyOptional({ type: DocumentBody, description: 'What the document is to be; a deletion needs none.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => DocumentBody)
  value?: DocumentBody;
}

export class DocumentOperations {
  @ApiProperty({
    type: [DocumentOperation],
    minItems: 1,
    maxItems: BULK_MAX,
    description: 'What is to be done, in order.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ValidateNested({ each: true })
  @Type(() => DocumentOperation)
  items!: DocumentOperation[];
}
