import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { type LowConfidenceAction, lowConfidenceActions } from '../../config/low-confidence.js';
import type { Category } from './categories.js';
import type { CategoryRules } from './category-rules.js';

const ACCOUNTS_MAX = 100;

/** The parameter of the route. */
export class CategoryName {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsStorable()
  @ApiProperty({ maxLength: 100 })
  name!: string;
}

export class CategoryBody {
  @ApiProperty({
    required: false,
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'From this confidence on it is answered. Left out: `dialog.quoteThreshold`.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  answerFrom?: number | null;

  @ApiProperty({
    required: false,
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: 1,
    description: 'From this confidence on the contact is asked what was meant. Left out: `dialog.clarifyThreshold`.',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  clarifyFrom?: number | null;

  @ApiProperty({
    required: false,
    enum: lowConfidenceActions,
    nullable: true,
    description: 'What happens below. Left out: `dialog.lowConfidenceAction`.',
  })
  @IsOptional()
  @IsIn(lowConfidenceActions)
  lowConfidenceAction?: LowConfidenceAction | null;

  @ApiProperty({
    required: false,
    type: [String],
    format: 'uuid',
    nullable: true,
    maxItems: ACCOUNTS_MAX,
    description: 'The accounts that may quote it. Left out: all; empty: none.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ACCOUNTS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  accountIds?: string[] | null;
}

class RulesView {
  @ApiProperty({ description: 'From this confidence on, the bot answers.' })
  answerFrom!: number;
  @ApiProperty({ description: 'From this confidence on, the bot asks what is meant.' })
  clarifyFrom!: number;
  @ApiProperty({ enum: lowConfidenceActions, description: 'What happens below: a handoff, or the offer of one.' })
  lowConfidenceAction!: LowConfidenceAction;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all.' })
  accountIds!: readonly string[] | null;
}

export class CategoryView {
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: 'How many documents have it, whatever their state.' })
  documents!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: as the settings say.' })
  answerFrom!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Null: as the settings say.' })
  clarifyFrom!: number | null;
  @ApiProperty({ enum: lowConfidenceActions, nullable: true, description: 'Null: as the settings say.' })
  lowConfidenceAction!: LowConfidenceAction | null;
  @ApiProperty({ type: [String], nullable: true, description: 'Null: all accounts may quote it.' })
  accountIds!: readonly string[] | null;
  @ApiProperty({ type: RulesView, description: 'What applies now, with what the settings say.' })
  rules!: RulesView;
  @ApiProperty({ description: 'Grows with each change, its ETag; 0 while nobody has set anything.' })
  version!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt!: string | null;
}

export class CategoryPage {
  @ApiProperty({ type: [CategoryView] })
  items!: CategoryView[];
  @ApiProperty({ nullable: true, type: String })
  nextCursor!: string | null;
}

export function presentCategory(category: Category, rules: CategoryRules): CategoryView {
  return {
    name: category.name,
    documents: category.documents,
    answerFrom: category.answerFrom,
    clarifyFrom: category.clarifyFrom,
    lowConfidenceAction: category.lowConfidenceAction,
    accountIds: category.accountIds,
    rules: { ...rules, accountIds: rules.accountIds ?? null },
    version: category.version,
    updatedAt: category.updatedAt?.toISOString() ?? null,
  };
}
