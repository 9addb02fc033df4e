import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID, ValidateNested } from 'class-validator';
import { BULK_MAX } from '../../common/bulk.js';
import type { HandoffId } from '../../common/ids.js';
import { ResolutionBody, TransferBody } from './handoff.dto.js';

export class ResolutionItem extends ResolutionBody {
  @ApiProperty({ format: 'uuid', description: 'The case.' })
  @IsUUID()
  id!: HandoffId;
}

export class ResolutionsBody {
  @ApiProperty({ type: [ResolutionItem], minItems: 1, maxItems: BULK_MAX, description: 'The cases that are done.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ValidateNested({ each: true })
  @Type(() => ResolutionItem)
  items!: ResolutionItem[];
}

export class TransferItem extends TransferBody {
  @ApiProperty({ format: 'uuid', description: 'The case.' })
  @IsUUID()
  id!: HandoffId;
}

export class TransfersBody {
  @ApiProperty({ type: [TransferItem], minItems: 1, maxItems: BULK_MAX, description: 'The cases, and where they go.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ValidateNested({ each: true })
  @Type(() => TransferItem)
  items!: TransferItem[];
}
