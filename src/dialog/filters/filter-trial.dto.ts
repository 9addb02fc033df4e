import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { type FilterAction, filterActions, type FilterVerdict } from './filter-verdict.js';

const TEXT_LENGTH_MAX = 10_000;
const verdicts = ['pass', 'mask', 'refuse', 'handoff'] as const;

export class FilterTrialBody {
  @ApiProperty({ maxLength: TEXT_LENGTH_MAX, description: 'The text that is tried.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT_LENGTH_MAX)
  @IsStorable()
  text!: string;

  @ApiProperty({ enum: ['inbound', 'outbound'], description: 'What a contact writes, or what is answered.' })
  @IsIn(['inbound', 'outbound'])
  direction!: 'inbound' | 'outbound';

  @ApiPropertyOptional({ format: 'uuid', description: 'Left out: what is for some accounts alone does not apply.' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ maxLength: 100, description: 'That of the knowledge that an answer rests on.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  category?: string;
}

class FilterHitView {
  @ApiProperty({ description: 'The name of the list or the rule.' })
  list!: string;
  @ApiProperty({ description: 'As it is listed.' })
  word!: string;
  @ApiProperty({ enum: filterActions, description: 'What is done about it.' })
  action!: FilterAction;
  @ApiProperty({ description: 'In UTF-16 code units.' })
  start!: number;
  @ApiProperty({ description: 'The position behind the hit, in the text.' })
  end!: number;
}

export class FilterTrialView {
  @ApiProperty({ enum: verdicts, description: 'What becomes of the text.' })
  action!: FilterVerdict['action'];
  @ApiProperty({ description: 'With asterisks in place of what is masked.' })
  text!: string;
  @ApiProperty({ type: [FilterHitView], description: 'What was hit, in the order of the text.' })
  hits!: readonly FilterHitView[];
}
