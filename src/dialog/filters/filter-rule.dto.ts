import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsStorable } from '../../common/storable.js';
import { FILTER_NAME_LENGTH_MAX, FilterBody } from './filter-list.dto.js';
import type { RuleChange } from './filter-rules.js';
import { type FilterAction, filterActions, type FilterDirection, filterDirections } from './filter-verdict.js';
import { PATTERN_LENGTH_MAX } from '../../common/linear-pattern.js';
import { type RuleKind, ruleKinds } from './output-rules.js';
import type { RuleRow } from './stored-filters.js';

const CATEGORIES_MAX = 100;

export class RuleBody extends FilterBody {
  @ApiProperty({ enum: ruleKinds, description: 'pattern: a regular expression. amount: a sum of money.' })
  @IsIn(ruleKinds)
  kind!: RuleKind;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: PATTERN_LENGTH_MAX,
    description: 'Of a pattern: a regular expression without references and lookarounds, whatever the case.',
    example: 'INT-\\d{4,8}',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(PATTERN_LENGTH_MAX)
  @IsStorable()
  pattern?: string | null;

  @ApiProperty({ enum: filterActions, description: 'What it leads to.' })
  @IsIn(filterActions)
  action!: FilterAction;

  @ApiPropertyOptional({ enum: filterDirections, default: 'outbound', description: 'Which texts it is for.' })
  @IsIn(filterDirections)
  direction: FilterDirection = 'outbound';

  @ApiPropertyOptional({
    type: [String],
    maxItems: CATEGORIES_MAX,
    default: [],
    description: 'Categories of the knowledge base in whose answers it does not apply.',
  })
  @IsArray()
  @ArrayMaxSize(CATEGORIES_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(FILTER_NAME_LENGTH_MAX, { each: true })
  @IsStorable({ each: true })
  exceptCategories: string[] = [];
}

export class RuleView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ enum: ruleKinds, description: 'What the rule looks for: a pattern, or an amount of money.' })
  kind!: RuleKind;
  @ApiProperty({ type: String, nullable: true, description: 'The regular expression; null for an amount.' })
  pattern!: string | null;
  @ApiProperty({ enum: filterActions, description: 'What is done about a hit.' })
  action!: FilterAction;
  @ApiProperty({
    enum: filterDirections,
    description: 'Where it is looked for: in what contacts write, in what they are answered, or in both.',
  })
  direction!: FilterDirection;
  @ApiProperty({ type: [String], description: 'Categories in whose answers it does not apply.' })
  exceptCategories!: readonly string[];
  @ApiProperty({ type: [String], nullable: true, description: 'Null: for all accounts.' })
  accountIds!: readonly string[] | null;
  @ApiProperty()
  enabled!: boolean;
  @ApiProperty({ description: 'Grows with each change; its ETag.' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class RulePage {
  @ApiProperty({ type: [RuleView] })
  items!: RuleView[];
  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function toRuleChange(body: RuleBody): RuleChange {
  const { name, kind, pattern, action, direction, exceptCategories, accountIds, enabled } = body;
  return {
    name,
    kind,
    pattern: pattern ?? null,
    action,
    direction,
    exceptCategories,
    accountIds: accountIds ?? null,
    enabled,
  };
}

export function presentRule(row: RuleRow): RuleView {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    pattern: row.pattern,
    action: row.action,
    direction: row.direction,
    exceptCategories: row.except_categories,
    accountIds: row.account_ids,
    enabled: row.enabled,
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
  };
}
