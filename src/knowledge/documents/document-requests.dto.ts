import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../common/moment.js';
import { PageQuery } from '../../common/paging.js';
import { SortedBy } from '../../common/sorting.js';
import { IsStorable } from '../../common/storable.js';
import {
  CanonicalLanguage,
  type DocumentKind,
  documentKinds,
  INTEGER_MAX,
  LANGUAGE,
  ReasonProperty,
  Trim,
} from './document.dto.js';
import { type DocumentOrder, documentOrders } from './document-list.js';
import { type DocumentState, documentStates } from './document-states.js';

const BULK_MAX = 500;

export class StateBody {
  @ApiProperty({ enum: documentStates, description: 'The state that the document takes.' })
  @IsIn(documentStates)
  state!: DocumentState;

  @ReasonProperty()
  reason?: string | null;
}

export class StateItem {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id!: string;

  @ApiProperty({ required: false, description: 'As the header: the ETag that was seen.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  ifMatch?: string;
}

export class StatesBody extends StateBody {
  @ApiProperty({ type: [StateItem], minItems: 1, maxItems: BULK_MAX })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BULK_MAX)
  @ArrayUnique(
    (item: unknown) => (item instanceof StateItem && typeof item.id === 'string' ? item.id.toLowerCase() : item),
    {
      message: '$property must name each document once',
    },
  )
  @ValidateNested({ each: true })
  @Type(() => StateItem)
  items!: StateItem[];
}

export class DocumentsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: documentStates })
  @IsOptional()
  @IsIn(documentStates)
  state?: DocumentState;

  @ApiPropertyOptional({ enum: documentKinds })
  @IsOptional()
  @IsIn(documentKinds)
  kind?: DocumentKind;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsStorable()
  category?: string;

  @ApiPropertyOptional({ description: 'Only those with this tag.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @IsStorable()
  tag?: string;

  @ApiPropertyOptional({ description: 'BCP 47, such as `zh-CN`.' })
  @IsOptional()
  @CanonicalLanguage()
  @Matches(LANGUAGE, { message: '$property must be a language such as zh-CN' })
  language?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Changed at this moment or later.' })
  @IsOptional()
  @IsMoment()
  updatedSince?: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'Part of the question or of the externalId.' })
  @IsOptional()
  @Trim()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  @IsStorable()
  q?: string;

  @SortedBy(...documentOrders)
  sort: DocumentOrder = 'createdAt';
}

export class PassagesQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Left out: the current one.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(INTEGER_MAX)
  revision?: number;
}
