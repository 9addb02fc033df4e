import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, ValidateNested } from 'class-validator';
import { BULK_MAX, BulkItem } from '../../common/bulk.js';
import { OperatorBody } from './operator.dto.js';

export class OperatorOperation extends BulkItem {
  @ApiPropertyOptional({ type: OperatorBody, description: 'What the operator is to be; a deletion needs none.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => OperatorBody)
  value?: OperatorBody;
}

export class OperatorOperations {
  @ApiProperty({
    type: [OperatorOperation],
    minItems: 1,
    maxItems: BULK_MAX,
    description: 'What is to be done, in order.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ValidateNested({ each: true })
  @Type(() => OperatorOperation)
  items!: OperatorOperation[];
}
